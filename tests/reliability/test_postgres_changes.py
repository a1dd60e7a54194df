"""What happens to tables, and to a slot, beside the changes of rows."""

import pytest

from docsgate_reliability.adapters.postgres.changes import PostgresChanges
from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.values import Change

pytestmark = pytest.mark.engines


@pytest.fixture
def name(tmp_path):
    """The name of a slot; the databases of a server share them."""
    return "".join(each if each.isalnum() else "_" for each in tmp_path.name.lower())[:40]


async def opened(database):
    engine = PostgresEngine(database.url)
    for table in "ab":
        await engine.read(f"CREATE TABLE {table} (id INT PRIMARY KEY, v TEXT)")
    return engine


async def told(source, after=0):
    return [change for each in await source.transactions(after, 99) for change in each.changes]


async def test_a_table_that_is_emptied_is_told(database, name):
    engine = await opened(database)
    source = PostgresChanges(engine, name, ["a", "b"])
    await source.prepare()
    await engine.read("INSERT INTO a VALUES (1, 'x')")
    await engine.read("TRUNCATE a, b")
    await engine.read("INSERT INTO a VALUES (2, 'y')")
    one, *emptied, two = await told(source)
    assert (one.after, two.after) == ({"id": "1", "v": "x"}, {"id": "2", "v": "y"})
    assert sorted(emptied, key=lambda each: each.table) == [
        Change("a", None, None),
        Change("b", None, None),
    ]
    await source.drop()
    await engine.close()


async def test_a_table_that_is_added_is_told_from_then_on(database, name):
    engine = await opened(database)
    await PostgresChanges(engine, name, ["a"]).prepare()
    await engine.read("INSERT INTO b VALUES (1, 'before')")
    source = PostgresChanges(engine, name, ["a", "b"])
    await source.prepare()
    await engine.read("INSERT INTO b VALUES (2, 'after')")
    await engine.read("INSERT INTO a VALUES (1, 'x')")
    assert [change.after["v"] for change in await told(source)] == ["after", "x"]
    await source.drop()
    await engine.close()


async def test_a_crash_between_publication_and_slot_is_mended_by_the_next_start(database, name):
    engine = await opened(database)
    await engine.read(f'CREATE PUBLICATION "{name}" FOR TABLE b')
    source = PostgresChanges(engine, name, ["a", "b"])
    await source.prepare()
    await engine.read("INSERT INTO a VALUES (1, 'x')")
    assert [change.after["v"] for change in await told(source)] == ["x"]
    await source.drop()
    await engine.close()


async def test_the_server_decodes_no_more_than_is_asked_for(database, name):
    engine, rows, read = await opened(database), [], PostgresEngine.read
    source = PostgresChanges(engine, name, ["a"])
    await source.prepare()
    for n in range(60):
        await engine.read(
            "INSERT INTO a SELECT n, 'x' FROM generate_series(?::int, ?::int) n",
            n * 50,
            n * 50 + 49,
        )

    async def counted(sql, *parameters):
        found = await read(engine, sql, *parameters)
        rows.append(len(found))
        return found

    engine.read = counted
    (first,) = await source.transactions(0, 1)
    assert sum(rows) < 200
    later = await source.transactions(first.position, 70)
    assert [len(each.changes) for each in later] == [50] * 59
    await source.drop()
    await engine.close()
