"""A fault at a chosen step of a pattern, for the demonstration and the tests."""

from __future__ import annotations

import os
import signal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


class FaultAt:
    """Calls `strike` when the named step is reached for the `count`-th time.

    It is the `fault` of a `World`, which patterns call with the name of each step.
    """

    def __init__(self, name: str, count: int, strike: Callable[[str], None]) -> None:
        self._name, self._left, self._strike = name, count, strike

    def __call__(self, name: str) -> None:
        """Strike here, or go on."""
        if name == self._name:
            self._left -= 1
            if self._left == 0:
                self._strike(name)


def kill_at(name: str, count: int = 1) -> FaultAt:
    """A fault that sends SIGKILL to its own process."""
    return FaultAt(name, count, _kill)


def _kill(_name: str) -> None:
    os.kill(os.getpid(), signal.SIGKILL)
