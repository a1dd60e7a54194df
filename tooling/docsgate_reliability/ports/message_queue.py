"""The ports of a queue and of what it delivers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from .aside import DeadLetters

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from ..values import (
        Capabilities,
        Fence,
        Message,
        Receipt,
    )
    from .transactional_store import Transaction


class Delivery(Protocol):
    """One message lent to one consumer of one group, until its lease ends."""

    @property
    def message(self) -> Message:
        """The message as it was published."""
        ...

    @property
    def attempt(self) -> int:
        """The number of this delivery to the group, from 1."""
        ...

    async def ack(self) -> None:
        """The work is done: this group never gets the message again, even after its lease.

        If the message was given up in the meantime, it is no longer a dead letter.
        """
        ...

    async def nak(self, delay_seconds: float = 0.0) -> None:
        """Give the message back; it is delivered again, but not before the delay is over."""
        ...

    async def term(self, reason: str) -> None:
        """Give the message up: it becomes a dead letter with `reason`, and never comes again."""
        ...

    async def extend(self) -> None:
        """Start the lease again, for work that takes longer."""
        ...


# --8<-- [start:queue]
class Queue(DeadLetters, Protocol):
    """Publishing and consuming: every group gets every message, at least once."""

    @property
    def capabilities(self) -> Capabilities:
        """The capabilities that this queue declares."""
        ...

    async def fence(self, name: str) -> Fence:
        """Shut out whoever has published under `name` until now, even if it was stopped meanwhile.

        Only for queues whose capabilities say that they have fences.
        """
        ...

    async def publish(
        self, batch: Sequence[Message], *, atomic: bool = False, fence: Fence | None = None
    ) -> list[Receipt]:
        """Store all messages, in this order. Inside the dedup window, an id is stored once.

        With `atomic`, all or none are stored, and a message that is there already raises
        `DuplicateInBatch`. A message over the size limit raises `TooLarge`. Without it, a batch
        that breaks off may raise `Unfinished`, which says what is stored. A message whose headers
        are no texts raises `Malformed`. With a `fence` after which a later one was made, nothing
        more is stored, and this raises `Fenced`.
        """
        ...

    async def lease(
        self, group: str, limit: int, *, wait_seconds: float = 0.0
    ) -> Sequence[Delivery]:
        """Up to `limit` messages in the order of publishing; waits only for the first one.

        A message that is lent to one consumer of the group goes to no other until the lease ends.
        Then it is delivered again as the next attempt; after the last attempt it is a dead letter.
        A lease begins when this returns, however long it took, and is an attempt: who works on one
        message after the other leases them one by one.
        A message that cannot be read becomes a dead letter at once, and the others are delivered.
        """
        ...


# --8<-- [end:queue]


@runtime_checkable
class QueueInStore(Queue, Protocol):
    """A queue in a transactional store: a message and the rows about it can be one commit."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction of that store."""
        ...

    async def publish_in(self, transaction: Transaction, batch: Sequence[Message]) -> list[Receipt]:
        """Publish as `publish` does, when the transaction commits, or not at all.

        Raises `Misused` for a transaction of another database, and for one that is over.
        """
        ...
