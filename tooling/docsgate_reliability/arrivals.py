"""Wakes the tasks of this process that wait for messages, so nobody looks all the time."""

from __future__ import annotations

import asyncio
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

FIRST_SECONDS: Final = 0.01  # How soon a waiting task looks again; then after twice the time.


class Arrivals:
    """Who waits for what, by name."""

    def __init__(self) -> None:
        self._waiting: dict[str, set[asyncio.Event]] = {}

    def tell(self, name: str) -> None:
        """Wake those that wait for `name`."""
        for event in self._waiting.get(name, ()):
            event.set()

    @contextmanager
    def expected(self, name: str) -> Iterator[asyncio.Event]:
        """An event that is set by what is told while the block runs."""
        event = asyncio.Event()
        self._waiting.setdefault(name, set()).add(event)
        try:
            yield event
        finally:
            self._waiting[name].discard(event)
            if not self._waiting[name]:
                del self._waiting[name]


async def told(event: asyncio.Event, seconds: float) -> bool:
    """Whether the event was set within this time."""
    with suppress(TimeoutError):
        await asyncio.wait_for(event.wait(), seconds)
    return event.is_set()
