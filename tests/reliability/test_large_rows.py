"""Large rows and slow links: a relay takes what it can carry, and keeps what it has achieved.

With `-s` or `-rP` the tests print what they measured.
"""

# ruff: noqa: ARG002 - what a port hands over is not always needed.

import asyncio
import sys
import threading
import time
import tracemalloc

import pytest
from harness.adapters import fresh
from harness.counting import Counting
from harness.naive_relays import AllOrNothing, CountsRows
from harness.slow_link import SlowLink
from harness.world import CountingIds, HandClock

from docsgate_reliability.adapters.jetstream.connection import JetStream
from docsgate_reliability.adapters.jetstream.message_queue import JetStreamQueue
from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Unavailable, Unfinished
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.patterns.outbox.pace import BATCH, BATCH_BYTES, Pace, RelayPolicy
from docsgate_reliability.values import Capabilities, Message, QueuePolicy, Receipt
from docsgate_reliability.world import World

MEGABYTE = 1_000_000
MEMORY_MAX = 64 * MEGABYTE
LINK = 5 * MEGABYTE


async def filled(store, count, size_bytes, key=""):
    """Put rows into the outbox, a few in each transaction."""
    body = b"x" * size_bytes
    for start in range(0, count, 20):
        async with store.transaction() as tx:
            for number in range(start, min(count, start + 20)):
                await tx.append("outbox", Message(f"m{number}", body, key))


class Sink:
    """A broker that takes everything and keeps nothing but the sizes of the batches."""

    capabilities = Capabilities(durable=True, atomic_batch=True)

    def __init__(self):
        self.batches = []

    async def publish(self, batch, *, atomic=False, fence=None):
        self.batches.append(sum(len(message.body) for message in batch))
        return [Receipt() for _ in batch]


class CountingPages(Counting):
    """Remembers in which threads outbox rows were read."""

    reading = set()  # noqa: RUF012 - emptied by the test.

    def execute(self, sql, parameters=()):
        if "FROM rel_outbox" in sql and sql.lstrip().startswith("SELECT"):
            self.reading.add(threading.get_ident())
        return super().execute(sql, parameters)


async def drained(relay_class, folder):
    """The peak memory of a relay that drains 100 MB, its batches, and whether the loop read."""
    engine = SqliteEngine(folder / f"{relay_class.__name__}.db", opener=CountingPages)
    store, sink = SqlStore(engine), Sink()
    await filled(store, 100, MEGABYTE)
    relay = relay_class(store, sink)
    CountingPages.reading.clear()
    tracemalloc.start()
    while await relay.run_once():
        pass
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    engine.close()
    return peak, sink.batches, threading.get_ident() in CountingPages.reading


async def test_the_memory_of_a_relay_is_bounded_whatever_waits(tmp_path):
    peak, batches, on_the_loop = await drained(Relay, tmp_path)
    most = f"{peak / MEGABYTE:.0f} MB of memory at most"
    sys.stdout.write(f"100 MB drained in {len(batches)} batches, {most}\n")
    assert peak < MEMORY_MAX
    assert max(batches) <= BATCH_BYTES
    assert sum(batches) == 100 * MEGABYTE
    assert not on_the_loop


async def test_one_that_counts_rows_needs_memory_for_all_of_them(tmp_path):
    peak, batches, on_the_loop = await drained(CountsRows, tmp_path)
    assert peak > MEMORY_MAX
    assert batches == [100 * MEGABYTE]
    assert on_the_loop


class BreaksOff(MemoryQueue):
    """Stores every second message of a batch; then the connection breaks."""

    def __init__(self, clock):
        super().__init__(["g"], clock=clock)
        self.capabilities = Capabilities(durable=True)

    async def publish(self, batch, *, atomic=False, fence=None):
        stored = frozenset(range(0, len(batch), 2))
        await super().publish([batch[number] for number in sorted(stored)])
        raise Unfinished("the connection broke", stored)


@pytest.mark.parametrize(("relay_class", "left"), [(Relay, [1, 3]), (AllOrNothing, [0, 1, 2, 3])])
async def test_what_is_out_when_a_batch_breaks_off_is_settled(relay_class, left):
    world = World(HandClock(), CountingIds())
    store = MemoryStore(world.clock)
    await filled(store, 4, 10)
    with pytest.raises(Unavailable):
        await relay_class(store, BreaksOff(world.clock), world=world).run_once()
    assert [row.message.id for row in await store.pending("outbox", 9)] == [f"m{n}" for n in left]


class Weak(MemoryQueue):
    """Answers to batches of at most so many messages; of a larger one it does not say anything."""

    def __init__(self, clock):
        super().__init__(["g"], clock=clock)
        self.most, self.sizes = 3, []

    async def publish(self, batch, *, atomic=False, fence=None):
        self.sizes.append(len(batch))
        if len(batch) > self.most:
            raise Unavailable("no answer")
        return await super().publish(batch, atomic=atomic)


async def test_a_batch_shrinks_until_it_gets_through_and_grows_again():
    world = World(HandClock(), CountingIds())
    store, queue = MemoryStore(world.clock), Weak(world.clock)
    await filled(store, 40, 10)
    relay = Relay(store, queue, policy=RelayPolicy(batch=16), world=world)
    for _ in range(5):
        try:
            await relay.run_once()
        except Unavailable:
            queue.sizes.append(0)
    queue.most = 100
    while await relay.run_once():
        pass
    assert queue.sizes == [16, 0, 8, 0, 4, 0, 2, 4, 0, 2, 4, 8, 16, 8]
    assert len(await queue.lease("g", 100)) == 40


def test_a_batch_that_takes_a_third_of_the_lease_is_halved_and_one_row_always_goes():
    pace = Pace(RelayPolicy(batch=8, lease_seconds=15.0, batch_bytes=8000))
    seen = []
    for seconds in (6.0, 4.0, 2.0, 6.0, 6.0, 6.0, 6.0, 6.0):
        pace.note(seconds, done=True)
        seen.append((pace.rows, pace.size_bytes))
    assert seen[:4] == [(4, 4000), (4, 4000), (8, 8000), (4, 4000)]
    assert seen[-2:] == [(1, 500), (1, 250)]


SETTINGS = """
backends: {{db: {{type: sqlite, path: {path}/app.db}}}}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {{backend: db, groups: [g]{queue}}}
    layers: [outbox: {{store: db{outbox}}}]
    longest_outage: 1m
"""


async def test_the_settings_of_batches_and_times_are_those_of_the_configuration(tmp_path):
    chosen = {"queue": ", publish_timeout: 9s", "outbox": ", batch: 7, batch_bytes: 1MiB"}
    text = SETTINGS.format(path=tmp_path, **chosen)
    async with open_namespace(load(text), "orders") as parts:
        assert parts.relay._policy == RelayPolicy(7, 15.0, 1 << 20)
        assert parts.queue.policy.publish_seconds == 9.0
    text = SETTINGS.format(path=tmp_path, queue="", outbox="")
    async with open_namespace(load(text), "orders") as parts:
        assert parts.relay._policy == RelayPolicy(BATCH, 15.0, BATCH_BYTES)
        assert parts.queue.policy == QueuePolicy(retention_seconds=7 * 86400.0)


async def kept(server, queue):
    """How many messages a server holds, asked beside the link, which may be full."""
    stream = JetStream(server.url)
    await stream.connect()
    subject = f"{queue._name}.message"
    info = await stream.js.stream_info(queue._name, subjects_filter=subject)
    await stream.close()
    return info.state.subjects[subject]


async def over(link, folder, relay_class, rows, attempts):
    """Drain rows of 200 kB over a link; return the rows left, the seconds, and the queue."""
    engine = SqliteEngine(folder / "app.db")
    store = SqlStore(engine)
    await filled(store, rows, 200_000)
    async with link.open() as url:
        stream = JetStream(url)
        await stream.connect()
        queue = JetStreamQueue(stream, fresh(), ["g"])
        await queue.prepare()
        relay, begin = relay_class(store, queue), time.monotonic()
        while attempts and await store.pending("outbox", 1):
            try:
                await relay.run_once()
            except Unavailable:
                attempts -= 1
                await asyncio.sleep(0.2)
        took = time.monotonic() - begin
        await stream.close()
    left = len(await store.pending("outbox", rows))
    engine.close()
    return left, took, queue


async def test_large_rows_are_drained_over_a_slow_link_at_its_own_speed(tmp_path, nats):
    """The link stalls twice. What it needs for 80 MB is the measure."""
    link = SlowLink(nats.url, LINK, stalls=[(20 * MEGABYTE, 1.0), (50 * MEGABYTE, 2.5)])
    tracemalloc.start()
    left, took, queue = await over(link, tmp_path, Relay, 400, 10)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    ratio = took / link.seconds_of(400 * 200_000)
    sys.stdout.write(f"400 rows of 200 kB over 5 MB/s: {took:.1f} s, {ratio:.2f} of the link's own")
    sys.stdout.write(f" time; {peak / MEGABYTE:.0f} MB of memory at most\n")
    assert (left, await kept(nats, queue)) == (0, 400)
    assert ratio <= 1.3
    assert peak < MEMORY_MAX


async def test_one_that_counts_rows_drains_nothing(tmp_path, nats):
    link = SlowLink(nats.url, LINK)
    left, _, _ = await over(link, tmp_path, CountsRows, 100, 2)
    assert left == 100


async def test_a_publication_that_is_late_is_tried_again_and_those_before_it_are_settled(nats):
    """The link stalls for longer than one publication may take, in the middle of a batch."""
    store, link = MemoryStore(), SlowLink(nats.url, LINK, stalls=[(MEGABYTE, 1.5)])
    await filled(store, 10, 200_000)
    async with link.open() as url:
        stream = JetStream(url)
        await stream.connect()
        queue = JetStreamQueue(stream, fresh(), ["g"], QueuePolicy(publish_seconds=0.3))
        await queue.prepare()
        queue.capabilities = Capabilities(durable=True)
        relay = Relay(store, queue)
        with pytest.raises(Unavailable):
            await relay.run_once()
        left = await store.pending("outbox", 100)
        assert 0 < len(left) < 10
        await asyncio.sleep(1.5)
        while await relay.run_once():
            pass
        await stream.close()
    assert await kept(nats, queue) == 10
