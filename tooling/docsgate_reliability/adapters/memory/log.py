"""A log in memory, for examples, tests, and data that need not last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Conflict
from ...values import Capabilities, Record

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...values import Message


class MemoryLog:
    """A list of messages."""

    capabilities = Capabilities(durable=False, atomic_batch=True)

    def __init__(self) -> None:
        self._records: list[Record] = []
        self._sequences: dict[str, int] = {}
        self._last = 0

    async def append(
        self, batch: Sequence[Message], *, expect_last: int | None = None
    ) -> list[int]:
        """See `Log`. Raises `Conflict` or `Malformed`."""
        for message in batch:
            message.verify()
        if expect_last is not None and expect_last != self._last:
            raise Conflict(f"the log ends at {self._last}, not {expect_last}")
        return [self._append(message) for message in batch]

    def _append(self, message: Message) -> int:
        if message.id not in self._sequences:
            self._last += 1
            self._sequences[message.id] = self._last
            self._records.append(Record(self._last, message))
        return self._sequences[message.id]

    async def read(self, after: int, limit: int) -> Sequence[Record]:
        """See `Log`."""
        return [record for record in self._records if record.sequence > after][:limit]

    async def trim(self, through: int) -> None:
        """See `Log`."""
        self._records = [record for record in self._records if record.sequence > through]
