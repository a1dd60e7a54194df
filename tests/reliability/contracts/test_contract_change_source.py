"""The promises of `ChangeSource`."""

import asyncio
import math

import pytest
from harness.adapters import key_of


async def put(store, *keys, value=b"value"):
    async with store.transaction() as tx:
        for key in keys:
            await tx.bucket("orders").put(key, value)


def keys_of(found):
    return [[key_of(change) for change in change_set.changes] for change_set in found]


async def test_whole_transactions_are_told_in_the_order_of_their_commits(changes):
    store, source = changes
    await put(store, "a", "b")
    await put(store, "c")
    found = await source.transactions(0, 10)
    assert keys_of(found) == [["a", "b"], ["c"]]
    assert found[0].position < found[1].position


async def test_a_number_without_end_does_not_hold_up_the_others(changes):
    store, source = changes
    await store.bucket("orders").put("a", b"value", ttl_seconds=math.inf)
    await put(store, "b")
    assert keys_of(await source.transactions(0, 10)) == [["a"], ["b"]]


async def test_what_was_undone_is_never_told(changes):
    store, source = changes
    await put(store, "a")
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with store.transaction() as tx:
            await tx.bucket("orders").put("undone", b"")
            raise ZeroDivisionError
    await put(store, "b")
    assert keys_of(await source.transactions(0, 10)) == [["a"], ["b"]]


async def test_a_row_is_told_with_what_it_was_and_what_it_is(changes):
    store, source = changes
    await put(store, "a")
    await put(store, "a", value=b"other")
    await store.bucket("orders").delete("a")
    created, changed, deleted = [c for s in await source.transactions(0, 10) for c in s.changes]
    assert (created.before, changed.after is None, deleted.after) == (None, False, None)
    assert key_of(deleted) == "a"
    assert created.after["value"] != changed.after["value"]


async def test_they_are_told_again_until_they_are_confirmed(changes):
    store, source = changes
    await put(store, "a")
    await put(store, "b")
    first, second = await source.transactions(0, 10)
    assert await source.transactions(0, 10) == [first, second]
    await source.confirm(first.position)
    assert await source.transactions(0, 10) == [second]
    await source.confirm(second.position)
    assert await source.transactions(0, 10) == []
    await put(store, "c")
    (third,) = await source.transactions(0, 10)
    assert (keys_of([third]), third.position > second.position) == ([["c"]], True)


async def test_reading_goes_on_after_a_position_up_to_a_limit(changes):
    store, source = changes
    for key in "abcd":
        await put(store, key, f"{key}{key}")
    (first,) = await source.transactions(0, 1)
    assert keys_of([first]) == [["a", "aa"]]
    assert keys_of(await source.transactions(first.position, 2)) == [["b", "bb"], ["c", "cc"]]


async def test_nothing_is_missed_or_split_under_concurrent_writers(changes):
    store, source = changes

    async def write(writer):
        for n in range(8):
            await put(store, f"{writer}-{n}-x", f"{writer}-{n}-y")

    await asyncio.gather(*(write(writer) for writer in range(6)))
    found = await source.transactions(0, 1000)
    assert sorted(keys_of(found)) == sorted(
        [f"{w}-{n}-x", f"{w}-{n}-y"] for w in range(6) for n in range(8)
    )
    positions = [change_set.position for change_set in found]
    assert positions == sorted(set(positions))
