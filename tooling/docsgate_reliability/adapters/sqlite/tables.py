"""Verifies the version of the tables in a SQLite file, and migrates older ones in one commit."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from ..sql.schema import HELD, IDENTIFIED, MIGRATED, Found, is_current, missing

if TYPE_CHECKING:
    from ..sql.dialect import Dialect
    from .connection import Connection

COUNTER = "CREATE TABLE IF NOT EXISTS rel_counter (n INTEGER NOT NULL)"
FIRST = "INSERT INTO rel_counter SELECT 0 WHERE NOT EXISTS (SELECT 1 FROM rel_counter)"
NAMES = "SELECT name FROM sqlite_master WHERE type = ? AND name LIKE 'rel!_%' ESCAPE '!'"


def prepare(writer: Connection, dialect: Dialect, *, migrate: bool) -> int:
    """Make the tables those that are needed, and return the version that they had before.

    Where nothing is missing, it only reads. Raises `SchemaMismatch`.
    """
    if "rel_change_end" in _names(writer, "table"):  # A change source wants to hear of all.
        writer.execute("PRAGMA recursive_triggers = ON").fetchall()
    version = _version(writer)
    if is_current(version, migrate=migrate):
        return version
    writer.execute("BEGIN IMMEDIATE")
    try:
        if not is_current(_version(writer), migrate=migrate):  # Another process may be done.
            _migrate(writer, dialect)
    except BaseException:
        writer.execute("ROLLBACK")
        raise
    writer.execute("COMMIT")
    return version


def _version(writer: Connection) -> int:
    if "rel_schema" not in _names(writer, "table"):
        return 0
    return int((writer.execute(HELD).fetchall() or [(0, "")])[0][0])


def _migrate(writer: Connection, dialect: Dialect) -> None:
    columns = {table: _columns(writer, table) for table in _names(writer, "table")}
    for step in missing(dialect, Found(columns, _names(writer, "index"))):
        writer.execute(step.sql).fetchall()
    for statement in (COUNTER, FIRST):
        writer.execute(statement).fetchall()
    writer.execute(IDENTIFIED, (secrets.token_hex(16),)).fetchall()
    writer.execute(MIGRATED).fetchall()


def _names(writer: Connection, kind: str) -> set[str]:
    return {name for (name,) in writer.execute(NAMES, (kind,)).fetchall()}


def _columns(writer: Connection, table: str) -> set[str]:
    rows = writer.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall()
    return {name for (name,) in rows}
