"""Relays with the mistakes that the tests of slow links and large rows must catch."""

import asyncio

from docsgate_reliability.errors import Unavailable
from docsgate_reliability.patterns.outbox.outbox import Relay


class AllOrNothing(Relay):
    """Settles a batch when all of it is out, and forgets what is out when it breaks off."""

    async def _publish_and_settle(self, rows, lease):
        outcome = {}
        await self._publish(rows, lease, outcome)
        await self._settle(outcome, lease)


class CountsRows(AllOrNothing):
    """Takes so many rows at once, whatever their size and whatever happened before."""

    seconds = 3.0

    async def run_once(self):
        if (lease := await self._hold()) is None:
            return 0
        rows = await self._store.pending(self.box, self._policy.batch)
        if rows:
            await self._publish_and_settle(rows, lease)
        return len(rows)

    async def _publish(self, rows, lease, outcome):
        """Allow one time for the whole batch."""
        try:
            await asyncio.wait_for(super()._publish(rows, lease, outcome), self.seconds)
        except TimeoutError as error:
            raise Unavailable("no answer") from error
