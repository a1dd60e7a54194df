"""An attempt is counted when a message is handed over, and a lease lasts while it is handled."""

# ruff: noqa: ARG001 - what a port hands over is not always needed.

import asyncio
from contextlib import suppress

import pytest
from harness.crash import Crash
from harness.naive_consumers import LeasesAhead, never_extended
from harness.world import HandClock, Meter

from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.patterns.inbox.inbox import Inbox
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Message, QueuePolicy
from docsgate_reliability.world import World

NAMES = ["poison", *(f"good-{n}" for n in range(9))]


async def after_crashes(kind):
    """One message ends each process that handles it. Return who was handled, and who is dead."""
    clock = HandClock()
    queue, handled = MemoryQueue(["g"], QueuePolicy(max_deliver=3), clock=clock), []
    await queue.publish([Message(name, b"") for name in NAMES])

    async def handle(message, tx):
        if message.id == "poison":
            raise Crash
        handled.append(message.id)

    for _ in range(5):
        with suppress(Crash):
            await kind(queue, world=World(clock)).consume("g", handle)
        clock.advance(31)
    return handled, [letter.message.id for letter in await queue.dead("g")]


async def test_a_message_that_kills_its_process_takes_no_other_with_it():
    assert await after_crashes(PublishConsume) == (NAMES[1:], ["poison"])


async def test_who_leases_ahead_buries_what_nobody_has_seen():
    handled, dead = await after_crashes(LeasesAhead)
    assert set(dead) - set(handled) == set(NAMES)


async def test_one_call_handles_no_more_than_its_limit():
    queue = MemoryQueue(["g"], clock=HandClock())
    await queue.publish([Message(name, b"") for name in NAMES])
    seen = []

    async def handle(message, tx):
        seen.append(message.id)

    assert await PublishConsume(queue).consume("g", handle, limit=4) == 4
    assert seen == NAMES[:4]


SHORT = QueuePolicy(ack_wait_seconds=0.6, max_deliver=2)


async def handled_slowly(queue, seconds=1.6):
    """Two consumers, and a handler that needs almost three leases. Return how often it ran."""
    meter, runs = Meter(), []

    async def handle(message, tx):
        runs.append(message.id)
        await asyncio.sleep(seconds)

    async def loop():
        for _ in range(12):
            await client.consume("g", handle, wait_seconds=0.1)

    client = PublishConsume(queue, inbox=Inbox(MemoryStore()), world=World(meter=meter))
    await queue.publish([Message("slow", b"")])
    await asyncio.gather(loop(), loop(), return_exceptions=True)
    return len(runs), meter["queue.extended"]


async def test_a_handler_slower_than_its_lease_keeps_its_message():
    queue = MemoryQueue(["g"], SHORT)
    runs, extended = await handled_slowly(queue)
    assert runs == 1
    assert extended >= 4
    assert await queue.dead("g") == []
    await asyncio.sleep(0.7)
    assert await queue.lease("g", 1) == []


async def test_who_never_extends_is_handled_by_two_at_once():
    runs, extended = await handled_slowly(never_extended(MemoryQueue(["g"], SHORT)))
    assert (runs, extended) == (2, 0)


async def test_a_lease_is_extended_no_longer_than_its_handler_runs():
    """Else an extension could hide the message from a retry that is due."""
    queue = MemoryQueue(["g"], SHORT)
    await queue.publish([Message("m", b"")])

    async def handle(message, tx):
        await asyncio.sleep(0.3)
        raise ValueError

    client, tasks = PublishConsume(queue, backoff_max_seconds=0.01), asyncio.all_tasks()
    with pytest.raises(ExceptionGroup):
        await client.consume("g", handle)
    assert asyncio.all_tasks() == tasks
    (again,) = await queue.lease("g", 1, wait_seconds=0.1)
    assert again.attempt == 2


async def test_a_handler_in_a_transaction_of_the_same_database_is_not_in_its_own_way(tmp_path):
    """The extension waits for the transaction of the handler, which is in the same database."""
    engine = SqliteEngine(tmp_path / "app.db")
    queue = SqlQueue(engine, "orders", ["g"], SHORT)
    await queue.publish([Message("m", b"")])

    async def handle(message, tx):
        await asyncio.sleep(0.8)

    client = PublishConsume(queue, inbox=Inbox(SqlStore(engine)))
    assert await client.consume("g", handle) == 1
    await asyncio.sleep(0.7)
    assert (await queue.lease("g", 1), await queue.dead("g")) == ([], [])
    engine.close()


@pytest.mark.parametrize("text", ["no such customer", "half \ud800", "a NUL \0", "long " * 9999])
async def test_the_last_failure_makes_a_dead_letter_that_says_why(tmp_path, text):
    clock, meter = HandClock(), Meter()
    engine = SqliteEngine(tmp_path / "app.db", clock=clock)
    queue = SqlQueue(engine, "orders", ["g"], QueuePolicy(max_deliver=2))
    client = PublishConsume(queue, world=World(clock, meter=meter))
    await queue.publish([Message("m", b"")])

    async def handle(message, tx):
        raise ValueError(text)

    for _ in range(2):
        assert await queue.dead("g") == []
        with pytest.raises(ExceptionGroup):
            await client.consume("g", handle)
        clock.advance(100)
    (dead,) = await queue.dead("g")
    assert dead.reason.startswith(f"ValueError: {text[:4]}")
    assert len(dead.reason) <= 1010
    assert (dead.attempt, meter["queue.dead"], meter["queue.retried"]) == (2, 1, 1)
    engine.close()
