"""The dead letters of a queue on an SQL engine: rows of `rel_delivery` with a reason in `dead`.

The time at which such a row became one is in `visible`, which only rows that are alive need.
"""

# ruff: noqa: S608 - only constants of these modules are put into statements, never values.
from __future__ import annotations

from typing import TYPE_CHECKING

from ...values import Backlog, DeadLetter
from .rows import readable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .dialect import Execute, SqlEngine

OF_GROUP = "WHERE queue = ? AND grp = ? AND dead IS NOT NULL"
ONE = f"{OF_GROUP} AND seq = ?"
OVERDUE = """
    UPDATE rel_delivery SET dead = 'not acknowledged in ' || attempt || ' attempts', visible = ?
    WHERE queue = ? AND grp = ? AND dead IS NULL AND visible <= ? AND attempt >= ?
    AND attempt > 0"""
FORGET_MESSAGE = """
    DELETE FROM rel_message WHERE seq = ?
    AND NOT EXISTS (SELECT 1 FROM rel_delivery d WHERE d.seq = rel_message.seq)"""


class SqlDeadLetters:
    """See `DeadLetters`."""

    def __init__(self, engine: SqlEngine, name: str, max_deliver: int) -> None:
        self._engine, self._name, self._max_deliver = engine, name, max_deliver

    async def bury_overdue(self, execute: Execute, group: str) -> float:
        """Give up the messages whose last attempt is over, and return the time of this look.

        A lease must look at the same time, or it could take what was overdue only a moment later.
        """
        now = self._engine.clock.now()
        await execute(OVERDUE, now, self._name, group, now, self._max_deliver)
        return now

    async def dead(self, group: str) -> Sequence[DeadLetter]:
        """See `DeadLetters`."""
        async with self._engine.begin() as execute:
            await self.bury_overdue(execute, group)
            rows = await execute(
                "SELECT m.id, m.key, m.headers, m.body, d.attempt, d.dead, d.seq, d.visible"
                " FROM rel_delivery d JOIN rel_message m ON m.seq = d.seq"
                " WHERE d.queue = ? AND d.grp = ? AND d.dead IS NOT NULL ORDER BY d.seq",
                *(self._name, group),
            )
        return [DeadLetter(readable(*row[:4])[0], *row[4:]) for row in rows]

    async def backlog(self, group: str) -> Backlog:
        """See `DeadLetters.dead_backlog`."""
        async with self._engine.begin() as execute:
            await self.bury_overdue(execute, group)
            rows = await execute(
                f"SELECT count(*), min(visible) FROM rel_delivery {OF_GROUP}", self._name, group
            )
        return Backlog(*rows[0])

    async def send_again(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`."""
        sent, now = 0, self._engine.clock.now()
        async with self._engine.begin() as execute:
            for number in dict.fromkeys(numbers):
                rows = await execute(
                    f"UPDATE rel_delivery SET dead = NULL, attempt = 0, visible = ? {ONE}"
                    " RETURNING seq",
                    *(now, self._name, group, number),
                )
                sent += len(rows)
        return sent

    async def discard(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`. The last group to discard a message removes it."""
        gone, lock = 0, self._engine.dialect.row_lock
        async with self._engine.begin() as execute:
            for number in sorted(set(numbers)):  # In one order, so that no two callers deadlock.
                await execute(f"SELECT 1 FROM rel_message WHERE seq = ? {lock}", number)
                rows = await execute(
                    f"DELETE FROM rel_delivery {ONE} RETURNING seq", self._name, group, number
                )
                gone += len(rows)
                await execute(FORGET_MESSAGE, number)
        return gone
