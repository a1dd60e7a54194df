"""Compression with zlib (RFC 1950) of payloads and streams, with a limit on the unpacked size."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from .errors import DigestMismatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LEVEL = 1  # Payloads are large, and a publisher waits: speed matters more than the last percent.
PIECE_BYTES = 1 << 20


def compressed(value: bytes) -> tuple[bytes, str]:
    """`value`, compressed if that is smaller, and the name of the encoding, empty for none."""
    packed = zlib.compress(value, LEVEL)
    return (packed, "zlib") if len(packed) < len(value) else (value, "")


async def compressed_parts(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The stream `parts`, compressed even if it gets larger."""
    packer = zlib.compressobj(LEVEL)
    async for part in parts:
        yield packer.compress(part)
    yield packer.flush()


async def decompressed_parts(parts: AsyncIterator[bytes], size_bytes: int) -> AsyncIterator[bytes]:
    """The original of the stream `parts`, in pieces of at most `PIECE_BYTES`.

    Raises `DigestMismatch` if it is not zlib, or not exactly `size_bytes` long.
    """
    unpacker, total = zlib.decompressobj(), 0
    async for part in parts:
        waiting = part
        while waiting:
            try:
                piece = unpacker.decompress(waiting, PIECE_BYTES)
            except zlib.error as error:
                raise DigestMismatch(f"the payload is not zlib: {error}") from error
            waiting, total = unpacker.unconsumed_tail, total + len(piece)
            if total > size_bytes:
                raise DigestMismatch(f"the payload is longer than its {size_bytes} bytes")
            if unpacker.unused_data:  # Bytes after the end would never be consumed by this loop.
                raise DigestMismatch("something follows the end of the payload")
            yield piece
    if total != size_bytes or not unpacker.eof:
        raise DigestMismatch(f"the payload has {total} bytes, not {size_bytes}")
