"""The promises of `ObjectStore`."""

import asyncio
import os
import time

import pytest

from docsgate_reliability.errors import NotFound
from docsgate_reliability.wiring.probes import probe_object_store
from docsgate_reliability.world import RandomIds


async def chunks(*parts):
    for part in parts:
        await asyncio.sleep(0)
        yield part


async def test_a_stored_object_comes_back(objects):
    assert await objects.put_if_absent("k", b"value") is True
    assert await objects.get("k") == b"value"


async def test_a_stream_is_stored_as_one_object(objects):
    parts = [os.urandom(3 << 20) for _ in range(3)]
    assert await objects.put_if_absent("k", chunks(*parts)) is True
    assert await objects.get("k") == b"".join(parts)


async def test_a_stream_that_fails_stores_nothing(objects):
    async def broken():
        yield b"x" * (6 << 20)
        raise OSError("the source failed")

    with pytest.raises(OSError, match="the source failed"):
        await objects.put_if_absent("k", broken())
    assert await objects.head("k") is None
    assert [info async for info in objects.list()] == []


async def test_the_first_object_of_a_key_stays(objects):
    await objects.put_if_absent("k", b"first")
    assert await objects.put_if_absent("k", b"second") is False
    assert await objects.put_if_absent("k", chunks(b"third")) is False
    assert await objects.get("k") == b"first"


async def test_of_several_writers_of_a_key_one_wins(objects):
    values = [b"%d" % n * 1000 for n in range(8)]
    won = await asyncio.gather(*(objects.put_if_absent("k", value) for value in values))
    assert sum(won) == 1
    assert await objects.get("k") == values[won.index(True)]


async def test_a_range_is_read_without_the_rest(objects):
    await objects.put_if_absent("k", b"0123456789")
    assert await objects.get("k", start=3, end=7) == b"3456"
    assert await objects.get("k", start=8) == b"89"


async def test_an_unknown_key_is_not_found(objects):
    with pytest.raises(NotFound):
        await objects.get("k")
    assert await objects.head("k") is None


async def test_the_head_tells_size_and_time(objects):
    await objects.put_if_absent("k", b"value")
    info = await objects.head("k")
    assert (info.key, info.size_bytes) == ("k", 5)
    assert abs(info.modified - time.time()) < 60


async def test_deleting_twice_is_not_an_error(objects):
    await objects.put_if_absent("k", b"value")
    await objects.delete("k")
    await objects.delete("k")
    assert await objects.head("k") is None


async def test_a_deleted_key_can_be_stored_again(objects):
    await objects.put_if_absent("k", b"first")
    await objects.delete("k")
    assert await objects.put_if_absent("k", b"second") is True
    assert await objects.get("k") == b"second"


async def test_list_gives_the_finished_objects_of_a_prefix(objects):
    for key in ("b/2", "a/1", "b/1"):
        await objects.put_if_absent(key, key.encode())
    assert [info.key async for info in objects.list("b/")] == ["b/1", "b/2"]


async def test_the_probe_finds_what_is_promised_and_leaves_nothing(objects):
    await probe_object_store(objects, RandomIds())
    assert [info async for info in objects.list()] == []


async def test_a_sweep_removes_no_object(objects):
    """What is left of killed writers is different on each engine, and has tests of its own."""
    await objects.put_if_absent("a/k", b"value")
    await objects.put_if_absent("b/k", chunks(b"x" * (3 << 20)))
    assert await objects.sweep("a/", time.time() + 3600) == 0
    assert [info.key async for info in objects.list()] == ["a/k", "b/k"]
