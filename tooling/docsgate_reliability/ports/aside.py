"""What an operator can do with messages that could not be delivered, on every engine.

A queue has dead letters, and a transactional store has outbox rows that were set aside. Both can be
counted, read, sent again and discarded; nothing else removes them. These promises are tests in
tests/reliability/contracts, as those of the other ports are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..values import Backlog, DeadLetter, SetAside


class DeadLetters(Protocol):
    """The messages that a group gave up on. They are part of each `Queue`."""

    async def dead(self, group: str) -> Sequence[DeadLetter]:
        """The dead letters of this group, oldest message first."""
        ...

    async def dead_backlog(self, group: str) -> Backlog:
        """How many there are, and since when the first one is dead, without reading them."""
        ...

    async def send_again(self, group: str, numbers: Sequence[int]) -> int:
        """Deliver these dead letters to this group again, from attempt 1 on.

        Returns how many there were. Other groups get nothing. After `Unavailable`, call it again: a
        message may then be delivered twice, and none is lost.
        """
        ...

    async def discard(self, group: str, numbers: Sequence[int]) -> int:
        """Remove these dead letters for ever, and return how many there were."""
        ...


class RowsAside(Protocol):
    """The outbox rows that were set aside. They are part of each `TransactionalStore`."""

    async def aside(self, box: str) -> Sequence[SetAside]:
        """The rows that were set aside, oldest first."""
        ...

    async def aside_backlog(self, box: str) -> Backlog:
        """How many there are, and since when the first one is aside, without reading them."""
        ...

    async def put_back(self, box: str, positions: Sequence[int]) -> int:
        """Make these rows pending again, at their old positions; return how many there were.

        The relay publishes them next, which is after later rows of the same key.
        """
        ...

    async def discard(self, box: str, positions: Sequence[int]) -> int:
        """Remove these rows for ever, and return how many there were."""
        ...
