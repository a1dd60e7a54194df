"""Behaviour of JetStream that a queue or a relay could easily get wrong."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from harness.world import Meter

from docsgate_reliability.adapters.jetstream.connection import JetStream
from docsgate_reliability.adapters.jetstream.key_value import JetStreamKeyValue
from docsgate_reliability.adapters.jetstream.message_queue import JetStreamQueue
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.errors import CapabilityMissing, Rejected, TooLarge, Unavailable
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.patterns.outbox.pace import RelayPolicy
from docsgate_reliability.values import Message, QueuePolicy
from docsgate_reliability.world import RandomIds, World


@asynccontextmanager
async def opened(server, policy=None, name=None):
    stream = JetStream(server.url)
    await stream.connect()
    try:
        queue = JetStreamQueue(stream, name or RandomIds().fresh(), ["g"], policy)
        await queue.prepare()
        yield queue
    finally:
        await stream.close()


async def filled(count):
    store = MemoryStore()
    async with store.transaction() as tx:
        for n in range(count):
            await tx.append("outbox", Message(f"m{n}", b"x", "key"))
    return store


async def test_a_broker_that_is_full_sets_no_row_aside(nats):
    """It refuses the rows only until it has space again, so they wait."""
    meter = Meter()
    async with opened(nats) as queue:
        js = queue.stream.js
        config = (await js.stream_info(queue._name)).config
        config.max_msgs, config.discard = 3, queue.stream.api.DiscardPolicy.NEW
        await js.update_stream(config)
        store = await filled(10)
        relay = Relay(store, queue, world=World(meter=meter))
        for _ in range(3):
            with pytest.raises(Unavailable):
                await relay.run_once()
        assert await store.aside("outbox") == []
        assert len(await store.pending("outbox", 100)) == 10
        config.max_msgs = 100
        await js.update_stream(config)
        assert await relay.run_once() == 10
        stored = [delivery.message.id for delivery in await queue.lease("g", 100)]
        assert stored == [f"m{n}" for n in range(10)]
    assert (meter["outbox.set_aside"], meter["outbox.unavailable"]) == (0, 3)


async def test_a_stream_that_is_gone_sets_no_row_aside(nats):
    async with opened(nats) as queue:
        await queue.stream.js.delete_stream(queue._name)
        store = await filled(2)
        with pytest.raises(Unavailable):
            await Relay(store, queue).run_once()
        assert await store.aside("outbox") == []


async def test_a_server_that_takes_less_than_the_policy_says_is_refused(nats):
    with pytest.raises(CapabilityMissing, match="1048576 bytes, not of 2097152"):
        async with opened(nats, QueuePolicy(payload_max_bytes=2 << 20)):
            pass


@pytest.mark.parametrize(
    "policy",
    [
        QueuePolicy(dedup_window_seconds=0.01),
        QueuePolicy(dedup_window_seconds=0.01, retention_seconds=0.05),
        QueuePolicy(ack_wait_seconds=1e13),
        QueuePolicy(retention_seconds=1e13),
    ],
)
async def test_times_that_no_server_takes_are_refused_for_good(nats, policy):
    """The answer of the server would look as if it could change later."""
    with pytest.raises(CapabilityMissing):
        async with opened(nats, policy):
            pass


@pytest.mark.parametrize("atomic", [False, True])
async def test_what_only_the_wire_makes_too_large_is_told_as_such(nats, atomic):
    """The limit of the server counts the headers in its own way."""
    async with opened(nats) as queue:
        maximum = queue.policy.payload_max_bytes
        message = Message("m", b"x" * (maximum - 10))
        assert message.size_bytes <= maximum
        with pytest.raises(TooLarge):
            await queue.publish([message], atomic=atomic)
        await queue.publish([Message("next", b"")], atomic=atomic)


async def test_what_is_older_than_the_retention_is_dropped(nats):
    policy = QueuePolicy(retention_seconds=0.3, dedup_window_seconds=0.2)
    async with opened(nats, policy) as queue:
        await queue.publish([Message("old", b"")])
        await asyncio.sleep(0.6)
        await queue.publish([Message("new", b"")])
        assert [d.message.id for d in await queue.lease("g", 10, wait_seconds=1)] == ["new"]


async def test_a_policy_that_changed_is_taken_over_and_loses_nothing(nats):
    name = RandomIds().fresh()
    async with opened(nats, QueuePolicy(retention_seconds=3600), name) as queue:
        await queue.publish([Message("m", b"")])
    later = QueuePolicy(retention_seconds=7200, dedup_window_seconds=60, ack_wait_seconds=7)
    async with opened(nats, later, name) as queue:
        js = queue.stream.js
        assert (await js.stream_info(name)).config.max_age == 7200
        assert (await js.consumer_info(name, "g")).config.ack_wait == 7
        assert [d.message.id for d in await queue.lease("g", 10, wait_seconds=1)] == ["m"]


async def test_a_dead_letter_as_large_as_the_server_takes_is_kept_whole(nats):
    """It has no room for the reason, but that must not stop the group."""
    policy = QueuePolicy(ack_wait_seconds=0.2, max_deliver=1)
    async with opened(nats, policy) as queue:
        headers = {"kind": "large"}
        frame = len("NATS/1.0\r\nNats-Msg-Id: m\r\nkind: large\r\n\r\n")
        room = queue.stream.connection.max_payload - frame
        large = Message("m", b"x" * room, headers=headers)
        await queue.publish([large, Message("next", b"")])
        assert len(await queue.lease("g", 1, wait_seconds=1)) == 1
        await asyncio.sleep(0.3)
        (delivery,) = await queue.lease("g", 10, wait_seconds=1)
        assert delivery.message.id == "next"
        await delivery.ack()
        (dead,) = await queue.dead("g")
        assert dead.message == large
        assert dead.reason == "not acknowledged in 1 attempts"


async def test_a_batch_that_no_server_takes_as_one_is_not_stored_in_parts(nats):
    """The relay then sends it in waves, which keep the order of each key."""
    batch = [Message(f"m{n}", b"", "key" if n < 3 else "") for n in range(1001)]
    async with opened(nats) as queue:
        with pytest.raises(Rejected):
            await queue.publish(batch, atomic=True)
        assert list(await queue.lease("g", 10)) == []
        store = MemoryStore()
        async with store.transaction() as tx:
            for message in batch:
                await tx.append("outbox", message)
        assert await Relay(store, queue, policy=RelayPolicy(batch=2000)).run_once() == 1001
        found = []
        while deliveries := await queue.lease("g", 1000, wait_seconds=0.3):
            found += [delivery.message.id for delivery in deliveries]
            await asyncio.gather(*(delivery.ack() for delivery in deliveries))
        assert len(found) == 1001
        assert [id_ for id_ in found if id_ in ("m0", "m1", "m2")] == ["m0", "m1", "m2"]


@pytest.mark.parametrize("key", ["", "k" * 5000, "\0" * 1000])
async def test_a_key_that_the_server_would_hang_up_on_is_refused_before(nats, key):
    stream = JetStream(nats.url)
    await stream.connect()
    bucket = JetStreamKeyValue(stream, RandomIds().fresh())
    await bucket.prepare()
    for call in (bucket.get(key), bucket.put(key, b""), bucket.delete(key)):
        with pytest.raises(Rejected):
            await call
    await bucket.put("after", b"")
    await stream.close()
