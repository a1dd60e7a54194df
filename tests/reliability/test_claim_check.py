"""The promises of the claim check, one test for each."""

import json
import tracemalloc
from dataclasses import replace

import pytest
from harness.world import CountingIds, HandClock, Meter

from docsgate_reliability.adapters.files.object_store import FileObjectStore
from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.memory.object_store import MemoryObjectStore
from docsgate_reliability.compression import decompressed_parts
from docsgate_reliability.errors import (
    AlreadyHandled,
    ClaimExpired,
    ClaimLost,
    DigestMismatch,
    Rejected,
)
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.patterns.claim_check.collector import ClaimCollector
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

POLICY = ClaimPolicy(frozenset({"a", "b"}), threshold_bytes=1000, grace_seconds=60, ttl_seconds=999)
LARGE = Message("large", b"L" * 5000, "key", {"kind": "report"})


class Parts:
    """A claim check, its collector, and everything below them."""

    def __init__(self, policy=POLICY, objects=None):
        self.world = World(HandClock(), CountingIds(), meter=Meter())
        self.objects = objects or MemoryObjectStore(self.world.clock)
        self.register = MemoryKeyValue(self.world.clock)
        self.layer = ClaimCheck(self.objects, self.register, policy, self.world)
        self.collector = ClaimCollector(self.objects, self.register, policy, self.world)

    async def send(self, message):
        prepared = await self.layer.prepare(message)
        await prepared.seal(None)
        return prepared.message

    async def stored(self):
        return [info.key async for info in self.objects.list()]


async def test_a_message_at_the_threshold_passes_unchanged():
    parts = Parts()
    headers = {"kind": "h" * 100}
    bare = Message("id", b"", "key", headers).size_bytes
    fits = Message("id", b"x" * (1000 - bare), "key", headers)
    assert await parts.send(fits) == fits
    assert await parts.stored() == []


async def test_headers_count_towards_the_threshold():
    parts = Parts()
    bare = Message("id", b"", "key", {"kind": "h" * 100}).size_bytes
    over = Message("id", b"x" * (1001 - bare), "key", {"kind": "h" * 100})
    assert (await parts.send(over)).body == b""
    assert len(await parts.stored()) == 1


async def test_the_claim_id_stands_in_the_configured_header():
    parts = Parts(replace(POLICY, field="headers.x-payload-at"))
    ticket = await parts.send(LARGE)
    assert [ticket.headers["x-payload-at"]] == await parts.stored()
    assert ticket.headers["kind"] == "report"
    assert (await parts.layer.open(ticket, "a")).message == LARGE


async def test_the_claim_id_stands_in_the_configured_field_of_the_body():
    parts = Parts(replace(POLICY, field="body.payload_ref"))
    ticket = await parts.send(LARGE)
    assert [json.loads(ticket.body)["payload_ref"]] == await parts.stored()
    assert (await parts.layer.open(ticket, "a")).message == LARGE


async def test_a_message_cannot_name_a_claim_by_itself():
    parts = Parts()
    for header in ("claim_id", "claim-digest"):
        with pytest.raises(Rejected):
            await parts.layer.prepare(Message("id", b"", headers={header: "id-1"}))


async def test_every_group_redeems_and_the_last_one_starts_the_grace():
    parts = Parts()
    ticket = await parts.send(LARGE)
    for group in ("a", "b"):
        assert await parts.collector.collect() == 0
        opened = await parts.layer.open(ticket, group)
        assert opened.message == LARGE
        await opened.close()
    assert await parts.collector.collect() == 0
    parts.world.clock.advance(60)
    assert await parts.collector.collect() == 1
    assert await parts.stored() == []


async def test_a_redelivery_after_the_deletion_is_already_handled():
    parts = Parts()
    ticket = await parts.send(LARGE)
    for group in ("a", "b"):
        await (await parts.layer.open(ticket, group)).close()
    parts.world.clock.advance(60)
    await parts.collector.collect()
    for group in ("a", "b"):
        with pytest.raises(AlreadyHandled):
            await parts.layer.open(ticket, group)
    assert parts.world.meter["claim_check.lost"] == 0


async def test_a_payload_nobody_published_goes_after_the_grace():
    parts = Parts()
    prepared = await parts.layer.prepare(LARGE)
    parts.world.clock.advance(59)
    assert await parts.collector.collect() == 0
    parts.world.clock.advance(1)
    assert await parts.collector.collect() == 1
    with pytest.raises(ClaimExpired):
        await prepared.seal(None)


@pytest.mark.parametrize("asleep", [60, 998, 999, 5000])
async def test_a_publisher_that_slept_for_days_publishes_no_claim_without_payload(asleep):
    """The collector removes old marks, and a late publisher must not seal a claim after that."""
    parts = Parts()
    prepared = await parts.layer.prepare(LARGE)
    parts.world.clock.advance(60)
    assert await parts.collector.collect() == 1
    parts.world.clock.advance(asleep)
    await parts.collector.collect()
    with pytest.raises(ClaimExpired):
        await prepared.seal(None)


async def test_an_empty_body_with_large_headers_is_claimed_and_comes_back():
    parts = Parts()
    message = Message("id", b"", "key", {"kind": "h" * 2000})
    ticket = await parts.send(message)
    assert len(await parts.stored()) == 1
    assert (await parts.layer.open(ticket, "a")).message == message


async def test_a_packed_message_without_its_size_is_refused():
    parts = Parts(replace(POLICY, compress=True))
    ticket = await parts.send(LARGE)
    for size in ("", "many", "-1"):
        forged = replace(ticket, headers={**ticket.headers, "claim-size": size})
        with pytest.raises(DigestMismatch):
            await parts.layer.open(forged, "a")


async def test_a_payload_that_one_group_never_read_goes_with_its_time():
    parts = Parts()
    ticket = await parts.send(LARGE)
    await (await parts.layer.open(ticket, "a")).close()
    parts.world.clock.advance(998)
    assert await parts.collector.collect() == 0
    parts.world.clock.advance(1)
    assert await parts.collector.collect() == 1
    with pytest.raises(ClaimLost):
        await parts.layer.open(ticket, "b")
    parts.world.clock.advance(999)
    await parts.collector.collect()
    assert [key async for key, _ in parts.register.scan()] == []


async def test_without_deletion_only_the_time_ends_a_payload():
    parts = Parts(replace(POLICY, delete_when_done=False))
    ticket = await parts.send(LARGE)
    for group in ("a", "b"):
        await (await parts.layer.open(ticket, group)).close()
    parts.world.clock.advance(998)
    assert await parts.collector.collect() == 0
    parts.world.clock.advance(1)
    assert await parts.collector.collect() == 1


async def test_a_collector_that_died_after_condemning_is_finished_by_the_next():
    parts = Parts()
    await parts.layer.prepare(LARGE)
    parts.world.clock.advance(60)

    def die(name):
        if name == "claim.condemned":
            raise KeyboardInterrupt

    world = replace(parts.world, fault=die)
    dying = ClaimCollector(parts.objects, parts.register, POLICY, world)
    with pytest.raises(KeyboardInterrupt):
        await dying.collect()
    assert len(await parts.stored()) == 1
    assert await parts.collector.collect() == 1
    assert await parts.stored() == []


async def test_compression_makes_a_large_message_small_enough_for_the_queue():
    parts = Parts(replace(POLICY, compress=True))
    ticket = await parts.send(LARGE)
    assert ticket.size_bytes < 1000
    assert await parts.stored() == []
    assert (await parts.layer.open(ticket, "a")).message == LARGE


async def test_compression_stores_less():
    parts = Parts(replace(POLICY, compress=True, threshold_bytes=100))
    message = replace(LARGE, body=b"".join(b"%d" % n for n in range(20_000)))
    ticket = await parts.send(message)
    (info,) = [info async for info in parts.objects.list()]
    assert info.size_bytes < len(message.body) / 2
    assert parts.world.meter["claim_check.stored_bytes"] == info.size_bytes
    assert (await parts.layer.open(ticket, "a")).message == message


async def test_a_payload_that_unpacks_to_more_than_it_says_is_refused():
    parts = Parts(replace(POLICY, compress=True))
    ticket = await parts.send(LARGE)
    forged = replace(ticket, headers={**ticket.headers, "claim-size": "4000"})
    with pytest.raises(DigestMismatch):
        await parts.layer.open(forged, "a")

    async def broken():
        yield b"not zlib"

    with pytest.raises(DigestMismatch):
        [piece async for piece in decompressed_parts(broken(), 10)]


@pytest.mark.parametrize("size", ["", "-1", "1e3", "\u0664", "9" * 5000])
async def test_a_size_that_is_no_number_of_bytes_is_refused(size):
    parts = Parts(replace(POLICY, compress=True))
    ticket = await parts.send(LARGE)
    forged = replace(ticket, headers={**ticket.headers, "claim-size": size})
    with pytest.raises(DigestMismatch):
        await parts.layer.open(forged, "a")


async def test_a_register_that_was_altered_is_not_believed():
    parts = Parts()
    first, second = await parts.send(LARGE), await parts.send(replace(LARGE, body=b"M" * 5000))
    swapped = await parts.register.get(second.headers["claim_id"])
    await parts.register.put(first.headers["claim_id"], swapped.value)
    with pytest.raises(DigestMismatch):
        await parts.layer.open(first, "a")


@pytest.mark.parametrize("compress", [False, True])
async def test_a_large_stream_is_never_held_in_memory(tmp_path, compress):
    parts = Parts(replace(POLICY, compress=compress), FileObjectStore(tmp_path))
    pieces, size = 48, 1 << 20

    async def source():
        for n in range(pieces):
            yield bytes([n]) * size

    tracemalloc.start()
    prepared = await parts.layer.prepare_stream(LARGE, source())
    await prepared.seal(None)
    opened, chunks = await parts.layer.open_stream(prepared.message, "a")
    counts = [0] * pieces
    async for chunk in chunks:
        for n in set(chunk[:: 1 << 18]):
            counts[n] += chunk.count(n)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    await opened.close()
    assert counts == [size] * pieces
    assert peak < pieces * size / 2


async def collect(chunks, into):
    async for chunk in chunks:
        into.append(chunk)


async def test_no_chunk_of_an_altered_stream_is_handed_over(tmp_path):
    parts = Parts(objects=FileObjectStore(tmp_path))

    async def source():
        yield b"x" * (9 << 20)

    prepared = await parts.layer.prepare_stream(LARGE, source())
    await prepared.seal(None)
    (path,) = tmp_path.glob("=*")
    with path.open("r+b") as file:
        file.seek(5 << 20)
        file.write(b"y")
    _, chunks = await parts.layer.open_stream(prepared.message, "a")
    good = []
    with pytest.raises(DigestMismatch):
        await collect(chunks, good)
    assert b"".join(good) == b"x" * (4 << 20)
