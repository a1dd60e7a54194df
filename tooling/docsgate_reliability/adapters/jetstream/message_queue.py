"""A queue on JetStream: a stream in files, with a durable pull consumer for each group.

The server counts the deliveries and never gives up by itself. After the last attempt, the adapter
copies the message to the stream `<name>=DEAD`, with the reason, and then tells the server to stop.
A crash in between repeats the copy, which does no harm because it has the same message id.
"""

from __future__ import annotations

import json
import math
import time
from typing import TYPE_CHECKING, Any, Final

from ...errors import CapabilityMissing, Rejected, TooLarge, Unavailable
from ...values import START, Backlog, Capabilities, DeadLetter, QueuePolicy, Receipt
from .dead_letters import JetStreamDeadLetters, received

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...values import Message
    from .connection import JetStream

NANOSECONDS: Final = 1_000_000_000
PULL_SECONDS: Final = 2.0
SECONDS_MIN, SECONDS_MAX = 0.1, float(2**63 // NANOSECONDS - 1)  # Limits of the server's times.
BATCH_MAX: Final = 1000  # Messages in one atomic batch; the server has the same limit.


class JetStreamDelivery:
    """See `Delivery`."""

    def __init__(self, queue: JetStreamQueue, group: str, raw: Any) -> None:
        self._queue, self._group, self._raw = queue, group, raw
        place = f"{raw.metadata.stream}/{self.place}"
        self.message, self.unreadable = received(raw.subject, raw.headers, raw.data, place)
        self._ends = time.monotonic() + queue.policy.ack_wait_seconds
        self.attempt: int = raw.metadata.num_delivered

    async def ack(self) -> None:
        """See `Delivery`. Waits until the server has the acknowledgement."""
        if time.monotonic() >= self._ends:  # It may have been given up in the meantime.
            await self._queue.letters.forget(self._group, self.place)
        await self._queue.stream.call(self._raw.ack_sync(timeout=PULL_SECONDS))

    async def nak(self, delay_seconds: float = 0.0) -> None:
        """See `Delivery`."""
        await self._queue.stream.call(self._raw.nak(delay=delay_seconds or None))
        await self._queue.stream.call(self._queue.stream.connection.flush())

    async def term(self, reason: str) -> None:
        """See `Delivery`."""
        letter = DeadLetter(self.message, self.attempt, reason, self.place)
        await self._queue.letters.bury(self._group, letter)
        await self._queue.stream.call(self._raw.term())
        await self._queue.stream.call(self._queue.stream.connection.flush())

    async def extend(self) -> None:
        """See `Delivery`."""
        ends = time.monotonic() + self._queue.policy.ack_wait_seconds
        await self._queue.stream.call(self._raw.in_progress())
        await self._queue.stream.call(self._queue.stream.connection.flush())
        self._ends = ends

    @property
    def place(self) -> int:
        """The sequence of the message in its stream."""
        sequence: int = self._raw.metadata.sequence.stream
        return sequence


class JetStreamQueue:
    """See `Queue`. Call `prepare` first."""

    def __init__(
        self, stream: JetStream, name: str, groups: Sequence[str], policy: QueuePolicy | None = None
    ) -> None:
        self.stream, self._name, self._groups = stream, name, tuple(groups)
        self.policy = policy or QueuePolicy()
        self.letters = JetStreamDeadLetters(stream, name)
        self.capabilities = Capabilities(
            durable=True,
            atomic_batch=True,
            payload_max_bytes=self.policy.payload_max_bytes,
            dedup_window_seconds=self.policy.dedup_window_seconds,
            lease_seconds=self.policy.ack_wait_seconds,
            max_deliver=self.policy.max_deliver,
        )

    async def prepare(self) -> None:
        """Create or update the streams and consumers, as the policy says.

        Raises `CapabilityMissing` when the policy asks for more than the server allows, `Rejected`
        and `Unavailable`.
        """
        api, js = self.stream.api, self.stream.js
        taken, wanted = self.stream.connection.max_payload, self.policy.payload_max_bytes
        if taken < wanted:
            raise CapabilityMissing(f"the server takes messages of {taken} bytes, not of {wanted}")
        window, kept = self.policy.dedup_window_seconds, self.policy.retention_seconds
        for seconds in (
            window or SECONDS_MIN,
            kept,
            max(SECONDS_MIN, self.policy.ack_wait_seconds),
        ):
            if not SECONDS_MIN <= seconds <= SECONDS_MAX and not math.isinf(seconds):
                raise CapabilityMissing(
                    f"the server takes from 0.1 s to 292 years, not {seconds} s"
                )
        age = None if math.isinf(kept) else kept
        await self.stream.stream(self._name, duplicate_window=window, max_age=age)
        await self.stream.stream(f"{self._name}=DEAD", duplicate_window=window)
        for group in self._groups:
            config = api.ConsumerConfig(
                durable_name=group,
                deliver_policy=await self._begins(group),
                ack_policy=api.AckPolicy.EXPLICIT,
                ack_wait=self.policy.ack_wait_seconds,
                max_deliver=-1,
                filter_subjects=self.letters.subjects(group),
            )
            await self.stream.call(js.add_consumer(self._name, config))
        for group in self.policy.retired:
            if await self._consumer(group) is not None:
                await self.stream.call(js.delete_consumer(self._name, group))

    async def _begins(self, group: str) -> Any:
        """Where a group begins: as the policy says, or as it began when it was new."""
        wanted, found = self.stream.api.DeliverPolicy, await self._consumer(group)
        if found is not None:
            return found.config.deliver_policy
        return wanted.ALL if self.policy.new_groups == START else wanted.NEW

    async def _consumer(self, group: str) -> Any:
        """What the server knows of a group, or None. Raises `Unavailable`."""
        try:
            return await self.stream.js.consumer_info(self._name, group)
        except self.stream.errors.NotFoundError:
            return None
        except self.stream.lost as error:
            raise Unavailable(str(error) or type(error).__name__) from error

    async def publish(self, batch: Sequence[Message], *, atomic: bool = False) -> list[Receipt]:
        """See `Queue`. Raises `Rejected`, `Malformed` or `TooLarge`."""
        for message in batch:
            message.verify()
            if message.size_bytes > self.policy.payload_max_bytes:
                maximum = self.policy.payload_max_bytes
                raise TooLarge(f"`{message.id}` has {message.size_bytes} bytes, over {maximum}")
        subject, patience = f"{self._name}.message", self.policy.publish_seconds
        if not atomic or not batch:
            answers = await self.stream.publish(subject, batch, seconds=patience)
            return [Receipt(duplicate=answer.get("duplicate", False)) for answer in answers]
        if len(batch) > BATCH_MAX:
            raise Rejected(f"{len(batch)} messages in an atomic batch, over {BATCH_MAX}")
        await self.stream.publish_atomic(subject, batch, seconds=patience)
        return [Receipt() for _ in batch]

    async def lease(
        self, group: str, limit: int, *, wait_seconds: float = 0.0
    ) -> Sequence[JetStreamDelivery]:
        """See `Queue`. Takes the messages that are there, or else waits for one."""
        deadline = time.monotonic() + wait_seconds
        while True:
            found = await self._pull(group, {"batch": limit, "no_wait": True}, PULL_SECONDS)
            left = min(deadline - time.monotonic(), PULL_SECONDS)
            if not found and left > 0:
                expires = int(left * NANOSECONDS)
                found = await self._pull(group, {"batch": 1, "expires": expires}, left + 1.0)
            alive = [delivery for delivery in found if not await self._is_over(delivery)]
            if alive or time.monotonic() >= deadline:
                return alive

    async def _pull(
        self, group: str, request: dict[str, Any], seconds: float
    ) -> list[JetStreamDelivery]:
        connection = self.stream.connection
        inbox = connection.new_inbox()
        subscription = await self.stream.call(connection.subscribe(inbox))
        subject = f"$JS.API.CONSUMER.MSG.NEXT.{self._name}.{group}"
        found: list[JetStreamDelivery] = []
        try:
            body = json.dumps(request).encode()
            await self.stream.call(connection.publish(subject, body, reply=inbox))
            while len(found) < request["batch"]:
                raw = await self.stream.call(subscription.next_msg(timeout=seconds))
                if "Status" in (raw.headers or {}):
                    break
                found.append(JetStreamDelivery(self, group, raw))
        except Unavailable:
            if not found and not connection.is_connected:
                raise
        finally:
            await self.stream.call(subscription.unsubscribe())
        return found

    async def _is_over(self, delivery: JetStreamDelivery) -> bool:
        if delivery.unreadable:
            await delivery.term(delivery.unreadable)
            return True
        if delivery.attempt <= self.policy.max_deliver:
            return False
        delivery.attempt -= 1
        await delivery.term(f"not acknowledged in {delivery.attempt} attempts")
        return True

    async def dead(self, group: str) -> Sequence[DeadLetter]:
        """See `DeadLetters`."""
        return await self.letters.dead(group)

    async def dead_backlog(self, group: str) -> Backlog:
        """See `DeadLetters`."""
        return await self.letters.backlog(group)

    async def send_again(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`. Raises `TooLarge` for a message of the server's maximum size."""
        return await self.letters.send_again(group, numbers)

    async def discard(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`."""
        return await self.letters.discard(group, numbers)
