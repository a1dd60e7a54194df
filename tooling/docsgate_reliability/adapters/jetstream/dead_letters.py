"""The dead letters of a queue on JetStream: the stream `<name>=DEAD`, one subject for each message.

A dead letter is a copy of its message under the subject `<name>=DEAD.<group>.<place>`; `place` is
the sequence of the message in the queue's stream. What is sent again goes to the queue's stream
under `<name>.again.<group>`, which only this group reads. Both copies keep id, headers and the like
of the original in one header, as JSON.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from ...errors import TooLarge, Unavailable
from ...values import Backlog, DeadLetter, Message
from .wire import message_of, readable

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from .connection import JetStream

DEAD: Final = "dead-letter"  # The header with id, headers, attempt and reason of the original.
AGAIN: Final = "sent-again"  # The header with id and headers of a message that is sent again.


def received(subject: str, headers: dict[str, str] | None, body: bytes, place: str) -> Any:
    """The message as it was published, and why it cannot be read, if so; see `readable`."""
    message, unreadable = readable(headers, body, place)
    if ".again." not in subject or unreadable:
        return message, unreadable
    id_, original = json.loads(message.headers[AGAIN])
    return Message(id_, message.body, message.key, original), ""


class JetStreamDeadLetters:
    """See `DeadLetters`. Only the last attempt of a message that is leased again makes it one."""

    def __init__(self, stream: JetStream, name: str) -> None:
        self._stream, self._name, self._copies = stream, name, f"{name}=DEAD"

    def subjects(self, group: str) -> list[str]:
        """What a group reads of the queue's stream."""
        return [f"{self._name}.message", f"{self._name}.again.{group}"]

    async def bury(self, group: str, letter: DeadLetter) -> None:
        """Copy the message with the place `letter.number` to the dead letters, once.

        A message of the server's maximum size leaves no room for the reason. Then the copy has its
        place in the stream instead of its body and headers.
        """
        message, subject = letter.message, f"{self._copies}.{group}.{letter.number}"
        said = [message.id, dict(message.headers), letter.attempt, letter.reason, None]
        copy = Message(f"{group}.{letter.number}", message.body, message.key, _said(DEAD, said))
        try:
            await self._stream.publish(subject, [copy])
        except TooLarge:
            said = [message.id, {}, letter.attempt, letter.reason, letter.number]
            copy = replace(copy, body=b"", headers=_said(DEAD, said))
            await self._stream.publish(subject, [copy])

    async def forget(self, group: str, place: int) -> None:
        """Remove the dead letter of a message that was acknowledged after all, if there is one."""
        subject = f"{self._copies}.{group}.{place}"
        await self._stream.call(self._stream.js.purge_stream(self._copies, subject=subject))

    async def dead(self, group: str) -> Sequence[DeadLetter]:
        """See `DeadLetters`."""
        return [await self._letter(raw) async for raw in self._stored_copies(group)]

    async def backlog(self, group: str) -> Backlog:
        """See `DeadLetters.dead_backlog`."""
        subject = f"{self._copies}.{group}.*"
        info = await self._stream.call(
            self._stream.js.stream_info(self._copies, subjects_filter=subject)
        )
        async for raw in self._stored_copies(group):
            return Backlog(sum((info.state.subjects or {}).values()), raw.time.timestamp())
        return Backlog(0)

    async def send_again(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`. Raises `TooLarge` for a message of the server's maximum size."""
        sent = 0
        for number in dict.fromkeys(numbers):
            if (raw := await self._copy(group, number)) is None:
                continue
            message = (await self._letter(raw)).message
            said = _said(AGAIN, [message.id, dict(message.headers)])
            again = replace(message, id=f"again.{group}.{number}", headers=said)
            await self._stream.publish(f"{self._name}.again.{group}", [again])
            await self._remove(number)
            sent += 1
        return sent

    async def discard(self, group: str, numbers: Sequence[int]) -> int:
        """See `DeadLetters`."""
        gone = 0
        for number in dict.fromkeys(numbers):
            if await self._copy(group, number) is not None:
                await self._remove(number)
                gone += 1
        return gone

    async def _remove(self, number: int) -> None:
        await self._stream.call(self._stream.js.delete_msg(self._copies, number))

    async def _copy(self, group: str, number: int) -> Any:
        """The copy with this number, or None if it is not one of the group."""
        raw = await self._stored(self._copies, number)
        mine = raw is not None and raw.subject.startswith(f"{self._copies}.{group}.")
        return raw if mine else None

    async def _stored_copies(self, group: str) -> AsyncIterator[Any]:
        sequence, where = 1, {"subject": f"{self._copies}.{group}.*", "next": True}
        while (raw := await self._stored(self._copies, sequence, **where)) is not None:
            sequence = raw.seq + 1
            yield raw

    async def _letter(self, raw: Any) -> DeadLetter:
        copy = message_of(raw.headers, raw.data or b"")
        id_, headers, attempt, reason, place = json.loads(copy.headers[DEAD])
        message = Message(id_, copy.body, copy.key, headers)
        if place is not None and (original := await self._stored(self._name, place)):
            found = (original.headers, original.data or b"", id_)
            message, _ = received(original.subject, *found)
        return DeadLetter(message, attempt, reason, raw.seq, raw.time.timestamp())

    async def _stored(self, stream: str, sequence: int, **where: Any) -> Any:
        """The message at `sequence` of a stream, or None."""
        try:
            return await self._stream.js.get_msg(stream, sequence, **where)
        except self._stream.errors.NotFoundError:
            return None
        except self._stream.lost as error:
            raise Unavailable(str(error) or type(error).__name__) from error


def _said(header: str, said: list[Any]) -> dict[str, str]:
    return {header: json.dumps(said)}
