"""The tables, their version, and what is missing where a program finds those of an earlier one.

    the version that is needed   nothing is done, and nothing is locked
    older, or none               migrated; or refused, where the caller or the role may not do that
    newer                        refused: this program does not know what the tables mean

Raise `VERSION` with every change of `TABLES`, and enter what fills a new column in `FILLED`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from ...errors import SchemaMismatch

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from .dialect import Dialect

VERSION: Final = 1  # Tables without a version, which earlier programs made, count as version 0.

TABLES = """
CREATE TABLE IF NOT EXISTS rel_bucket (
    bucket TEXT NOT NULL, name {name} NOT NULL, value {blob} NOT NULL, version BIGINT NOT NULL,
    expires DOUBLE PRECISION, PRIMARY KEY (bucket, name));
CREATE INDEX IF NOT EXISTS rel_bucket_end ON rel_bucket (bucket, expires)
    WHERE expires IS NOT NULL;
CREATE TABLE IF NOT EXISTS rel_outbox (
    position {key}, box TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    headers TEXT NOT NULL, body {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS rel_outbox_aside (
    position {key}, box TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    headers TEXT NOT NULL, body {blob} NOT NULL, reason TEXT NOT NULL,
    since DOUBLE PRECISION NOT NULL);
CREATE TABLE IF NOT EXISTS rel_lease (
    name TEXT PRIMARY KEY, owner TEXT NOT NULL, token BIGINT NOT NULL,
    expires DOUBLE PRECISION NOT NULL);
CREATE TABLE IF NOT EXISTS rel_message (
    seq {serial}, queue TEXT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL, headers TEXT NOT NULL,
    body {blob} NOT NULL);
CREATE TABLE IF NOT EXISTS rel_seen (
    queue TEXT NOT NULL, id TEXT NOT NULL, at DOUBLE PRECISION NOT NULL,
    PRIMARY KEY (queue, id)){compact};
CREATE TABLE IF NOT EXISTS rel_delivery (
    queue TEXT NOT NULL, grp TEXT NOT NULL, seq BIGINT NOT NULL, attempt BIGINT NOT NULL,
    visible DOUBLE PRECISION NOT NULL, dead TEXT, PRIMARY KEY (queue, grp, seq)){compact};
CREATE TABLE IF NOT EXISTS rel_group (
    queue TEXT NOT NULL, grp TEXT NOT NULL, PRIMARY KEY (queue, grp)){compact};
CREATE INDEX IF NOT EXISTS rel_seen_age ON rel_seen (queue, at);
CREATE INDEX IF NOT EXISTS rel_delivery_message ON rel_delivery (seq);
CREATE INDEX IF NOT EXISTS rel_delivery_tried ON rel_delivery (queue, grp, attempt)
    WHERE attempt > 0;
CREATE INDEX IF NOT EXISTS rel_delivery_dead ON rel_delivery (queue, grp, seq)
    WHERE dead IS NOT NULL;
CREATE TABLE IF NOT EXISTS rel_log (
    log TEXT NOT NULL, seq BIGINT NOT NULL, id TEXT NOT NULL, key TEXT NOT NULL,
    headers TEXT NOT NULL, body {blob} NOT NULL, PRIMARY KEY (log, seq), UNIQUE (log, id));
CREATE TABLE IF NOT EXISTS rel_log_end (log TEXT PRIMARY KEY, seq BIGINT NOT NULL);
CREATE TABLE IF NOT EXISTS rel_schema (version BIGINT NOT NULL, id TEXT NOT NULL);
"""
FILLED: Final = {("rel_outbox_aside", "since"): "DOUBLE PRECISION NOT NULL DEFAULT 0"}
"""The type of a column that earlier tables lack, and what it holds in their rows."""

STATEMENT = re.compile(r"CREATE (TABLE|INDEX) IF NOT EXISTS (\w+)(?: ON (\w+))?")
COLUMN = re.compile(r"[(,]\s*([a-z_]+) (?=[A-Z{])")
HELD = "SELECT version, id FROM rel_schema"
IDENTIFIED = "INSERT INTO rel_schema SELECT 0, ? WHERE NOT EXISTS (SELECT 1 FROM rel_schema)"
MIGRATED = f"UPDATE rel_schema SET version = {VERSION}"  # noqa: S608 - a constant.
HOW = "run `docsgate pattern migrate NAMESPACES.yaml` as a role that may create tables and own them"


@dataclass(frozen=True, slots=True)
class Found:
    """The columns of each table that is there, and the names of the indexes that can be used."""

    columns: Mapping[str, AbstractSet[str]]
    indexes: AbstractSet[str]


@dataclass(frozen=True, slots=True)
class Step:
    """One statement of a migration. `online` ones build an index over rows that are there."""

    sql: str
    index: str = ""
    online: bool = False


def is_current(version: int, *, migrate: bool) -> bool:
    """Whether tables of `version` need nothing.

    Raises `SchemaMismatch` for newer ones, and for older ones without `migrate`.
    """
    if version > VERSION:
        raise SchemaMismatch(
            f"the tables are of version {version}, and this program knows those up to {VERSION}:"
            " install the version of docsgate that migrated them, or a later one"
        )
    if version < VERSION and not migrate:
        raise SchemaMismatch(
            f"the tables are of version {version}, and this program needs {VERSION}: {HOW}"
        )
    return version == VERSION


def missing(dialect: Dialect, found: Found) -> list[Step]:
    """What makes the tables that are needed of those that are found.

    Raises `SchemaMismatch` for a table that no version of this package has made.
    """
    types = {name: getattr(dialect, name) for name in ("key", "serial", "blob", "name")}
    steps: list[Step] = []
    for declared in filter(str.strip, TABLES.split(";")):
        matched = STATEMENT.search(declared)
        assert matched is not None
        kind, name, table = matched.groups()
        sql = declared.strip().format(**types, compact=dialect.compact)
        if kind == "INDEX" and name not in found.indexes:
            steps.append(Step(sql, name, online=table in found.columns))
        elif kind == "TABLE" and name not in found.columns:
            steps.append(Step(sql))
        elif kind == "TABLE":
            lacking = [each for each in COLUMN.findall(declared) if each not in found.columns[name]]
            steps.extend(_filled(name, lacking))
    return steps


def _filled(table: str, lacking: list[str]) -> Iterator[Step]:
    if unknown := [column for column in lacking if (table, column) not in FILLED]:
        raise SchemaMismatch(
            f"`{table}` has no {', '.join(f'`{column}`' for column in unknown)}, and no migration"
            " knows what to fill in: rename the table, then open it again"
        )
    for column in lacking:
        yield Step(f"ALTER TABLE {table} ADD COLUMN {column} {FILLED[table, column]}")
