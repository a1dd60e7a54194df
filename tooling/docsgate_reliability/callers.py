"""Who asks an engine for a transaction, so that a task never deadlocks on its own transaction.

In asynchronous code the caller is the task. A `facade.Portal` runs each call in a new task, so
there the caller is the thread that made the call.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Final

THREAD: Final[ContextVar[object | None]] = ContextVar("THREAD", default=None)


def caller() -> object | None:
    """The thread for which a portal runs the current task, or else this task."""
    return THREAD.get() or asyncio.current_task()
