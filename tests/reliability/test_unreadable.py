"""A message is checked when it is made, and a row that cannot be read stops nobody."""

from dataclasses import replace

import pytest
from harness.malformed import MALFORMED
from harness.naive_stores import StoreThatReadsBlindly
from test_jetstream_traps import opened

from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Malformed
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.values import Message

GOOD = Message("good", b"body", "key", {"n": "1"})
WRITTEN = {"headers": ['{"attempt": 1}', "null", "{", "[1]"], "id": [""]}


@pytest.mark.parametrize("how", MALFORMED)
def test_a_message_of_wrong_types_cannot_be_made(how):
    field, value = MALFORMED[how]
    with pytest.raises(Malformed) as caught:
        replace(GOOD, **{field: value})
    assert field.removesuffix("s") in str(caught.value)


async def outbox_with_a_row_by_hand(store, column, text):
    """One good row before and one after a row that was changed by hand or by another program."""
    async with store.transaction() as tx:
        for name in ("first", "bad", "last"):
            await tx.append("outbox", replace(GOOD, id=name))
        await tx.execute(f"UPDATE rel_outbox SET {column} = ? WHERE id = 'bad'", text)


ROWS = [(column, text) for column, texts in WRITTEN.items() for text in texts]


@pytest.mark.parametrize(("column", "text"), ROWS)
async def test_an_outbox_row_that_cannot_be_read_is_set_aside(tmp_path, column, text):
    engine, queue = SqliteEngine(tmp_path / "app.db"), MemoryQueue(["g"])
    store = SqlStore(engine)
    await outbox_with_a_row_by_hand(store, column, text)
    await Relay(store, queue).run_once()
    assert [d.message.id for d in await queue.lease("g", 9)] == ["first", "last"]
    (aside,) = await store.aside("outbox")
    assert aside.reason.startswith("it cannot be read: ")
    assert (aside.message.key, aside.message.body) == ("key", b"body")
    assert await store.pending("outbox", 9) == []
    engine.close()


async def test_who_reads_blindly_stops_for_good(tmp_path):
    engine, queue = SqliteEngine(tmp_path / "app.db"), MemoryQueue(["g"])
    store = StoreThatReadsBlindly(engine)
    await outbox_with_a_row_by_hand(store, *ROWS[0])
    relay = Relay(store, queue)
    for _ in range(3):
        with pytest.raises(Malformed):
            await relay.run_once()
    assert await queue.lease("g", 9) == []
    engine.close()


@pytest.mark.parametrize(("column", "text"), ROWS)
async def test_a_message_in_the_queue_that_cannot_be_read_is_a_dead_letter(tmp_path, column, text):
    engine = SqliteEngine(tmp_path / "app.db")
    queue = SqlQueue(engine, "orders", ["g"])
    await queue.publish([replace(GOOD, id=name) for name in ("first", "bad", "last")])
    async with engine.begin() as execute:
        await execute(f"UPDATE rel_message SET {column} = ? WHERE id = 'bad'", text)
    assert [d.message.id for d in await queue.lease("g", 9)] == ["first", "last"]
    (dead,) = await queue.dead("g")
    assert (dead.message.body, dead.reason[:17]) == (b"body", "it cannot be read")
    engine.close()


@pytest.mark.engines
async def test_a_foreign_sender_on_jetstream_stops_nobody(nats):
    """Without an id, its place is the id; without headers that can be read, it is a dead letter."""
    async with opened(nats) as queue:
        subject, connection = f"{queue._name}.message", queue.stream.connection
        await connection.publish(subject, b"no headers at all")
        await connection.publish(subject, b"no JSON", headers={"message-headers": "{"})
        await connection.publish(subject, b"number", headers={"message-headers": '{"a": 1}'})
        await queue.publish([GOOD])
        found = await queue.lease("g", 9, wait_seconds=1)
        ids = [delivery.message.id for delivery in found]
        assert ids == [f"{queue._name}/1", "good"]
        dead = await queue.dead("g")
        assert [letter.message.body for letter in dead] == [b"no JSON", b"number"]
        assert all(letter.reason.startswith("it cannot be read: ") for letter in dead)
