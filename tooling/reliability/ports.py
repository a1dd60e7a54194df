"""What the patterns need from an engine, and the promises that they rely on.

Each promise here is a test in tests/reliability/contracts, which runs for every adapter of the
port. A call that returns has succeeded, and its effect is durable unless the adapter's
`capabilities` say `durable=False`. Any call may raise `Unavailable`, and then it may or may not
have happened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from .ports_aside import DeadLetters, RowsAside

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence
    from contextlib import AbstractAsyncContextManager

    from .values import (
        Capabilities,
        ChangeSet,
        Entry,
        Lease,
        Message,
        ObjectInfo,
        Pending,
        Receipt,
        Record,
    )


# --8<-- [start:key_value]
class KeyValue(Protocol):
    """Small values under names. Reads and writes of each name are linearizable."""

    async def get(self, key: str) -> Entry | None:
        """The value and its version, or None. It sees every write that has returned."""
        ...

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """Store `value`, and return its version. No committed version of a key is used twice.

        With `expect`, it is stored only if the present version is that one, or if there is no value
        for `ABSENT`; else this raises `Conflict`. Of several writers with the same expectation, one
        succeeds. With `ttl_seconds`, the value is gone after that time.
        """
        ...

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """Remove the value, if there is one. With `expect`, raises `Conflict` as `put` does."""
        ...

    def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """Every key that starts with `prefix`, with its entry, in the order of the keys."""
        ...


# --8<-- [end:key_value]


# --8<-- [start:object_store]
class ObjectStore(Protocol):
    """Large, immutable values. A probe tries conditional creation, which some stores ignore."""

    @property
    def capabilities(self) -> Capabilities:
        """The capabilities that this store declares."""
        ...

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """Store everything or nothing. Returns False, and changes nothing, when the key is taken.

        Of several writers of one key, one gets True. If the stream fails, nothing is stored.
        """
        ...

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """The bytes from `start` up to `end`. Raises `NotFound` when there is no such object."""
        ...

    async def head(self, key: str) -> ObjectInfo | None:
        """The size and time of the object, or None."""
        ...

    async def delete(self, key: str) -> None:
        """Remove the object, if there is one."""
        ...

    def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """Every finished object whose key starts with `prefix`, and no unfinished one."""
        ...


# --8<-- [end:object_store]


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

    async def publish(self, batch: Sequence[Message], *, atomic: bool = False) -> list[Receipt]:
        """Store all messages, in this order. Inside the dedup window, an id is stored once.

        With `atomic`, all or none are stored, and a message that is there already raises
        `DuplicateInBatch`. A message over the size limit raises `TooLarge`. Without it, a batch
        that breaks off may raise `Unfinished`, which says what is stored. A message whose headers
        are no texts raises `Malformed`.
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
        """Publish as `publish` does, when the transaction commits, or not at all."""
        ...


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


# --8<-- [start:transactional]
class Transaction(Protocol):
    """Writes that are committed together or not at all. Expectations are true at the commit.

    A call that fails on the way to the database ends the transaction, even if the block catches the
    exception: every later call raises `Aborted`, and so does the end of the block. `Conflict` is an
    answer and no failure, so a block that catches it goes on.
    """

    def bucket(self, name: str) -> KeyValue:
        """Key-value rows inside this transaction, which sees its own writes."""
        ...

    async def append(self, box: str, message: Message) -> None:
        """Add an outbox row. Rows of one key are ordered as their transactions commit.

        Raises `Malformed` for a message that nobody could publish; the block may go on without it.
        """
        ...

    async def remove(self, box: str, positions: Sequence[int]) -> None:
        """Remove outbox rows."""
        ...

    async def set_aside(self, box: str, position: int, reason: str) -> None:
        """Move a row from the pending ones to those set aside, with the reason."""
        ...

    async def fence(self, lease: Lease) -> None:
        """Commit only if no other owner has taken the lease over; else raise `Fenced`.

        A block that catches `Fenced` commits nothing, either.
        """
        ...

    async def execute(self, sql: str, *parameters: Any) -> list[tuple[Any, ...]]:
        """Run business SQL with `?` for parameters. In memory: raises `NotImplementedError`.

        A statement that is allowed to fail belongs between `SAVEPOINT` and `ROLLBACK TO`. After
        that, the transaction goes on as if the statement had not been tried.
        """
        ...


class TransactionalStore(RowsAside, Protocol):
    """The database of the business data, which also holds outbox, inbox, claims and leases."""

    @property
    def capabilities(self) -> Capabilities:
        """The capabilities that this store declares."""
        ...

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """Commit at the end of the block; an exception in the block undoes all of it.

        A block that ends without an exception is committed. Raises `Aborted` when it cannot be.
        """
        ...

    def bucket(self, name: str) -> KeyValue:
        """The same rows as in a transaction; each call is its own transaction."""
        ...

    async def pending(
        self, box: str, limit: int, *, bytes_max: int | None = None
    ) -> Sequence[Pending]:
        """The oldest committed rows, in order for each key. No row is ever skipped.

        With `bytes_max`, it reads no more bytes of headers and bodies than that, but one row at
        least, and does not hold up the event loop meanwhile. A row that cannot be read is among
        them, with the reason.
        """
        ...

    async def lease(self, name: str, owner: str, seconds: float) -> Lease | None:
        """Take or renew a lease, or take over an expired one; None while another owner has it."""
        ...


# --8<-- [end:transactional]


class ChangeSource(Protocol):
    """The changes that were committed to some tables."""

    async def transactions(self, after: int, limit: int) -> Sequence[ChangeSet]:
        """Whole transactions above `after`, in commit order, until they are confirmed."""
        ...

    async def confirm(self, position: int) -> None:
        """Confirm that the reader has everything up to `position`; the source may forget it."""
        ...
