"""Values that only SQLite allows: any bytes as text, and any name for a table and a column."""

from docsgate_reliability.adapters.sqlite.changes import SqliteChanges
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
