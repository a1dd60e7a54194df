"""A clock that tests set, ids that can be predicted, and a world for one run."""

from collections import Counter
from contextlib import asynccontextmanager

from docsgate_reliability.adapters.memory.key_value import Serial


class HandClock:
    """A clock that stops until it is advanced."""

    def __init__(self) -> None:
        self.time = 1_000_000.0

    def now(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += seconds


class CountingIds:
    """Makes `id-1`, `id-2` and so on, for all processes of a run."""

    def __init__(self) -> None:
        self._numbers = Serial()

    def fresh(self) -> str:
        return f"id-{self._numbers.next()}"


class Meter(Counter):
    """Adds up the measurements of the patterns."""

    def __call__(self, name: str, value: float) -> None:
        self[name] += value


async def no_nap(_seconds: float) -> None:
    """Wait for nothing, where there is no event loop."""


@asynccontextmanager
async def nothing_beside(work):
    """Run the block alone: in a schedule there is no event loop, and no time passes by itself."""
    work.close()
    yield
