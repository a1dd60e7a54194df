"""A caller that gives up at any moment: either everything is done or nothing, and nothing waits."""

import asyncio
import random

import pytest
from harness.killing import LaterClock, prepare, violations
from harness.worker import GROUPS, message_of, record
from harness.worker import publish as publish_once
from test_sharing import ONE_FILE, configured, publish

from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

PUBLICATIONS = 60
SECONDS_MAX = 10


def message(n):
    return Message(f"{n}", b"%d " % n * 1000, "key")


async def given_up(publishing):
    """Cancel each publication a little later than the last; return those that were finished."""
    done = set()
    for n in range(PUBLICATIONS):
        task = asyncio.ensure_future(publishing(message(n)))
        for _ in range(n):
            await asyncio.sleep(0)
            if task.done():
                break
        await asyncio.sleep(n * 0.00005)
        task.cancel()
        try:
            await asyncio.wait_for(task, SECONDS_MAX)
        except asyncio.CancelledError:
            continue
        done.add(f"{n}")
    return done


async def consumed(parts):
    """The messages that are consumed, each with its payload."""
    got = []

    async def handle(found, tx):
        assert tx is None or tx
        assert found == message(int(found.id))
        got.append(found.id)

    while await asyncio.wait_for(parts.client.consume("billing", handle), SECONDS_MAX):
        pass
    assert await parts.queue.dead("billing") == []
    assert len(got) == len(set(got))
    return set(got)


@pytest.mark.parametrize("outbox", [False, True])
async def test_a_publisher_that_is_cancelled_publishes_all_or_nothing(tmp_path, outbox):
    configuration = configured(tmp_path) if outbox else load(ONE_FILE.format(folder=tmp_path))
    async with open_namespace(configuration, "orders") as parts:
        done = await given_up(
            (lambda each: publish(parts, each)) if outbox else parts.client.publish
        )
        if outbox:
            await asyncio.wait_for(parts.relay.run_once(), SECONDS_MAX)
        found = await consumed(parts)
        assert done <= found
    async with open_namespace(configuration, "orders", World(clock=LaterClock())) as parts:
        await parts.collector.collect()
        assert [info async for info in parts.collector._store.list()] == []


async def test_a_relay_that_is_cancelled_loses_and_doubles_nothing(tmp_path):
    configuration = configured(tmp_path)
    async with open_namespace(configuration, "orders") as parts:
        for n in range(20):
            await publish(parts, message(n))
        for n in range(40):
            task = asyncio.ensure_future(parts.relay.run_once())
            await asyncio.sleep(n * 0.0001)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        await asyncio.wait_for(parts.relay.run_once(), SECONDS_MAX)
        assert await parts.store.pending(parts.relay.box, 10) == []
        assert await consumed(parts) == {f"{n}" for n in range(20)}


async def test_a_consumer_that_is_cancelled_loses_nothing(tmp_path):
    """With an inbox each effect happens once, at whatever moment the consumer is stopped."""
    configuration = configured(tmp_path)
    async with open_namespace(configuration, "orders") as parts:
        for n in range(10):
            await publish(parts, message(n))
        await parts.relay.run_once()

        async def handle(found, tx):
            entry = await tx.bucket("effects").get(found.id)
            count = int(entry.value) + 1 if entry else 1
            await tx.bucket("effects").put(found.id, b"%d" % count)

        for n in range(40):
            task = asyncio.ensure_future(parts.client.consume("billing", handle, limit=2))
            await asyncio.sleep(n * 0.0002)
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
            for delivery in await parts.queue.lease("billing", 10):
                await delivery.nak()
        deadline = asyncio.get_running_loop().time() + SECONDS_MAX
        while asyncio.get_running_loop().time() < deadline:
            await parts.client.consume("billing", handle)
            effects = [entry.value async for _, entry in parts.store.bucket("effects").scan()]
            if len(effects) == 10:
                break
        assert effects == [b"1"] * 10


async def give_up_all(folder, moments):
    """Give up publications, relays and consumers at random moments; record what was told."""
    async with open_namespace(*folder.namespace()) as parts:

        async def handle(found, tx):
            await record(GROUPS[0], found, tx)

        for number in range(40):
            calls = [publish_once(parts, parts.store, folder, message_of(number))]
            calls += [parts.relay.run_once(), parts.client.consume(GROUPS[0], handle, limit=2)]
            tasks = [asyncio.ensure_future(call) for call in calls]
            for task in tasks:
                await asyncio.sleep(moments.uniform(0, 0.02))
                task.cancel()
            await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), SECONDS_MAX)


@pytest.mark.parametrize("queue", ["db", "bus"])
def test_who_gives_up_on_postgres_and_jetstream_loses_and_doubles_nothing(
    queue, tmp_path, nats, database
):
    backends = {"db": f'{{type: postgres, url: "{database.url}"}}'}
    backends["bus"] = f'{{type: nats-jetstream, url: "{nats.url}", sync_interval: always}}'
    folder = prepare(tmp_path, "layered", queue=queue, **backends)
    asyncio.run(give_up_all(folder, random.Random(queue)))
    assert violations(folder) == {}
