"""Stop a process where a pattern says `fault("name")`: by an exception, or for real."""

from __future__ import annotations

import os
import signal


class Crash(BaseException):
    """The process died. Not an `Exception`, so that no handler survives it by accident."""


class CrashAt:
    """Raise `Crash` when the named step is reached for the `count`-th time."""

    def __init__(self, name: str, count: int = 1) -> None:
        self._name, self._left = name, count

    def __call__(self, name: str) -> None:
        """Stop here, or go on."""
        if name == self._name:
            self._left -= 1
            if self._left == 0:
                raise Crash(name)


class KillAt:
    """Send SIGKILL to this very process when the named step is reached for the `count`-th time."""

    def __init__(self, name: str, count: int = 1) -> None:
        self._name, self._left = name, count

    def __call__(self, name: str) -> None:
        """Die here, or go on."""
        if name == self._name:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
