"""The embedded engine: one SQLite file, `synchronous=FULL`, `BEGIN IMMEDIATE`, group commit.

    task A ─ BEGIN IMMEDIATE ─ work ─┐
    task B ───────── waits ── work ──┤   The members of a group take turns on one connection, each
    task C ───────── waits ── work ──┤   after the first in a savepoint, and share one commit: one
                                     │   fsync.
                                     └─ COMMIT ─ A, B and C return, none of them earlier.

The group commits when nobody waits to join it, when it is full, or when its first member has
waited for `GROUP_SECONDS`, whoever else wants to join, or before one that asks to begin alone,
since its block may take long. A member that fails is undone alone. It may
have failed because of what the others wrote, so its error is raised when that is committed: until
then the task would read the old rows, fail on the new ones again, and keep the group open.

A deferred BEGIN that first reads and then writes fails at once when another process writes in
between, whatever the busy timeout is (SQLite, "Isolation"). So every transaction here takes the
write lock at its beginning. A commit waits for the disk, so it runs in a thread, unless one of the
last two commits took less time than a thread round trip. Statements do not wait for the disk.
"""

from __future__ import annotations

import asyncio
import math
import sqlite3
import threading
import time
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

from ...arrivals import Arrivals
from ...callers import OWN, Holder
from ...errors import CapabilityMissing, Misused, Unavailable
from ...values import Rows
from ...world import SystemClock
from .connection import connect, file_of
from .dialect import ALTER, DIALECT
from .finishing import finished
from .lock import BUSY_SECONDS, WriteLock
from .pager import Pager
from .tables import prepare

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable
    from pathlib import Path

    from ...world import Clock
    from ..sql.dialect import Execute
    from .connection import Connection

    Adapt = Callable[[Execute], Awaitable[None]]

NUMBERS = 64  # Reserved in one step; dropped when another process commits.
DRAW = f"UPDATE rel_counter SET n = n + {NUMBERS} RETURNING n"  # noqa: S608 - a constant.
GROUP_MAX = 256
GROUP_SECONDS = 0.02  # How long the first member of a group lets others join before the commit.
FULL = 2
POLL_SECONDS_MAX = 0.25
COMMIT_AT_ONCE_SECONDS = 0.0002  # About one thread round trip.
BROKEN = (sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


class SqliteEngine:
    """See `SqlEngine`. Call `close` at the end; without it nothing is lost, for all is on disk."""

    dialect = DIALECT

    def __init__(
        self,
        path: Path | str,
        *,
        synchronous: str = "FULL",
        migrate: bool = True,
        clock: Clock | None = None,
        opener: Callable[[str], Connection] = connect,
    ) -> None:
        self.clock = clock or SystemClock()
        self._writer, self._reader, self._pager = (opener(str(path)) for _ in range(3))
        for connection in (self._writer, self._reader, self._pager):
            connection.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}").fetchall()
            connection.execute("PRAGMA journal_mode = WAL").fetchall()
            connection.execute(f"PRAGMA synchronous = {synchronous}").fetchall()
        self.version_before = prepare(self._writer, DIALECT, migrate=migrate)
        self.identity = file_of(self._writer)
        self._writer.execute("PRAGMA busy_timeout = 0").fetchall()
        self._lock = WriteLock(self._writer)
        self.durable = self._writer.execute("PRAGMA synchronous").fetchall()[0][0] >= FULL
        self.arrivals, self.poll_seconds_max = Arrivals(), POLL_SECONDS_MAX
        self.announce = self.arrivals.tell
        self.around_alter: tuple[Adapt, Adapt] | None = None  # See `changes`.
        self.close_transaction = ""  # Run at the end of each transaction; see `sqlite_changes`.
        self._turn = asyncio.Lock()
        self._committing, self._pages = threading.Lock(), Pager(self._pager)
        self._waiting = self._members = 0
        self._first_left: float | None = None  # When the first member of the group began to wait.
        self._numbers, self._numbers_version = iter(range(0)), -1
        self._committed: asyncio.Future[None] | None = None
        self._holder: Holder | None = None
        self._commit_seconds = (math.inf, math.inf)  # How long the last two commits took.

    async def probe(self) -> None:
        """Raise `CapabilityMissing` unless a commit is on disk when it returns."""
        mode = self._writer.execute("PRAGMA journal_mode").fetchall()[0][0]
        if not self.durable or mode != "wal":
            raise CapabilityMissing(
                "SQLite must run with synchronous=FULL and journal_mode=WAL, or a power cut takes"
                " acknowledged commits"
            )

    def close(self) -> None:
        """Close the connections, after any commit and any page that is being read."""
        self._pages.close()
        with self._committing:
            self._lock.close()
            self._reader.close()
            self._writer.close()

    async def read(self, sql: str, *parameters: Any) -> Rows:
        """See `SqlEngine`. It sees a commit only when that is on disk."""
        return Rows(self._reader.execute(sql, parameters).fetchall())

    async def read_page(self, sql: str, *parameters: Any, bytes_max: int) -> Rows:
        """See `SqlEngine`. Reads in a thread, on a connection that nobody else uses meanwhile."""
        return await self._pages.read(sql, parameters, bytes_max)

    def listen(self) -> None:
        """See `SqlEngine`. SQLite tells nobody of the commits of others."""

    async def next_number(self, execute: Execute) -> int:
        """See `SqlEngine`."""
        # Changes only when another connection commits.
        version = (await execute("PRAGMA data_version"))[0][0]
        if version == self._numbers_version and (number := next(self._numbers, None)) is not None:
            return number
        end = (await execute(DRAW))[0][0]
        self._numbers, self._numbers_version = iter(range(end - NUMBERS + 1, end + 1)), version
        return next(self._numbers)

    @asynccontextmanager
    async def begin(self, *, alone: bool = False) -> AsyncIterator[Execute]:
        """See `SqlEngine`."""
        await self._take_turn()
        try:
            committed = await self._join(alone=alone)
        except BaseException:
            self._turn.release()
            raise
        self._holder = Holder()
        try:
            with self._holder.holding():
                yield self._statement
            self._refuse_undone()
            if self.close_transaction:
                self._writer.execute(self.close_transaction)
            if self._members > 1:
                self._writer.execute("RELEASE member")
        except BaseException as error:
            try:
                self._undo_member()
            finally:
                await self._give_turn(committed)
            if isinstance(error, Exception):  # A task that is cancelled waits for nobody.
                await self._see_the_others_through(committed)
            raise
        await self._give_turn(committed)
        await asyncio.shield(committed)

    async def _statement(self, sql: str, *parameters: Any) -> Rows:
        if self.around_alter is None or not ALTER.match(sql):
            return await self._run(sql, *parameters)
        await self.around_alter[0](self._run)
        rows = await self._run(sql, *parameters)
        await self.around_alter[1](self._run)
        return rows

    async def _run(self, sql: str, /, *parameters: Any) -> Rows:
        self._refuse_undone()
        try:
            cursor = self._writer.execute(sql, parameters)
            rows = Rows(cursor.fetchall(), getattr(cursor, "rowcount", -1))
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & 0xFF in BROKEN:
                raise Unavailable(str(error)) from error
            raise
        return rows

    def _refuse_undone(self) -> None:
        """Raise `Unavailable` if SQLite has ended the transaction by itself.

        A full disk or `ON CONFLICT ROLLBACK` does that; then each statement would be a commit.
        """
        if not self._writer.in_transaction:
            raise Unavailable("SQLite undid the transaction")

    def _undo_member(self) -> None:
        """Undo the work of one member. At a full disk, SQLite may have undone the whole group."""
        self._members -= 1
        self._numbers = iter(range(0))  # Reserving them may be undone as well.
        if self._writer.in_transaction:
            if self._members:
                self._writer.execute("ROLLBACK TO member")
                self._writer.execute("RELEASE member")
            else:
                self._writer.execute("ROLLBACK")

    async def _give_turn(self, committed: asyncio.Future[None]) -> None:
        self._holder = None
        leaving = self._leave(committed)
        if self._at_once():
            await leaving  # It never waits, so it cannot be cancelled in the middle.
        else:
            await asyncio.shield(asyncio.ensure_future(leaving))

    async def _take_turn(self) -> None:
        patience = None if self._holder is None else self._holder.patience()
        self._waiting += 1
        try:
            async with asyncio.timeout(patience):
                await self._turn.acquire()
        except BaseException as error:
            self._waiting -= 1
            if not self._waiting and self._committed is not None and not self._turn.locked():
                # The last member left the commit to this task, which was to join the group.
                await self._turn.acquire()
                await asyncio.shield(asyncio.ensure_future(self._leave(self._committed)))
            if isinstance(error, TimeoutError):
                raise Misused(OWN) from error
            raise
        self._waiting -= 1

    async def _join(self, *, alone: bool) -> asyncio.Future[None]:
        """Open a group if there is none, and become a member of it.

        Whoever begins `alone` may take long, so those that are done are committed before.
        """
        if alone and self._committed is not None:
            await finished(self._commit(self._committed))
        if self._committed is None:
            await self._lock.take()
            self._committed, self._members = asyncio.get_running_loop().create_future(), 0
            self._first_left = None
        if self._members:
            self._writer.execute("SAVEPOINT member")
        self._members += 1
        return self._committed

    async def _leave(self, committed: asyncio.Future[None]) -> None:
        """Commit the group if it is time, or else leave it open, and let the next task in."""
        try:
            if self._first_left is None:
                self._first_left = time.monotonic()
            if self._writer.in_transaction and self._may_grow():
                return
            await self._commit(committed)
        finally:
            self._turn.release()

    async def _commit(self, committed: asyncio.Future[None]) -> None:
        """Commit the group, and tell its members."""
        self._committed = None
        try:
            if self._at_once():
                self._end_group()
            else:
                await asyncio.to_thread(self._end_group)
        except Exception as error:  # noqa: BLE001 - each member must learn of any failure.
            self._numbers = iter(range(0))
            committed.set_exception(Unavailable(f"the commit failed: {error}"))
            committed.exception()  # Marks it as retrieved: members that failed never read it.
            with suppress(sqlite3.ProgrammingError):  # The connection was closed meanwhile.
                if self._writer.in_transaction:
                    self._writer.execute("ROLLBACK")
        else:
            committed.set_result(None)

    def _may_grow(self) -> bool:
        """Whether a task waits to join the group, and the group can wait for it."""
        assert self._first_left is not None
        in_time = time.monotonic() < self._first_left + GROUP_SECONDS
        return bool(self._waiting) and self._members < GROUP_MAX and in_time

    async def _see_the_others_through(self, committed: asyncio.Future[None]) -> None:
        """Wait until what an undone member may have read from the others is committed.

        Raises `Unavailable` when it is not committed, so that nothing it has read was true.
        """
        await asyncio.shield(committed)

    def _at_once(self) -> bool:
        return min(self._commit_seconds) < COMMIT_AT_ONCE_SECONDS

    def _end_group(self) -> None:
        if not self._members:
            return  # Every member was undone.
        begin = time.perf_counter()
        with self._committing:  # SQLite would crash if it were closed during the commit.
            self._writer.execute("COMMIT")
        self._commit_seconds = (self._commit_seconds[1], time.perf_counter() - begin)
