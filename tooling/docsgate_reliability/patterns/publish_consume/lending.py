"""Extends the lease of a message for as long as it is being handled.

Without this, a handler that takes longer than the lease has its message delivered to somebody else
while it still works, and after the last attempt the message is a dead letter although it is done.
"""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

from ...errors import ReliabilityError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ...ports import Delivery
    from ...world import World

PARTS = 3  # A lease is extended so many times, or more, before it would end.


@asynccontextmanager
async def lent(
    delivery: Delivery, lease_seconds: float | None, world: World
) -> AsyncIterator[None]:
    """Extend the lease of `delivery` while the block runs, and no longer.

    A handler that blocks the event loop is not helped by this. Its acknowledgement still counts.
    """
    if lease_seconds is None:
        yield
        return
    async with world.beside(_extend(delivery, lease_seconds / PARTS, world)):
        yield


async def _extend(delivery: Delivery, seconds: float, world: World) -> None:
    while True:
        await world.nap(seconds)
        try:
            await delivery.extend()
        except ReliabilityError:
            continue  # The engine is away. The next turn tries again.
        world.meter("queue.extended", 1)
