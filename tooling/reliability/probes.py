"""
Ask an engine to show what its adapter declares, before anything relies on it.

Two S3 servers answered a conditional PUT with success and overwrote the object. No error tells of
that; only trying does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .errors import CapabilityMissing, DuplicateInBatch
from .values import Message

if TYPE_CHECKING:
    from .ports import ObjectStore, Queue
    from .world import Ids

PROBE_PREFIX = "probe-"


async def probe_object_store(store: ObjectStore, ids: Ids) -> None:
    """Raise `CapabilityMissing` unless a key that is taken stays as it is."""
    key = PROBE_PREFIX + ids.fresh()
    try:
        created = await store.put_if_absent(key, b"first")
        replaced = await store.put_if_absent(key, b"second")
        kept = await store.get(key)
    finally:
        await store.delete(key)
    if not created or replaced or kept != b"first":
        raise CapabilityMissing(
            "the object store ignores `If-None-Match`: a second PUT of one key replaced the first"
        )


async def probe_queue(queue: Queue, group: str, ids: Ids) -> None:
    """Raise `CapabilityMissing` unless a repeated id is stored once. `group` must be a spare one.

    Every group of the queue gets the probe message; its header says what it is.
    """
    message = Message(PROBE_PREFIX + ids.fresh(), b"", headers={"probe": "true"})
    await queue.publish([message])
    (receipt,) = await queue.publish([message])
    if not receipt.duplicate:
        raise CapabilityMissing("the queue stored one message id twice inside its dedup window")
    if queue.capabilities.atomic_batch:
        try:
            await queue.publish([message], atomic=True)
        except DuplicateInBatch:
            pass
        else:
            raise CapabilityMissing("an atomic batch with a duplicate was not refused")
    for delivery in await queue.lease(group, 1, wait_seconds=1.0):
        await delivery.ack()
