"""Every metric that the pages list is really emitted, with a number other than 0."""

import asyncio
from contextlib import suppress

import pytest
from harness.schedules import Process, finish
from harness.system import GRACE, LARGE, LEASE, SMALL, System
from harness.world import Meter
from patterns import TRIALS
from test_outbox import BATCH, Down, filled, new_world

from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.errors import ClaimExpired, Unavailable
from docsgate_reliability.metrics import METRICS
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Message, QueuePolicy
from docsgate_reliability.world import World


def claims_at_work():
    """Publish, redeem and collect; one payload is altered, one is lost, one publisher is late."""
    system = System((SMALL, LARGE), outbox=False, claims=True)
    system.recovered()
    bodies = [b"%d" % n + b"x" * 300 for n in range(3)]
    client = system.client(Process())
    late = finish(client._layers[0].prepare(Message("late", bodies[2])))
    system.clock.advance(GRACE)
    system.recovered()
    with suppress(ClaimExpired):
        finish(late.seal(None))
    for n in range(2):
        finish(client.publish(Message(f"bad-{n}", bodies[n])))
    altered, lost = list(system.objects._objects)
    system.objects._objects[altered] = (b"?" * 301, system.clock.now())
    finish(system.objects.delete(lost))
    finish(system.consume(Process(), "billing"))
    return system.meter


async def relays_at_work():
    """Relay with duplicates, refused rows, a broker that is down, and a lost lease."""
    world = new_world()
    poison = Message("poison", b"x" * 200)
    store = await filled([*BATCH, poison], world)
    with pytest.raises(Unavailable):
        await Relay(store, Down(), world=world).run_once()
    world.clock.advance(LEASE)
    queue = MemoryQueue(["g"], QueuePolicy(payload_max_bytes=100), clock=world.clock)
    await queue.publish(BATCH[:1])
    await Relay(store, queue, world=world).run_once()
    async with store.transaction() as tx:
        await tx.append("outbox", Message("more", b""))
    sleepy = Relay(store, queue, world=world)
    world.clock.advance(LEASE)
    await sleepy._hold()
    world.clock.advance(LEASE / 4)
    publish = queue.publish

    async def slow(batch, *, atomic=False, fence=None):
        world.clock.advance(LEASE)
        assert await store.lease("relay/outbox", "another", LEASE) is not None
        return await publish(batch, atomic=atomic, fence=fence)

    queue.publish = slow
    assert await sleepy.run_once() == 0
    return world.meter


async def handlers_at_work():
    """Handle a message for longer than its lease; it fails and is tried again."""
    world = World(meter=Meter())
    queue = MemoryQueue(["g"], QueuePolicy(ack_wait_seconds=0.03))
    client = PublishConsume(queue, world=world)
    await client.publish(SMALL)

    async def fail(_message, _tx):
        await asyncio.sleep(0.05)
        raise ValueError

    with pytest.raises(ExceptionGroup):
        await client.consume("g", fail)
    return world.meter


async def redeliveries_at_work():
    system = System((SMALL,), outbox=False, claims=False)
    finish(system.publish(Process()))
    finish(system.consume(Process(), "billing"))
    system.clock.advance(1000)  # The broker has forgotten the id.
    finish(system.client(Process()).publish(SMALL))
    finish(system.consume(Process(), "billing"))
    return system.meter


async def test_every_metric_is_emitted():
    found = claims_at_work()
    others = [trial.at_work for trial in TRIALS.values() if trial.at_work is not None]
    for scenario in (relays_at_work, handlers_at_work, redeliveries_at_work, *others):
        found.update(await scenario())
    assert {name for name, value in found.items() if value} == set(METRICS)
