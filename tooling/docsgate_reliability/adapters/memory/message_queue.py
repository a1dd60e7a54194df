"""A queue in memory. Its clock decides when a lease ends."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ...arrivals import FIRST_SECONDS, Arrivals, told
from ...errors import DuplicateInBatch, Fenced, TooLarge
from ...values import Backlog, Capabilities, DeadLetter, Fence, QueuePolicy, Receipt
from ...world import SystemClock
from .key_value import Serial

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...values import Message
    from ...world import Clock

POLL_SECONDS_MAX = 0.1  # Its clock may be one that a test sets.


@dataclass(slots=True)
class _Slot:
    """One message for one group."""

    number: int
    message: Message
    attempt: int
    visible: float


class MemoryDelivery:
    """See `Delivery`."""

    def __init__(self, queue: MemoryQueue, group: str, slot: _Slot) -> None:
        self._queue, self._group, self._slot = queue, group, slot
        self.message, self.attempt = slot.message, slot.attempt

    def _lent(self) -> bool:
        waiting = self._slot.number in self._queue.slots[self._group]
        return waiting and self._slot.attempt == self.attempt

    async def ack(self) -> None:
        """See `Delivery`. It counts even after the lease, because the work was done."""
        self._queue.slots[self._group].pop(self._slot.number, None)
        self._queue.buried[self._group].pop(self._slot.number, None)

    async def nak(self, delay_seconds: float = 0.0) -> None:
        """See `Delivery`."""
        if self._lent():
            self._slot.visible = self._queue.clock.now() + delay_seconds

    async def term(self, reason: str) -> None:
        """See `Delivery`."""
        if self._lent():
            self._queue.bury(self._group, self._slot, reason)

    async def extend(self) -> None:
        """See `Delivery`."""
        await self.nak(self._queue.policy.ack_wait_seconds)


class MemoryQueue:
    """See `Queue`. For each group, it holds the messages that are not acknowledged, in order."""

    def __init__(
        self,
        groups: Sequence[str],
        policy: QueuePolicy | None = None,
        *,
        clock: Clock | None = None,
    ) -> None:
        self.clock = clock or SystemClock()
        self.policy = policy or QueuePolicy()
        self._numbers, self._arrivals = Serial(), Arrivals()
        self.slots: dict[str, dict[int, _Slot]] = {group: {} for group in groups}
        self.buried: dict[str, dict[int, DeadLetter]] = {group: {} for group in groups}
        self._fences: dict[str, Fence] = {}
        self._seen: dict[str, float] = {}
        self.capabilities = Capabilities(
            durable=False,
            atomic_batch=True,
            fences=True,
            payload_max_bytes=self.policy.payload_max_bytes,
            dedup_window_seconds=self.policy.dedup_window_seconds,
            lease_seconds=self.policy.ack_wait_seconds,
            max_deliver=self.policy.max_deliver,
        )

    async def fence(self, name: str) -> Fence:
        """See `Queue`."""
        self._fences[name] = fence = Fence(name, self._numbers.next())
        return fence

    async def publish(
        self, batch: Sequence[Message], *, atomic: bool = False, fence: Fence | None = None
    ) -> list[Receipt]:
        """See `Queue`. Raises `DuplicateInBatch`, `Malformed` or `TooLarge`."""
        maximum = self.capabilities.payload_max_bytes
        for message in batch:
            message.verify()
            if maximum is not None and message.size_bytes > maximum:
                raise TooLarge(f"`{message.id}` has {message.size_bytes} bytes, over {maximum}")
        if fence is not None and self._fences.get(fence.name) != fence:
            raise Fenced(f"`{fence.name}` was taken over")
        twice = len({message.id for message in batch}) < len(batch)
        if atomic and (twice or any(self._is_known(message) for message in batch)):
            raise DuplicateInBatch(", ".join(message.id for message in batch))
        return [self._store(message) for message in batch]

    def _is_known(self, message: Message) -> bool:
        window = self.capabilities.dedup_window_seconds or 0.0
        return self._seen.get(message.id, float("-inf")) + window > self.clock.now()

    def _store(self, message: Message) -> Receipt:
        if self._is_known(message):
            return Receipt(duplicate=True)
        self._seen[message.id] = self.clock.now()
        number = self._numbers.next()
        for group, slots in self.slots.items():
            slots[number] = _Slot(number, message, 0, 0.0)
            self._arrivals.tell(group)
        return Receipt()

    async def lease(
        self, group: str, limit: int, *, wait_seconds: float = 0.0
    ) -> Sequence[MemoryDelivery]:
        """See `Queue`."""
        deadline = time.monotonic() + wait_seconds  # A jump of the system clock changes no wait.
        pause = 0.0
        while True:
            found = self._lease(group, limit)
            if found or time.monotonic() >= deadline:
                return found
            pause = min(2 * pause, POLL_SECONDS_MAX) if pause else FIRST_SECONDS
            with self._arrivals.expected(group) as arrived:
                if await told(arrived, pause):
                    pause = 0.0

    def _lease(self, group: str, limit: int) -> list[MemoryDelivery]:
        now = self._bury_overdue(group)
        found: list[MemoryDelivery] = []
        for slot in self.slots[group].values():
            if slot.visible <= now and len(found) < limit:
                slot.attempt, slot.visible = slot.attempt + 1, now + self.policy.ack_wait_seconds
                found.append(MemoryDelivery(self, group, slot))
        return found

    def _bury_overdue(self, group: str) -> float:
        """Give up the messages whose last attempt is over, and return the time of this look."""
        now, last = self.clock.now(), self.policy.max_deliver
        for slot in list(self.slots[group].values()):
            if slot.visible <= now and slot.attempt >= last:
                self.bury(group, slot, f"not acknowledged in {slot.attempt} attempts")
        return now

    def bury(self, group: str, slot: _Slot, reason: str) -> None:
        """Move the message of `slot` to the dead letters of the group."""
        now = self.clock.now()
        letter = DeadLetter(slot.message, slot.attempt, reason, slot.number, now)
        self.buried[group][slot.number] = letter
        del self.slots[group][slot.number]

    async def dead(self, group: str) -> Sequence[DeadLetter]:
        """See `DeadLetters`."""
        self._bury_overdue(group)
        return [letter for _, letter in sorted(self.buried[group].items())]

    async def dead_backlog(self, group: str) -> Backlog:
        """See `DeadLetters`."""
        times = [letter.since for letter in await self.dead(group)]
        return Backlog(len(times), min(times, default=None))

    async def send_again(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`."""
        letters = self._taken(group, numbers)
        for letter in letters:
            self.slots[group][letter.number] = _Slot(letter.number, letter.message, 0, 0.0)
        self.slots[group] = dict(sorted(self.slots[group].items()))
        return len(letters)

    async def discard(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`."""
        return len(self._taken(group, numbers))

    def _taken(self, group: str, numbers: Sequence[int]) -> list[DeadLetter]:
        """Those of the dead letters that are there, which are no longer there then."""
        found = (self.buried[group].pop(number, None) for number in dict.fromkeys(numbers))
        return [letter for letter in found if letter is not None]
