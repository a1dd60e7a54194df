"""Who asks an engine for a transaction, so that a task never deadlocks on its own transaction.

In asynchronous code the caller is the task. The tasks that it starts are counted with it, as long
as its transaction is open: it may be waiting for them, as in `asyncio.gather`, a task group, or
`asyncio.wait_for` on Python 3.11. A `facade.Portal` runs each call in a new task, so
there the caller is the thread that made the call.
"""

from __future__ import annotations

import asyncio
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Final

from .errors import Misused

if TYPE_CHECKING:
    from collections.abc import Iterator

CHILD_SECONDS: Final = 5.0  # So long a task waits for the transaction it was started in.
OWN: Final = "a task waits for its own transaction: use the one that is open"
HELD: Final[ContextVar[tuple[object, ...]]] = ContextVar("HELD", default=())
THREAD: Final[ContextVar[object | None]] = ContextVar("THREAD", default=None)


def caller() -> object | None:
    """The thread for which a portal runs the current task, or else this task."""
    return THREAD.get() or asyncio.current_task()


class Holder:
    """One transaction, and the task or the thread that opened it."""

    def __init__(self) -> None:
        self._caller = caller()

    def patience(self) -> float | None:
        """How long the current task may wait for this transaction; None for as long as it takes.

        A task that was started inside of it may be one that nobody waits for, or not. Raises
        `Misused` for the task that opened it.
        """
        if self._caller is caller():
            raise Misused(OWN)
        return CHILD_SECONDS if any(each is self for each in HELD.get()) else None

    @contextmanager
    def holding(self) -> Iterator[None]:
        """Tell the tasks that are started in this block who started them.

        A portal leaves the block in another task than it entered it in, so nothing is reset.
        """
        before = HELD.get()
        HELD.set((*before, self))
        try:
            yield
        finally:
            HELD.set(before)
