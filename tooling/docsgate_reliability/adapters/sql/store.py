"""The transactional store on an SQL engine: business rows, outbox and leases in one commit."""

# ruff: noqa: S608 - only constants of these modules are put into statements, never values.
from __future__ import annotations

from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final
from zlib import crc32

from ...errors import Fenced, Misused
from ...values import Backlog, Capabilities, Lease, Pending, SetAside
from .appended import AppendedRows
from .guard import Guard
from .key_value import SqlBucket, SqlKeyValue
from .rows import columns, readable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from ...ports import Transaction
    from ...values import Message, Rows
    from .dialect import SqlEngine


POSITION_BITS: Final = 50  # Bits of the number in a position; the 13 bits above are the box's.
SET_ASIDE = """
    INSERT INTO rel_outbox_aside (position, box, id, key, headers, body, reason, since)
    SELECT position, box, id, key, headers, body, CAST(? AS TEXT), CAST(? AS DOUBLE PRECISION)
    FROM rel_outbox WHERE box = ? AND position = ?"""
PUT_BACK = """
    INSERT INTO rel_outbox (position, box, id, key, headers, body)
    SELECT position, box, id, key, headers, body FROM rel_outbox_aside
    WHERE box = ? AND position = ?"""
PENDING = """
    SELECT position, id, key, headers, body FROM rel_outbox
    WHERE box = ? AND position BETWEEN ? AND ? ORDER BY position LIMIT ?"""


@lru_cache(maxsize=256)
def positions_of(box: str) -> tuple[int, int]:
    """The first and the last position of a box.

    Each box has a range of its own, so its rows are together in the table and need no index. One
    pair of boxes in 8,192 shares a range; the column `box` tells their rows apart.
    """
    first = (crc32(box.encode()) >> 19) << POSITION_BITS
    return first, first + (1 << POSITION_BITS) - 1


REMOVED_MAX = 10_000  # In one statement; SQLite takes 32,766 parameters, PostgreSQL 65,535.


class SqlTransaction:
    """See `Transaction`."""

    def __init__(self, execute: Guard, engine: SqlEngine) -> None:
        self._execute, self._engine = execute, engine
        self._appended, self.announced = AppendedRows(), set[str]()

    def is_of(self, engine: SqlEngine) -> bool:
        """Whether the transaction is open, and in the tables of this engine. Raises `Misused`."""
        self._execute.refuse_over()
        return self._engine.identity == engine.identity

    def bucket(self, name: str) -> SqlBucket:
        """See `Transaction`."""
        return SqlBucket(name, self._execute, self._engine)

    async def append(self, box: str, message: Message) -> None:
        """See `Transaction`. Raises `Malformed`.

        Where there are many writers, the row is written at the end of the block; see `appended`.
        """
        message.verify()
        self._execute.refuse_over()
        self._execute.refuse_failed()
        first = positions_of(box)[0]
        if self._engine.dialect.lock_keys is not None:
            self._appended.add((first, box, *columns(message)))
            return
        position = first + await self._engine.next_number(self._execute)
        await self._execute(
            "INSERT INTO rel_outbox (position, box, id, key, headers, body)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            position,
            box,
            *columns(message),
        )

    async def remove(self, box: str, positions: Sequence[int]) -> None:
        """See `Transaction`. Removes no range: it could hold a row that was committed later."""
        for start in range(0, len(positions), REMOVED_MAX):
            some = positions[start : start + REMOVED_MAX]
            marks = ", ".join("?" * len(some))
            await self._execute(
                f"DELETE FROM rel_outbox WHERE box = ? AND position IN ({marks})", box, *some
            )

    async def set_aside(self, box: str, position: int, reason: str) -> None:
        """See `Transaction`."""
        await self._execute(SET_ASIDE, reason, self._engine.clock.now(), box, position)
        await self.remove(box, [position])

    async def fence(self, lease: Lease) -> None:
        """See `Transaction`. Locks the row, so that a takeover waits. Raises `Fenced`."""
        rows = await self._execute(
            f"SELECT token FROM rel_lease WHERE name = ? {self._engine.dialect.share_lock}",
            lease.name,
        )
        if not rows or rows[0][0] != lease.token:
            fenced = Fenced(f"`{lease.name}` was taken over")
            self._execute.fail(fenced)  # Nothing is committed even if the block catches it.
            raise fenced

    async def execute(self, sql: str, *parameters: Any) -> Rows:
        """See `Transaction`."""
        rows = await self._execute(sql, *parameters)
        self._appended.note(sql)
        return rows

    async def finish(self) -> None:
        """Write what the commit needs. Raises `Aborted` if a statement failed."""
        self._execute.refuse_failed()
        await self._appended.write(self._execute, self._engine.dialect)


TAKE_LEASE = """
    INSERT INTO rel_lease (name, owner, token, expires) VALUES (?, ?, 1, ?)
    ON CONFLICT (name) DO UPDATE SET owner = excluded.owner, expires = excluded.expires,
        token = rel_lease.token + CASE WHEN rel_lease.owner = excluded.owner THEN 0 ELSE 1 END
    WHERE rel_lease.owner = excluded.owner OR rel_lease.expires <= ?
    RETURNING token"""


class SqlStore:
    """See `TransactionalStore`."""

    def __init__(self, engine: SqlEngine) -> None:
        self._engine = engine
        self.capabilities = Capabilities(durable=engine.durable)

    @asynccontextmanager
    async def transaction(self, *, alone: bool = False) -> AsyncIterator[SqlTransaction]:
        """See `TransactionalStore`. Raises `Aborted`; see `sql_guard`."""
        async with self._engine.begin(alone=alone) as execute:
            guard = Guard(execute)
            transaction = SqlTransaction(guard, self._engine)
            try:
                yield transaction
                await transaction.finish()
            finally:
                guard.is_over = True
        for name in transaction.announced:
            self._engine.announce(name)

    def expect_own(self, transaction: Transaction) -> None:
        """See `TransactionalStore`. Raises `Misused`."""
        if not isinstance(transaction, SqlTransaction) or not transaction.is_of(self._engine):
            raise Misused("the transaction is one of another database")

    def bucket(self, name: str) -> SqlKeyValue:
        """See `TransactionalStore`."""
        return SqlKeyValue(self._engine, name)

    async def pending(
        self, box: str, limit: int, *, bytes_max: int | None = None
    ) -> Sequence[Pending]:
        """See `TransactionalStore`.

        There is no cursor. Published rows are removed, so a row with an early position and a late
        commit is simply found by the next call.
        """
        where = (box, *positions_of(box), limit)
        if bytes_max is None:
            rows = await self._engine.read(PENDING, *where)
        else:
            rows = await self._engine.read_page(PENDING, *where, bytes_max=bytes_max)
        return [Pending(row[0], *readable(*row[1:])) for row in rows]

    async def aside(self, box: str) -> Sequence[SetAside]:
        """See `RowsAside`."""
        rows = await self._engine.read(
            "SELECT position, id, key, headers, body, reason, since FROM rel_outbox_aside"
            " WHERE box = ? AND position BETWEEN ? AND ? ORDER BY position",
            *(box, *positions_of(box)),
        )
        return [SetAside(row[0], readable(*row[1:5])[0], *row[5:]) for row in rows]

    async def aside_backlog(self, box: str) -> Backlog:
        """See `RowsAside`."""
        rows = await self._engine.read(
            "SELECT count(*), min(since) FROM rel_outbox_aside"
            " WHERE box = ? AND position BETWEEN ? AND ?",
            *(box, *positions_of(box)),
        )
        return Backlog(*rows[0])

    async def put_back(self, box: str, positions: Sequence[int]) -> int:
        """See `RowsAside`."""
        return await self._take_from_aside(box, positions, PUT_BACK)

    async def discard(self, box: str, positions: Sequence[int]) -> int:
        """See `RowsAside`."""
        return await self._take_from_aside(box, positions)

    async def _take_from_aside(self, box: str, positions: Sequence[int], first: str = "") -> int:
        """Remove the rows, after `first` was run for each; return how many there were."""
        count = 0
        async with self._engine.begin() as execute:
            for position in dict.fromkeys(positions):
                if first:
                    await execute(first, box, position)
                count += len(
                    await execute(
                        "DELETE FROM rel_outbox_aside WHERE box = ? AND position = ? RETURNING 1",
                        *(box, position),
                    )
                )
        return count

    async def lease(self, name: str, owner: str, seconds: float) -> Lease | None:
        """See `TransactionalStore`."""
        now = self._engine.clock.now()
        async with self._engine.begin() as execute:
            rows = await execute(TAKE_LEASE, name, owner, now + seconds, now)
        return Lease(name, owner, rows[0][0], now + seconds) if rows else None
