"""The ports of a database and of its transactions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

from .aside import RowsAside

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from ..values import (
        Capabilities,
        Lease,
        Message,
        Pending,
        Rows,
    )
    from .key_value import KeyValue


# --8<-- [start:transactional]
class Transaction(Protocol):
    """Writes that are committed together or not at all. Expectations are true at the commit.

    A call that fails on the way to the database ends the transaction, even if the block catches the
    exception: every later call raises `Aborted`, and so does the end of the block. `Conflict` is an
    answer and no failure, so a block that catches it goes on.

    After its block, and in the hands of another store, a transaction raises `Misused`.
    """

    def bucket(self, name: str) -> KeyValue:
        """Key-value rows inside this transaction, which sees its own writes."""
        ...

    async def append(self, box: str, message: Message) -> None:
        """Add an outbox row. Rows of one key are ordered as their transactions commit.

        No transaction waits for the end of another one that has appended a row.

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

    async def execute(self, sql: str, *parameters: Any) -> Rows:
        """Run business SQL with `?` for parameters. In memory: raises `NotImplementedError`.

        The result is the list of the rows, and its `affected` says how many were written. A `?` in
        quotes is none; PostgreSQL's operators with `?` are `??` in a statement with parameters.

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

    def transaction(self, *, alone: bool = False) -> AbstractAsyncContextManager[Transaction]:
        """Commit at the end of the block; an exception in the block undoes all of it.

        With `alone`, no transaction whose block is done waits for the end of this block, as it may
        do where transactions share a commit. It is for blocks that may take long.
        A block that ends without an exception is committed. Raises `Aborted` when it cannot be.
        """
        ...

    def expect_own(self, transaction: Transaction) -> None:
        """Raise `Misused` unless this is a transaction of this database, and its block runs."""
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
