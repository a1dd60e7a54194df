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

from ...errors import CapabilityMissing, Conflict, Fenced, Rejected, TooLarge, Unavailable
from ...values import START, Backlog, Capabilities, DeadLetter, Fence, QueuePolicy, Receipt
from .connection import refused
from .dead_letters import JetStreamDeadLetters, received
from .key_value import encoded
from .pull import PULL_SECONDS, pull
from .streams import NANOSECONDS, keep_consumer, keep_stream, nanoseconds

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ...values import Message
    from .connection import JetStream

SECONDS_MIN, SECONDS_MAX = 0.1, float(2**63 // NANOSECONDS - 1)  # Limits of the server's times.
LAST: Final = "Nats-Expected-Last-Subject-Sequence"
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
        """See `Delivery`."""
        if time.monotonic() >= self._ends:  # It may have been given up in the meantime.
            await self._queue.letters.forget(self._group, self.place)
        await self._say("+ACK")

    async def nak(self, delay_seconds: float = 0.0) -> None:
        """See `Delivery`."""
        delay = json.dumps({"delay": nanoseconds(delay_seconds)}) if delay_seconds else ""
        await self._say(f"-NAK {delay}".strip())

    async def term(self, reason: str) -> None:
        """See `Delivery`."""
        letter = DeadLetter(self.message, self.attempt, reason, self.place)
        await self._queue.letters.bury(self._group, letter)
        await self._say("+TERM")

    async def extend(self) -> None:
        """See `Delivery`."""
        ends = time.monotonic() + self._queue.policy.ack_wait_seconds
        await self._say("+WPI")
        self._ends = ends

    async def _say(self, what: str) -> None:
        """Tell the server what becomes of the message, and wait until it has heard.

        `flush` of nats-py does not wait for that here: after one that was given up, the answer to
        it ends the task that reads from the connection, which then looks connected for ever.
        """
        stream = self._queue.stream
        request = stream.connection.request(self._raw.reply, what.encode(), timeout=PULL_SECONDS)
        await stream.call(request)

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
            fences=True,
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
        age = 0 if math.isinf(kept) else nanoseconds(kept)
        for name, max_age in ((self._name, age), (f"{self._name}=DEAD", 0)):
            options = {"subjects": [f"{name}.>"], "max_age": max_age, "allow_atomic": True}
            options["duplicate_window"] = nanoseconds(window or SECONDS_MIN)
            await keep_stream(self.stream, name, options)
        for group in self._groups:
            await keep_consumer(self.stream, self._name, group, *self._consumer(group))
        for group in self.policy.retired:
            await self.stream.asked(f"CONSUMER.DELETE.{self._name}.{group}")

    def _consumer(self, group: str) -> tuple[dict[str, Any], dict[str, Any]]:
        """The options of the consumer of a group, and those that only a new one gets.

        The server would deliver nothing more while a thousand messages wait for their next attempt.
        """
        options = {
            "ack_policy": "explicit",
            "ack_wait": nanoseconds(self.policy.ack_wait_seconds),
            "max_deliver": -1,
            "max_ack_pending": -1,
            "filter_subjects": self.letters.subjects(group),
        }
        begins = "all" if self.policy.new_groups == START else "new"
        return options, {"deliver_policy": begins, "replay_policy": "instant"}

    async def fence(self, name: str) -> Fence:
        """See `Queue`. A fence is a message that no group reads, the last one of its subject."""
        subject = f"{self._name}.fence.{encoded(name)}"
        raw = await self.stream.call(self.stream.connection.request(subject, timeout=PULL_SECONDS))
        answer = json.loads(raw.data)
        if "error" in answer:
            raise refused(answer["error"])
        await self.stream.asked(f"STREAM.PURGE.{self._name}", filter=subject, keep=1)
        return Fence(name, answer["seq"])

    async def publish(
        self, batch: Sequence[Message], *, atomic: bool = False, fence: Fence | None = None
    ) -> list[Receipt]:
        """See `Queue`. Raises `Rejected`, `Malformed`, `TooLarge` or `Fenced`."""
        expect = {}
        if fence is not None:
            subject = f"{self._name}.fence.{encoded(fence.name)}"
            expect = {LAST: str(fence.number), f"{LAST}-Subject": subject}
        try:
            return await self._publish(batch, expect, atomic=atomic)
        except Conflict as error:
            raise Fenced(f"another publisher has taken over: {error}") from error

    async def _publish(
        self, batch: Sequence[Message], expect: Mapping[str, str], *, atomic: bool
    ) -> list[Receipt]:
        for message in batch:
            message.verify()
            if message.size_bytes > self.policy.payload_max_bytes:
                maximum = self.policy.payload_max_bytes
                raise TooLarge(f"`{message.id}` has {message.size_bytes} bytes, over {maximum}")
        subject, patience = f"{self._name}.message", self.policy.publish_seconds
        if not atomic or not batch:
            answers = await self.stream.publish(subject, batch, expect, patience)
            return [Receipt(duplicate=answer.get("duplicate", False)) for answer in answers]
        if len(batch) > BATCH_MAX:
            raise Rejected(f"{len(batch)} messages in an atomic batch, over {BATCH_MAX}")
        await self.stream.publish_atomic(subject, batch, expect, patience)
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
        raw, broken = await pull(self.stream, f"{self._name}.{group}", request, seconds)
        if broken and not raw:
            raise Unavailable(f"`{group}` got no answer: {broken}")
        return [JetStreamDelivery(self, group, each) for each in raw]

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
