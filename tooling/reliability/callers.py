"""
Who asks an engine for a transaction, so that nobody waits for the end of his own.

Mostly that is a task. Behind a `facade.Portal` each call is a task of its own, and it is the thread
that must not wait for itself.
"""

from __future__ import annotations

import asyncio
from contextvars import ContextVar
from typing import Final

THREAD: Final[ContextVar[object | None]] = ContextVar("THREAD", default=None)


def caller() -> object | None:
    """The thread for which a portal runs the current task, or else this task."""
    return THREAD.get() or asyncio.current_task()
