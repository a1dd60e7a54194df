"""Key-value on JetStream.

A version of a key-value bucket is a sequence of its stream, so no version is used twice. The time
at which a value ends is stored in front of it, and the server removes the value soon afterwards. A
deleted value leaves a marker, which the server removes as well.
"""

from __future__ import annotations

import json
import math
import re
import struct
from base64 import b64decode
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from ...errors import Conflict, Rejected, Unavailable
from ...values import ABSENT, Entry
from ...world import SystemClock
from .connection import ACK_SECONDS, refused
from .pull import pull
from .streams import keep_stream, nanoseconds

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ...world import Clock
    from .connection import JetStream

EXPIRES = struct.Struct(">d")
NAME_BYTES_MAX = 2048  # The server closes the connection at a protocol line of 4096 bytes.
MARKER_SECONDS: Final = 2
TTL_SECONDS_MAX: Final = 2.0**31  # More is for ever.
DEDUP_SECONDS: Final = 120.0
PAGE: Final = 500
SCANNED_SECONDS: Final = 5.0  # The server forgets the consumer of a scan that broke off.
ATTEMPTS_MAX: Final = 3


@dataclass(frozen=True, slots=True)
class _Last:
    """The last message of a key: its sequence, and its value. A marker of a deletion has none."""

    sequence: int = 0
    stored: bytes = b""

    @property
    def entry(self) -> Entry:
        return Entry(self.stored[EXPIRES.size :], self.sequence)

    def lives(self, now: float) -> bool:
        return bool(self.stored) and float(EXPIRES.unpack_from(self.stored)[0]) > now


class JetStreamKeyValue:
    """See `KeyValue`. Call `prepare` first."""

    def __init__(self, stream: JetStream, bucket: str, clock: Clock | None = None) -> None:
        self._stream, self._clock = stream, clock or SystemClock()
        self._name, self._subject = f"KV_{bucket}", f"$KV.{bucket}."

    async def prepare(self) -> None:
        """Create the bucket, unless it is there. Raises `Rejected` or `Unavailable`."""
        options = {"subjects": [f"{self._subject}>"], "discard": "new", "allow_msg_ttl": True}
        begin = {"max_msgs_per_subject": 1, "deny_delete": True, "allow_rollup_hdrs": True}
        begin["duplicate_window"] = nanoseconds(DEDUP_SECONDS)
        await keep_stream(self._stream, self._name, options, begin)

    async def get(self, key: str) -> Entry | None:
        """See `KeyValue`."""
        last = await self._last(key)
        return last.entry if last.lives(self._clock.now()) else None

    async def _last(self, key: str) -> _Last:
        subject = self._subject + encoded(key)
        found = await self._stream.asked(f"STREAM.MSG.GET.{self._name}", last_by_subj=subject)
        if found is None:
            return _Last()
        message = found["message"]
        deleted = b"KV-Operation" in b64decode(message.get("hdrs", ""))
        return _Last(message["seq"], b"" if deleted else b64decode(message.get("data", "")))

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """See `KeyValue`. Raises `Conflict`."""
        seconds = math.inf if ttl_seconds is None else ttl_seconds
        stored, headers = EXPIRES.pack(self._clock.now() + seconds) + value, dict[str, str]()
        if seconds < TTL_SECONDS_MAX:  # Its end is that in front of it, this only frees the space.
            headers["Nats-TTL"] = f"{math.ceil(seconds) + 1}s"
        if expect == ABSENT:
            return await self._create(key, stored, headers)
        if expect is not None and await self.get(key) is None:
            raise Conflict(f"`{key}` is not there")
        return await self._write(key, stored, headers, expect)

    async def _create(self, key: str, stored: bytes, headers: dict[str, str]) -> int:
        for _ in range(ATTEMPTS_MAX):
            last = await self._last(key)
            if last.lives(self._clock.now()):
                raise Conflict(f"`{key}` is there")
            try:
                return await self._write(key, stored, headers, last.sequence)
            except Conflict:
                continue  # The server may have removed the marker, or the value that was over.
        raise Conflict(f"`{key}` changes all the time")

    async def _write(
        self, key: str, stored: bytes, headers: dict[str, str], expect: int | None
    ) -> int:
        if expect is not None:
            headers = {**headers, "Nats-Expected-Last-Subject-Sequence": str(expect)}
        subject, seconds = self._subject + encoded(key), ACK_SECONDS
        request = self._stream.connection.request
        raw = await self._stream.call(request(subject, stored, seconds, headers=headers or None))
        answer: dict[str, Any] = json.loads(raw.data)
        if "error" in answer:
            raise refused(answer["error"])
        return int(answer["seq"])

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """See `KeyValue`. Raises `Conflict`."""
        if expect is not None:
            entry = await self.get(key)
            if (entry.version if entry else ABSENT) != expect:
                raise Conflict(f"`{key}` does not have version {expect}")
        if expect != ABSENT:  # A key that appears only now is not to be deleted.
            marker = {"KV-Operation": "DEL", "Nats-TTL": f"{MARKER_SECONDS}s"}
            await self._write(key, b"", marker, expect)

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """See `KeyValue`. Raises `Unavailable`."""
        rows: dict[str, _Last] = {}
        async for subject, last in self._pages():
            rows[_decoded(subject.removeprefix(self._subject))] = last
        now = self._clock.now()
        for key, last in sorted(rows.items()):
            if key.startswith(prefix) and last.lives(now):
                yield key, last.entry

    async def _pages(self) -> AsyncIterator[tuple[str, _Last]]:
        """The last message of each key, read by a consumer of this scan alone."""
        config = {
            "deliver_policy": "last_per_subject",
            "filter_subject": f"{self._subject}>",
            "ack_policy": "none",
            "mem_storage": True,
            "inactive_threshold": nanoseconds(SCANNED_SECONDS),
        }
        subject = f"CONSUMER.CREATE.{self._name}"
        made = await self._stream.asked(subject, stream_name=self._name, config=config)
        if made is None:
            raise Unavailable(f"the stream `{self._name}` is gone")
        full = True
        while full:
            page = {"batch": PAGE, "no_wait": True}
            found, broken = await pull(self._stream, f"{self._name}.{made['name']}", page)
            if broken:
                raise Unavailable(f"`{self._name}` was not read to its end: {broken}")
            for raw in found:
                deleted = "KV-Operation" in (raw.headers or {})
                sequence = raw.metadata.sequence.stream
                yield raw.subject, _Last(sequence, b"" if deleted else raw.data)
            full = len(found) == PAGE
        await self._stream.asked(f"CONSUMER.DELETE.{self._name}.{made['name']}")


def encoded(key: str) -> str:
    """The NATS key for `key`: letters, digits, `-` and `_` as they are, other bytes as `=XX`.

    Raises `Rejected` when it is empty or longer than `NAME_BYTES_MAX`.
    """
    plain = re.compile(rb"[A-Za-z0-9_-]")
    parts = (bytes([byte]) for byte in key.encode())
    name = "".join(part.decode() if plain.match(part) else f"={part[0]:02X}" for part in parts)
    if not 0 < len(name) <= NAME_BYTES_MAX:
        raise Rejected(f"a key of {len(name)} bytes; NATS takes from 1 to {NAME_BYTES_MAX}")
    return name


def _decoded(name: str) -> str:
    pieces = re.sub(r"=([0-9A-F]{2})", lambda match: chr(int(match[1], 16)), name)
    return pieces.encode("latin-1").decode()
