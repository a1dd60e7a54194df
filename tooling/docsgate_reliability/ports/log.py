"""The port of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..values import (
        Capabilities,
        Message,
        Record,
    )


class Log(Protocol):
    """Messages in one order for any number of readers, each of which has its own position."""

    @property
    def capabilities(self) -> Capabilities:
        """The capabilities that this log declares."""
        ...

    async def append(
        self, batch: Sequence[Message], *, expect_last: int | None = None
    ) -> list[int]:
        """Store in this order and return the sequences; an id that is there keeps its sequence.

        With `expect_last`, the batch is stored only if the log ends at that sequence, or is empty
        for 0; else this raises `Conflict`. In that case an id that is there may also refuse the
        whole batch with `DuplicateInBatch`. Raises `Malformed` as a queue does.
        """
        ...

    async def read(self, after: int, limit: int) -> Sequence[Record]:
        """The records above `after`, in order. None below the last one can appear later."""
        ...

    async def trim(self, through: int) -> None:
        """Delete every record up to and including `through`. Sequences are never used again."""
        ...
