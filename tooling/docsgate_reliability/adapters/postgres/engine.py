"""PostgreSQL through psycopg 3: the engine below `sql`, `sql_store`, `sql_queue` and `sql_log`.

The position of an outbox row is assigned under a lock on its key, so positions follow the order of
the commits. The order of `xid` does not, because a transaction gets its number before it commits.
Nothing here reads by `id > last`, which would miss the rows of transactions that commit late.
"""

from __future__ import annotations

import asyncio
import re
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ...errors import Aborted, CapabilityMissing, Conflict, Rejected, Unavailable
from ...world import SystemClock
from ..installed import load
from ..sql.dialect import Dialect, tables

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ...world import Clock
    from ..sql.dialect import Execute, Rows

DIALECT = Dialect(
    key="BIGINT PRIMARY KEY",
    serial="BIGSERIAL PRIMARY KEY",
    blob="BYTEA",
    name='TEXT COLLATE "C"',
    compact="",
    skip_locked="FOR UPDATE SKIP LOCKED",
    share_lock="FOR SHARE",
    row_lock="FOR UPDATE",
    lock_key="SELECT pg_advisory_xact_lock(hashtextextended(?, 0))",
    share_groups="SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 7301947))",
    lock_groups=(
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 7301947))"
        " FROM set_config('lock_timeout', '5s', true)"
    ),
)
CONNECTIONS_MAX = 12
CONNECT_SECONDS = 5
FREE_SECONDS = 30.0  # Without a limit, transactions inside of transactions could wait for ever.
ONE_AT_A_TIME = "SELECT pg_advisory_xact_lock(7301947)"  # Two `CREATE IF NOT EXISTS` may collide.

# The sum reads the lengths alone: a large body is read from its own table when it is sent.
PAGE = """
    SELECT * FROM (
        SELECT *, SUM(size) OVER (ORDER BY position) AS through FROM (
            SELECT *, length(headers) + length(body) AS size FROM ({sql}) AS row) AS sized) AS page
    WHERE through <= ? OR through = size ORDER BY position"""

QUOTED = re.compile(r"""('(?:[^']|'')*'|"[^"]*"|--[^\n]*|/\*.*?\*/)|\?""", re.DOTALL)


@lru_cache(maxsize=1000)
def _marked(sql: str) -> str:
    """`sql` with psycopg's `%s` for each `?`, except in quotes and comments."""
    return QUOTED.sub(lambda found: found[1] or "%s", sql.replace("%", "%%"))


class PostgresEngine:
    """See `SqlEngine`. Connections are opened when they are needed, and then kept."""

    dialect = DIALECT
    durable = True

    def __init__(self, url: str, *, clock: Clock | None = None) -> None:
        self._psycopg = load("psycopg", "postgres")
        self._url, self.clock = url, clock or SystemClock()
        self._idle: list[Any] = []
        self._free = asyncio.Semaphore(CONNECTIONS_MAX)

    async def prepare(self) -> None:
        """Create the tables that are not there."""
        async with self.begin() as execute:
            await execute(ONE_AT_A_TIME)
            await execute("CREATE SEQUENCE IF NOT EXISTS rel_version")
            for statement in tables(DIALECT):
                await execute(statement)

    async def probe(self) -> None:
        """Raise `CapabilityMissing` unless a commit is on disk when it returns."""
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            value = (await self.read(f"SHOW {setting}"))[0][0]
            if value == "off":
                raise CapabilityMissing(f"PostgreSQL runs with {setting}=off")

    async def close(self) -> None:
        """Close the idle connections."""
        while self._idle:
            await self._idle.pop().close()

    async def read(self, sql: str, *parameters: Any) -> Rows:
        """See `SqlEngine`."""
        async with self.begin() as execute:
            return await execute(sql, *parameters)

    async def read_page(self, sql: str, *parameters: Any, bytes_max: int) -> Rows:
        """See `SqlEngine`. The server adds up the sizes, and sends nothing that does not fit."""
        rows = await self.read(PAGE.format(sql=sql), *parameters, bytes_max)
        return [row[:-2] for row in rows]

    @asynccontextmanager
    async def begin(self) -> AsyncIterator[Execute]:
        """See `SqlEngine`. A connection that failed is closed and not used again.

        Raises `Unavailable`, `Conflict` for a serialization failure or a deadlock, `Rejected` for a
        value over a limit of PostgreSQL, and `Aborted` if the block caught a failed statement.
        """
        async with self._place():
            connection = await self._connection()
            try:
                async with connection.transaction():

                    async def execute(sql: str, /, *parameters: Any) -> Rows:
                        cursor = await connection.execute(_marked(sql), parameters)
                        return await cursor.fetchall() if cursor.description else []

                    yield execute
                    self._refuse_failed(connection)
            except self._psycopg.errors.SerializationFailure as error:
                raise Conflict(str(error)) from error
            except self._psycopg.errors.DeadlockDetected as error:
                raise Conflict(str(error)) from error
            except self._psycopg.errors.ProgramLimitExceeded as error:
                raise Rejected(str(error)) from error  # A name that is too long for an index.
            except self._psycopg.OperationalError as error:
                raise Unavailable(str(error)) from error
            finally:
                await self._give_back(connection)

    def _refuse_failed(self, connection: Any) -> None:
        """Raise `Aborted` if `COMMIT` would undo everything, which PostgreSQL does in silence."""
        if connection.info.transaction_status == self._psycopg.pq.TransactionStatus.INERROR:
            raise Aborted("a statement failed, and the block caught its error")

    @asynccontextmanager
    async def _place(self) -> AsyncIterator[None]:
        try:
            async with asyncio.timeout(FREE_SECONDS):
                await self._free.acquire()
        except TimeoutError as error:
            raise Unavailable(f"no connection was free for {FREE_SECONDS} s") from error
        try:
            yield
        finally:
            self._free.release()

    async def next_number(self, execute: Execute) -> int:
        """See `SqlEngine`."""
        return int((await execute("SELECT nextval('rel_version')"))[0][0])

    async def _connection(self) -> Any:
        while self._idle:
            connection = self._idle.pop()
            if not connection.closed:
                return connection
        try:
            return await self._psycopg.AsyncConnection.connect(
                self._url, autocommit=True, connect_timeout=CONNECT_SECONDS
            )
        except self._psycopg.OperationalError as error:
            raise Unavailable(str(error)) from error

    async def _give_back(self, connection: Any) -> None:
        idle = self._psycopg.pq.TransactionStatus.IDLE
        if connection.closed or connection.info.transaction_status != idle:
            await connection.close()
        else:
            self._idle.append(connection)
