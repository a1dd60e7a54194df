"""The work of an engine for a message does not grow with its tables: no statement scans."""

import pytest
from harness.world import HandClock

from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.patterns.inbox.inbox import Inbox
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

ONE_ROW = {"rel_counter", "due", "CONSTANT"}  # Tables of one row, and rows just chosen.


@pytest.fixture
def traced(tmp_path):
    """An engine, and a list to which it adds every statement that it runs."""
    engine, statements = SqliteEngine(tmp_path / "app.db", clock=HandClock()), set()
    for connection in (engine._writer, engine._reader, engine._pager):
        connection.set_trace_callback(statements.add)
    yield engine, statements
    engine.close()


async def work(engine):
    """Use an outbox, a relay, a queue with a bad message, an inbox, and a lease that ends."""
    world = World(engine.clock)
    store, queue = SqlStore(engine), SqlQueue(engine, "orders", ["g"])
    client = PublishConsume(queue, inbox=Inbox(store, world=world), world=world)
    async with store.transaction() as tx:
        for n in range(3):
            await tx.append("outbox", Message(f"m{n}", b""))
        await tx.append("outbox", Message("poison", b"x" * (2 << 20)))
    await Relay(store, queue, world=world).run_once()
    await store.aside("outbox")

    async def handle(message, tx):
        if message.id == "m1":
            raise ValueError
        await tx.bucket("effects").put(message.id, b"", ttl_seconds=1)
        await tx.bucket("effects").delete("none")

    with pytest.raises(ExceptionGroup):
        await client.consume("g", handle)
    engine.clock.advance(100)
    (delivery,) = await queue.lease("g", 1)
    await delivery.extend()
    await delivery.term("no")
    await queue.dead("g")


async def test_no_statement_scans_a_table(traced):
    engine, statements = traced
    await work(engine)
    engine._reader.set_trace_callback(None)
    scans = {}
    for statement in statements:
        if statement.split()[0] in {"SELECT", "INSERT", "UPDATE", "DELETE", "WITH"}:
            plan = engine._reader.execute(f"EXPLAIN QUERY PLAN {statement}").fetchall()
            found = [row[3].split() for row in plan]
            tables = {words[1] for words in found if words[0] == "SCAN"}
            if tables - ONE_ROW:
                scans[statement] = tables
    assert scans == {}
    assert len(statements) > 20
