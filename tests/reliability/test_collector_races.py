"""A collector and an open transaction compete for a claim: the second one fails, on every store."""

import asyncio
import os
import time
from pathlib import Path

import pytest
from harness.world import Meter

from docsgate_reliability.adapters.files.object_store import FileObjectStore
from docsgate_reliability.errors import ClaimExpired, ClaimLost, Conflict
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.patterns.claim_check.collector import ClaimCollector
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

POLICY = ClaimPolicy(frozenset({"g"}), threshold_bytes=10, grace_seconds=60, ttl_seconds=999)
LARGE = Message("large", b"L" * 500)


class ShiftedClock:
    """A clock that is some seconds ahead of the system's time."""

    def __init__(self, seconds):
        self.seconds = seconds

    def now(self):
        return time.time() + self.seconds


@pytest.fixture
def parts(tmp_path):
    """Two processes with one object store: a publisher, and a collector whose clock is ahead."""
    objects = FileObjectStore(tmp_path / "blobs")

    def build(store):
        claims, ahead = store.bucket("claims"), World(clock=ShiftedClock(61), meter=Meter())
        layer = ClaimCheck(objects, claims, POLICY)
        return layer, ClaimCollector(objects, claims, POLICY, ahead)

    return build


async def test_a_collector_beside_an_open_transaction_takes_nothing_that_is_committed(store, parts):
    layer, collector = parts(store)
    prepared = await layer.prepare(LARGE)
    committed = True
    try:
        async with store.transaction() as tx:
            await prepared.seal(tx)
            collecting = asyncio.ensure_future(collector.collect())
            await asyncio.sleep(0.1)
            await tx.append("outbox", prepared.message)
    except Conflict:  # In memory the collector came first, so everything is undone.
        committed = False
    collected = await collecting
    assert committed == (collected == 0)
    assert len(await store.pending("outbox", 10)) == committed
    if committed:
        assert (await layer.open(prepared.message, "g")).message == LARGE


async def test_a_transaction_after_the_collector_publishes_nothing(store, parts):
    layer, collector = parts(store)
    prepared = await layer.prepare(LARGE)
    assert await collector.collect() == 1
    with pytest.raises(ClaimExpired):  # noqa: PT012
        async with store.transaction() as tx:
            await tx.append("outbox", prepared.message)
            await prepared.seal(tx)
    assert await store.pending("outbox", 10) == []


async def test_an_aborted_transaction_leaves_its_payload_to_the_collector(store, parts):
    layer, collector = parts(store)
    prepared = await layer.prepare(LARGE)
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with store.transaction() as tx:
            await prepared.seal(tx)
            raise ZeroDivisionError
    assert await collector.collect() == 1


async def test_collectors_at_once_do_each_other_no_harm(store, parts):
    layer, collector = parts(store)
    for _ in range(5):
        await layer.prepare(LARGE)
    counts = await asyncio.gather(collector.collect(), collector.collect(), collector.collect())
    assert sum(counts) >= 5
    assert [info async for info in collector._store.list()] == []
    assert await collector.collect() == 0


async def test_files_of_others_do_not_hold_up_a_collector(tmp_path):
    store = FileObjectStore(tmp_path)
    await store.put_if_absent("claims/mine", b"")
    for name in (b"=\xff\xfe", b"=a b", b"README"):
        Path(tmp_path, os.fsdecode(name)).touch()  # noqa: ASYNC240 - before anything waits.
    assert [info.key async for info in store.list()] == ["claims/mine"]


async def test_a_row_that_is_no_record_is_left_alone_and_holds_nothing_up(store, parts):
    layer, collector = parts(store)
    await layer.prepare(LARGE)
    claims = store.bucket("claims")
    for number, value in enumerate((b"", b"{}", b"[]", b"\xff", b'{"chunks": 1, "done": []}')):
        await claims.put(f"claims/odd-{number}", value)
    assert await collector.collect() == 1
    assert await claims.get("claims/odd-4") is not None


async def test_a_payload_whose_record_was_overwritten_is_lost_and_not_collected(store, parts):
    layer, collector = parts(store)
    prepared = await layer.prepare(LARGE)
    await prepared.seal(None)
    await store.bucket("claims").put(prepared.message.headers["claim_id"], b"what?")
    with pytest.raises(ClaimLost):
        await layer.open(prepared.message, "g")
    assert await collector.collect() == 0
