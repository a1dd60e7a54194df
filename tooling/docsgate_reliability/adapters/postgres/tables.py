"""Verifies the version of the tables in PostgreSQL, and migrates older ones beside writers.

One process migrates at a time. New tables are one commit, and nobody waits for them. A column is
added with a short lock and a short patience: `ALTER TABLE` that waits for a long transaction makes
all later ones wait behind it (PostgreSQL, "Explicit Locking"). An index over rows that are there is
built by `CREATE INDEX CONCURRENTLY`. That waits for every transaction that is open, so whoever
waits for the migration asks again and again, and has no transaction open meanwhile.
"""

from __future__ import annotations

import asyncio
import secrets
from typing import TYPE_CHECKING, Any

from ...errors import SchemaMismatch, Unavailable
from ..sql.schema import HELD, HOW, IDENTIFIED, MIGRATED, Found, is_current, missing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..sql.dialect import Dialect, Execute
    from ..sql.schema import Step

ONE_AT_A_TIME, NEXT_ONE = 7301947, "SELECT pg_advisory_unlock(?)"
WAIT_SECONDS, POLL_SECONDS = 60.0, 0.05
PATIENCE, TRIES_MAX = "SET LOCAL lock_timeout = '200ms'", 100
COLUMNS = r"""
    SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
    WHERE c.relname LIKE 'rel\_%' AND c.relkind IN ('r', 'p') AND pg_table_is_visible(c.oid)
    AND a.attnum > 0 AND NOT a.attisdropped"""
INDEXES = r"""
    SELECT c.relname FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid
    WHERE c.relname LIKE 'rel\_%' AND i.indisvalid AND pg_table_is_visible(c.oid)"""


async def version_of(run: Execute) -> tuple[int, str]:
    """The version of the tables and their name; 0 and an empty name where there is none."""
    if (await run("SELECT to_regclass('rel_schema') IS NULL"))[0][0]:
        return 0, ""
    version, name = (await run(HELD) or [(0, "")])[0]
    return int(version), str(name)


async def migrate_tables(run: Execute, dialect: Dialect, errors: Any) -> None:
    """Make the tables those that are needed. Each `run` is a commit of its own.

    Raises `SchemaMismatch`, also where the role may not create, and `Unavailable` when another
    process does not finish.
    """
    if not await _alone(run):
        return
    try:
        if not is_current((await version_of(run))[0], migrate=True):
            await _migrate(run, dialect, errors)
    except errors.InsufficientPrivilege as error:
        raise SchemaMismatch(f"{str(error).strip()}: {HOW}") from error
    finally:
        await run(NEXT_ONE, ONE_AT_A_TIME)


async def _alone(run: Execute) -> bool:
    """Take the lock of the migration; False when another process is done with it meanwhile."""
    for _ in range(int(WAIT_SECONDS / POLL_SECONDS)):
        if (await run("SELECT pg_try_advisory_lock(?)", ONE_AT_A_TIME))[0][0]:
            return True
        await asyncio.sleep(POLL_SECONDS)
        if is_current((await version_of(run))[0], migrate=True):
            return False
    raise Unavailable(f"another process has been migrating the tables for {WAIT_SECONDS} s")


async def _migrate(run: Execute, dialect: Dialect, errors: Any) -> None:
    columns: dict[str, set[str]] = {}
    for table, column in await run(COLUMNS):
        columns.setdefault(table, set()).add(column)
    steps = missing(dialect, Found(columns, {name for (name,) in await run(INDEXES)}))
    at_once = [step for step in steps if not step.online]
    for attempt in range(TRIES_MAX):
        try:
            await _in_one_commit(run, at_once)
            break
        except errors.LockNotAvailable:
            if attempt == TRIES_MAX - 1:
                raise
            await asyncio.sleep(POLL_SECONDS)
    for step in steps:
        if step.online:
            await run(f"DROP INDEX CONCURRENTLY IF EXISTS {step.index}")  # One that is half built.
            await run(step.sql.replace("CREATE INDEX", "CREATE INDEX CONCURRENTLY"))
    await run(MIGRATED)


async def _in_one_commit(run: Execute, steps: Sequence[Step]) -> None:
    await run("BEGIN")
    try:
        await run(PATIENCE)
        await run("CREATE SEQUENCE IF NOT EXISTS rel_version")
        for step in steps:
            await run(step.sql)
        await run(IDENTIFIED, secrets.token_hex(16))
    except BaseException:
        await run("ROLLBACK")
        raise
    await run("COMMIT")
