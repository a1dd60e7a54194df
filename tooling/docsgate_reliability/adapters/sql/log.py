"""A log on an SQL engine.

Sequences are assigned under the lock of the row in `rel_log_end`, which is held until the commit.
So they are committed in order, and a reader never finds a gap that is filled later.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Conflict
from ...values import Capabilities, Record
from .rows import columns, message_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...values import Message
    from .dialect import Execute, SqlEngine


class SqlLog:
    """See `Log`."""

    def __init__(self, engine: SqlEngine, name: str) -> None:
        self._engine, self._name = engine, name
        self.capabilities = Capabilities(durable=engine.durable, atomic_batch=True)

    async def append(
        self, batch: Sequence[Message], *, expect_last: int | None = None
    ) -> list[int]:
        """See `Log`. Raises `Conflict` or `Malformed`."""
        for message in batch:
            message.verify()
        async with self._engine.begin() as execute:
            last = (
                await execute(
                    "INSERT INTO rel_log_end (log, seq) VALUES (?, 0)"
                    " ON CONFLICT (log) DO UPDATE SET seq = rel_log_end.seq RETURNING seq",
                    self._name,
                )
            )[0][0]
            if expect_last is not None and expect_last != last:
                raise Conflict(f"the log ends at {last}, not {expect_last}")
            sequences = []
            for message in batch:
                sequence = await self._append(execute, message, last + 1)
                last = max(last, sequence)
                sequences.append(sequence)
            await execute("UPDATE rel_log_end SET seq = ? WHERE log = ?", last, self._name)
        return sequences

    async def _append(self, execute: Execute, message: Message, sequence: int) -> int:
        rows = await execute(
            "INSERT INTO rel_log (log, seq, id, key, headers, body) VALUES (?, ?, ?, ?, ?, ?)"
            " ON CONFLICT (log, id) DO NOTHING RETURNING seq",
            self._name,
            sequence,
            *columns(message),
        )
        if not rows:
            rows = await execute(
                "SELECT seq FROM rel_log WHERE log = ? AND id = ?", self._name, message.id
            )
        return int(rows[0][0])

    async def read(self, after: int, limit: int) -> Sequence[Record]:
        """See `Log`."""
        rows = await self._engine.read(
            "SELECT seq, id, key, headers, body FROM rel_log WHERE log = ? AND seq > ?"
            " ORDER BY seq LIMIT ?",
            self._name,
            after,
            limit,
        )
        return [Record(row[0], message_of(*row[1:])) for row in rows]

    async def trim(self, through: int) -> None:
        """See `Log`."""
        async with self._engine.begin() as execute:
            await execute("DELETE FROM rel_log WHERE log = ? AND seq <= ?", self._name, through)
