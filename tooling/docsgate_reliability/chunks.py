"""Payloads in chunks, so that a large one is never held in memory, nor passed on unverified.

The digest in the message is the SHA-256 over the digests of the chunks. The register holds the list
of digests. A reader checks the list against the message, and each chunk against the list before it
passes the chunk on.
"""

from __future__ import annotations

import asyncio
from hashlib import sha256
from typing import TYPE_CHECKING, Final

from .errors import Conflict, DigestMismatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from .ports import ObjectStore

CHUNK_BYTES: Final = 4 << 20
MEANWHILE_BYTES: Final = 64 << 10  # Smaller payloads are hashed after the write.


def digests_of(value: bytes) -> tuple[str, ...]:
    """The digest of each chunk of `value`."""
    view = memoryview(value)
    starts = range(0, len(value), CHUNK_BYTES)
    return tuple(sha256(view[start : start + CHUNK_BYTES]).hexdigest() for start in starts)


def root_of(digests: Sequence[str]) -> str:
    """The SHA-256 over all `digests`."""
    return sha256("".join(digests).encode()).hexdigest()


async def _digests(value: bytes) -> tuple[str, ...]:
    """The digests of `value`, in a thread when it is larger than one chunk.

    One thread round trip takes about as long as a quarter of a chunk takes to hash.
    """
    if len(value) > CHUNK_BYTES:
        return await asyncio.to_thread(digests_of, value)
    return digests_of(value)


async def put_with_digests(store: ObjectStore, key: str, value: bytes) -> tuple[str, ...]:
    """Store `value` under a free `key`, and return its digests.

    A large value is hashed while the store writes it. Raises `Conflict` when the key is taken, and
    what the store raises.
    """
    if len(value) < MEANWHILE_BYTES:
        created, digests = await store.put_if_absent(key, value), digests_of(value)
    else:
        storing = asyncio.ensure_future(store.put_if_absent(key, value))
        try:
            await asyncio.sleep(0)  # Let the store begin before the hashing does.
            digests = await _digests(value)
        except asyncio.CancelledError:
            storing.cancel()
            await asyncio.gather(storing, return_exceptions=True)
            raise
        created = await storing
    if not created:
        raise Conflict(f"the key `{key}` is taken")
    return digests


async def in_chunks(parts: AsyncIterator[bytes], digests: list[str]) -> AsyncIterator[bytes]:
    """The same bytes in pieces of `CHUNK_BYTES`; the digest of each is added to `digests`."""
    waiting = bytearray()
    async for part in parts:
        waiting += part
        while len(waiting) >= CHUNK_BYTES:
            chunk = bytes(waiting[:CHUNK_BYTES])
            del waiting[:CHUNK_BYTES]
            digests.append(sha256(chunk).hexdigest())
            yield chunk
    if waiting:
        digests.append(sha256(waiting).hexdigest())
        yield bytes(waiting)


async def verified(store: ObjectStore, key: str, digests: Sequence[str]) -> AsyncIterator[bytes]:
    """Read an object chunk by chunk. Raises `DigestMismatch` instead of giving a wrong chunk."""
    for number, digest in enumerate(digests):
        start = number * CHUNK_BYTES
        chunk = await store.get(key, start=start, end=start + CHUNK_BYTES)
        if sha256(chunk).hexdigest() != digest:
            raise DigestMismatch(f"chunk {number} of `{key}` is not what was sent")
        yield chunk
