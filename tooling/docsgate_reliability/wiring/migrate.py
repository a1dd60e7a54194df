"""Migrates the tables of all databases in a configuration, as a role that may do that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..adapters.postgres.engine import PostgresEngine
from ..adapters.sql.schema import VERSION
from ..adapters.sqlite.engine import SqliteEngine

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from ..configuration.backends import Backend


async def migrate(backends: Iterable[Backend]) -> AsyncIterator[tuple[str, int, int]]:
    """The name of each database, the version that its tables had, and the one they have now.

    Raises `SchemaMismatch`, `Unavailable`, and `MissingExtra`.
    """
    for backend in backends:
        if backend.type == "sqlite":
            engine = SqliteEngine(backend.options["path"])
            engine.close()
            yield backend.name, engine.version_before, VERSION
        elif backend.type == "postgres":
            server = PostgresEngine(backend.options["url"])
            try:
                yield backend.name, await server.prepare(), VERSION
            finally:
                await server.close()
