"""Kills the process where a pattern says `fault("name")`, for the demonstration and the tests."""

from __future__ import annotations

import os
import signal


class KillAt:
    """Sends SIGKILL to its own process when the named step is reached for the `count`-th time."""

    def __init__(self, name: str, count: int = 1) -> None:
        self._name, self._left = name, count

    def __call__(self, name: str) -> None:
        """Die here, or go on."""
        if name == self._name:
            self._left -= 1
            if self._left == 0:
                os.kill(os.getpid(), signal.SIGKILL)
