"""The connection to NATS JetStream, and what its queue and its log share: streams and publishing.

"Durable" here means JetStream with file storage on a server with `sync_interval: always`. With the
default of two minutes, a power cut takes messages that were acknowledged; `probe` asks the
monitoring port for the setting. The headers of expectations and batches are those of the NATS
documentation, "JetStream headers", and of its ADR-50, "JetStream Batch Publishing".
"""

from __future__ import annotations

import asyncio
import json
import urllib.error
import urllib.request
import uuid
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Final

from ...errors import (
    CapabilityMissing,
    Conflict,
    DuplicateInBatch,
    Rejected,
    TooLarge,
    Unavailable,
    Unfinished,
)
from ..installed import load
from .wire import wire_headers

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from ...values import Message

ACK_SECONDS: Final = 2.0
CONNECT_SECONDS: Final = 5
MIB: Final = 1 << 20
WRONG_LAST, TOO_LARGE, DUPLICATE = (10071, 10070), (10054,), (10201,)
FRAME_BYTES: Final = len("NATS/1.0\r\n\r\n")
BAD_REQUEST: Final = 400
NOT_THERE: Final = (10014, 10037, 10059)  # No such consumer, message, stream.
NOTHING: Final[dict[str, str]] = {}
NOBODY: Final[dict[str, Any]] = {"error": {"description": "no stream takes this subject"}}


class JetStream:
    """One connection. Call `connect` first and `close` at the end."""

    def __init__(self, url: str, monitor: str = "") -> None:
        self._url, self._monitor = url, monitor
        self._nats = load("nats", "nats")
        self.api = load("nats.js.api", "nats")
        self.errors = load("nats.js.errors", "nats")
        self.lost = (
            *(load("nats.errors", "nats").Error, OSError, TimeoutError, asyncio.TimeoutError),
        )
        self._waiting: dict[str, asyncio.Future[dict[str, Any]]] = {}
        self._sent = 0

    async def connect(self) -> None:
        """Connect; from then on, it reconnects by itself.

        Raises `Unavailable` when no server answers within `CONNECT_SECONDS`.
        """

        async def quiet(_error: Exception) -> None:
            """Ignore the error, because the call that it is about raises it."""

        self.connection = self._nats.NATS()
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                await self.connection.connect(
                    self._url,
                    error_cb=quiet,
                    disconnected_cb=self._disconnected,
                    max_reconnect_attempts=-1,
                    reconnect_time_wait=0.05,
                    connect_timeout=CONNECT_SECONDS,
                    allow_reconnect=True,
                    pending_size=0,
                )
        except self.lost as error:
            await self.close()
            raise Unavailable(f"{self._url}: {error or 'no answer'}") from error
        self.js = self.connection.jetstream(timeout=ACK_SECONDS)
        self._inbox = self.connection.new_inbox()
        await self.connection.subscribe(f"{self._inbox}.*", cb=self._answered)

    async def close(self) -> None:
        """Close the connection, even if nobody is at its other end."""
        with suppress(*self.lost):
            async with asyncio.timeout(ACK_SECONDS):
                await self.connection.close()

    async def probe(self) -> None:
        """Raise `CapabilityMissing` unless the server syncs before it acknowledges.

        Raises `Unavailable` when the monitoring port does not answer.
        """
        if not self._monitor:
            raise CapabilityMissing("without `monitor:` the sync mode of the server is unknown")
        try:
            text = await asyncio.to_thread(_fetch, f"{self._monitor}/jsz?config=1")
        except (OSError, urllib.error.URLError) as error:
            raise Unavailable(f"{self._monitor}: {error}") from error
        if not json.loads(text).get("config", {}).get("sync_always"):
            raise CapabilityMissing("JetStream runs without `sync_interval: always`")

    async def asked(self, subject: str, **request: Any) -> dict[str, Any] | None:
        """The answer of the server's interface `$JS.API.<subject>`; None if nothing is there.

        Raises `Rejected` or `Unavailable`.
        """
        body = json.dumps(request).encode() if request else b""
        answered = self.connection.request(f"$JS.API.{subject}", body, timeout=ACK_SECONDS)
        answer: dict[str, Any] = json.loads((await self.call(answered)).data)
        error = answer.get("error")
        if error and error.get("err_code") in NOT_THERE:
            return None
        if error:
            raise refused(error)
        return answer

    async def call(self, request: Any) -> Any:
        """The result of `request`. Raises the errors of the ports, see `refused`."""
        with self._named():
            return await asyncio.wait_for(request, ACK_SECONDS + 1)

    @contextmanager
    def _named(self) -> Iterator[None]:
        try:
            yield
        except self.errors.APIError as error:
            raise refused(vars(error)) from error
        except self.lost as error:
            raise Unavailable(str(error) or type(error).__name__) from error

    async def publish(
        self,
        subject: str,
        batch: Sequence[Message],
        expect: Mapping[str, str] = NOTHING,
        seconds: float = ACK_SECONDS,
    ) -> list[dict[str, Any]]:
        """Send all messages at once, and wait until each one is acknowledged.

        Each message has `seconds` for itself after the one before it, see `_allow`. Raises
        `TooLarge` for a message over the server's limit, `Unfinished` when an answer is missing,
        and what the server refuses.
        """
        answers: list[asyncio.Future[dict[str, Any]]] = []
        try:
            with self._named():
                async with asyncio.timeout(None) as patience:
                    for message in batch:
                        headers = {**wire_headers(message), **expect}
                        _allow(patience, seconds, len(message.body))
                        answers.append(await self._send(subject, message.body, headers))
                    for answer, message in zip(answers, batch, strict=True):
                        if not answer.done():
                            _allow(patience, seconds, len(message.body))
                        await answer
        except Unavailable as error:
            stored = (number for number, answer in enumerate(answers) if _is_stored(answer))
            raise Unfinished(str(error), frozenset(stored)) from error
        finally:
            for answer in answers:
                if not answer.cancel() and not answer.cancelled():
                    answer.exception()  # Marks it as retrieved.
        return [answer.result() for answer in answers]

    async def _send(
        self, subject: str, body: bytes, headers: dict[str, str]
    ) -> asyncio.Future[dict[str, Any]]:
        """Publish, and return a future for the answer.

        `publish_async` of nats-py is not used, because it hides refusals.
        """
        self._refuse_too_large(headers, body)
        self._sent += 1
        name = str(self._sent)
        answer = asyncio.get_running_loop().create_future()
        self._waiting[name] = answer
        answer.add_done_callback(lambda _: self._waiting.pop(name, None))
        reply = f"{self._inbox}.{name}"
        await self.connection.publish(subject, body, reply=reply, headers=headers)
        return answer

    def _refuse_too_large(self, headers: dict[str, str], body: bytes) -> None:
        """Raise `TooLarge` for a message over the limit of the server.

        The server would close the connection, which looks as if the server were down. The headers
        are ASCII, so they have as many bytes as characters; see `wire_headers`.
        """
        lines = sum(map(len, headers)) + sum(map(len, headers.values())) + 4 * len(headers)
        size, maximum = FRAME_BYTES + lines + len(body), self.connection.max_payload
        if size > maximum:
            raise TooLarge(f"{size} bytes with headers, over the {maximum} of the server")

    async def _disconnected(self) -> None:
        """Raise `Unavailable` in every call that waits for an answer, because none will come."""
        for answer in list(self._waiting.values()):
            if not answer.done():
                answer.set_exception(Unavailable("the connection broke"))

    async def _answered(self, raw: Any) -> None:
        answer = self._waiting.get(raw.subject.rpartition(".")[2])
        if answer is None or answer.done():
            return
        found: dict[str, Any] = NOBODY if "Status" in (raw.headers or {}) else {}
        if raw.data:
            found = json.loads(raw.data)
        if "error" in found:
            answer.set_exception(refused(found["error"]))
        else:
            answer.set_result(found)

    async def publish_atomic(
        self,
        subject: str,
        batch: Sequence[Message],
        expect: Mapping[str, str] = NOTHING,
        seconds: float = ACK_SECONDS,
    ) -> Any:
        """Publish one atomic batch, and return the answer to its last message.

        The server never shows an unfinished batch. Each message has `seconds` for itself, and the
        last one also has the time of all that is still under way. Raises what the server refuses.
        """
        batch_id, size = uuid.uuid4().hex, sum(len(message.body) for message in batch)
        with self._named():
            async with asyncio.timeout(None) as patience:
                for number, message in enumerate(batch, 1):
                    headers = wire_headers(message)
                    headers |= {"Nats-Batch-Id": batch_id, "Nats-Batch-Sequence": str(number)}
                    if number == 1:
                        headers |= expect
                    if number == len(batch):
                        headers["Nats-Batch-Commit"] = "1"
                    _allow(patience, seconds, size if number == len(batch) else len(message.body))
                    if number in (1, len(batch)):
                        last = await (await self._send(subject, message.body, headers))
                    else:
                        self._refuse_too_large(headers, message.body)
                        await self.connection.publish(subject, message.body, headers=headers)
        return last


def _fetch(url: str) -> bytes:
    with urllib.request.urlopen(url, timeout=ACK_SECONDS) as answer:  # noqa: S310
        body: bytes = answer.read()
        return body


def _allow(patience: asyncio.Timeout, seconds: float, size_bytes: int) -> None:
    """Let the next step take `seconds` from now, and as much again for each MiB of its bytes."""
    patience.reschedule(asyncio.get_running_loop().time() + seconds * (1 + size_bytes / MIB))


def _is_stored(answer: asyncio.Future[dict[str, Any]]) -> bool:
    return answer.done() and not answer.cancelled() and answer.exception() is None


def refused(error: Mapping[str, Any]) -> Exception:
    """The error of the ports for an error of the server.

    Only a bad request is refused for ever. With a full disk, without a leader or without a stream,
    the server refuses good messages, which have to wait.
    """
    code, text = error.get("err_code"), str(error.get("description"))
    if code in DUPLICATE:
        return DuplicateInBatch(text)
    if code in WRONG_LAST:
        return Conflict(text)
    if code in TOO_LARGE:
        return TooLarge(text)
    if error.get("code") == BAD_REQUEST:
        return Rejected(code, text)
    return Unavailable(f"{code}: {text}")
