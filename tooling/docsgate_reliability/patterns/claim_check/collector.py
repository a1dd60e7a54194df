"""Garbage collection of claims. Nothing else ever deletes a payload.

It removes payloads that were stored and never published, payloads that every group is done with,
and payloads whose time to live is over; the first two only after a grace period. A payload is first
condemned in the register, by a conditional write against which a publisher of the same payload
either wins or loses, and is deleted afterwards. After a crash in between, the next run deletes it.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from ...errors import Conflict
from ...values import ABSENT
from ...world import World
from .groups import announced
from .record import GONE, LIVE, ClaimRecord

if TYPE_CHECKING:
    from ...ports import KeyValue, ObjectStore
    from ...values import ObjectInfo
    from .claim_check import ClaimPolicy

UPLOAD_SECONDS: Final = 86400.0  # No upload takes longer; what is older has no writer any more.


# --8<-- [start:collect]
class ClaimCollector:
    """Collects garbage. Any number of processes may call `collect`, from time to time."""

    def __init__(
        self, store: ObjectStore, claims: KeyValue, policy: ClaimPolicy, world: World | None = None
    ) -> None:
        self._store, self._claims, self._policy = store, claims, policy
        self._world = world or World()

    async def collect(self) -> int:
        """Delete the payloads that no consumer needs, and return how many those were."""
        collected, groups = 0, self._policy.groups | await announced(self._claims)
        async for info in self._store.list(self._policy.prefix):
            if await self._condemned(info, groups):
                self._world.fault("claim.condemned")
                await self._store.delete(info.key)
                self._world.fault("claim.deleted")
                collected += 1
        await self._forget()
        longest = max(self._policy.grace_seconds, UPLOAD_SECONDS)
        await self._store.sweep(self._policy.prefix, self._world.clock.now() - longest)
        self._world.meter("claim_check.collected", collected)
        return collected

    async def _condemned(self, info: ObjectInfo, groups: frozenset[str]) -> bool:
        """Whether the payload may be deleted. `groups` are those that any process knows."""
        now = self._world.clock.now()
        entry = await self._claims.get(info.key)
        if entry is None:
            if now < info.modified + self._policy.grace_seconds:
                return False
            wanted, version = ClaimRecord(GONE, now), ABSENT
        else:
            found, version = ClaimRecord.decode(entry.value), entry.version
            if found is not None and found.state == GONE:
                return True
            following = None if found is None else self._next(found, groups, now)
            if following is None:
                return False
            wanted = following
        try:
            await self._claims.put(info.key, wanted.encode(), expect=version)
        except Conflict:
            return False  # It was sealed or marked as done meanwhile; the next run looks again.
        return wanted.state == GONE

    # --8<-- [end:collect]

    def _next(self, record: ClaimRecord, groups: frozenset[str], now: float) -> ClaimRecord | None:
        """What the record becomes: gone, or done if its last group was retired; None if it stays.

        The mark of a group that knew fewer groups may have begun the grace too early, so it counts
        only when all are done.
        """
        if now >= record.since + self._policy.ttl_seconds:
            return record.gone(now)
        done = record.is_done(groups, self._policy.retired)
        if not done or not self._policy.delete_when_done:
            return None
        if record.done_since is None:
            return replace(record, done_since=now)
        return record.gone(now) if now >= record.done_since + self._policy.grace_seconds else None

    async def _forget(self) -> None:
        """Remove the rows of the register whose payload was deleted long ago.

        Rows are kept for the time to live. Until then, a redelivery finds that its group is done,
        and a publisher that was stopped cannot seal a claim that was collected.
        """
        now = self._world.clock.now()
        async for claim, entry in self._claims.scan():
            record = ClaimRecord.decode(entry.value)
            if record is None or now < record.since + self._policy.ttl_seconds:
                continue
            if record.state == LIVE and await self._store.head(claim) is not None:
                continue  # It was sealed after this run listed the store; the next run sees it.
            try:
                await self._claims.delete(claim, expect=entry.version)
            except Conflict:
                continue
