"""A payload is hashed while the store writes it, and neither goes on after the other has failed."""

import asyncio
from hashlib import sha256

import pytest

from docsgate_reliability.chunks import CHUNK_BYTES, MEANWHILE_BYTES, put_with_digests
from docsgate_reliability.errors import Conflict, Unavailable

SIZES = [0, MEANWHILE_BYTES - 1, MEANWHILE_BYTES, CHUNK_BYTES, 2 * CHUNK_BYTES + 1]


class Slow:
    """A store that answers only when the test lets it."""

    def __init__(self, answer):
        self.begun, self.go, self.answer, self.ended = asyncio.Event(), asyncio.Event(), answer, ""

    async def put_if_absent(self, _key, _value):
        self.begun.set()
        try:
            await self.go.wait()
        except asyncio.CancelledError:
            self.ended = "cancelled"
            raise
        if isinstance(self.answer, Exception):
            raise self.answer
        self.ended = "stored"
        return self.answer


@pytest.mark.parametrize("size", SIZES)
async def test_there_is_a_digest_for_each_chunk(size):
    store, value = Slow(answer=True), b"0123456789abcdef" * (size // 16) + b"x" * (size % 16)
    store.go.set()
    digests = await put_with_digests(store, "key", value)
    chunks = [value[start : start + CHUNK_BYTES] for start in range(0, size, CHUNK_BYTES)]
    assert digests == tuple(sha256(chunk).hexdigest() for chunk in chunks)


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("answer", [False, Unavailable("the store is down")])
async def test_what_the_store_says_is_told(size, answer):
    store = Slow(answer)
    store.go.set()
    with pytest.raises(type(answer) if answer else Conflict):
        await put_with_digests(store, "key", b"x" * size)


@pytest.mark.parametrize("size", SIZES)
async def test_who_gives_up_leaves_nothing_behind(size):
    store, others = Slow(answer=True), asyncio.all_tasks()
    task = asyncio.ensure_future(put_with_digests(store, "key", b"x" * size))
    await store.begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    assert store.ended == "cancelled"
    assert asyncio.all_tasks() == others
