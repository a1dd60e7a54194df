"""zlib over whole payloads and over streams, with a bound on what comes out."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

from .errors import DigestMismatch

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

LEVEL = 1  # Payloads are large and on their way: speed matters more than the last percent.
PIECE_BYTES = 1 << 20


def compressed(value: bytes) -> tuple[bytes, str]:
    """The smaller of the two forms, and the name of its encoding (empty: as it is)."""
    packed = zlib.compress(value, LEVEL)
    return (packed, "zlib") if len(packed) < len(value) else (value, "")


async def compressed_parts(parts: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
    """The same for a stream, whatever its size becomes."""
    packer = zlib.compressobj(LEVEL)
    async for part in parts:
        yield packer.compress(part)
    yield packer.flush()


async def decompressed_parts(parts: AsyncIterator[bytes], size_bytes: int) -> AsyncIterator[bytes]:
    """The original, in bounded pieces. Raises `DigestMismatch` if it is not `size_bytes` long."""
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
            if unpacker.unused_data:  # It would be given back as unconsumed again and again.
                raise DigestMismatch("something follows the end of the payload")
            yield piece
    if total != size_bytes or not unpacker.eof:
        raise DigestMismatch(f"the payload has {total} bytes, not {size_bytes}")
