"""Naive variants of the stores and queues. Each must be caught by the test that names it."""

from contextlib import asynccontextmanager

from reliability.adapters.postgres import PostgresEngine
from reliability.adapters.sql_guard import Guard
from reliability.adapters.sql_store import SqlStore, SqlTransaction


class CommitsUnseen(PostgresEngine):
    """Commits without a look at what became of the transaction, as psycopg's own block does."""

    def _refuse_failed(self, connection):
        """Trust that a block without an exception is a block without a failure."""


class StoreThatCommitsUnseen(SqlStore):
    """Hands out the statements of the engine without a guard over them."""

    @asynccontextmanager
    async def transaction(self):
        async with self._engine.begin() as execute:
            yield SqlTransaction(Guard(execute), self._engine)
