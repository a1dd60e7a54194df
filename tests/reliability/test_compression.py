"""Hostile bytes cost a reader no more memory than the size that their message declares."""

import zlib

import pytest

from docsgate_reliability.compression import decompressed_parts
from docsgate_reliability.errors import DigestMismatch


async def collect(chunks, into):
    async for chunk in chunks:
        into.append(chunk)


async def test_a_payload_that_unpacks_to_too_much_is_stopped_early():
    async def bomb():
        yield zlib.compress(bytes(64 << 20))

    pieces = []
    with pytest.raises(DigestMismatch):
        await collect(decompressed_parts(bomb(), 1000), pieces)
    assert pieces == []


@pytest.mark.parametrize("size", [10, 5 << 20])
async def test_a_payload_with_something_behind_it_is_refused_and_never_read_for_ever(size):
    async def longer():
        yield zlib.compress(bytes(size)) + b"more"

    with pytest.raises(DigestMismatch):
        await collect(decompressed_parts(longer(), size), [])
