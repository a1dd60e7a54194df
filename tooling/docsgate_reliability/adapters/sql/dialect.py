"""What SQLite and PostgreSQL have in common: transactions, and statements with `?` for parameters.

An engine supplies transactions and reads; everything else is written once, on top of those two.
`Dialect` holds the differences between the engines.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from contextlib import AbstractAsyncContextManager

    from ...arrivals import Arrivals
    from ...values import Rows
    from ...world import Clock


class Execute(Protocol):
    """Runs one statement and returns all of its rows."""

    async def __call__(self, sql: str, /, *parameters: Any) -> Rows:
        """Run `sql`, in which each `?` means one of `parameters`."""
        ...


@dataclass(frozen=True, slots=True)
class Dialect:
    """The differences between the engines."""

    key: str  # The type of a primary key whose number the caller assigns.
    serial: str  # The type of a primary key whose number the database assigns.
    blob: str
    name: str  # The type of a text that is ordered by its bytes.
    compact: str  # The option that stores small rows only in their primary key.
    skip_locked: str  # The clause that skips the rows that another transaction has locked.
    row_lock: str  # The clause that locks the rows read for this transaction.
    share_lock: str  # The clause that keeps the rows read unchanged until the commit.
    number: str  # A number that no later transaction gets a lower one than.
    lock_keys: str | None  # Takes locks, in the order given; None where there is one writer.
    share_groups: str | None  # Keeps the groups of a queue as they are; None with one writer.
    lock_groups: str | None  # Waits for those that keep them so; None with one writer.


class SqlEngine(Protocol):
    """A database with durable commits."""

    dialect: Dialect
    clock: Clock
    durable: bool
    poll_seconds_max: float  # How often a task looks that waits for other processes.
    arrivals: Arrivals
    identity: object
    """Equal for engines with the same tables, and for no others."""

    def begin(self, *, alone: bool = False) -> AbstractAsyncContextManager[Execute]:
        """A transaction that commits at the end of the block, or undoes everything.

        With `alone`, no commit of another transaction waits for the end of this block.
        Raises `Unavailable` when it is not known whether the commit is done.
        """
        ...

    def listen(self) -> None:
        """Hear what other processes announce, if the engine can; else do nothing."""
        ...

    def announce(self, name: str) -> None:
        """Tell whoever waits for `name`, in any process if the engine can, that it may look."""
        ...

    async def next_number(self, execute: Execute) -> int:
        """A number that no committed transaction has, reserved in the transaction of `execute`.

        If one transaction ends before another one asks for a number, the second gets a higher
        number. Some numbers are never used.
        """
        ...

    async def read(self, sql: str, *parameters: Any) -> Rows:
        """Run one statement, which sees everything that was committed."""
        ...

    async def read_page(self, sql: str, *parameters: Any, bytes_max: int) -> Rows:
        """The first rows of one statement, as many as fit, but one at least.

        `sql` gives rows of an outbox in the order of `position`, with `headers` and `body` as the
        last two columns. Those two have no more than `bytes_max` bytes in all rows together. The
        event loop is not held up meanwhile.
        """
        ...
