"""Naive variants of consuming. Each must be caught in `test_hand_over.py`."""

from contextlib import suppress
from dataclasses import replace

from docsgate_reliability.patterns.publish_consume.client import PublishConsume


class LeasesAhead(PublishConsume):
    """Leases as many messages as it will handle, and then handles one after the other."""

    async def consume(self, group, handle, *, limit=10, wait_seconds=0.0):
        handled = 0
        for delivery in await self._queue.lease(group, limit, wait_seconds=wait_seconds):
            with suppress(Exception):
                handled += await self._handle(delivery, group, handle)
        return handled


def never_extended(queue):
    """A queue that does not say how long it lends a message, so that no lease is extended."""
    queue.capabilities = replace(queue.capabilities, lease_seconds=None)
    return queue
