"""Key-value on JetStream.

A version of a key-value bucket is a sequence of its stream, so no version is used twice. The time
at which a value ends is stored in front of it.
"""

from __future__ import annotations

import math
import re
import struct
from typing import TYPE_CHECKING, Any

from ...errors import Conflict, Rejected, Unavailable
from ...values import ABSENT, Entry
from ...world import SystemClock
from .connection import refused

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ...world import Clock
    from .connection import JetStream

EXPIRES = struct.Struct(">d")
NAME_BYTES_MAX = 2048  # The server closes the connection at a protocol line of 4096 bytes.


class JetStreamKeyValue:
    """See `KeyValue`. Call `prepare` first."""

    def __init__(self, stream: JetStream, bucket: str, clock: Clock | None = None) -> None:
        self._stream, self._bucket, self._clock = stream, bucket, clock or SystemClock()

    async def prepare(self) -> None:
        """Create the bucket, unless it is there. Raises `Rejected` or `Unavailable`."""
        config = self._stream.api.KeyValueConfig(
            bucket=self._bucket, storage=self._stream.api.StorageType.FILE, direct=False
        )
        self._kv: Any = await self._stream.call(self._stream.js.create_key_value(config))

    async def get(self, key: str) -> Entry | None:
        """See `KeyValue`."""
        raw = await self._raw(key)
        if raw is None or not self._lives(raw):
            return None
        return Entry(raw.value[EXPIRES.size :], raw.version)

    async def _raw(self, key: str) -> Entry | None:
        try:
            found = await self._kv.get(_encoded(key))
        except self._stream.errors.NotFoundError:
            return None
        except self._stream.lost as error:
            raise Unavailable(str(error)) from error
        return Entry(found.value, found.revision)

    def _lives(self, entry: Entry) -> bool:
        return float(EXPIRES.unpack_from(entry.value)[0]) > self._clock.now()

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """See `KeyValue`. Raises `Conflict`."""
        expires = math.inf if ttl_seconds is None else self._clock.now() + ttl_seconds
        name, stored = _encoded(key), EXPIRES.pack(expires) + value
        if expect is None:
            return int(await self._write(self._kv.put(name, stored)))
        if expect == ABSENT:
            raw = await self._raw(key)
            if raw is None:
                return int(await self._write(self._kv.create(name, stored)))
            if self._lives(raw):
                raise Conflict(f"`{key}` is there")
            expect = raw.version
        elif await self.get(key) is None:
            raise Conflict(f"`{key}` is not there")
        return int(await self._write(self._kv.update(name, stored, last=expect)))

    async def _write(self, request: Any) -> Any:
        try:
            return await request
        except self._stream.errors.KeyWrongLastSequenceError as error:
            raise Conflict(str(error)) from error
        except self._stream.errors.APIError as error:
            raise refused(vars(error)) from error
        except self._stream.lost as error:
            raise Unavailable(str(error)) from error

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """See `KeyValue`. Raises `Conflict`."""
        if expect is not None:
            entry = await self.get(key)
            if (entry.version if entry else ABSENT) != expect:
                raise Conflict(f"`{key}` does not have version {expect}")
        if expect != ABSENT:  # A key that appears only now is not to be deleted.
            await self._write(self._kv.delete(_encoded(key), last=expect))

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """See `KeyValue`. Raises `Unavailable`."""
        try:
            names = await self._kv.keys()
        except self._stream.errors.NoKeysError:
            return
        except self._stream.lost as error:
            raise Unavailable(str(error)) from error
        for key in sorted(_decoded(name) for name in names):
            if key.startswith(prefix) and (entry := await self.get(key)) is not None:
                yield key, entry


def _encoded(key: str) -> str:
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
