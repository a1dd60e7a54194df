"""A configuration with one group more, beside processes that run the one before it.

`billing` is there from the beginning, and `audit` is added. Whoever opens a namespace with `audit`
makes every publisher and every collector count with it.
"""

import asyncio
import time
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from harness.naive_groups import NAIVE, SealsWithoutGroups
from harness.world import Meter

from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.memory.object_store import MemoryObjectStore
from docsgate_reliability.errors import Conflict
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.patterns.claim_check.collector import ClaimCollector
from docsgate_reliability.patterns.claim_check.groups import announce, announced
from docsgate_reliability.patterns.claim_check.record import LIVE, ClaimRecord
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

TEXT = """
backends:
  db: {{type: sqlite, path: {path}/app.db}}
  blobs: {{type: files, path: {path}/blobs}}
{bus}namespaces:
  - name: {name}
    pattern: publish-consume
    queue: {{backend: {queue}, groups: [{groups}], retention: 1h{more}}}
    layers:
      - claim-check: {{store: blobs, claims: db, threshold: 1KiB, grace: 1m, ttl: 2h{delete}}}
"""
OLD, NEW = "billing", "billing, audit"
LARGE = 5000


class Later:
    """A clock that is ahead of the system's time."""

    def __init__(self, seconds):
        self.seconds = seconds

    def now(self):
        return time.time() + self.seconds


class Place:
    """Where the namespaces of one test are, and the engine that holds their queue."""

    def __init__(self, path, bus=""):
        self.path, self.bus = path, bus

    @asynccontextmanager
    async def open(self, groups, more="", delete="", later=0.0):
        """The namespace as a process with these groups sees it, and the metrics of that process."""
        bus = f"  bus: {self.bus}\n" if self.bus else ""
        text = TEXT.format(
            path=self.path,
            name=f"orders-{self.path.name}",
            bus=bus,
            queue="bus" if bus else "db",
            groups=groups,
            more=more,
            delete=delete,
        )
        world = World(clock=Later(later), meter=Meter())
        async with open_namespace(load(text), f"orders-{self.path.name}", world) as parts:
            yield parts


@pytest.fixture
def embedded(tmp_path):
    return Place(tmp_path)


@pytest.fixture
def jetstream(tmp_path, nats):
    return Place(tmp_path, f'{{type: nats-jetstream, url: "{nats.url}", sync_interval: always}}')


@pytest.fixture
def postgres_place(tmp_path, database):
    return Place(tmp_path, f'{{type: postgres, url: "{database.url}"}}')


PLACES = pytest.mark.parametrize(
    "place",
    [
        "embedded",
        pytest.param("jetstream", marks=pytest.mark.engines),
        pytest.param("postgres_place", marks=pytest.mark.engines),
    ],
)


async def publish(parts, *ids, size=LARGE):
    for id_ in ids:
        await parts.client.publish(Message(id_, b"x" * size))


async def consumed(parts, group):
    """The ids that a group gets, until there are no more."""
    got = []

    async def handle(message, _tx):
        got.append(message.id)

    while await parts.client.consume(group, handle, limit=100, wait_seconds=0.3):
        pass
    assert await parts.queue.dead(group) == []
    return got


async def rolling_deployment(place, collecting):
    """The new and the old process publish, the old one consumes, and one of them collects."""
    async with place.open(NEW) as new, place.open(OLD) as old:
        await publish(new, "from-new")
        await publish(old, "from-old")
        billing = await consumed(old, "billing")
    async with place.open(collecting, later=120.0) as parts:
        collected = await parts.collector.collect()
    async with place.open(NEW) as new:
        return billing, collected, await consumed(new, "audit")


@PLACES
@pytest.mark.parametrize("collecting", [OLD, NEW])
async def test_a_group_that_only_the_new_processes_know_loses_nothing(place, collecting, request):
    found = await rolling_deployment(request.getfixturevalue(place), collecting)
    assert found == (["from-new", "from-old"], 0, ["from-new", "from-old"])


@pytest.mark.parametrize("naive", NAIVE)
async def test_a_part_that_knows_its_own_groups_alone_is_caught(embedded, naive, monkeypatch):
    monkeypatch.setattr(*NAIVE[naive])
    try:
        found = await rolling_deployment(embedded, OLD)
    except AssertionError:
        return  # There was a dead letter.
    assert found != (["from-new", "from-old"], 0, ["from-new", "from-old"])


@pytest.mark.parametrize(("sealing", "collected"), [(ClaimCheck, 0), (SealsWithoutGroups, 1)])
async def test_the_groups_of_the_publisher_are_in_the_record(sealing, collected):
    """So a collector honours them even where no process has entered its groups."""
    objects, claims, clock = MemoryObjectStore(), MemoryKeyValue(), Later(0.0)
    world, alone = World(clock=clock), ClaimPolicy(frozenset({"billing"}), 1000)
    both = replace(alone, groups=frozenset({"billing", "audit"}))
    prepared = await sealing(objects, claims, both, world).prepare(Message("large", b"x" * LARGE))
    await prepared.seal(None)
    opened = await ClaimCheck(objects, claims, alone, world).open(prepared.message, "billing")
    await opened.close()
    clock.seconds = alone.grace_seconds * 2
    assert await ClaimCollector(objects, claims, alone, world).collect() == collected


@PLACES
async def test_when_all_groups_are_done_the_payload_goes(place, request):
    place = request.getfixturevalue(place)
    async with place.open(NEW) as new, place.open(OLD) as old:
        await publish(new, "large")
        await consumed(new, "audit")
        await consumed(old, "billing")
    async with place.open(OLD, later=120.0) as parts:
        assert await parts.collector.collect() == 1


@PLACES
async def test_a_new_group_gets_what_is_published_from_now_on(place, request):
    """Also on JetStream, which still has the old messages, but not their payloads any more."""
    place = request.getfixturevalue(place)
    async with place.open(OLD) as old:
        await publish(old, "done")
        await consumed(old, "billing")
        await publish(old, "waiting")
    async with place.open(OLD, later=120.0) as old:
        assert await old.collector.collect() == 1
    async with place.open(NEW) as new:
        await publish(new, "later")
        assert await consumed(new, "audit") == ["later"]
        assert await consumed(new, "billing") == ["waiting", "later"]


START = {"more": ", new_groups: start", "delete": ", delete: ttl"}


@PLACES
async def test_or_from_the_start_if_that_is_configured(place, request):
    """The start is what the engine still has: JetStream keeps all, the others what waits."""
    place = request.getfixturevalue(place)
    async with place.open(OLD, **START) as old:
        await publish(old, "done")
        await consumed(old, "billing")
        await publish(old, "waiting")
    async with place.open(NEW, **START) as new:
        await publish(new, "later")
        kept = ["done"] if place.bus.startswith("{type: nats") else []
        assert await consumed(new, "audit") == [*kept, "waiting", "later"]
    async with place.open(NEW, **START) as new:  # Opened again, it is no new group.
        assert await consumed(new, "audit") == []


@PLACES
async def test_nobody_waits_for_a_group_that_is_retired(place, request):
    place = request.getfixturevalue(place)
    async with place.open(NEW) as parts:
        await publish(parts, "before")
        await consumed(parts, "billing")
    async with place.open(OLD, more=", retired: [audit]") as parts:
        await publish(parts, "after")
        assert await consumed(parts, "billing") == ["after"]
    async with place.open(OLD, more=", retired: [audit]", later=120.0) as parts:
        counts = [await parts.collector.collect()]
    async with place.open(OLD, more=", retired: [audit]", later=240.0) as parts:
        counts.append(await parts.collector.collect())
    assert counts == [1, 1]  # Of the first one, nobody knew before that it was done.
    async with place.open(NEW) as parts:
        assert await consumed(parts, "audit") == []


async def test_a_retired_group_leaves_no_rows(embedded):
    async with embedded.open(NEW) as parts:
        await publish(parts, "small", size=10)
        await consumed(parts, "billing")
    async with (
        embedded.open(OLD, more=", retired: [audit]") as parts,
        parts.queue.transaction() as tx,
    ):
        for table in ("rel_message", "rel_delivery"):
            assert await tx.execute(f"SELECT * FROM {table}") == []


@pytest.mark.engines
async def test_whoever_adds_a_group_waits_for_publications_under_way(postgres_place):
    """One that began before the group was there commits after it, and must not be missed."""
    async with postgres_place.open(OLD, **START) as old:
        async with old.queue.transaction() as tx:
            await old.queue.publish_in(tx, [Message("under way", b"x")])
            opening = postgres_place.open(NEW, **START)
            entering = asyncio.ensure_future(opening.__aenter__())
            await asyncio.sleep(0.3)
            assert not entering.done()
        new = await asyncio.wait_for(entering, 5)
        assert await consumed(new, "audit") == ["under way"]
        await opening.__aexit__(None, None, None)


async def test_the_row_of_the_groups_survives_rivals():
    """Another process changes the row between reading and writing: nothing of it is lost."""

    class Rival(MemoryKeyValue):
        rivals = 2

        async def put(self, key, value, *, expect=None, ttl_seconds=None):
            if self.rivals:
                self.rivals -= 1
                await announce_plainly(self, f"rival-{self.rivals}")
            return await super().put(key, value, expect=expect, ttl_seconds=ttl_seconds)

    async def announce_plainly(claims, group):
        kept, claims.rivals = claims.rivals, 0
        await announce(claims, [group])
        claims.rivals = kept

    claims = Rival()
    await announce(claims, ["a"])
    assert await announced(claims) == {"a", "rival-0", "rival-1"}
    await announce(claims, ["b"], retired=["a"])
    assert await announced(claims) == {"b", "rival-0", "rival-1"}
    claims.rivals = 1000
    with pytest.raises(Conflict):
        await announce(claims, ["c"])


def test_a_record_of_another_version_can_be_read():
    record = ClaimRecord(LIVE, 1.0, ("a",), groups=("g",))
    assert ClaimRecord.decode(record.encode()) == record
    later = record.encode().replace(b"{", b'{"added": 1, ')
    assert ClaimRecord.decode(later) == record
    earlier = record.encode().replace(b', "groups": ["g"]', b"")
    assert ClaimRecord.decode(earlier) == ClaimRecord(LIVE, 1.0, ("a",))
    assert ClaimRecord.decode(b'{"added": 1}') is None
