"""A stream belongs to its operator, too: opening a namespace changes only what its policy says."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from harness.adapters import fresh

from docsgate_reliability.adapters.jetstream.connection import JetStream
from docsgate_reliability.adapters.jetstream.key_value import JetStreamKeyValue
from docsgate_reliability.adapters.jetstream.message_queue import JetStreamQueue
from docsgate_reliability.errors import CapabilityMissing
from docsgate_reliability.values import ABSENT, Message, QueuePolicy

POLICY = QueuePolicy(retention_seconds=3600, dedup_window_seconds=60, ack_wait_seconds=30)


@asynccontextmanager
async def connected(server):
    stream = JetStream(server.url)
    await stream.connect()
    try:
        yield stream
    finally:
        await stream.close()


async def open_queue(stream, name, policy=POLICY):
    queue = JetStreamQueue(stream, name, ["g"], policy)
    await queue.prepare()
    return queue


async def configured(stream, name):
    """What the server has of a stream and its consumer, without the times of the answers."""
    found = (await stream.asked(f"STREAM.INFO.{name}"))["config"]
    return found, (await stream.asked(f"CONSUMER.INFO.{name}.g"))["config"]


async def edit(stream, name, **changes):
    config = (await stream.asked(f"STREAM.INFO.{name}"))["config"]
    await stream.asked(f"STREAM.UPDATE.{name}", **{**config, **changes})


async def test_what_the_operator_set_is_still_there_after_the_next_opening(nats):
    name = fresh()
    async with connected(nats) as stream:
        await open_queue(stream, name)
        chosen = {"max_bytes": 10_000_000, "discard": "new", "description": "of the platform team"}
        await edit(stream, name, **chosen, max_msg_size=50_000, subjects=[f"{name}.>", "mine"])
        config = (await stream.asked(f"CONSUMER.INFO.{name}.g"))["config"]
        config = {**config, "description": "watched"}
        subject = f"CONSUMER.DURABLE.CREATE.{name}.g"
        await stream.asked(subject, stream_name=name, config=config)
        before = await configured(stream, name)
        await open_queue(stream, name)
        assert await configured(stream, name) == before
        assert before[0].items() >= chosen.items()


async def test_a_policy_that_changed_changes_that_and_no_more(nats):
    name = fresh()
    async with connected(nats) as stream:
        await open_queue(stream, name)
        await edit(stream, name, max_bytes=10_000_000, discard="new")
        before, consumer = await configured(stream, name)
        await open_queue(stream, name, QueuePolicy(7200, 5, 30, retention_seconds=1800))
        after, later = await configured(stream, name)
        changed = {"max_age": 1800 * 10**9, "duplicate_window": 30 * 10**9}
        assert after == {**before, **changed}
        assert later == {**consumer, "ack_wait": 7200 * 10**9}


async def test_a_bucket_keeps_what_the_operator_set(nats):
    name = fresh()
    async with connected(nats) as stream:
        await JetStreamKeyValue(stream, name).prepare()
        await edit(stream, f"KV_{name}", description="of the platform team", max_bytes=10_000_000)
        before = await stream.asked(f"STREAM.INFO.KV_{name}")
        await JetStreamKeyValue(stream, name).prepare()
        assert (await stream.asked(f"STREAM.INFO.KV_{name}"))["config"] == before["config"]


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"max_msgs": 100}, "drops old messages"), ({"storage": "memory"}, "is in memory")],
)
async def test_a_stream_that_would_lose_messages_is_refused(nats, changes, reason):
    name = fresh()
    async with connected(nats) as stream:
        made = {"name": name, "subjects": [f"{name}.>"], "storage": "file", **changes}
        await stream.asked(f"STREAM.CREATE.{name}", **made)
        with pytest.raises(CapabilityMissing, match=reason):
            await open_queue(stream, name)


async def test_a_thousand_messages_in_backoff_do_not_block_a_good_one(nats):
    async with connected(nats) as stream:
        queue = await open_queue(stream, fresh())
        await queue.publish([Message(f"bad{n}", b"") for n in range(1000)])
        bad = [each for _ in range(2) for each in await queue.lease("g", 500, wait_seconds=2)]
        assert len(bad) == 1000
        await asyncio.gather(*(delivery.nak(600) for delivery in bad))
        await queue.publish([Message("good", b"")])
        assert [each.message.id for each in await queue.lease("g", 10, wait_seconds=2)] == ["good"]


async def test_what_was_deleted_or_is_over_takes_no_space(nats):
    """Markers of deletions, and values that nobody reads again, used to stay for ever."""
    name = fresh()
    async with connected(nats) as stream:
        bucket = JetStreamKeyValue(stream, name)
        await bucket.prepare()
        await bucket.put("stays", b"value")
        for number in range(20):
            version = await bucket.put(f"deleted/{number}", b"{}")
            await bucket.delete(f"deleted/{number}", expect=version)
            await bucket.put(f"over/{number}", b"{}", ttl_seconds=0.1)
        for _ in range(100):
            state = (await stream.asked(f"STREAM.INFO.KV_{name}"))["state"]
            if state["messages"] == 1:
                break
            await asyncio.sleep(0.1)
        assert state["messages"] == 1
        await bucket.put("deleted/1", b"again", expect=ABSENT)
        assert [key async for key, _ in bucket.scan()] == ["deleted/1", "stays"]


async def test_a_scan_of_many_pages_is_whole(nats):
    async with connected(nats) as stream:
        bucket = JetStreamKeyValue(stream, fresh())
        await bucket.prepare()
        names = [f"{number:04}" for number in range(1100)]
        await asyncio.gather(*(bucket.put(name, name.encode()) for name in names))
        found = [(key, entry.value.decode()) async for key, entry in bucket.scan()]
        assert found == [(name, name) for name in names]
        assert (await stream.asked(f"STREAM.INFO.KV_{bucket._name[3:]}"))["state"].get(
            "consumer_count", 0
        ) == 0
