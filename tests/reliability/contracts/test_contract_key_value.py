"""The promises of `KeyValue`."""

import asyncio
import math

import pytest

from docsgate_reliability.errors import Conflict
from docsgate_reliability.values import ABSENT


async def test_a_stored_value_comes_back_with_its_version(key_value):
    version = await key_value.put("k", b"value")
    entry = await key_value.get("k")
    assert (entry.value, entry.version) == (b"value", version)


async def test_an_unknown_key_is_none(key_value):
    assert await key_value.get("k") is None


async def test_versions_differ_even_after_a_delete(key_value):
    versions = [await key_value.put("k", b"1"), await key_value.put("k", b"2")]
    await key_value.delete("k")
    versions.append(await key_value.put("k", b"3"))
    assert len(set(versions)) == 3
    assert ABSENT not in versions


async def test_an_expected_version_that_holds_is_written(key_value):
    version = await key_value.put("k", b"1", expect=ABSENT)
    await key_value.put("k", b"2", expect=version)
    assert (await key_value.get("k")).value == b"2"


async def test_an_expected_version_that_does_not_hold_changes_nothing(key_value):
    old = await key_value.put("k", b"1")
    await key_value.put("k", b"2")
    with pytest.raises(Conflict):
        await key_value.put("k", b"3", expect=old)
    with pytest.raises(Conflict):
        await key_value.put("k", b"3", expect=ABSENT)
    assert (await key_value.get("k")).value == b"2"


async def test_of_several_writers_with_one_expectation_one_wins(key_value):
    results = await asyncio.gather(
        *(key_value.put("k", b"%d" % n, expect=ABSENT) for n in range(8)), return_exceptions=True
    )
    won = [n for n, result in enumerate(results) if isinstance(result, int)]
    assert len(won) == 1
    assert all(isinstance(r, int | Conflict) for r in results)
    assert (await key_value.get("k")).value == b"%d" % won[0]


async def test_deleting_twice_is_not_an_error(key_value):
    await key_value.put("k", b"value")
    await key_value.delete("k")
    await key_value.delete("k")
    assert await key_value.get("k") is None


async def test_a_delete_with_a_stale_expectation_changes_nothing(key_value):
    old = await key_value.put("k", b"1")
    new = await key_value.put("k", b"2")
    with pytest.raises(Conflict):
        await key_value.delete("k", expect=old)
    assert (await key_value.get("k")).value == b"2"
    await key_value.delete("k", expect=new)
    assert await key_value.get("k") is None


async def test_a_deleted_key_can_be_created_again_by_expecting_none(key_value):
    await key_value.put("k", b"1")
    await key_value.delete("k")
    await key_value.put("k", b"2", expect=ABSENT)
    assert (await key_value.get("k")).value == b"2"


async def test_scan_gives_a_prefix_in_order(key_value):
    for key in ("b.2", "a.1", "b.1", "bc"):
        await key_value.put(key, key.encode())
    found = [(key, entry.value) async for key, entry in key_value.scan("b.")]
    assert found == [("b.1", b"b.1"), ("b.2", b"b.2")]


async def test_a_value_is_gone_when_its_time_is_over(key_value):
    await key_value.put("k", b"value", ttl_seconds=1.0)
    await key_value.put("stays", b"value")
    assert await key_value.get("k") is not None
    for _ in range(500):
        if await key_value.get("k") is None:
            break
        await asyncio.sleep(0.02)
    assert await key_value.get("k") is None
    assert [key async for key, _ in key_value.scan()] == ["stays"]
    await key_value.put("k", b"again", expect=ABSENT)


async def test_a_time_without_end_is_none(key_value):
    await key_value.put("k", b"value", ttl_seconds=math.inf)
    assert (await key_value.get("k")).value == b"value"


async def test_a_delete_that_expects_none_leaves_what_is_there(key_value):
    await key_value.delete("k", expect=ABSENT)
    version = await key_value.put("k", b"1", expect=ABSENT)
    with pytest.raises(Conflict):
        await key_value.delete("k", expect=ABSENT)
    assert (await key_value.get("k")).version == version
