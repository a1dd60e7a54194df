"""
What the patterns need from the world, and the promises they rely on.

Each promise that stands here is one test in tests/reliability/contracts, run for every adapter of
the port. A call that returns has succeeded, and what it did is durable unless the adapter's
`capabilities` say `durable=False`. A call that raises `Unavailable` may or may not have happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from contextlib import AbstractAsyncContextManager

    from .values import (
        Capabilities,
        ChangeSet,
        DeadLetter,
        Entry,
        Lease,
        Message,
        ObjectInfo,
        Pending,
        Receipt,
        Record,
        SetAside,
    )


# --8<-- [start:key_value]
class KeyValue(Protocol):
    """Small values under names, each linearizable by itself."""

    async def get(self, key: str) -> Entry | None:
        """The value and its version, or None. Sees every write that returned before."""
        ...

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """
        Store, and return the new version; none that was committed is ever used twice for a key.

        With `expect`, only if the version is that one (`ABSENT`: there is none), else `Conflict`.
        Of several writers with the same expectation, one wins. With `ttl_seconds`, the value is
        gone when they are over.
        """
        ...

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """Remove; what is not there is removed already. With `expect`, as `put`."""
        ...

    def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """Every key that starts with `prefix`, in order of the keys."""
        ...


# --8<-- [end:key_value]


# --8<-- [start:object_store]
class ObjectStore(Protocol):
    """Large, immutable values. Conditional creation is probed at start: some stores ignore it."""

    @property
    def capabilities(self) -> Capabilities:
        """What this store declares."""
        ...

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """
        Store all of it or nothing; False, and nothing changes, when the key is taken.

        Of several writers of one key, one gets True. A stream that fails stores nothing.
        """
        ...

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """The bytes from `start` up to `end`. Raises `NotFound`."""
        ...

    async def head(self, key: str) -> ObjectInfo | None:
        """Size and time, or None."""
        ...

    async def delete(self, key: str) -> None:
        """Remove; what is not there is removed already."""
        ...

    def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """Every finished object whose key starts with `prefix`; never a part of one."""
        ...


# --8<-- [end:object_store]


class Delivery(Protocol):
    """One message lent to one consumer of one group, until its lease ends."""

    @property
    def message(self) -> Message:
        """What was published."""
        ...

    @property
    def attempt(self) -> int:
        """1 for the first delivery to this group."""
        ...

    async def ack(self) -> None:
        """Done, even when the lease has ended: this group never gets it again."""
        ...

    async def nak(self, delay_seconds: float = 0.0) -> None:
        """Give it back; it comes again, not before the delay is over."""
        ...

    async def term(self, reason: str) -> None:
        """Give it up: it never comes again, and stands among the dead letters with the reason."""
        ...

    async def extend(self) -> None:
        """Start the lease anew, for work that takes longer."""
        ...


# --8<-- [start:queue]
class Queue(Protocol):
    """Publish and consume: every group gets every message, at least once."""

    @property
    def capabilities(self) -> Capabilities:
        """What this queue declares."""
        ...

    async def publish(self, batch: Sequence[Message], *, atomic: bool = False) -> list[Receipt]:
        """
        Store all messages, in this order. An id seen inside the dedup window is stored once.

        With `atomic`, all or none are stored, and one that is already there raises
        `DuplicateInBatch`. A message over the size limit raises `TooLarge`.
        """
        ...

    async def lease(
        self, group: str, limit: int, *, wait_seconds: float = 0.0
    ) -> Sequence[Delivery]:
        """
        Up to `limit` messages, in the order they were published, waiting for the first one.

        What is lent to one consumer of the group goes to no other until the lease ends; then it
        comes again with the next attempt. After the last attempt it is a dead letter.
        """
        ...

    async def dead(self, group: str) -> Sequence[DeadLetter]:
        """What this group gave up on, oldest first."""
        ...


# --8<-- [end:queue]


@runtime_checkable
class QueueInStore(Queue, Protocol):
    """A queue in a transactional store, so that a message and rows about it are one commit."""

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """A transaction of that store."""
        ...

    async def publish_in(self, transaction: Transaction, batch: Sequence[Message]) -> list[Receipt]:
        """As `publish`, with the commit of the transaction or not at all."""
        ...


class Log(Protocol):
    """Messages kept in one order for any number of readers, each with its own position."""

    @property
    def capabilities(self) -> Capabilities:
        """What this log declares."""
        ...

    async def append(
        self, batch: Sequence[Message], *, expect_last: int | None = None
    ) -> list[int]:
        """
        Store in this order and return the sequences; an id that is there keeps its sequence.

        With `expect_last`, only if the log ends there (0: it is empty), else `Conflict`. Then an
        id that is there may refuse the whole batch, as `DuplicateInBatch`.
        """
        ...

    async def read(self, after: int, limit: int) -> Sequence[Record]:
        """The records above `after`, in order: nothing below the last one can still appear."""
        ...

    async def trim(self, through: int) -> None:
        """Forget every record up to and including `through`. Sequences are never used again."""
        ...


# --8<-- [start:transactional]
class Transaction(Protocol):
    """Writes that are committed together or not at all. Expectations hold at the commit."""

    def bucket(self, name: str) -> KeyValue:
        """Key-value rows inside this transaction, which sees its own writes."""
        ...

    async def append(self, box: str, message: Message) -> None:
        """Add an outbox row. Rows of one key are ordered as their transactions commit."""
        ...

    async def remove(self, box: str, positions: Sequence[int]) -> None:
        """Remove outbox rows."""
        ...

    async def set_aside(self, box: str, position: int, reason: str) -> None:
        """Take a row out of the pending ones, and keep it with the reason."""
        ...

    async def fence(self, lease: Lease) -> None:
        """Commit only if nobody took the lease over, else `Fenced`."""
        ...

    async def execute(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Business SQL with `?` for parameters. In memory there is none: `NotImplementedError`."""
        ...


class TransactionalStore(Protocol):
    """The database of the business data, which also holds outbox, inbox, claims and leases."""

    @property
    def capabilities(self) -> Capabilities:
        """What this store declares."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Commit at the end of the block; an exception in the block undoes all of it."""
        ...

    def bucket(self, name: str) -> KeyValue:
        """The same rows as in a transaction, each call by itself."""
        ...

    async def pending(self, box: str, limit: int) -> Sequence[Pending]:
        """The oldest committed rows, in order per key, without gaps: no row is ever passed over."""
        ...

    async def aside(self, box: str) -> Sequence[SetAside]:
        """The rows that were set aside, oldest first."""
        ...

    async def lease(self, name: str, owner: str, seconds: float) -> Lease | None:
        """Take, renew or take over an expired lease; None while another owner holds it."""
        ...


# --8<-- [end:transactional]


class ChangeSource(Protocol):
    """What was committed to some tables, told once it is."""

    async def transactions(self, after: int, limit: int) -> Sequence[ChangeSet]:
        """Whole transactions in commit order, above `after`; told again until confirmed."""
        ...

    async def confirm(self, position: int) -> None:
        """The reader keeps everything up to here; the source may forget it."""
        ...
