"""The write lock of a SQLite file, shared fairly with other processes.

SQLite lets whoever asks at the right moment have the lock. A busy process asks again right after
its commit, so another one that asks from time to time can starve. So a process that waits raises a
sign, and one that is about to begin gives way while it sees the sign of another:

    busy process     COMMIT ─ sees a sign ─ waits ───────────── BEGIN …
    other process    BEGIN fails ─ raises a sign ─ BEGIN ─ lowers the sign ─ COMMIT

The sign is a shared lock on the file `<database>-turn`, which the operating system removes when its
process dies. Who gave way in vain, perhaps to a process that is stopped, does not for a while.
"""

from __future__ import annotations

import asyncio
import os
import sqlite3
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Final

if sys.platform != "win32":
    import fcntl

from ...errors import Unavailable

if TYPE_CHECKING:
    from .connection import Connection

BUSY_SECONDS: Final = 5.0
POLL_SECONDS: Final = 0.001
GIVE_WAY_SECONDS: Final = 0.01
IN_VAIN_SECONDS: Final = 0.1


class WriteLock:
    """The right to write, for one connection."""

    def __init__(self, writer: Connection) -> None:
        self._writer, self._sign = writer, Sign(_path_of(writer))
        self._stubborn_until = 0.0

    async def take(self) -> None:
        """Run `BEGIN IMMEDIATE`, and wait for other processes without blocking the event loop.

        Raises `Unavailable` when the database stays locked.
        """
        await self._give_way()
        if self._begin():
            return
        deadline = time.monotonic() + BUSY_SECONDS
        try:
            while time.monotonic() < deadline:
                self._sign.put_up()
                await asyncio.sleep(POLL_SECONDS)
                if self._begin():
                    return
        finally:
            self._sign.take_down()
        raise Unavailable(f"the database was locked for {BUSY_SECONDS} s")

    async def _give_way(self) -> None:
        """Let another process that waits begin first."""
        begin = time.monotonic()
        if begin < self._stubborn_until:
            return
        while self._sign.is_up_elsewhere():
            if time.monotonic() > begin + GIVE_WAY_SECONDS:
                self._stubborn_until = time.monotonic() + IN_VAIN_SECONDS
                return
            await asyncio.sleep(POLL_SECONDS)

    def _begin(self) -> bool:
        try:
            self._writer.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError as error:
            if "locked" not in str(error):
                raise
            return False
        return True

    def close(self) -> None:
        """Close the file of the sign. The lock itself ends with its connection."""
        self._sign.close()


class Sign:
    """Says to other processes that this one waits. Where it has no file, it says nothing."""

    def __init__(self, path: str) -> None:
        self._file: int | None = None
        if path and sys.platform != "win32":
            mode = Path(path).stat().st_mode & 0o777
            try:
                self._file = os.open(f"{path}-turn", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, mode)
                self.is_up_elsewhere()
            except OSError:  # A strange folder or file system: then turns are a matter of luck.
                self.close()

    def put_up(self) -> None:
        """Say that this process waits. It may fail while another process looks; say it again."""
        if self._file is not None and sys.platform != "win32":
            _lock(self._file, fcntl.LOCK_SH)

    def take_down(self) -> None:
        """Say that it waits no longer."""
        if self._file is not None and sys.platform != "win32":
            fcntl.flock(self._file, fcntl.LOCK_UN)

    def is_up_elsewhere(self) -> bool:
        """Whether another process waits, or looks at this moment."""
        if self._file is None or sys.platform == "win32":
            return False
        if not _lock(self._file, fcntl.LOCK_EX):
            return True
        fcntl.flock(self._file, fcntl.LOCK_UN)
        return False

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            os.close(self._file)
            self._file = None


def _path_of(connection: Connection) -> str:
    """The file of the database; empty for one in memory."""
    return str(connection.execute("PRAGMA database_list").fetchall()[0][2])


def _lock(file: int, kind: int) -> bool:
    if sys.platform != "win32":
        try:
            fcntl.flock(file, kind | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
    return True
