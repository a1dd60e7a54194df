"""What SQLite and PostgreSQL have in common: the tables, and statements with `?` for parameters.

An engine supplies transactions and reads; everything else is written once, on top of those two.
`Dialect` holds the differences between the engines.
"""

# ruff: noqa: S608 - only constants of these modules are put into statements, never values.
from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from reliability.errors import Conflict, Malformed
from reliability.values import ABSENT, Entry, Message

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from contextlib import AbstractAsyncContextManager

    from reliability.world import Clock

Rows = list[tuple[Any, ...]]


class Execute(Protocol):
    """Runs one statement and returns all of its rows."""

    async def __call__(self, sql: str, /, *parameters: Any) -> Rows:
        """Run `sql`, in which each `?` means one of `parameters`."""
        ...


@dataclass(frozen=True, slots=True)
class Dialect:
    """The differences between the engines."""

    key: str  # The type of a primary key whose number the caller assigns.
    serial: str  # The type of a primary key whose number the database assigns.
    blob: str
    name: str  # The type of a text that is ordered by its bytes.
    compact: str  # The option that stores small rows only in their primary key.
    skip_locked: str  # The clause that skips the rows that another transaction has locked.
    row_lock: str  # The clause that locks the rows read for this transaction.
    share_lock: str  # The clause that keeps the rows read unchanged until the commit.
    lock_key: str | None  # Orders transactions with one text; None where there is one writer.
    share_groups: str | None  # Keeps the groups of a queue as they are; None with one writer.
    lock_groups: str | None  # Waits for those that keep them so; None with one writer.


class SqlEngine(Protocol):
    """A database with durable commits."""

    dialect: Dialect
    clock: Clock
    durable: bool

    def begin(self) -> AbstractAsyncContextManager[Execute]:
        """A transaction that commits at the end of the block, or undoes everything.

        Raises `Unavailable` when it is not known whether the commit is done.
        """
        ...

    async def next_number(self, execute: Execute) -> int:
        """A number that no committed transaction has, reserved in the transaction of `execute`.

        If one transaction ends before another one asks for a number, the second gets a higher
        number. Some numbers are never used.
        """
        ...

    async def read(self, sql: str, *parameters: Any) -> Rows:
        """Run one statement, which sees everything that was committed."""
        ...

    async def read_page(self, sql: str, *parameters: Any, bytes_max: int) -> Rows:
        """The first rows of one statement, as many as fit, but one at least.

        `sql` gives rows of an outbox in the order of `position`, with `headers` and `body` as the
        last two columns. Those two have no more than `bytes_max` bytes in all rows together. The
        event loop is not held up meanwhile.
        """
        ...


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
"""


def tables(dialect: Dialect) -> list[str]:
    """The statements that create the tables, if they are not there."""
    types = {name: getattr(dialect, name) for name in ("key", "serial", "blob", "name")}
    text = TABLES.format(**types, compact=dialect.compact)
    return [statement for statement in text.split(";") if statement.strip()]


def columns(message: Message) -> tuple[str, str, str, bytes]:
    """A message as `id, key, headers, body`."""
    headers = json.dumps(dict(message.headers)) if message.headers else "{}"
    return message.id, message.key, headers, message.body


def message_of(id_: str, key: str, headers: str, body: bytes) -> Message:
    """The opposite of `columns`."""
    return Message(id_, bytes(body), key, {} if headers == "{}" else json.loads(headers))


def readable(id_: object, key: object, headers: str, body: bytes) -> tuple[Message, str]:
    """`message_of`, and an empty text; or what can be read of the row, and why not all of it."""
    try:
        return message_of(str(id_), str(key), headers, body), ""
    except (ValueError, TypeError, Malformed) as error:
        raw = bytes(body) if isinstance(body, bytes | memoryview) else str(body).encode()
        return Message(str(id_ or "unnamed"), raw, str(key)), f"it cannot be read: {error}"


LIVE = "(expires IS NULL OR expires > ?)"
PUT_ANY = """
    INSERT INTO rel_bucket (bucket, name, value, version, expires) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (bucket, name) DO UPDATE
    SET value = excluded.value, version = excluded.version, expires = excluded.expires
    RETURNING version"""
FORGET = """
    DELETE FROM rel_bucket WHERE bucket = ? AND name IN
    (SELECT name FROM rel_bucket WHERE bucket = ? AND expires <= ? LIMIT 4 {lock})"""
PUT_ABSENT = PUT_ANY.replace("RETURNING", "WHERE rel_bucket.expires <= ? RETURNING")
PUT_EXPECTED = f"""
    UPDATE rel_bucket SET value = ?, version = ?, expires = ?
    WHERE bucket = ? AND name = ? AND version = ? AND {LIVE} RETURNING version"""


class SqlBucket:
    """`KeyValue` on one table, inside the transaction that `execute` belongs to."""

    def __init__(self, name: str, execute: Execute, engine: SqlEngine) -> None:
        self._name, self._execute, self._engine = name, execute, engine

    async def get(self, key: str) -> Entry | None:
        """See `KeyValue`."""
        rows = await self._execute(
            f"SELECT value, version FROM rel_bucket WHERE bucket = ? AND name = ? AND {LIVE}",
            self._name,
            key,
            self._engine.clock.now(),
        )
        return Entry(bytes(rows[0][0]), rows[0][1]) if rows else None

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """See `KeyValue`. Raises `Conflict`."""
        now = self._engine.clock.now()
        expires = None if ttl_seconds is None else now + ttl_seconds
        if expires is not None:  # A writer of rows that expire also removes some expired ones.
            forget = FORGET.format(lock=self._engine.dialect.skip_locked)
            await self._execute(forget, self._name, self._name, now)
        version = await self._engine.next_number(self._execute)
        if expect is None:
            rows = await self._execute(PUT_ANY, self._name, key, value, version, expires)
        elif expect == ABSENT:
            rows = await self._execute(PUT_ABSENT, self._name, key, value, version, expires, now)
        else:
            rows = await self._execute(
                PUT_EXPECTED, value, version, expires, self._name, key, expect, now
            )
        if not rows:
            raise Conflict(f"`{key}` does not have version {expect}")
        return int(rows[0][0])

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """See `KeyValue`. Raises `Conflict`."""
        if expect == ABSENT:
            if await self.get(key) is not None:
                raise Conflict(f"`{key}` is there")
            return
        rows = await self._execute(
            f"DELETE FROM rel_bucket WHERE bucket = ? AND name = ? AND (? = 0 OR version = ?)"
            f" AND (? = 0 OR {LIVE}) RETURNING version",
            self._name,
            key,
            expect or 0,
            expect or 0,
            expect or 0,
            self._engine.clock.now(),
        )
        if expect is not None and not rows:
            raise Conflict(f"`{key}` does not have version {expect}")

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """See `KeyValue`."""
        rows = await self._execute(
            "SELECT name, value, version FROM rel_bucket WHERE bucket = ?"
            f" AND substr(name, 1, ?) = ? AND {LIVE} ORDER BY name",
            self._name,
            len(prefix),
            prefix,
            self._engine.clock.now(),
        )
        for name, value, version in rows:
            yield name, Entry(bytes(value), version)


class SqlKeyValue:
    """`KeyValue` in which each call is a transaction of its own."""

    def __init__(self, engine: SqlEngine, name: str) -> None:
        self._engine, self._name = engine, name

    async def get(self, key: str) -> Entry | None:
        """See `KeyValue`."""
        return await SqlBucket(self._name, self._engine.read, self._engine).get(key)

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """See `KeyValue`."""
        async with self._engine.begin() as execute:
            bucket = SqlBucket(self._name, execute, self._engine)
            return await bucket.put(key, value, expect=expect, ttl_seconds=ttl_seconds)

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """See `KeyValue`."""
        async with self._engine.begin() as execute:
            await SqlBucket(self._name, execute, self._engine).delete(key, expect=expect)

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """See `KeyValue`."""
        bucket = SqlBucket(self._name, self._engine.read, self._engine)
        async for pair in bucket.scan(prefix):
            yield pair
