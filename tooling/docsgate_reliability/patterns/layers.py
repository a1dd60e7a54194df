"""What a layer does to a message between the application and the queue.

    publish:  prepare ─▶ seal ─▶ queue          consume:  queue ─▶ open ─▶ handler ─▶ close ─▶ ack

Publishing calls `prepare`, which may take long, and then `seal`, in the transaction if there is
one. Consuming calls `open` for the innermost layer first. Only when every layer is closed is the
message acknowledged.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from ..ports import Transaction
    from ..values import Message

    Handler = Callable[[Message, "Transaction | None"], Awaitable[None]]
    HandlerInTransaction = Callable[[Message, Transaction], Awaitable[None]]

Seal = Callable[["Transaction | None"], Awaitable[None]]
Close = Callable[[], Awaitable[None]]


async def nothing_to_seal(_transaction: Transaction | None) -> None:
    """Do nothing, because the message refers to nothing."""


async def nothing_to_close() -> None:
    """Do nothing, because the layer does not record which messages are done."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message as it will be published. `seal` makes the things it refers to permanent."""

    message: Message
    seal: Seal = nothing_to_seal


@dataclass(frozen=True, slots=True)
class Opened:
    """A message as the handler gets it. `close` is called after the handler, before the ack."""

    message: Message
    close: Close = nothing_to_close


class Layer(Protocol):
    """One pattern between the application and the queue."""

    async def prepare(self, message: Message) -> Prepared:
        """The message as it will be published. Until it is sealed, a crash must leave no trace."""
        ...

    async def open(self, message: Message, group: str) -> Opened:
        """Undo `prepare`. Raises `AlreadyHandled` when only the acknowledgement is missing."""
        ...


class Appender(Protocol):
    """A layer that publishes by a row in the transaction of the caller, such as an outbox."""

    def expect_own(self, transaction: Transaction) -> None:
        """Raise `Misused` for a transaction that is over, or of another store."""
        ...

    async def append(self, transaction: Transaction, message: Message) -> None:
        """Add the message to the transaction."""
        ...


class HandlesOnce(Protocol):
    """A layer that calls the handler, such as an inbox."""

    async def once(self, message: Message, group: str, handle: HandlerInTransaction) -> None:
        """Call `handle`. Raises `AlreadyHandled` if `group` has handled the message before."""
        ...
