"""The outbox rows of one box in memory: the pending ones, and those that were set aside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...values import SetAside

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...values import Message
    from .key_value import Serial


class Box:
    """The outbox rows under one name."""

    def __init__(self, positions: Serial) -> None:
        self._positions = positions
        self.pending: dict[int, Message] = {}
        self.aside: dict[int, SetAside] = {}

    def add(self, message: Message) -> None:
        """Add a pending row."""
        self.pending[self._positions.next()] = message

    def remove(self, position: int) -> None:
        """Remove a pending row, if it is there."""
        self.pending.pop(position, None)

    def set_aside(self, position: int, reason: str, now: float) -> None:
        """Move a pending row to those that are aside."""
        message = self.pending.pop(position, None)
        if message is not None:
            self.aside[position] = SetAside(position, message, reason, now)

    def taken(self, positions: Sequence[int]) -> list[SetAside]:
        """Those of the rows that are aside, which are no longer there then."""
        found = (self.aside.pop(position, None) for position in dict.fromkeys(positions))
        return [row for row in found if row is not None]
