"""How fast each host is asked: a few requests at once, pauses between, longer when told to."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import AsyncIterator


class Host:
    """The line in which requests to one host wait."""

    def __init__(self, at_once: int, delay_seconds: float) -> None:
        """At most `at_once` requests run, and their starts are `delay_seconds` apart."""
        self._places = asyncio.Semaphore(at_once)
        self._delay_seconds = delay_seconds
        self._next_start = 0.0

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait until it is this request's turn."""
        async with self._places:
            loop = asyncio.get_running_loop()
            while True:  # Others may have started, or the host asked for a pause, meanwhile.
                wait = self._next_start - loop.time()
                if wait <= 0:
                    break
                await asyncio.sleep(wait)
            self._next_start = loop.time() + self._delay_seconds
            yield

    def pause(self, seconds: float) -> None:
        """Start nothing for that long: the host asked for it."""
        start = asyncio.get_running_loop().time() + seconds
        self._next_start = max(self._next_start, start)
