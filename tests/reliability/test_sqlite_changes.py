"""Values that only SQLite allows: any bytes as text, and any name for a table and a column."""

import pytest

from docsgate_reliability.adapters.sqlite.changes import SqliteChanges
from docsgate_reliability.adapters.sqlite.connection import connect
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine


async def test_odd_text_in_odd_tables_does_not_stop_the_feed(tmp_path):
    engine, table = SqliteEngine(tmp_path / "app.db"), 'it\'s "odd" {x} ☃'
    source = SqliteChanges(engine, [table])
    quoted = '"' + table.replace('"', '""') + '"'
    async with engine.begin() as execute:
        await execute(f'CREATE TABLE {quoted} (id INTEGER PRIMARY KEY, "a\'b""c" TEXT)')
    await source.prepare()
    texts = [b"plain", b"caf\xe9", b'quote " and \\', b"\x00nul\n", "☃".encode(), b"\xed\xa0\x80"]
    for text in texts:
        async with engine.begin() as execute:
            await execute(f"INSERT INTO {quoted} VALUES (NULL, CAST(? AS TEXT))", text)
    found = await source.transactions(0, 10)
    changes = [change for change_set in found for change in change_set.changes]
    assert {change.table for change in changes} == {table}
    told = [change.after["a'b\"c"] for change in changes]
    assert [text.encode("utf-8", "surrogateescape") for text in told] == texts
    engine.close()


@pytest.fixture
def engine(tmp_path):
    engine = SqliteEngine(tmp_path / "app.db")
    yield engine
    engine.close()


async def run(engine, *statements):
    async with engine.begin() as execute:
        for sql, *parameters in statements:
            await execute(sql, *parameters)


async def folded(source):
    """The rows that a reader has which does what the changes say."""
    rows = {}
    for change_set in await source.transactions(0, 99):
        for change in change_set.changes:
            if change.before:
                rows.pop(change.before["id"], None)
            if change.after:
                rows[change.after["id"]] = change.after
    return rows


USERS = ("CREATE TABLE users (id INTEGER PRIMARY KEY, email TEXT UNIQUE)",)


async def test_a_row_that_is_replaced_is_told_as_deleted(engine, tmp_path):
    await run(engine, USERS)
    source = SqliteChanges(engine, ["users"])
    await source.prepare()
    await run(engine, ("INSERT INTO users VALUES (1, 'a')",))
    await run(engine, ("INSERT OR REPLACE INTO users VALUES (2, 'a')",))
    assert await folded(source) == {2: {"id": 2, "email": "a"}}
    other = SqliteEngine(tmp_path / "app.db")  # As a process that reads no changes.
    await run(other, ("REPLACE INTO users VALUES (3, 'a')",))
    await run(engine, ("INSERT INTO users VALUES (4, 'b')",))
    assert sorted(await folded(source)) == [3, 4]
    other.close()


async def test_columns_that_are_added_renamed_and_dropped_are_told(engine):
    await run(engine, USERS)
    source = SqliteChanges(engine, ["users"])
    await source.prepare()
    await run(
        engine,
        ("ALTER TABLE users ADD COLUMN age INTEGER",),
        ("INSERT INTO users VALUES (1, 'a', 42)",),
    )
    await run(engine, ("ALTER TABLE users RENAME COLUMN email TO mail",))
    await run(engine, ("INSERT INTO users VALUES (2, 'b', 43)",))
    await run(engine, ("alter table users drop column age",))
    await run(engine, ("INSERT INTO users VALUES (3, 'c')",))
    assert await folded(source) == {
        1: {"id": 1, "email": "a", "age": 42},
        2: {"id": 2, "mail": "b", "age": 43},
        3: {"id": 3, "mail": "c"},
    }


async def test_a_column_that_another_program_added_is_told_after_a_restart(engine, tmp_path):
    await run(engine, USERS)
    await SqliteChanges(engine, ["users"]).prepare()
    program = connect(str(tmp_path / "app.db"))
    program.execute("ALTER TABLE users ADD COLUMN age INTEGER")
    program.close()
    source = SqliteChanges(engine, ["users"])
    await source.prepare()
    await run(engine, ("INSERT INTO users VALUES (1, 'a', 42)",))
    assert await folded(source) == {1: {"id": 1, "email": "a", "age": 42}}


async def test_bytes_and_texts_are_told_apart(engine):
    await run(engine, ("CREATE TABLE t (id INTEGER PRIMARY KEY, v)",))
    source = SqliteChanges(engine, ["t"])
    await source.prepare()
    values = [b"ab", "6162", '{"hex": "6162"}', None, 1.5, b""]
    for n, value in enumerate(values):
        await run(engine, ("INSERT INTO t VALUES (?, ?)", n, value))
    assert [row["v"] for row in (await folded(source)).values()] == values
