"""`docsgate pattern check` judges configurations, and `serve` runs what they need."""

import signal
import subprocess
import sys
import time

import pytest
from click.testing import CliRunner
from harness.killing import prepare

from docsgate.cli.pattern import pattern
from docsgate_reliability.facade import Portal
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.values import Message

SERVE = (sys.executable, "-m", "docsgate", "pattern", "serve")
GOOD = """\
backends:
  db: {type: sqlite, path: app.db}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {backend: db, groups: [billing], retention: 7d}
    layers:
      - outbox: {store: db}
      - inbox: {store: db}
"""


def asked(*arguments):
    return CliRunner().invoke(pattern, [str(one) for one in arguments])


def test_a_right_configuration_is_called_right(tmp_path):
    file = tmp_path / "namespaces.yaml"
    file.write_text(GOOD)
    result = asked("check", file)
    assert (result.exit_code, result.output) == (0, f"{file}: orders: right\n")


def test_each_mistake_is_at_its_line_and_column(tmp_path):
    file = tmp_path / "namespaces.yaml"
    file.write_text(
        GOOD.replace("7d", "7x").replace("outbox: {store: db}", "outbox: {store: other}")
    )
    result = asked("check", file)
    places = [line.split(" ")[0] for line in result.output.splitlines()]
    assert (result.exit_code, places) == (1, [f"{file}:6:56", f"{file}:8:25"])


@pytest.mark.parametrize("data", [b"\xff", b"a: [", b"", b"- a", b"\x00"])
def test_a_file_that_cannot_be_read_is_no_traceback(tmp_path, data):
    file = tmp_path / "namespaces.yaml"
    file.write_bytes(data)
    for command in ("check", "serve"):
        result = asked(command, file)
        assert result.exit_code in (1, 2)
        assert str(file) in result.output
        assert result.exception is None or isinstance(result.exception, SystemExit)


def test_a_namespace_without_anything_to_run_is_refused(tmp_path):
    file = tmp_path / "namespaces.yaml"
    file.write_text(GOOD)
    result = asked("serve", file, "--namespace", "other")
    assert result.exit_code == 2
    assert "`other` has nothing to run; there is something in orders" in result.output


def serving(folder):
    command = [*SERVE, folder.path / "config.yaml"]
    return subprocess.Popen(command, stderr=subprocess.PIPE, text=True)


def relayed(folder):
    """Whether nothing is left in the outbox."""
    configuration, name = folder.namespace()
    with Portal() as portal:
        namespace = portal.enter(open_namespace(configuration, name))
        return not portal.call(namespace.store.pending(namespace.relay.box, 1))


def test_rows_of_an_outbox_are_relayed_until_a_signal(tmp_path):
    folder = prepare(tmp_path, "outbox")
    configuration, name = folder.namespace()
    with Portal() as portal:
        namespace = portal.enter(open_namespace(configuration, name))
        client = portal.synchronous(namespace.client)
        with portal.block(namespace.store.transaction()) as tx:
            client.publish(Message("a", b"1"), tx)
    process = subprocess.Popen(
        [*SERVE, folder.path / "config.yaml"], stderr=subprocess.PIPE, text=True
    )
    end = time.monotonic() + 30
    while not relayed(folder) and time.monotonic() < end:
        time.sleep(0.1)
    process.send_signal(signal.SIGTERM)
    _, log = process.communicate(timeout=30)
    assert process.returncode == 0, log
    assert f"{name}: runs relay" in log
    assert relayed(folder)


def test_an_engine_that_is_away_is_waited_for(tmp_path):
    pytest.importorskip("psycopg")
    away = '{type: postgres, url: "postgresql://127.0.0.1:1/x"}'
    folder = prepare(tmp_path, "outbox", queue="bus", bus=away)
    process = subprocess.Popen(
        [*SERVE, folder.path / "config.yaml"], stderr=subprocess.PIPE, text=True
    )
    for line in process.stderr:
        if "not opened" in line:
            break
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=30)
    assert process.returncode == 0
    assert "again in" in line


@pytest.mark.parametrize("name", ["gone/app.db", "text.db"])
def test_a_database_that_cannot_be_opened_is_no_traceback(tmp_path, name):
    (tmp_path / "text.db").write_text("this is no database, but a text of some length" * 9)
    file = tmp_path / "namespaces.yaml"
    file.write_text(GOOD.replace("app.db", str(tmp_path / name)))
    result = asked("migrate", file)
    assert (result.exit_code, name in result.output) == (2, True)
