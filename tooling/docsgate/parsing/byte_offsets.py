"""Turns UTF-8 byte offsets into code-point offsets, for a parser that counts bytes.

A code point is counted at its first byte; continuation bytes (`10xxxxxx`, RFC 3629 section 3) are
not counted. The counts of whole chunks are summed once, so a look-up counts at most one chunk.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_CHUNK = 256
_LEADING = bytes(0 if 0x80 <= byte < 0xC0 else 1 for byte in range(256))


def byte_to_code_point(text: str, base: int = 0) -> Callable[[int], int]:
    """Return a function from a byte offset in `text` to its code-point offset, plus `base`."""
    if text.isascii():
        return base.__add__
    leading = text.encode().translate(_LEADING)
    count = leading.count
    chunks = [count(1, at, at + _CHUNK) for at in range(0, len(leading), _CHUNK)]
    sums = [base, *accumulate(chunks, initial=base)][1:]

    def convert(offset: int) -> int:
        chunk = offset // _CHUNK
        return sums[chunk] + count(1, chunk * _CHUNK, offset)

    return convert
