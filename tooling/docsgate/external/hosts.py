"""How fast each host is asked: few requests at once, with pauses that the host can lengthen."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class PausedError(Exception):
    """The host asked for a pause of `seconds`, which is longer than the run may wait."""

    def __init__(self, seconds: float) -> None:
        super().__init__(f"left alone for {seconds:.0f} s")
        self.seconds = seconds


class Host:
    """The queue in which the requests to one host wait."""

    def __init__(self, at_once: int, delay_seconds: float, pause_seconds_max: float) -> None:
        """At most `at_once` requests run, and their starts are `delay_seconds` apart."""
        self._places = asyncio.Semaphore(at_once)
        self._delay_seconds = delay_seconds
        self._pause_seconds_max = pause_seconds_max
        self._next_start = 0.0
        self._paused_until = 0.0

    @asynccontextmanager
    async def turn(self, places: asyncio.Semaphore) -> AsyncIterator[None]:
        """Wait until it is this request's turn, and hold one of `places`, which all hosts share.

        Raises PausedError when the host asked for a pause that is too long to wait.
        """
        async with self._places:
            loop = asyncio.get_running_loop()
            while True:  # Another request may start during the wait, or the host ask for a pause.
                pause = self._paused_until - loop.time()
                if pause > self._pause_seconds_max:
                    raise PausedError(pause)
                await asyncio.sleep(max(pause, self._next_start - loop.time()))
                async with places:
                    if loop.time() >= max(self._next_start, self._paused_until):
                        self._next_start = loop.time() + self._delay_seconds
                        yield
                        return

    def pause(self, seconds: float) -> None:
        """Start no request for that many `seconds`, because the host asked for it."""
        until = asyncio.get_running_loop().time() + seconds
        self._paused_until = max(self._paused_until, until)
