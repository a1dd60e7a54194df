"""A handler that swallows the failure of a statement acknowledges nothing that was not written."""

from contextlib import asynccontextmanager, suppress

import pytest
from harness.naive_stores import CommitsUnseen, StoreThatCommitsUnseen

from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Aborted
from docsgate_reliability.patterns.inbox.inbox import Inbox
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Message, QueuePolicy

ONCE = QueuePolicy(max_deliver=1)


@asynccontextmanager
async def prepared(engine):
    await engine.prepare()
    try:
        yield engine
    finally:
        await engine.close()


async def acknowledged_and_written(engine, store):
    """How many messages a careless handler was told are done, and the invoices that there are."""
    queue = SqlQueue(engine, "orders", ["billing"], ONCE)
    client = PublishConsume(queue, inbox=Inbox(store))
    async with store.transaction() as tx:
        await tx.execute("CREATE TABLE customers (id TEXT PRIMARY KEY)")
        await tx.execute("CREATE TABLE invoices (id TEXT PRIMARY KEY)")
    await client.publish(Message("order-0", b"", "ann"))
    await client.publish(Message("order-1", b"", "ann"))

    async def handle(message, tx):
        await tx.execute("INSERT INTO invoices VALUES (?)", message.id)
        with suppress(Exception):  # The customer may be there already.
            await tx.execute("INSERT INTO customers VALUES (?)", message.key)

    handled = 0
    try:
        handled = await client.consume("billing", handle)
    except* Aborted:
        handled = 1  # The first one was, since its customer was new.
    return handled, len(await engine.read("SELECT id FROM invoices"))


@pytest.mark.engines
async def test_on_postgres_a_swallowed_failure_is_not_acknowledged(database):
    async with prepared(PostgresEngine(database.url)) as engine:
        assert await acknowledged_and_written(engine, SqlStore(engine)) == (1, 1)


async def test_on_sqlite_neither(tmp_path):
    engine = SqliteEngine(tmp_path / "app.db")
    assert await acknowledged_and_written(engine, SqlStore(engine)) == (1, 1)
    engine.close()


@pytest.mark.engines
async def test_the_engine_itself_looks_before_it_commits(database):
    async with prepared(PostgresEngine(database.url)) as engine:
        assert await acknowledged_and_written(engine, StoreThatCommitsUnseen(engine)) == (1, 1)


@pytest.mark.engines
async def test_who_commits_unseen_acknowledges_what_is_not_there(database):
    async with prepared(CommitsUnseen(database.url)) as engine:
        assert await acknowledged_and_written(engine, StoreThatCommitsUnseen(engine)) == (2, 1)
