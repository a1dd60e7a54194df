"""The promises of the layered client."""

# ruff: noqa: ARG001, ARG002 - what a port hands over is not always needed.

import asyncio

import pytest
from harness.world import CountingIds, HandClock, Meter

from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.object_store import MemoryObjectStore
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.patterns.inbox.inbox import Inbox
from docsgate_reliability.patterns.layers import Opened, Prepared
from docsgate_reliability.patterns.outbox.outbox import Outbox
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

MESSAGE = Message("m", b"body", "key")


class Recording:
    """A layer that records its calls."""

    def __init__(self, name, notes):
        self.name, self.notes = name, notes

    async def prepare(self, message):
        self.notes.append(f"prepare {self.name}")

        async def seal(transaction):
            self.notes.append(f"seal {self.name}")

        return Prepared(message, seal)

    async def open(self, message, group):
        self.notes.append(f"open {self.name}")

        async def close():
            self.notes.append(f"close {self.name}")

        return Opened(message, close)


class RecordingQueue(MemoryQueue):
    """Records the calls that reach the broker."""

    def __init__(self, notes):
        super().__init__(["g"], clock=HandClock())
        self.notes = notes

    async def publish(self, batch, *, atomic=False, fence=None):
        self.notes.append("publish")
        return await super().publish(batch, atomic=atomic)

    async def acknowledge(self, delivery):
        self.notes.append("ack")
        await delivery.ack()

    async def lease(self, group, limit, *, wait_seconds=0.0):
        found = await super().lease(group, limit, wait_seconds=wait_seconds)
        return [RecordingDelivery(self, delivery) for delivery in found]


class RecordingDelivery:
    def __init__(self, queue, delivery):
        self._queue, self._delivery = queue, delivery
        self.message, self.attempt = delivery.message, delivery.attempt

    async def ack(self):
        await self._queue.acknowledge(self._delivery)


async def test_layers_are_passed_outermost_first_and_back_before_the_ack():
    notes = []
    layers = [Recording("outer", notes), Recording("inner", notes)]
    client = PublishConsume(RecordingQueue(notes), layers)

    async def handle(message, tx):
        notes.append("handle")

    await client.publish(MESSAGE)
    assert await client.consume("g", handle) == 1
    assert notes == [
        *("prepare outer", "prepare inner", "seal outer", "seal inner", "publish"),
        *("open inner", "open outer", "handle", "close outer", "close inner", "ack"),
    ]


async def test_a_failed_handler_gives_back_its_message_and_does_not_stop_the_others():
    clock, meter = HandClock(), Meter()
    queue = MemoryQueue(["g"], clock=clock)
    client = PublishConsume(queue, world=World(clock, meter=meter))
    for n in range(3):
        await client.publish(Message(f"m{n}", b""))
    seen = []

    async def handle(message, tx):
        seen.append(message.id)
        if message.id == "m1" and seen.count("m1") == 1:
            raise ValueError("not today")

    with pytest.raises(ExceptionGroup) as caught:
        await client.consume("g", handle)
    assert caught.group_contains(ValueError, match="not today")
    assert await client.consume("g", handle) == 0
    clock.advance(1.0)
    assert await client.consume("g", handle) == 1
    assert seen == ["m0", "m1", "m2", "m1"]
    assert (meter["queue.handled"], meter["queue.retried"]) == (3, 1)


async def test_an_inbox_commits_the_mark_with_the_effects():
    clock, meter = HandClock(), Meter()
    world = World(clock, meter=meter)
    store, queue = MemoryStore(clock), MemoryQueue(["g"], clock=clock)
    client = PublishConsume(queue, inbox=Inbox(store, world=world), world=world)
    await client.publish(MESSAGE)
    fail = [True]

    async def handle(message, tx):
        await tx.bucket("effects").put(message.id, b"done")
        if fail.pop():
            raise ValueError("after the effect")

    with pytest.raises(ExceptionGroup):
        await client.consume("g", handle)
    assert await store.bucket("effects").get("m") is None
    clock.advance(1.0)
    fail.append(False)
    await client.consume("g", handle)
    assert (await store.bucket("effects").get("m")).value == b"done"
    assert meter["inbox.duplicates"] == 0


async def test_an_inbox_handles_a_redelivery_outside_the_dedup_window_once():
    clock, meter = HandClock(), Meter()
    world = World(clock, meter=meter)
    store, queue = MemoryStore(clock), MemoryQueue(["g"], clock=clock)
    client = PublishConsume(queue, inbox=Inbox(store, world=world), world=world)
    handled = []

    async def handle(message, tx):
        handled.append(message)

    for _ in range(3):
        await client.publish(MESSAGE)
        await client.consume("g", handle)
        clock.advance(1000)
    assert handled == [MESSAGE]
    assert meter["inbox.duplicates"] == 2


async def test_an_outbox_needs_a_transaction_and_only_an_outbox_takes_one():
    clock = HandClock()
    store, queue = MemoryStore(clock), MemoryQueue(["g"], clock=clock)
    with pytest.raises(TypeError):
        await PublishConsume(queue, outbox=Outbox()).publish(MESSAGE)
    async with store.transaction() as tx:
        with pytest.raises(TypeError):
            await PublishConsume(queue).publish(MESSAGE, tx)


async def test_with_an_outbox_the_payload_is_stored_before_the_commit():
    """An aborted transaction leaves the payload to the collector, and no trace of its claim."""
    world = World(HandClock(), CountingIds())
    store, objects = MemoryStore(world.clock), MemoryObjectStore(world.clock)
    policy = ClaimPolicy(frozenset({"g"}), threshold_bytes=10)
    layer = ClaimCheck(objects, store.bucket("claims"), policy, world)
    queue = MemoryQueue(["g"], clock=world.clock)
    client = PublishConsume(queue, [layer], outbox=Outbox())
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with store.transaction() as tx:
            await client.publish(Message("m", b"x" * 100), tx)
            assert len([info async for info in objects.list()]) == 1
            raise ZeroDivisionError
    assert len([info async for info in objects.list()]) == 1
    assert isinstance(store.bucket("claims"), MemoryKeyValue)
    assert [key async for key, _ in store.bucket("claims").scan()] == []
    assert await store.pending("outbox", 10) == []


async def test_a_lost_payload_is_a_dead_letter_with_the_reason():
    world = World(HandClock(), CountingIds(), meter=Meter())
    objects, register = MemoryObjectStore(world.clock), MemoryKeyValue(world.clock)
    policy = ClaimPolicy(frozenset({"g"}), threshold_bytes=10)
    queue = MemoryQueue(["g"], clock=world.clock)
    layer = ClaimCheck(objects, register, policy, world)
    client = PublishConsume(queue, [layer], world=world)
    await client.publish(Message("m", b"x" * 100))
    await objects.delete("claims/id-1")

    async def handle(message, tx):
        raise AssertionError("nothing may be handed over")

    assert await client.consume("g", handle) == 0
    (dead,) = await queue.dead("g")
    assert "lost the payload" in dead.reason
    assert (world.meter["claim_check.lost"], world.meter["queue.dead"]) == (1, 1)


async def test_a_redelivery_of_what_is_done_is_acknowledged_unread():
    """The acknowledgement was lost after "done" was written, so it is repeated once."""
    world = World(HandClock(), CountingIds())
    objects, register = MemoryObjectStore(world.clock), MemoryKeyValue(world.clock)
    policy = ClaimPolicy(frozenset({"g"}), threshold_bytes=10)
    queue = MemoryQueue(["g"], clock=world.clock)
    layer = ClaimCheck(objects, register, policy, world)
    await PublishConsume(queue, [layer], world=world).publish(Message("m", b"x" * 100))
    (delivery,) = await queue.lease("g", 1)
    await (await layer.open(delivery.message, "g")).close()

    async def handle(message, tx):
        raise AssertionError("it was handled before")

    client = PublishConsume(queue, [layer], world=world)
    world.clock.advance(30)
    assert await client.consume("g", handle) == 0
    world.clock.advance(3000)
    assert await queue.lease("g", 1) == []
    assert await queue.dead("g") == []


@pytest.mark.parametrize("kind", [SqlQueue, MemoryQueue])
async def test_a_clock_that_goes_back_does_not_prolong_a_wait(tmp_path, kind):
    clock = HandClock()
    engine = SqliteEngine(tmp_path / "app.db", clock=clock)
    queue = SqlQueue(engine, "q", ["g"]) if kind is SqlQueue else MemoryQueue(["g"], clock=clock)
    waiting = asyncio.ensure_future(queue.lease("g", 1, wait_seconds=0.1))
    await asyncio.sleep(0.02)
    clock.advance(-3600)
    assert await asyncio.wait_for(waiting, 5) == []
    engine.close()
