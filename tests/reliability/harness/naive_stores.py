"""Naive variants of the stores and queues. Each must be caught by the test that names it."""

from contextlib import asynccontextmanager

from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.sql.guard import Guard
from docsgate_reliability.adapters.sql.message_queue import TAKE, SqlQueue
from docsgate_reliability.adapters.sql.rows import message_of
from docsgate_reliability.adapters.sql.store import SqlStore, SqlTransaction
from docsgate_reliability.values import Pending


class CommitsUnseen(PostgresEngine):
    """Commits without a look at what became of the transaction, as psycopg's own block does."""

    def _refuse_failed(self, connection):
        """Trust that a block without an exception is a block without a failure."""


class StoreThatCommitsUnseen(SqlStore):
    """Hands out the statements of the engine without a guard over them."""

    @asynccontextmanager
    async def transaction(self, *, alone=False):
        async with self._engine.begin(alone=alone) as execute:
            yield SqlTransaction(Guard(execute), self._engine)


class StoreThatReadsBlindly(SqlStore):
    """Trusts that whatever is in the table is a message."""

    async def pending(self, box, limit, *, bytes_max=None):  # noqa: ARG002 - see the port.
        rows = await self._engine.read(
            "SELECT position, id, key, headers, body FROM rel_outbox WHERE box = ?"
            " ORDER BY position LIMIT ?",
            *(box, limit),
        )
        return [Pending(row[0], message_of(*row[1:])) for row in rows]


class LeasesFromTheCall(SqlQueue):
    """Lets the lease begin with the call, and hands over what took as long as the lease itself."""

    async def _lease(self, group, limit):
        now = self.engine.clock.now()
        async with self.engine.begin() as execute:
            taken = await execute(
                TAKE.format(lock=self.engine.dialect.skip_locked),
                *(self.name, group, now, limit, now + self.policy.ack_wait_seconds),
                *(self.name, group),
            )
            return [await self._delivery(execute, group, *row) for row in sorted(taken)]
