"""Key-value on Valkey or Redis. Each conditional write is one script, which the server runs alone.

A value is a hash of `v` (the value) and `n` (the version, from one counter for all keys). With
`appendfsync always`, the server replies after the append-only file is synced.
"""

from __future__ import annotations

import asyncio
import math
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

from ...errors import CapabilityMissing, Conflict, Unavailable
from ...values import Entry
from ..installed import load

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

CALL_SECONDS: Final = 5.0
PUT = """
local held = tonumber(redis.call('HGET', KEYS[1], 'n') or '0')
if ARGV[2] ~= '' and tonumber(ARGV[2]) ~= held then return 0 end
local version = redis.call('INCR', KEYS[2])
redis.call('HSET', KEYS[1], 'v', ARGV[1], 'n', version)
if ARGV[3] ~= '' then redis.call('PEXPIRE', KEYS[1], ARGV[3])
else redis.call('PERSIST', KEYS[1]) end
return version"""
DELETE = """
local held = tonumber(redis.call('HGET', KEYS[1], 'n') or '0')
if ARGV[1] ~= '' and tonumber(ARGV[1]) ~= held then return 0 end
redis.call('DEL', KEYS[1])
return 1"""


class ValkeyKeyValue:
    """See `KeyValue`. All keys of a bucket share a hash tag, so a cluster keeps them together."""

    def __init__(self, url: str, bucket: str) -> None:
        redis = load("redis.asyncio", "redis")
        self._errors = redis.RedisError  # Includes the answers of a full or read-only server.
        # A write that was sent is not sent again: it would meet itself, and look like a conflict.
        never = load("redis.asyncio.retry", "redis").Retry(
            load("redis.backoff", "redis").NoBackoff(), 0
        )
        self._client = redis.Redis.from_url(url, retry=never, socket_connect_timeout=CALL_SECONDS)
        self._prefix, self._counter = f"{{{bucket}}}:", f"{{{bucket}}}!versions"
        self._put = self._client.register_script(PUT)
        self._delete = self._client.register_script(DELETE)

    async def probe(self) -> None:
        """Raise `CapabilityMissing` unless a write is on disk before its reply, and is never lost.

        Raises `Unavailable` when the server does not answer.
        """
        wanted = {"appendonly": "yes", "appendfsync": "always"}
        async with self._reached():
            for setting, value in wanted.items():
                found = (await self._client.config_get(setting))[setting]
                if found != value:
                    raise CapabilityMissing(f"the server runs with {setting}={found}, not {value}")
            limits = await self._client.config_get("maxmemory*")
        policy = limits["maxmemory-policy"]
        if limits["maxmemory"] != "0" and policy != "noeviction":
            raise CapabilityMissing(f"the server forgets keys when it is full, by {policy}")

    async def close(self) -> None:
        """Close the connections."""
        await self._client.aclose()

    @asynccontextmanager
    async def _reached(self) -> AsyncIterator[None]:
        """Raise `Unavailable` for what the client raises, and when the block takes too long."""
        try:
            async with asyncio.timeout(CALL_SECONDS):
                yield
        except (self._errors, OSError, TimeoutError) as error:
            raise Unavailable(str(error) or "no answer") from error

    async def get(self, key: str) -> Entry | None:
        """See `KeyValue`."""
        async with self._reached():
            value, version = await self._client.hmget(self._prefix + key, "v", "n")
        return None if version is None else Entry(value, int(version))

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """See `KeyValue`. Raises `Conflict`."""
        ttl = "" if ttl_seconds in (None, math.inf) else int(ttl_seconds * 1000)
        keys, arguments = [self._prefix + key, self._counter], [value, _or_empty(expect), ttl]
        async with self._reached():
            version = int(await self._put(keys=keys, args=arguments))
        if not version:
            raise Conflict(f"`{key}` does not have version {expect}")
        return version

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """See `KeyValue`. Raises `Conflict`."""
        async with self._reached():
            done = await self._delete(keys=[self._prefix + key], args=[_or_empty(expect)])
        if not done:
            raise Conflict(f"`{key}` does not have version {expect}")

    async def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """See `KeyValue`."""
        pattern = _literal(self._prefix + prefix) + "*"
        async with self._reached():
            names = {name async for name in self._client.scan_iter(match=pattern, count=500)}
        for name in sorted(name.decode() for name in names):
            key = name.removeprefix(self._prefix)
            if (entry := await self.get(key)) is not None:
                yield key, entry


def _or_empty(expect: int | None) -> Any:
    return "" if expect is None else expect


def _literal(text: str) -> str:
    return "".join(f"\\{character}" if character in "*?[]\\" else character for character in text)
