"""The promises of the outbox, one test for each."""

# ruff: noqa: ARG002 - what a port hands over is not always needed.

from functools import partial

import pytest
from harness.naive import RelayInOneWindow
from harness.schedules import Process, finish, interleavings
from harness.system import LAST, LEASE, SMALL, System
from harness.world import CountingIds, HandClock, Meter
from hypothesis import given
from hypothesis import strategies as st

from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Unavailable
from docsgate_reliability.patterns.outbox.outbox import Relay, waves
from docsgate_reliability.patterns.outbox.pace import RelayPolicy
from docsgate_reliability.values import Capabilities, Message, Pending, QueuePolicy, Receipt
from docsgate_reliability.world import World

BATCH = [Message(f"m{n}", b"", "ab"[n % 2]) for n in range(6)]


async def filled(messages, world):
    store = MemoryStore(world.clock)
    async with store.transaction() as tx:
        for message in messages:
            await tx.append("outbox", message)
    return store


def new_world():
    return World(HandClock(), CountingIds(), meter=Meter())


async def stored(queue, group="g"):
    return [delivery.message for delivery in await queue.lease(group, 1000)]


@given(st.lists(st.sampled_from(["", "a", "b", "c"])))
def test_waves_hold_each_row_once_in_order_of_its_key(keys):
    rows = [Pending(n, Message(str(n), b"", key)) for n, key in enumerate(keys)]
    found = waves(rows)
    assert sorted((row for wave in found for row in wave), key=lambda r: r.position) == rows
    for key in "abc":
        places = [n for n, wave in enumerate(found) for row in wave if row.message.key == key]
        assert places == sorted(set(places))
        order = [r.position for wave in found for r in wave if r.message.key == key]
        assert order == sorted(order)


async def test_a_batch_with_a_duplicate_falls_back_to_single_messages():
    world = new_world()
    queue = MemoryQueue(["g"], clock=world.clock)
    store = await filled(BATCH, world)
    await queue.publish([BATCH[2]])
    assert await Relay(store, queue, world=world).run_once() == len(BATCH)
    assert sorted(m.id for m in await stored(queue)) == [m.id for m in BATCH]
    assert world.meter["outbox.batch_fallbacks"] == 1
    assert world.meter["outbox.duplicates"] == 1
    assert await store.pending("outbox", 10) == []


async def test_a_poison_row_is_set_aside_and_the_others_go_on():
    world = new_world()
    queue = MemoryQueue(["g"], QueuePolicy(payload_max_bytes=100), clock=world.clock)
    poison = Message("poison", b"x" * 200, "a")
    store = await filled([BATCH[0], poison, BATCH[1]], world)
    await Relay(store, queue, world=world).run_once()
    assert [m.id for m in await stored(queue)] == ["m0", "m1"]
    (aside,) = await store.aside("outbox")
    assert (aside.message, "over 100" in aside.reason) == (poison, True)
    assert world.meter["outbox.set_aside"] == 1
    assert await store.pending("outbox", 10) == []


async def test_a_name_that_the_queue_cannot_write_is_set_aside(tmp_path):
    """It would fail for ever, and block every row after it."""
    world = new_world()
    engine = SqliteEngine(tmp_path / "queue.db", clock=world.clock)
    queue = SqlQueue(engine, "orders", ["g"])
    store = await filled([Message("a\0b", b""), Message("id", b"", "a\0b"), BATCH[0]], world)
    await Relay(store, queue, world=world).run_once()
    assert [m.id for m in await stored(queue)] == ["m0"]
    assert [aside.position for aside in await store.aside("outbox")] == [1, 2]
    engine.close()


HALF = "\ud800"  # Half a surrogate pair, which JSON may hold and UTF-8 may not.


@pytest.mark.parametrize("headers", [{HALF: "text"}, {"name": HALF}])
@pytest.mark.parametrize("kind", [SqlQueue, MemoryQueue])
async def test_a_header_that_no_queue_can_write_is_set_aside(tmp_path, kind, headers):
    world = new_world()
    engine = SqliteEngine(tmp_path / "app.db", clock=world.clock)
    queue = SqlQueue(engine, "orders", ["g"]) if kind is SqlQueue else MemoryQueue(["g"])
    store = SqlStore(engine)
    async with store.transaction() as tx:
        await tx.append("outbox", Message("bad", b"", headers=headers))
        await tx.append("outbox", BATCH[0])
    await Relay(store, queue, world=world).run_once()
    assert [m.id for m in await stored(queue)] == ["m0"]
    assert [aside.message.id for aside in await store.aside("outbox")] == ["bad"]
    engine.close()


class Down:
    """A broker that does not answer."""

    capabilities = Capabilities(durable=True, atomic_batch=True)

    async def publish(self, batch, *, atomic=False, fence=None):
        raise Unavailable("no broker")


async def test_a_broker_that_is_down_for_hours_costs_nothing():
    world = new_world()
    store = await filled(BATCH, world)
    relay = Relay(store, Down(), world=world)
    for _ in range(100):
        with pytest.raises(Unavailable):
            await relay.run_once()
        world.clock.advance(600)
    queue = MemoryQueue(["g"], clock=world.clock)
    await Relay(store, queue, world=world).run_once()
    assert [m.id for m in await stored(queue)] == [m.id for m in BATCH]
    assert await store.aside("outbox") == []
    assert world.meter["outbox.unavailable"] == 100


class LossyWindow(MemoryQueue):
    """Sends a batch at once; the connection breaks at one message, and later ones arrive."""

    def __init__(self, lost, clock):
        super().__init__(["g"], clock=clock)
        self.capabilities = Capabilities(durable=True, dedup_window_seconds=120.0)
        self._lost, self.order = lost, []

    async def publish(self, batch, *, atomic=False, fence=None):
        assert not atomic
        receipts = []
        for message in batch:
            self._lost -= 1
            if self._lost == -1:
                receipts.append(None)
            else:
                receipts += await super().publish([message])
                self.order += [] if receipts[-1].duplicate else [message]
        if None in receipts:
            raise Unavailable("the connection broke")
        return receipts


async def inversions(kind):
    """The keys that get out of order, for every place at which the connection can break."""
    found = 0
    for lost in range(len(BATCH)):
        world = new_world()
        store, queue = await filled(BATCH, world), LossyWindow(lost, world.clock)
        relay = kind(store, queue, world=world)
        while await store.pending("outbox", 1):
            try:
                await relay.run_once()
            except Unavailable:
                continue
        assert sorted(m.id for m in queue.order) == [m.id for m in BATCH]
        for key in "ab":
            mine = [m.id for m in queue.order if m.key == key]
            found += mine != sorted(mine)
    return found


async def test_a_broken_window_does_not_invert_a_key():
    assert await inversions(Relay) == 0


async def test_one_window_for_all_rows_would():
    assert await inversions(RelayInOneWindow) > 0


async def test_a_second_relay_stands_by_and_takes_over():
    world = new_world()
    store, queue = await filled(BATCH, world), MemoryQueue(["g"], clock=world.clock)
    first = Relay(store, queue, policy=RelayPolicy(batch=2), world=world)
    second = Relay(store, queue, policy=RelayPolicy(batch=2), world=world)
    assert [await first.run_once(), await second.run_once()] == [2, 0]
    world.clock.advance(LEASE)
    assert [await second.run_once(), await first.run_once()] == [2, 0]


@pytest.mark.parametrize("jump", [LEASE, 3600.0, -3600.0])
def test_two_relays_at_once_lose_double_and_invert_nothing(jump):
    """This holds in every interleaving of two relays and a jumping clock with two preemptions."""
    current = []
    turns = partial(Process, pausing=True)

    async def pass_time(system, process):
        await process.step()
        system.clock.advance(jump)

    def start():
        system = System((SMALL, LAST), outbox=True, claims=False)
        finish(system.publish(Process()))
        current[:] = [system]
        relays = [system.run_relay(turns()) for _ in range(2)]
        return [*relays, pass_time(system, turns())]

    def check():
        system = current[0]
        system.clock.advance(3600.0)  # A clock that was set back reaches the old time again.
        system.recovered()
        assert not system.violations()
        fenced.append(system.meter["outbox.fenced"])

    fenced = []
    count = sum(1 for _ in interleavings(start, check, 2))
    assert count >= 300, count
    assert jump < 0 or sum(fenced) > 0  # Some of the schedules did take over a relay at work.


async def test_a_relay_that_overslept_commits_nothing():
    """After it published, another relay took over, so its removal is refused."""
    world = new_world()
    store = await filled(BATCH, world)

    class Sleepy(MemoryQueue):
        async def publish(self, batch, *, atomic=False, fence=None):
            receipts = await super().publish(batch, atomic=atomic)
            world.clock.advance(LEASE)
            assert await store.lease("relay/outbox", "another", LEASE) is not None
            return receipts

    queue = Sleepy(["g"], clock=world.clock)
    assert await Relay(store, queue, world=world).run_once() == 0
    assert len(await store.pending("outbox", 10)) == len(BATCH)
    assert world.meter["outbox.fenced"] == 1
    assert [Receipt(duplicate=True)] == await MemoryQueue.publish(queue, [BATCH[0]])


async def test_a_relay_that_is_taken_over_in_a_batch_stops_there():
    """The first wave took longer than the lease, so it must not send the second one."""
    world = new_world()
    store = await filled(BATCH, world)

    class Slow(MemoryQueue):
        async def publish(self, batch, *, atomic=False, fence=None):
            world.clock.advance(LEASE)
            await store.lease("relay/outbox", "another", LEASE)
            return await super().publish(batch)

    queue = Slow(["g"], clock=world.clock)
    queue.capabilities = Capabilities(durable=True, dedup_window_seconds=120.0)
    assert await Relay(store, queue, world=world).run_once() == 0
    assert [m.id for m in await stored(queue)] == ["m0", "m1"]
    assert len(await store.pending("outbox", 10)) == len(BATCH)


async def test_a_broker_that_is_slower_than_the_lease_stalls_nobody():
    """A batch of one key takes five leases: the relay renews its lease, and the other one waits."""
    world = new_world()
    rows = [Message(f"m{n:02}", b"", "key") for n in range(20)]
    store = await filled(rows, world)

    class Slow(MemoryQueue):
        async def publish(self, batch, *, atomic=False, fence=None):
            world.clock.advance(LEASE / 4)
            assert await standby.run_once() == 0
            return await super().publish(batch)

    queue = Slow(["g"], clock=world.clock)
    queue.capabilities = Capabilities(durable=True, dedup_window_seconds=120.0)
    relay, standby = (Relay(store, queue, world=world) for _ in range(2))
    assert await relay.run_once() == 20
    assert await stored(queue) == rows
    assert world.meter["outbox.fenced"] == 0
