"""Outbox: commit a change and the message about it together, and publish the message later.

    business code ── BEGIN ─ rows ─ outbox row ─ COMMIT        One commit: both or neither.
                                      │
    relay ── lease ── read the oldest rows ── publish ── remove (fenced by the lease)

After a crash between publishing and removing, the message is published again with the same id. The
broker drops it inside its dedup window, and an inbox drops it at any time. There is no cursor that
could skip a row: published rows are removed, and every row that is there is pending. One relay
works at a time; the others wait for its lease to end. Rows of one key are published one after the
other, or in one atomic batch, so that a retry never overtakes a later row. When a batch breaks off,
what the broker has is removed, and the next batch is smaller; see `pace`.

See docs-cms/patterns/outbox.md.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import DuplicateInBatch, Fenced, Rejected, Unavailable, Unfinished
from ...world import World
from .pace import Pace, RelayPolicy

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from ...ports import Queue, Transaction, TransactionalStore
    from ...values import Fence, Lease, Message, Pending, Receipt


# --8<-- [start:append]
class Outbox:
    """The side that the business code uses. With `store`, it takes no transaction of another."""

    def __init__(
        self,
        box: str = "outbox",
        world: World | None = None,
        store: TransactionalStore | None = None,
    ) -> None:
        self.box, self._store = box, store
        self._world = world or World()

    def expect_own(self, transaction: Transaction) -> None:
        """Raise `Misused` for a transaction in which the relay would not find the message."""
        if self._store is not None:
            self._store.expect_own(transaction)

    async def append(self, transaction: Transaction, message: Message) -> None:
        """Add the message to the transaction that also changes the business rows."""
        self.expect_own(transaction)
        await transaction.append(self.box, message)
        self._world.fault("outbox.appended")


# --8<-- [end:append]


class Relay:
    """The side that publishes. Of any number of relays, one works and the others wait."""

    def __init__(
        self,
        store: TransactionalStore,
        queue: Queue,
        box: str = "outbox",
        policy: RelayPolicy | None = None,
        world: World | None = None,
    ) -> None:
        self._store, self._queue, self.box = store, queue, box
        self._policy, self._world = policy or RelayPolicy(), world or World()
        self._owner, self._pace = self._world.ids.fresh(), Pace(self._policy)
        self._lease: Lease | None = None
        self._fence: Fence | None = None
        self._fenced_token = 0

    # --8<-- [start:relay]
    async def run_once(self) -> int:
        """Publish one batch, and return how many rows it had.

        Returns 0 when there is no row, or when another relay has the lease. Raises `Unavailable`
        when the broker does not answer; then what it has is removed, and the other rows wait.
        """
        if (lease := await self._hold()) is None:
            return 0
        await self._shut_out()
        pace = self._pace
        rows = await self._store.pending(self.box, pace.rows, bytes_max=pace.size_bytes)
        if not rows:
            return 0
        self._world.fault("outbox.leased")
        begin, done = self._world.clock.now(), False
        try:
            await self._publish_and_settle(rows, lease)
            done = True
        except Fenced:
            self._lease = self._fence = None
            self._world.meter("outbox.fenced", 1)
            return 0
        except Unavailable:
            self._world.meter("outbox.unavailable", 1)
            raise
        finally:
            pace.note(self._world.clock.now() - begin, done=done)
        return len(rows)

    async def _publish_and_settle(self, rows: Sequence[Pending], lease: Lease) -> None:
        """Publish `rows`, and settle those that the broker has or refuses, even if it breaks off.

        Raises `Unavailable` and `Fenced`.
        """
        outcome = {row.position: row.unreadable for row in rows if row.unreadable}
        try:
            await self._publish([row for row in rows if not row.unreadable], lease, outcome)
        except Unavailable:
            if outcome:
                await self._settle(outcome, lease)
            raise
        self._world.fault("outbox.published")
        await self._settle(outcome, lease)

    async def _settle(self, outcome: dict[int, str], lease: Lease) -> None:
        """Remove the rows that the broker has, and set aside those that it refuses for ever.

        `outcome` has the reason of each refusal by position, and no reason where there is none.
        Raises `Fenced` when another relay has taken the lease over.
        """
        out = [position for position, reason in outcome.items() if not reason]
        async with self._store.transaction() as transaction:
            await transaction.fence(lease)
            await transaction.remove(self.box, out)
            for position, reason in outcome.items():
                if reason:
                    await transaction.set_aside(self.box, position, reason)
            self._world.fault("outbox.removed")
        self._world.meter("outbox.set_aside", len(outcome) - len(out))
        self._world.meter("outbox.published", len(out))

    # --8<-- [end:relay]

    async def _shut_out(self) -> None:
        """Raise a fence at the broker when the lease is new, and before rows are read.

        A relay that was stopped in the middle of publishing may go on when the broker has forgotten
        what its successor published. What it sends then is refused.
        """
        assert self._lease is not None
        if not self._queue.capabilities.fences:
            return
        if self._fence is None or self._fenced_token != self._lease.token:
            self._fence = await self._queue.fence(f"relay/{self.box}")
            self._fenced_token = self._lease.token

    async def _send(self, batch: Sequence[Message], *, atomic: bool = False) -> Sequence[Receipt]:
        """Publish behind the fence, if there is one. Raises `Fenced` and what the queue raises."""
        if self._fence is None:
            return await self._queue.publish(batch, atomic=atomic)
        return await self._queue.publish(batch, atomic=atomic, fence=self._fence)

    async def _hold(self) -> Lease | None:
        """The lease, renewed when half of it is over."""
        seconds = self._policy.lease_seconds
        if self._lease is None or self._world.clock.now() > self._lease.expires - seconds / 2:
            name = f"relay/{self.box}"
            self._lease = await self._store.lease(name, self._owner, seconds)
        return self._lease

    # --8<-- [start:batches]
    async def _publish(
        self, rows: Sequence[Pending], lease: Lease, outcome: dict[int, str]
    ) -> None:
        """Send all rows to the broker, in order for each key, and enter each into `outcome`.

        Raises `Unavailable` and `Fenced`.
        """
        if self._queue.capabilities.atomic_batch and len(rows) > 1:
            await self._keep(lease)
            try:
                await self._send([row.message for row in rows], atomic=True)
            except (DuplicateInBatch, Rejected):
                self._world.meter("outbox.batch_fallbacks", 1)
            else:
                outcome.update((row.position, "") for row in rows)
                return
        for wave in waves(rows):
            await self._keep(lease)
            await self._publish_wave(wave, outcome)
            self._world.fault("outbox.wave")

    # --8<-- [end:batches]

    async def _publish_wave(self, wave: Sequence[Pending], outcome: dict[int, str]) -> None:
        """Send rows of different keys at once. What is out is settled, whatever becomes of others.

        Raises `Unavailable`.
        """
        try:
            receipts = await self._send([row.message for row in wave])
        except Unfinished as error:
            outcome.update((wave[number].position, "") for number in error.stored)
            raise
        except Rejected as error:
            if len(wave) == 1:
                outcome[wave[0].position] = str(error) or type(error).__name__
                return
        else:
            self._world.meter("outbox.duplicates", sum(r.duplicate for r in receipts))
            outcome.update((row.position, "") for row in wave)
            return
        for row in wave:  # The broker refuses at least one of them: find out which.
            await self._publish_wave([row], outcome)

    async def _keep(self, lease: Lease) -> None:
        """Renew the lease, because a slow broker may need longer than one lease for a batch.

        Raises `Fenced` when another relay has taken the lease over.
        """
        held = await self._hold()
        if held is None or held.token != lease.token:
            raise Fenced(f"`{lease.name}` was taken over before the batch was out")


def waves(rows: Iterable[Pending]) -> list[list[Pending]]:
    """Split `rows` into waves: no wave has two rows of one key, and later rows are in later waves.

    The rows of a wave may reach the broker in any order, or only some of them. The next wave is
    sent when all of this one are acknowledged. Rows without a key are independent of each other.
    """
    found: list[list[Pending]] = []
    next_wave: dict[str, int] = {}
    for row in rows:
        number = next_wave.get(row.message.key, 0) if row.message.key else 0
        next_wave[row.message.key] = number + 1
        if number == len(found):
            found.append([])
        found[number].append(row)
    return found
