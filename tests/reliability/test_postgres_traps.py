"""The traps of PostgreSQL that an outbox falls into, on the real engine."""

import asyncio
import random

import pytest

from docsgate_reliability.adapters.postgres import engine as postgres_adapter
from docsgate_reliability.adapters.postgres.changes import PostgresChanges
from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.sql.appended import LOCKS, AppendedRows
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.errors import CapabilityMissing, Unavailable
from docsgate_reliability.patterns.outbox.outbox import Relay
from docsgate_reliability.values import Message

pytestmark = pytest.mark.engines
WRITERS, EACH = 8, 60


async def write(store, writer):
    """Commit one row after another, sometimes long after the row was inserted."""
    dice = random.Random(writer)
    for n in range(EACH):
        async with store.transaction() as tx:
            await tx.append("outbox", Message(f"{writer}-{n}", b"", f"key-{writer}"))
            if dice.random() < 0.3:
                await asyncio.sleep(dice.random() * 0.004)


async def by_cursor(engine, seen):
    """A naive relay, which reads everything above the last id."""
    last = 0
    while True:
        rows = await engine.read(
            "SELECT position, id FROM rel_outbox WHERE position > ? ORDER BY position LIMIT 500",
            last,
        )
        last = rows[-1][0] if rows else last
        seen += [row[1] for row in rows]
        await asyncio.sleep(0)


async def by_removal(store, seen):
    """Our relay, which reads everything that is pending and removes it."""
    while True:
        rows = await store.pending("outbox", 500)
        async with store.transaction() as tx:
            await tx.remove("outbox", [row.position for row in rows])
        seen += [row.message.id for row in rows]
        await asyncio.sleep(0)


async def relayed(url, relay):
    """The rows of eight concurrent writers that a relay sees when it has enough time."""
    engine = PostgresEngine(url)
    await engine.prepare()
    seen, store = [], SqlStore(engine)
    task = asyncio.ensure_future(relay(engine if relay is by_cursor else store, seen))
    await asyncio.gather(*(write(store, writer) for writer in range(WRITERS)))
    await asyncio.sleep(0.3)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    await engine.close()
    return seen


async def test_no_row_is_lost_to_an_id_gap_and_keys_stay_in_order(database):
    seen = await relayed(database.url, by_removal)
    assert len(seen) == len(set(seen)) == WRITERS * EACH
    for writer in range(WRITERS):
        mine = [int(id_.partition("-")[2]) for id_ in seen if id_.startswith(f"{writer}-")]
        assert mine == sorted(mine)


async def test_a_cursor_by_id_loses_rows(database):
    assert len(set(await relayed(database.url, by_cursor))) < WRITERS * EACH


async def test_positions_of_one_key_follow_the_commits_and_not_the_transaction_ids(database):
    """The transaction that began first, and has the lower number, appends and commits last."""
    engine = PostgresEngine(database.url)
    await engine.prepare()
    store = SqlStore(engine)
    async with store.transaction() as early:
        await early.execute("SELECT pg_current_xact_id()")
        async with store.transaction() as late:
            await late.append("outbox", Message("committed first", b"", "key"))
        await early.append("outbox", Message("committed last", b"", "key"))
    rows = await store.pending("outbox", 10)
    assert [row.message.id for row in rows] == ["committed first", "committed last"]
    await engine.close()


async def test_a_quick_commit_waits_for_no_slow_one_of_the_same_key(database):
    """Their order is that of the commits, so nobody has to wait before."""
    engine = PostgresEngine(database.url)
    await engine.prepare()
    store = SqlStore(engine)

    async def append(id_):
        async with store.transaction() as tx:
            await tx.append("outbox", Message(id_, b"", "key"))

    async with store.transaction() as tx:
        await tx.append("outbox", Message("slow", b"", "key"))
        await asyncio.wait_for(append("quick"), 5)
    assert [row.message.id for row in await store.pending("outbox", 10)] == ["quick", "slow"]
    await engine.close()


async def test_keys_in_opposite_order_do_not_deadlock(database):
    engine = PostgresEngine(database.url)
    await engine.prepare()
    store = SqlStore(engine)

    async def append(*keys):
        async with store.transaction() as tx:
            for key in keys:
                await tx.append("outbox", Message(f"{keys} {key}", b"", key))
                await asyncio.sleep(0.05)

    await asyncio.gather(*(append(*keys) for keys in ("ab", "ba") * 4))
    assert len(await store.pending("outbox", 99)) == 16
    await engine.close()


async def test_a_transaction_of_many_keys_takes_few_locks(database):
    """The server has room for some thousands of locks, for everybody together."""
    engine = PostgresEngine(database.url)
    await engine.prepare()
    store, rows = SqlStore(engine), 10_000
    taken = []

    async def look(execute):
        ((count,),) = await execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory'")
        taken.append(count)

    async with store.transaction() as tx:
        for n in range(rows):
            await tx.append("outbox", Message(f"m{n}", b"", f"key {n}"))
        await tx.finish()
        await look(tx.execute)
        tx._appended = AppendedRows()
    assert 0 < taken[0] <= LOCKS
    pending = await store.pending("outbox", 2 * rows)
    assert [row.message.id for row in pending] == [f"m{n}" for n in range(rows)]
    await engine.close()


async def test_a_savepoint_takes_the_rows_with_it_that_were_appended_since(database):
    engine = PostgresEngine(database.url)
    await engine.prepare()
    store = SqlStore(engine)
    async with store.transaction() as tx:
        for n, sql in enumerate(
            ["SAVEPOINT a", 'savepoint "B"', 'ROLLBACK TO "B"', "RELEASE A", "SAVEPOINT c"]
        ):
            await tx.append("outbox", Message(f"{n}", b""))
            await tx.execute(sql)
        await tx.append("outbox", Message("undone", b""))
        await tx.execute("rollback work to savepoint c")
        await tx.append("outbox", Message("last", b""))
    assert [row.message.id for row in await store.pending("outbox", 9)] == [*"0134", "last"]
    await engine.close()


async def test_a_server_that_does_not_wait_for_the_disk_is_refused(database):
    engine = PostgresEngine(f"{database.url}?options=-csynchronous_commit%3Doff")
    with pytest.raises(CapabilityMissing, match="synchronous_commit=off"):
        await engine.probe()
    await engine.close()


async def test_a_value_that_was_not_sent_is_not_told_as_null(database):
    """A large value is stored out of line, and an update that does not change it leaves it out."""
    engine = PostgresEngine(database.url)
    await engine.read("CREATE TABLE users (id INT PRIMARY KEY, email TEXT, photo TEXT)")
    await engine.read("ALTER TABLE users ALTER photo SET STORAGE EXTERNAL")
    source = PostgresChanges(engine, "users_feed", ["users"])
    await source.prepare()
    await engine.read("INSERT INTO users VALUES (1, 'a', repeat('x', 9000))")
    await engine.read("UPDATE users SET email = NULL WHERE id = 1")
    await engine.read("ALTER TABLE users ADD COLUMN age INT")
    await engine.read("UPDATE users SET age = 7 WHERE id = 1")
    inserted, updated, aged = [c for s in await source.transactions(0, 10) for c in s.changes]
    assert inserted.after == {"id": "1", "email": "a", "photo": "x" * 9000}
    assert updated.after == {"id": "1", "email": None}
    assert aged.after == {"id": "1", "email": None, "age": "7"}
    await source.drop()
    await engine.close()


async def test_changes_that_were_not_confirmed_survive_a_kill(database):
    if database.process is None:
        pytest.skip("a real server is not killed")
    engine = PostgresEngine(database.url)
    await engine.prepare()
    source = PostgresChanges(engine, "kept_feed", ["rel_bucket"])
    await source.prepare()
    store = SqlStore(engine)
    await store.bucket("orders").put("confirmed", b"")
    (first,) = await source.transactions(0, 10)
    await source.confirm(first.position)
    await store.bucket("orders").put("kept", b"")
    database.process.kill()
    database.process.start()
    await engine.close()
    again = PostgresEngine(database.url)
    found = await PostgresChanges(again, "kept_feed", ["rel_bucket"]).transactions(
        first.position, 10
    )
    assert [change.after["name"] for each in found for change in each.changes] == ["kept"]
    await PostgresChanges(again, "kept_feed", []).drop()
    await again.close()


async def test_an_id_that_no_index_takes_is_set_aside(database):
    """It would be refused for ever, and block every row after it."""
    dice = random.Random(1)
    long = "".join(chr(dice.randrange(97, 123)) for _ in range(9000))
    engine = PostgresEngine(database.url)
    await engine.prepare()
    store, queue = SqlStore(engine), SqlQueue(engine, "orders", ["billing"])
    async with store.transaction() as tx:
        await tx.append("outbox", Message(long, b""))
        await tx.append("outbox", Message("short", b""))
    await Relay(store, queue).run_once()
    assert [each.message.id for each in await queue.lease("billing", 9)] == ["short"]
    assert [each.message.id for each in await store.aside("outbox")] == [long]
    await engine.close()


async def test_business_sql_may_have_percent_signs_and_question_marks_in_text(database):
    engine = PostgresEngine(database.url)
    await engine.prepare()
    sql = (
        "SELECT 'what?' LIKE 'w%', 7 % 4, ? /* who's? */ AS \"why?\", 'it''s ?' -- don't?\n, ?::int"
    )
    async with SqlStore(engine).transaction() as tx:
        assert await tx.execute(sql, "one", 2) == [(True, 3, "one", "it's ?", 2)]
    await engine.close()


TEXTS = [
    ("SELECT '{\"a\": 1}'::jsonb ?? 'a', ?::int", (7,), (True, 7)),
    ("SELECT '{\"a\": 1}'::jsonb ??| ARRAY[?], ? || 'x'", ("a", "y"), (True, "yx")),
    ("SELECT '{\"a\": 1}'::jsonb ? 'a', 7 % 4", (), (True, 3)),
    ("SELECT $$who?$$, $a$ $$ ? $b$ $a$, ?::int", (1,), ("who?", " $$ ? $b$ ", 1)),
    (r"SELECT E'it\'s ? 5%', e'\\', ?::int", (1,), ("it's ? 5%", "\\", 1)),
    ("SELECT /* a? /* b? */ c? */ ?::int -- d?", (1,), (1,)),
    (r"SELECT 'back\', ?::int, ' ? '", (1,), ("back\\", 1, " ? ")),
    ("SELECT a$b$c, ?::int, 'x$b$' FROM (SELECT 2 AS a$b$c) AS t", (1,), (2, 1, "x$b$")),
]


@pytest.mark.parametrize(("sql", "parameters", "row"), TEXTS)
async def test_what_looks_like_a_parameter_and_is_none_passes_through(
    database, sql, parameters, row
):
    engine = PostgresEngine(database.url)
    async with SqlStore(engine).transaction() as tx:
        assert await tx.execute(sql, *parameters) == [row]
    await engine.close()


async def test_transactions_that_wait_inside_of_others_do_not_stand_still_for_ever(
    database, monkeypatch
):
    monkeypatch.setattr(postgres_adapter, "FREE_SECONDS", 0.3)
    engine = PostgresEngine(database.url)
    await engine.prepare()
    store = SqlStore(engine)

    async def nested():
        async with store.transaction():
            await asyncio.sleep(0.1)
            await store.bucket("rows").get("key")

    calls = [nested() for _ in range(postgres_adapter.CONNECTIONS_MAX)]
    results = await asyncio.wait_for(asyncio.gather(*calls, return_exceptions=True), 10)
    assert any(isinstance(result, Unavailable) for result in results)
    await store.bucket("rows").put("after", b"")
    await engine.close()


async def test_keys_are_ordered_by_their_bytes_whatever_the_database_says(database):
    engine = PostgresEngine(database.url)
    await engine.prepare()
    ((collation,),) = await engine.read(
        "SELECT collation_name FROM information_schema.columns"
        " WHERE table_name = 'rel_bucket' AND column_name = 'name'"
    )
    await engine.close()
    assert collation == "C"
