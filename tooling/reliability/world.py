"""
What patterns would otherwise take from the air: the time, fresh names, a place to fail, a meter.

A pattern gets one `World`. Tests give it a clock they turn, names they can predict, and a `fault`
that stops the process at a named step.
"""

from __future__ import annotations

import os
import time
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable


class Clock(Protocol):
    """Tells the time."""

    def now(self) -> float:
        """Seconds since 1970, comparable between processes."""
        ...


class Ids(Protocol):
    """Makes names that nobody made before."""

    def fresh(self) -> str:
        """A new name of letters, digits and hyphens."""
        ...


class SystemClock:
    """The clock of the machine."""

    def now(self) -> float:
        """The system's time."""
        return time.time()


class RandomIds:
    """128 random bits: as good as a UUID, and made in a quarter of the time."""

    def fresh(self) -> str:
        """32 hexadecimal digits."""
        return os.urandom(16).hex()


def no_fault(_name: str) -> None:
    """Nothing fails here."""


def no_meter(_name: str, _value: float) -> None:
    """Nobody measures."""


@dataclass(frozen=True, slots=True)
class World:
    """What a pattern may know of its surroundings. `meter` gets the names listed in `metrics`."""

    clock: Clock = field(default_factory=SystemClock)
    ids: Ids = field(default_factory=RandomIds)
    fault: Callable[[str], None] = no_fault
    meter: Callable[[str, float], None] = no_meter
