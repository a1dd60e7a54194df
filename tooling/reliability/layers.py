"""
What a layer may do to a message on its way out and back.

    publish:  prepare ─▶ seal ─▶ queue          consume:  queue ─▶ open ─▶ handler ─▶ close ─▶ ack
              (may take   (the last moment,                (inner first)          (then, and only
               its time)   in the transaction                                      then, the broker
                           when there is one)                                      hears of it)
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from .ports import Transaction
    from .values import Message

Seal = Callable[["Transaction | None"], Awaitable[None]]
Close = Callable[[], Awaitable[None]]


async def nothing_to_seal(_transaction: Transaction | None) -> None:
    """The message refers to nothing."""


async def nothing_to_close() -> None:
    """The layer keeps no account of what is done."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A message as it will be published. `seal` makes permanent what it refers to."""

    message: Message
    seal: Seal = nothing_to_seal


@dataclass(frozen=True, slots=True)
class Opened:
    """A message as the handler gets it. `close` when the handler is done, before the ack."""

    message: Message
    close: Close = nothing_to_close


class Layer(Protocol):
    """One pattern between the application and the queue."""

    async def prepare(self, message: Message) -> Prepared:
        """Change the message before it is published. Nothing refers to it yet."""
        ...

    async def open(self, message: Message, group: str) -> Opened:
        """Undo `prepare`. Raises `AlreadyHandled` when only the acknowledgement is missing."""
        ...
