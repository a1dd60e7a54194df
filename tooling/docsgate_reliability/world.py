"""What patterns need from their surroundings: time, new names, faults for tests, and a meter.

A pattern gets one `World`. Tests give it a clock that they set, names that they can predict, and a
`fault` that stops the process at a named step.
"""

from __future__ import annotations

import asyncio
import os
import random
import time
from contextlib import asynccontextmanager
from contextvars import Context
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable, Callable, Coroutine
    from contextlib import AbstractAsyncContextManager


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> float:
        """Seconds since 1970, comparable between processes."""
        ...


class Ids(Protocol):
    """Makes names that have never been used before."""

    def fresh(self) -> str:
        """A new name of letters, digits and hyphens."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """The system's time."""
        return time.time()


class RandomIds:
    """Names of 128 random bits. They are as unique as a UUID, and take a quarter of its time."""

    def fresh(self) -> str:
        """32 hexadecimal digits."""
        return os.urandom(16).hex()


def no_fault(_name: str) -> None:
    """Do nothing: no step fails."""


def no_meter(_name: str, _value: float) -> None:
    """Do nothing: nothing is measured."""


async def nap(seconds_max: float) -> None:
    """Wait for between a half and all of this time, so that rivals do not come back together."""
    await asyncio.sleep(seconds_max * random.uniform(0.5, 1.0))  # noqa: S311 - no secret.


@asynccontextmanager
async def beside(work: Coroutine[Any, Any, None]) -> AsyncIterator[None]:
    """Run `work` beside the block, and end it with the block. It is a caller of its own."""
    task = asyncio.get_running_loop().create_task(work, context=Context())
    try:
        yield
    finally:
        while not task.done():
            task.cancel()
            await asyncio.wait({task}, timeout=1.0)


@dataclass(frozen=True, slots=True)
class World:
    """The surroundings of a pattern. `meter` is called with the names listed in `metrics`."""

    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=RandomIds)
    fault: Callable[[str], None] = no_fault
    meter: Callable[[str, float], None] = no_meter
    nap: Callable[[float], Awaitable[None]] = nap
    beside: Callable[[Coroutine[Any, Any, None]], AbstractAsyncContextManager[None]] = beside
