"""A log on JetStream: a stream that is read by sequence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...errors import Unavailable
from ...values import Capabilities, Record
from .streams import keep_stream, nanoseconds
from .wire import message_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...values import Message
    from .connection import JetStream


class JetStreamLog:
    """See `Log`. Call `prepare` first. Ids are remembered for the dedup window."""

    capabilities = Capabilities(durable=True, atomic_batch=True, dedup_window_seconds=120.0)

    def __init__(self, stream: JetStream, name: str) -> None:
        self._stream, self._name = stream, name

    async def prepare(self) -> None:
        """Create the stream, unless it is there. Raises `Rejected` or `Unavailable`."""
        options: dict[str, Any] = {"subjects": [f"{self._name}.>"], "allow_atomic": True}
        window = self.capabilities.dedup_window_seconds or 0.0
        options["duplicate_window"] = nanoseconds(window)
        await keep_stream(self._stream, self._name, options)

    async def append(
        self, batch: Sequence[Message], *, expect_last: int | None = None
    ) -> list[int]:
        """See `Log`. Raises `Malformed`."""
        for message in batch:
            message.verify()
        subject = f"{self._name}.record"
        expect = {} if expect_last is None else {"Nats-Expected-Last-Sequence": str(expect_last)}
        if expect and len(batch) > 1:
            last = (await self._stream.publish_atomic(subject, batch, expect))["seq"]
            return list(range(last - len(batch) + 1, last + 1))
        answers = await self._stream.publish(subject, batch, expect)
        return [int(answer["seq"]) for answer in answers]

    async def read(self, after: int, limit: int) -> Sequence[Record]:
        """See `Log`. Raises `Unavailable`."""
        found: list[Record] = []
        while len(found) < limit:
            try:
                raw = await self._stream.js.get_msg(
                    self._name, after + 1, subject=f"{self._name}.record", next=True
                )
            except self._stream.errors.NotFoundError:
                break
            except self._stream.lost as error:
                raise Unavailable(str(error)) from error
            after = raw.seq
            found.append(Record(after, message_of(raw.headers, raw.data or b"")))
        return found

    async def trim(self, through: int) -> None:
        """See `Log`. Never trims beyond the end: the server would skip those sequences."""
        state = (await self._stream.call(self._stream.js.stream_info(self._name))).state
        end = min(through, state.last_seq) + 1
        await self._stream.call(self._stream.js.purge_stream(self._name, seq=end))
