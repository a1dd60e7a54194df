"""PostgreSQL through psycopg 3: the engine below `sql`, `sql_store`, `sql_queue` and `sql_log`.

The position of an outbox row is assigned under a lock on its key, so positions follow the order of
the commits. The order of `xid` does not, because a transaction gets its number before it commits.
Nothing here reads by `id > last`, which would miss the rows of transactions that commit late.
"""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from ...arrivals import Arrivals
from ...errors import Aborted, CapabilityMissing, Unavailable
from ...values import Rows
from ...world import SystemClock
from ..sql.dialect import Dialect
from ..sql.schema import is_current
from .connections import ANSWER_SECONDS, Connections
from .marks import marked
from .news import News
from .tables import migrate_tables, version_of

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ...world import Clock
    from ..sql.dialect import Execute

DIALECT = Dialect(
    key="BIGINT PRIMARY KEY",
    serial="BIGSERIAL PRIMARY KEY",
    blob="BYTEA",
    name='TEXT COLLATE "C"',
    compact="",
    skip_locked="FOR UPDATE SKIP LOCKED",
    share_lock="FOR SHARE",
    row_lock="FOR UPDATE",
    number="nextval('rel_version')",
    lock_keys="SELECT pg_advisory_xact_lock(number) FROM unnest(?::bigint[]) AS number",
    share_groups="SELECT pg_advisory_xact_lock_shared(hashtextextended(?, 7301947))",
    lock_groups=(
        "SELECT pg_advisory_xact_lock(hashtextextended(?, 7301947))"
        " FROM set_config('lock_timeout', '5s', true)"
    ),
)
CONNECTIONS_MAX = 12
FREE_SECONDS = 30.0  # Without a limit, transactions inside of transactions could wait for ever.

# The sum reads the lengths alone: a large body is read from its own table when it is sent.
PAGE = """
    SELECT * FROM (
        SELECT *, SUM(size) OVER (ORDER BY position) AS through FROM (
            SELECT *, length(headers) + length(body) AS size FROM ({sql}) AS row) AS sized) AS page
    WHERE through <= ? OR through = size ORDER BY position"""


class PostgresEngine:
    """See `SqlEngine`. Every call ends in time; see `connections`."""

    dialect = DIALECT
    durable = True
    poll_seconds_max = 1.0

    def __init__(
        self, url: str, *, clock: Clock | None = None, answer_seconds: float = ANSWER_SECONDS
    ) -> None:
        self._connections, self.clock = Connections(url, answer_seconds), clock or SystemClock()
        self._free = asyncio.Semaphore(CONNECTIONS_MAX)
        self.arrivals = Arrivals()
        self._news = News(self._connections, self.arrivals)
        self.identity: object = object()
        self.version_before = 0  # Of the tables, when they were prepared.

    async def prepare(self, *, migrate: bool = True) -> None:
        """Make the tables those that are needed.

        Where nothing is missing, it only reads. Raises `SchemaMismatch`, for older tables only
        without `migrate` or if the role may not create.
        """
        version, name = await version_of(self.read)
        if not is_current(version, migrate=migrate):
            connection = await self._connections.opened()

            async def run(sql: str, /, *parameters: Any) -> Rows:
                text = marked(sql) if parameters else sql
                return await _rows(await connection.execute(text, parameters or None))

            try:
                await migrate_tables(run, DIALECT, self._connections.psycopg.errors)
                _, name = await version_of(run)
            finally:
                await connection.close()
        self.identity, self.version_before = name, version

    async def probe(self) -> None:
        """Raise `CapabilityMissing` unless a commit is on disk when it returns."""
        for setting in ("fsync", "synchronous_commit", "full_page_writes"):
            value = (await self.read(f"SHOW {setting}"))[0][0]
            if value == "off":
                raise CapabilityMissing(f"PostgreSQL runs with {setting}=off")

    async def close(self) -> None:
        """Close the idle connections."""
        await self._news.close()
        await self._connections.close()

    async def read(self, sql: str, *parameters: Any) -> Rows:
        """See `SqlEngine`."""
        async with self.begin() as execute:
            return await execute(sql, *parameters)

    async def read_page(self, sql: str, *parameters: Any, bytes_max: int) -> Rows:
        """See `SqlEngine`. The server adds up the sizes, and sends nothing that does not fit."""
        rows = await self.read(PAGE.format(sql=sql), *parameters, bytes_max)
        return Rows(row[:-2] for row in rows)

    @asynccontextmanager
    async def begin(self, *, alone: bool = False) -> AsyncIterator[Execute]:
        """See `SqlEngine`. A connection that failed is closed and not used again.

        Raises `Unavailable`, `Conflict` for a serialization failure or a deadlock, `Rejected` for a
        value over a limit of PostgreSQL, and `Aborted` if the block caught a failed statement.
        Each transaction is alone on its connection.
        """
        del alone
        async with self._place():
            connection = await self._connections.begun()
            try:

                async def execute(sql: str, /, *parameters: Any) -> Rows:
                    text = marked(sql) if parameters else sql  # Without any, psycopg reads no mark.
                    return await _rows(await self._connections.run(connection, text, *parameters))

                yield execute
                self._refuse_failed(connection)
                await self._connections.run(connection, "COMMIT")
            finally:
                await self._connections.give_back(connection)

    def _refuse_failed(self, connection: Any) -> None:
        """Raise `Aborted` if `COMMIT` would undo everything, which PostgreSQL does in silence."""
        failed = self._connections.psycopg.pq.TransactionStatus.INERROR
        if connection.info.transaction_status == failed:
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

    def listen(self) -> None:
        """See `SqlEngine`."""
        self._news.listen()

    def announce(self, name: str) -> None:
        """See `SqlEngine`."""
        self.arrivals.tell(name)
        self._news.send(name)

    async def next_number(self, execute: Execute) -> int:
        """See `SqlEngine`."""
        return int((await execute("SELECT nextval('rel_version')"))[0][0])


async def _rows(cursor: Any) -> Rows:
    return Rows(await cursor.fetchall() if cursor.description else (), cursor.rowcount)
