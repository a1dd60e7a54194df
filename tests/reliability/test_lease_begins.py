"""A lease begins when the consumer has the message, and not when it asked for one."""

import asyncio
from contextlib import asynccontextmanager

import pytest
from harness.naive_stores import LeasesFromTheCall
from harness.world import HandClock

from docsgate_reliability.adapters.postgres.connections import ANSWER_SECONDS, Connections
from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.values import Message, QueuePolicy


class Stalling(SqliteEngine):
    """Takes longer than a lease to begin or to end a transaction, as a loaded machine does."""

    before = after = 0.0

    @asynccontextmanager
    async def begin(self):
        self.clock.advance(self.before)
        async with super().begin() as execute:
            yield execute
        self.clock.advance(self.after)


async def lent_after_a_stall(kind, folder, **stall):
    """Two consumers lease one message while the engine stalls. Return how many of them got it."""
    engine = Stalling(folder / "app.db", clock=HandClock())
    queue = kind(engine, "orders", ["g"], QueuePolicy(ack_wait_seconds=10))
    await queue.publish([Message("m", b"")])
    engine.before, engine.after = stall.get("before", 0.0), stall.get("after", 0.0)
    first = await queue.lease("g", 1)
    engine.before = engine.after = 0.0
    second = await queue.lease("g", 1)
    engine.close()
    return len(first), len(second)


STALLS = [{"before": 11.0}, {"after": 9.0}, {"before": 5.0, "after": 6.0}]


@pytest.mark.parametrize("stall", STALLS)
async def test_a_lease_begins_when_the_consumer_has_the_message(tmp_path, stall):
    assert await lent_after_a_stall(SqlQueue, tmp_path, **stall) == (1, 0)


async def test_a_lease_that_was_over_before_the_hand_over_is_not_handed_over(tmp_path):
    """Somebody else has the message by then, so the first consumer must not get it as well."""
    engine = Stalling(tmp_path / "app.db", clock=HandClock())
    queue = SqlQueue(engine, "orders", ["g"], QueuePolicy(ack_wait_seconds=10))
    await queue.publish([Message("m", b"")])
    lost = await queue._lease("g", 1)
    engine.clock.advance(11)
    assert len(await queue.lease("g", 1)) == 1
    assert await queue.renewed(lost) == []
    engine.close()


async def test_a_lease_that_begins_with_the_call_is_lent_twice(tmp_path):
    assert await lent_after_a_stall(LeasesFromTheCall, tmp_path, before=11.0) == (1, 1)


class SlowToConnect(Connections):
    """Needs longer than a lease for a new connection, as a loaded server does."""

    async def opened(self):
        await asyncio.sleep(1.1)
        return await super().opened()


async def consumed_over_new_connections(kind, url):
    """Four consumers share a group, each over a connection of its own that is opened then."""
    engine = PostgresEngine(url)
    engine._connections = SlowToConnect(url, ANSWER_SECONDS)
    await engine.prepare()
    queue = kind(engine, "orders", ["g"], QueuePolicy(ack_wait_seconds=1.0))
    await queue.publish([Message(f"{n}", b"") for n in range(12)])
    await engine.close()  # From here on, each consumer needs a new connection.
    leased = await asyncio.gather(*(queue.lease("g", 3) for _ in range(4)))
    leased += await asyncio.gather(*(queue.lease("g", 3) for _ in range(4)))
    await engine.close()
    return sorted(int(delivery.message.id) for part in leased for delivery in part)


@pytest.mark.engines
async def test_a_slow_connection_shortens_no_lease(database):
    """On a loaded machine, consumers of one group had the same messages at once."""
    assert await consumed_over_new_connections(SqlQueue, database.url) == list(range(12))


@pytest.mark.engines
async def test_a_lease_that_begins_with_the_call_is_over_when_it_connects(database):
    found = await consumed_over_new_connections(LeasesFromTheCall, database.url)
    assert len(found) > len(set(found))
