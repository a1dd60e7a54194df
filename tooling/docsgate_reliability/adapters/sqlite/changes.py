"""Changes of SQLite tables, by triggers that write into a change table in the same transaction.

There is one writer, so the order of the rows is the order of the commits. The engine ends each
transaction that changed something by increasing `rel_change_end`. The changes of a process without
`SqliteChanges` for this file are reported together with the next transaction.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from ...values import Change, ChangeSet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..sql.dialect import Execute
    from .engine import SqliteEngine

CHANGES = """
    CREATE TABLE IF NOT EXISTS rel_change (position INTEGER PRIMARY KEY AUTOINCREMENT,
        tx INTEGER NOT NULL, name TEXT NOT NULL, before TEXT, after TEXT)"""
END = "CREATE TABLE IF NOT EXISTS rel_change_end (tx INTEGER NOT NULL)"
FIRST = "INSERT INTO rel_change_end SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM rel_change_end)"
CLOSE = (
    "UPDATE rel_change_end SET tx = tx + 1"
    " WHERE tx = (SELECT tx FROM rel_change ORDER BY position DESC LIMIT 1)"
)
REPLACED = "PRAGMA recursive_triggers = ON"  # `INSERT OR REPLACE` deletes without it in silence.
EVENTS = ("INSERT", "UPDATE", "DELETE")
TRIGGER = """
    CREATE TRIGGER IF NOT EXISTS {name} AFTER {event} ON {table} BEGIN
        INSERT INTO rel_change (tx, name, before, after)
        VALUES ((SELECT tx FROM rel_change_end), {text}, {before}, {after}); END"""


class SqliteChanges:
    """See `ChangeSource`. Call `prepare` first.

    `ALTER TABLE` through this engine adapts the triggers at once, and one from elsewhere at the
    next `prepare`. Rows that `INSERT OR REPLACE` removes are told as deleted by every process that
    opened the file after the first `prepare`.
    """

    def __init__(self, engine: SqliteEngine, tables: Sequence[str]) -> None:
        self._engine, self._tables = engine, tuple(tables)

    async def prepare(self) -> None:
        """Create the change table, and the triggers for the columns that are there now."""
        async with self._engine.begin() as execute:
            for statement in (CHANGES, END, FIRST, REPLACED):
                await execute(statement)
            await self._drop_triggers(execute)
            await self._create_triggers(execute)
        self._engine.close_transaction = CLOSE
        self._engine.around_alter = (self._drop_triggers, self._create_triggers)

    async def _drop_triggers(self, execute: Execute) -> None:
        for table in self._tables:
            for event in EVENTS:
                name = _quoted(f"rel_change_{table}_{event}")
                await execute(f"DROP TRIGGER IF EXISTS {name}")

    async def _create_triggers(self, execute: Execute) -> None:
        for table in self._tables:
            rows = await execute("SELECT name FROM pragma_table_info(?)", table)
            old, new = (_image(row, [name for (name,) in rows]) for row in ("old", "new"))
            images = (("NULL", new), (old, new), (old, "NULL")) if rows else ()
            for event, (before, after) in zip(EVENTS, images, strict=False):
                await execute(
                    TRIGGER.format(
                        name=_quoted(f"rel_change_{table}_{event}"),
                        event=event,
                        table=_quoted(table),
                        text=_text(table),
                        before=before,
                        after=after,
                    )
                )

    async def transactions(self, after: int, limit: int) -> Sequence[ChangeSet]:
        """See `ChangeSource`."""
        rows = await self._engine.read(
            "SELECT tx, name, CAST(before AS BLOB), CAST(after AS BLOB) FROM rel_change"
            " WHERE tx IN (SELECT DISTINCT tx FROM rel_change WHERE tx > ?"
            " AND tx < (SELECT tx FROM rel_change_end) ORDER BY tx LIMIT ?) ORDER BY position",
            after,
            limit,
        )
        found: dict[int, list[Change]] = {}
        for tx, table, before, image in rows:
            found.setdefault(tx, []).append(Change(table, _decoded(before), _decoded(image)))
        return [ChangeSet(tx, tuple(changes)) for tx, changes in found.items()]

    async def confirm(self, position: int) -> None:
        """See `ChangeSource`."""
        async with self._engine.begin() as execute:
            await execute("DELETE FROM rel_change WHERE tx <= ?", position)


def _quoted(name: str) -> str:
    """`name` as an identifier in SQL."""
    return '"' + name.replace('"', '""') + '"'


def _text(value: str) -> str:
    """`value` as a text literal in SQL."""
    return "'" + value.replace("'", "''") + "'"


def _image(row: str, columns: list[str]) -> str:
    """The SQL for a JSON object of one row.

    Bytes are an object, `{"hex": "…"}`, which no other value is; infinities are 9e999.
    """
    values = (
        f"""{_text(name)}, CASE WHEN typeof({row}.{_quoted(name)}) = 'blob'
        THEN json_object('hex', hex({row}.{_quoted(name)}))
        WHEN {row}.{_quoted(name)} = 9e999 THEN json('9e999')
        WHEN {row}.{_quoted(name)} = -9e999 THEN json('-9e999') ELSE {row}.{_quoted(name)} END"""
        for name in columns
    )
    return f"json_object({', '.join(values)})"


def _decoded(image: bytes | None) -> dict[str, object] | None:
    """The values in `image`. SQLite accepts any bytes as text; others than UTF-8 are escaped."""
    if image is None:
        return None
    values = json.loads(image.decode("utf-8", "surrogateescape"))
    return {
        name: bytes.fromhex(value["hex"]) if isinstance(value, dict) else value
        for name, value in values.items()
    }
