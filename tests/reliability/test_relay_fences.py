"""A relay that was stopped for longer than the broker remembers turns no key round."""

import asyncio

import pytest
from harness.adapters import jetstream
from harness.world import CountingIds, HandClock, Meter

from docsgate_reliability.adapters.jetstream.message_queue import JetStreamQueue
from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.patterns.outbox.pace import RelayPolicy
from docsgate_reliability.values import Message, QueuePolicy
from docsgate_reliability.world import RandomIds, World

WINDOW = 0.2
LEASE = 15.0


class Unfenced(Relay):
    """Trusts its lease alone, which it looks at before it is stopped."""

    async def _shut_out(self):
        """Raise no fence."""


class Stopped:
    """A queue whose publisher is stopped once, when it has read its rows and is about to send."""

    def __init__(self, queue, meanwhile):
        self._queue, self._meanwhile = queue, meanwhile
        self.capabilities, self.fence = queue.capabilities, queue.fence

    async def publish(self, batch, **options):
        if self._meanwhile is not None:
            meanwhile, self._meanwhile = self._meanwhile, None
            await meanwhile()
        return await self._queue.publish(batch, **options)


async def stored_after_a_stop(relay_class, queue, forget):
    """What is in the queue when a relay is stopped, taken over, and goes on after the window."""
    world = World(HandClock(), CountingIds(), meter=Meter())
    store = MemoryStore(world.clock)

    async def append(*numbers):
        async with store.transaction() as tx:
            for number in numbers:
                await tx.append("outbox", Message(f"m{number}", b"", "key"))

    async def another_takes_over():
        world.clock.advance(LEASE + 1)
        other = relay_class(store, queue, policy=RelayPolicy(lease_seconds=LEASE), world=world)
        assert await other.run_once() == 2
        await append(3)
        assert await other.run_once() == 1
        await forget()

    await append(1, 2)
    stopped = Stopped(queue, another_takes_over)
    await relay_class(store, stopped, world=world).run_once()
    found = [each.message.id for each in await queue.lease("g", 100, wait_seconds=0.5)]
    return found, world.meter["outbox.fenced"]


RIGHT, TURNED_ROUND = (["m1", "m2", "m3"], 1), (["m1", "m2", "m3", "m1", "m2"], 1)


@pytest.mark.parametrize(("relay", "stored"), [(Relay, RIGHT), (Unfenced, TURNED_ROUND)])
async def test_a_relay_that_was_stopped_for_longer_than_the_window_is_shut_out(relay, stored):
    clock = HandClock()
    queue = MemoryQueue(["g"], QueuePolicy(dedup_window_seconds=WINDOW), clock=clock)

    async def forget():
        clock.advance(2 * WINDOW)

    assert await stored_after_a_stop(relay, queue, forget) == stored


@pytest.mark.parametrize(("relay", "stored"), [(Relay, RIGHT), (Unfenced, TURNED_ROUND)])
async def test_so_it_is_on_jetstream(relay, stored, nats):
    async with jetstream(nats) as stream:
        policy = QueuePolicy(dedup_window_seconds=WINDOW)
        queue = JetStreamQueue(stream, RandomIds().fresh(), ["g"], policy)
        await queue.prepare()
        assert await stored_after_a_stop(relay, queue, lambda: asyncio.sleep(3 * WINDOW)) == stored
