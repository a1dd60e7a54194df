"""A line on a terminal that counts documents, shown once a run has taken a second."""

from __future__ import annotations

import sys
import time
from typing import Self

_PATIENCE_SECONDS = 1.0
_INTERVAL_SECONDS = 0.1
_WIDTH = 30


class Progress:
    """Shows how many documents are done. Says nothing when stderr is no terminal."""

    def __init__(self) -> None:
        self._done = 0
        self._stage = ""
        self._next = time.monotonic() + _PATIENCE_SECONDS
        self._shown = False
        self._wanted = sys.stderr.isatty()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def step(self, _path: str, total: int, stage: str = "") -> None:
        """Count one document of `total`; another `stage` of the run begins anew."""
        if stage != self._stage:
            self._done, self._stage = 0, stage
        self._done = min(self._done + 1, total)  # The other processes may be behind.
        if self._wanted and time.monotonic() >= self._next:
            self._next = time.monotonic() + _INTERVAL_SECONDS
            self._shown = True
            filled = _WIDTH * self._done // max(1, total)
            bar = "#" * filled + "." * (_WIDTH - filled)
            doing = f"{self._done}/{total} documents {stage}".rstrip()
            sys.stderr.write(f"\r\x1b[K[{bar}] {doing}")
            sys.stderr.flush()
