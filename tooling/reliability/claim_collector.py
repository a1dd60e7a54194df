"""
Garbage collection of claims: the only one who ever deletes a payload.

It removes payloads that were stored and never published, payloads that every group is done with,
and payloads whose time is over; the first two after a grace period. Each is condemned in the
register first, by a conditional write that a publisher of the same payload would lose or win, and
deleted after. A crash in between leaves a condemned payload, which the next run deletes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .claim_record import GONE, LIVE, ClaimRecord
from .errors import Conflict
from .values import ABSENT
from .world import World

if TYPE_CHECKING:
    from .claim_check import ClaimPolicy
    from .ports import KeyValue, ObjectStore
    from .values import ObjectInfo


# --8<-- [start:collect]
class ClaimCollector:
    """Run `collect` from time to time, anywhere, in any number."""

    def __init__(
        self, store: ObjectStore, claims: KeyValue, policy: ClaimPolicy, world: World | None = None
    ) -> None:
        self._store, self._claims, self._policy = store, claims, policy
        self._world = world or World()

    async def collect(self) -> int:
        """Delete what nobody will ask for again; the number of payloads deleted."""
        collected = 0
        async for info in self._store.list(self._policy.prefix):
            if await self._condemned(info):
                self._world.fault("claim.condemned")
                await self._store.delete(info.key)
                self._world.fault("claim.deleted")
                collected += 1
        await self._forget()
        self._world.meter("claim_check.collected", collected)
        return collected

    async def _condemned(self, info: ObjectInfo) -> bool:
        now = self._world.clock.now()
        entry = await self._claims.get(info.key)
        if entry is None:
            if now < info.modified + self._policy.grace_seconds:
                return False
            record, version = ClaimRecord(GONE, now), ABSENT
        else:
            found, version = ClaimRecord.decode(entry.value), entry.version
            if found is not None and found.state == GONE:
                return True
            if found is None or not self._is_over(found, now):
                return False
            record = found
        try:
            await self._claims.put(info.key, record.gone(now).encode(), expect=version)
        except Conflict:
            return False  # Sealed, or marked done, at this very moment: look again next time.
        return True

    # --8<-- [end:collect]

    def _is_over(self, record: ClaimRecord, now: float) -> bool:
        if now >= record.since + self._policy.ttl_seconds:
            return True
        if record.done_since is None or not self._policy.delete_when_done:
            return False
        return now >= record.done_since + self._policy.grace_seconds

    async def _forget(self) -> None:
        """
        Remove rows whose payload went long ago.

        They are kept for the time to live, so that a redelivery still learns that its group was
        done, and so that a publisher who slept since cannot seal a claim that was collected.
        """
        now = self._world.clock.now()
        async for claim, entry in self._claims.scan():
            record = ClaimRecord.decode(entry.value)
            if record is None or now < record.since + self._policy.ttl_seconds:
                continue
            if record.state == LIVE and await self._store.head(claim) is not None:
                continue  # Sealed after this run listed the store; the next run sees it.
            try:
                await self._claims.delete(claim, expect=entry.version)
            except Conflict:
                continue
