"""A consumer that waits looks rarely, writes nothing meanwhile, and is woken by what arrives."""

import asyncio
import time

import pytest

from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.values import Message, QueuePolicy

IDLE_SECONDS, LOOKS_MAX = 1.0, 10


async def test_an_idle_consumer_of_sqlite_looks_rarely_and_writes_nothing(tmp_path):
    engine, statements = SqliteEngine(tmp_path / "app.db"), []
    queue = SqlQueue(engine, "orders", ["g"])
    await queue.lease("g", 1)
    engine._writer.set_trace_callback(statements.append)
    engine._reader.set_trace_callback(statements.append)
    assert await queue.lease("g", 1, wait_seconds=IDLE_SECONDS) == []
    assert sum(each.startswith("BEGIN") for each in statements) <= 2
    assert sum("min(visible)" in each for each in statements) <= LOOKS_MAX
    engine.close()


@pytest.mark.engines
async def test_an_idle_consumer_of_postgres_looks_rarely(database):
    engine = PostgresEngine(database.url)
    await engine.prepare()
    queue, looks, read = SqlQueue(engine, "orders", ["g"]), [], engine.read

    async def counted(sql, *parameters):
        looks.append(sql)
        return await read(sql, *parameters)

    engine.read = counted
    assert await queue.lease("g", 1, wait_seconds=IDLE_SECONDS) == []
    assert 0 < len(looks) <= LOOKS_MAX
    await engine.close()


async def woken(consumer, publish):
    """How long after a publication a consumer has the message that has waited for a while."""
    waiting = asyncio.ensure_future(consumer.lease("g", 1, wait_seconds=20))
    await asyncio.sleep(2.5)  # By now, it looks once in a second on PostgreSQL.
    begin = time.monotonic()
    await publish()
    (delivery,) = await waiting
    await delivery.ack()
    return time.monotonic() - begin


@pytest.mark.engines
@pytest.mark.parametrize("how", ["publish", "publish_in"])
async def test_another_process_wakes_a_consumer_of_postgres(database, how):
    engines = [PostgresEngine(database.url) for _ in range(2)]
    await engines[0].prepare()
    await engines[1].prepare()
    here, there = (SqlQueue(engine, "orders", ["g"]) for engine in engines)

    async def publish():
        if how == "publish":
            await there.publish([Message(n, b"")])
            return
        async with there.transaction() as tx:
            await there.publish_in(tx, [Message(n, b"")])

    took = []
    for number in range(3):
        n = f"m{number}"
        took.append(await woken(here, publish))
    assert sorted(took)[1] < 0.4
    for engine in engines:
        await engine.close()


async def test_a_message_that_is_given_back_later_is_found_in_time(tmp_path):
    engine = SqliteEngine(tmp_path / "app.db")
    queue = SqlQueue(engine, "orders", ["g"], QueuePolicy(ack_wait_seconds=30.0))
    await queue.publish([Message("m", b"")])
    (delivery,) = await queue.lease("g", 1)
    waiting = asyncio.ensure_future(queue.lease("g", 1, wait_seconds=20))
    await asyncio.sleep(0.6)
    begin = time.monotonic()
    await delivery.nak(0.3)
    (again,) = await waiting
    assert 0.29 <= time.monotonic() - begin < 1.5
    assert again.attempt == 2
    engine.close()
