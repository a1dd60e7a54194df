"""A clock that is turned by hand, names that can be predicted, and a world for one run."""

from collections import Counter

from reliability.adapters.memory import Serial


class HandClock:
    """Stands still until it is advanced."""

    def __init__(self) -> None:
        self.time = 1_000_000.0

    def now(self) -> float:
        return self.time

    def advance(self, seconds: float) -> None:
        self.time += seconds


class CountingIds:
    """`id-1`, `id-2` and so on, for all processes of a run."""

    def __init__(self) -> None:
        self._numbers = Serial()

    def fresh(self) -> str:
        return f"id-{self._numbers.next()}"


class Meter(Counter):
    """Adds up what the patterns measure."""

    def __call__(self, name: str, value: float) -> None:
        self[name] += value
