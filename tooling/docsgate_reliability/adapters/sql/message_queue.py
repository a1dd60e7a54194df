"""A queue on an SQL engine.

`rel_message` holds each message once, and `rel_delivery` one row for each group that still has to
acknowledge it; `rel_group` holds the groups. The last acknowledgement removes the message. A
consumer owns a row by the number of its attempt. An acknowledgement of an older attempt still
counts, because the work was done.
"""

# ruff: noqa: S608 - only constants of these modules are put into statements, never values.
from __future__ import annotations

import math
import time
from hashlib import blake2b
from typing import TYPE_CHECKING, Any

from ...arrivals import FIRST_SECONDS, told
from ...errors import DuplicateInBatch, Fenced, Rejected, TooLarge
from ...values import Backlog, Capabilities, DeadLetter, Fence, QueuePolicy, Receipt
from .dead_letters import FORGET_MESSAGE, SqlDeadLetters
from .groups import enter_groups, groups_of
from .rows import columns, readable
from .store import SqlStore, SqlTransaction

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AbstractAsyncContextManager

    from ...ports import Transaction
    from ...values import Message
    from .dialect import Execute, SqlEngine

NEXT_DUE = "SELECT min(visible) FROM rel_delivery WHERE queue = ? AND grp = ? AND dead IS NULL"
LATE = 0.25  # The part of a lease that may be over when the caller gets it.
CLEANING_SECONDS = 1.0  # The least time between two removals of ids outside the dedup window.
SEEN = """
    INSERT INTO rel_seen (queue, id, at) VALUES (?, ?, ?) ON CONFLICT (queue, id)
    DO UPDATE SET at = excluded.at WHERE rel_seen.at <= ? RETURNING at"""
RAISE_FENCE = """
    INSERT INTO rel_lease (name, owner, token, expires) VALUES (?, '', 1, 0)
    ON CONFLICT (name) DO UPDATE SET token = rel_lease.token + 1 RETURNING token"""
KEEP_FENCE = "UPDATE rel_lease SET expires = 0 WHERE name = ? AND token = ? RETURNING token"
WHERE = "WHERE queue = ? AND grp = ? AND seq = ?"
RENEW = f"""
    UPDATE rel_delivery SET visible = ? {WHERE} AND attempt = ? AND dead IS NULL
    RETURNING queue, grp, seq"""

# MATERIALIZED chooses the rows once; a subquery with LIMIT may be run again for each row.
TAKE = """
    WITH due AS MATERIALIZED (
        SELECT seq FROM rel_delivery
        WHERE queue = ? AND grp = ? AND dead IS NULL AND visible <= ? ORDER BY seq LIMIT ? {lock})
    UPDATE rel_delivery SET attempt = attempt + 1, visible = ?
    WHERE queue = ? AND grp = ? AND seq IN (SELECT seq FROM due) RETURNING seq, attempt"""


class SqlDelivery:
    """See `Delivery`."""

    def __init__(
        self, queue: SqlQueue, group: str, seq: int, attempt: int, message: Message
    ) -> None:
        self._queue, self.row = queue, (queue.name, group, seq)
        self.message, self.attempt = message, attempt

    async def ack(self) -> None:
        """See `Delivery`."""
        async with self._queue.engine.begin() as execute:
            # The lock orders the groups, so that the last one finds that it is the last.
            lock = self._queue.engine.dialect.row_lock
            await execute(f"SELECT 1 FROM rel_message WHERE seq = ? {lock}", self.row[2])
            await execute(f"DELETE FROM rel_delivery {WHERE}", *self.row)
            await execute(FORGET_MESSAGE, self.row[2])

    async def nak(self, delay_seconds: float = 0.0) -> None:
        """See `Delivery`."""
        async with self._queue.engine.begin() as execute:
            await execute(
                f"UPDATE rel_delivery SET visible = ? {WHERE} AND attempt = ? AND dead IS NULL",
                self._queue.engine.clock.now() + delay_seconds,
                *self.row,
                self.attempt,
            )
        self._queue.freed()

    async def term(self, reason: str) -> None:
        """See `Delivery`."""
        async with self._queue.engine.begin() as execute:
            await execute(
                f"UPDATE rel_delivery SET dead = ?, visible = ? {WHERE} AND attempt = ?",
                *(reason, self._queue.engine.clock.now(), *self.row, self.attempt),
            )

    async def extend(self) -> None:
        """See `Delivery`."""
        await self._queue.renewed([self])


class SqlQueue:
    """See `Queue`. Call `prepare` where processes with other groups use the queue, too."""

    def __init__(
        self,
        engine: SqlEngine,
        name: str,
        groups: Sequence[str],
        policy: QueuePolicy | None = None,
    ) -> None:
        self.engine, self.name, self._groups = engine, name, tuple(groups)
        self.policy = policy or QueuePolicy()
        self._cleaned = 0.0
        self._channel = blake2b(name.encode(), digest_size=16).hexdigest()
        self._dead = SqlDeadLetters(engine, name, self.policy.max_deliver)
        self.capabilities = Capabilities(
            durable=engine.durable,
            atomic_batch=True,
            fences=True,
            payload_max_bytes=self.policy.payload_max_bytes,
            dedup_window_seconds=self.policy.dedup_window_seconds,
            lease_seconds=self.policy.ack_wait_seconds,
            max_deliver=self.policy.max_deliver,
        )

    async def prepare(self) -> None:
        """Enter the groups, so that all processes publish for them; see `sql_groups`."""
        async with self.engine.begin() as execute:
            await enter_groups(execute, self.engine.dialect, self.name, self._groups, self.policy)

    async def fence(self, name: str) -> Fence:
        """See `Queue`."""
        async with self.engine.begin() as execute:
            rows = await execute(RAISE_FENCE, self._fence_row(name))
        return Fence(name, rows[0][0])

    def _fence_row(self, name: str) -> str:
        return f"fence/{self.name}/{name}"

    async def publish(
        self, batch: Sequence[Message], *, atomic: bool = False, fence: Fence | None = None
    ) -> list[Receipt]:
        """See `Queue`. A batch is always atomic; with `atomic`, a duplicate is an error, too.

        Raises `Rejected`, `TooLarge`, `DuplicateInBatch` or `Fenced`.
        """
        self._refuse_unfit(batch)
        async with self.engine.begin() as execute:
            if fence is not None:
                row = self._fence_row(fence.name)
                if not await execute(KEEP_FENCE, row, fence.number):
                    raise Fenced(f"`{fence.name}` was taken over")
            receipts = await self._publish(execute, batch)
            if atomic and any(receipt.duplicate for receipt in receipts):
                raise DuplicateInBatch(", ".join(message.id for message in batch))
        self.engine.announce(self._channel)
        return receipts

    def transaction(self) -> AbstractAsyncContextManager[Transaction]:
        """See `QueueInStore`."""
        return SqlStore(self.engine).transaction()

    async def publish_in(self, transaction: Transaction, batch: Sequence[Message]) -> list[Receipt]:
        """See `QueueInStore`."""
        SqlStore(self.engine).expect_own(transaction)
        self._refuse_unfit(batch)
        assert isinstance(transaction, SqlTransaction)
        transaction.announced.add(self._channel)
        return await self._publish(transaction.execute, batch)

    def _refuse_unfit(self, batch: Sequence[Message]) -> None:
        maximum = self.capabilities.payload_max_bytes
        for message in batch:
            message.verify()
            if "\0" in message.id + message.key:
                raise Rejected(f"{message.id!r}: PostgreSQL takes no NUL in a text")
            if maximum is not None and message.size_bytes > maximum:
                raise TooLarge(f"`{message.id}` has {message.size_bytes} bytes, over {maximum}")

    async def _publish(self, execute: Execute, batch: Sequence[Message]) -> list[Receipt]:
        now = self.engine.clock.now()
        forgotten = now - (self.capabilities.dedup_window_seconds or 0.0)
        if now >= self._cleaned + CLEANING_SECONDS or now < self._cleaned:
            await execute("DELETE FROM rel_seen WHERE queue = ? AND at <= ?", self.name, forgotten)
            self._cleaned = now
        groups = await self._groups_of(execute)
        return [await self._store(execute, message, groups, now, forgotten) for message in batch]

    async def _groups_of(self, execute: Execute) -> Sequence[str]:
        return await groups_of(execute, self.engine.dialect, self.name, self._groups)

    async def _store(
        self,
        execute: Execute,
        message: Message,
        groups: Sequence[str],
        now: float,
        forgotten: float,
    ) -> Receipt:
        fresh = await execute(SEEN, self.name, message.id, now, forgotten)
        if not fresh:
            return Receipt(duplicate=True)
        rows = await execute(
            "INSERT INTO rel_message (queue, id, key, headers, body) VALUES (?, ?, ?, ?, ?)"
            " RETURNING seq",
            self.name,
            *columns(message),
        )
        for group in groups:
            await execute(
                "INSERT INTO rel_delivery (queue, grp, seq, attempt, visible)"
                " VALUES (?, ?, ?, 0, 0)",
                self.name,
                group,
                rows[0][0],
            )
        return Receipt()

    async def lease(
        self, group: str, limit: int, *, wait_seconds: float = 0.0
    ) -> Sequence[SqlDelivery]:
        """See `Queue`."""
        deadline = time.monotonic() + wait_seconds  # A jump of the system clock changes no wait.
        while True:
            found = await self._lease(group, limit)
            if found or time.monotonic() >= deadline:
                return found
            await self._wait(group, deadline)

    async def _wait(self, group: str, deadline: float) -> None:
        """Wait until a message may be there. The looks become rarer, and write nothing."""
        pause = FIRST_SECONDS
        self.engine.listen()
        with self.engine.arrivals.expected(self._channel) as arrived:
            while (left := deadline - time.monotonic()) > 0:
                if await told(arrived, min(left, pause)):
                    return
                due = (await self.engine.read(NEXT_DUE, self.name, group))[0][0]
                seconds = math.inf if due is None else due - self.engine.clock.now()
                if seconds <= 0:
                    return
                pause = min(2 * pause, self.engine.poll_seconds_max, max(seconds, FIRST_SECONDS))

    async def _lease(self, group: str, limit: int) -> list[SqlDelivery]:
        async with self.engine.begin() as execute:
            # The time is read in the transaction: waiting for the engine shortens no lease.
            now = await self._dead.bury_overdue(execute, group)
            taken = await execute(
                TAKE.format(lock=self.engine.dialect.skip_locked),
                *(self.name, group, now, limit, now + self.policy.ack_wait_seconds),
                *(self.name, group),
            )
            found = [await self._delivery(execute, group, *row) for row in sorted(taken)]
        lent = [delivery for delivery in found if delivery is not None]
        if self.engine.clock.now() < now + self.policy.ack_wait_seconds * LATE:
            return lent
        return await self.renewed(lent)  # The engine was slow: a lease begins at the hand-over.

    def freed(self) -> None:
        """Tell the waiting consumers of this process that a message may come sooner than it was."""
        self.engine.arrivals.tell(self._channel)

    async def renewed(self, lent: Sequence[SqlDelivery]) -> list[SqlDelivery]:
        """Start the leases again, and return those that nobody else has got in the meantime."""
        kept: set[tuple[Any, ...]] = set()
        async with self.engine.begin() as execute:
            visible = self.engine.clock.now() + self.policy.ack_wait_seconds
            for delivery in lent:
                kept.update(await execute(RENEW, visible, *delivery.row, delivery.attempt))
        return [delivery for delivery in lent if delivery.row in kept]

    async def _delivery(
        self, execute: Execute, group: str, seq: int, attempt: int
    ) -> SqlDelivery | None:
        """The delivery of a message, or None if it cannot be read; then it is a dead letter."""
        rows = await execute("SELECT id, key, headers, body FROM rel_message WHERE seq = ?", seq)
        message, unreadable = readable(*rows[0])
        if not unreadable:
            return SqlDelivery(self, group, seq, attempt, message)
        await execute(
            f"UPDATE rel_delivery SET dead = ?, visible = ? {WHERE}",
            *(unreadable, self.engine.clock.now(), self.name, group, seq),
        )
        return None

    async def dead(self, group: str) -> Sequence[DeadLetter]:
        """See `DeadLetters`."""
        return await self._dead.dead(group)

    async def dead_backlog(self, group: str) -> Backlog:
        """See `DeadLetters`."""
        return await self._dead.backlog(group)

    async def send_again(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`."""
        sent = await self._dead.send_again(group, numbers)
        self.engine.announce(self._channel)
        return sent

    async def discard(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`."""
        return await self._dead.discard(group, numbers)
