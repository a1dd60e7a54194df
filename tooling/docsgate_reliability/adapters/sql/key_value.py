"""Key-value on a table that SQLite and PostgreSQL have in common."""

# ruff: noqa: S608 - only constants of these modules are put into statements, never values.
from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import Conflict
from ...values import ABSENT, Entry

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from .dialect import Execute, SqlEngine

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
