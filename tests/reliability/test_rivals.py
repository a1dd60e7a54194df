"""Tasks and processes that want to write the same at the same time, on a disk that takes its time.

With `-s` or `-rP` the test of four rivals prints how long they took, in commits of this disk.
"""

import asyncio
import statistics
import sys
import time
from collections import Counter

import pytest
from harness.counting import Counting, put
from harness.naive_engines import (
    ErrorsAtOnce,
    Livelocked,
    NeverStubborn,
    NoWay,
    OpenWhileAnybodyWaits,
)
from harness.world import Meter

from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.memory.object_store import MemoryObjectStore
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.connection import connect
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.adapters.sqlite.lock import GIVE_WAY_SECONDS, Sign, WriteLock
from docsgate_reliability.errors import Conflict, Unavailable
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.values import ABSENT, Message
from docsgate_reliability.world import World
from tools.disks import is_in_memory

ROUNDS, ROUNDS_MAX = 5, 20
COMMITS_MAX = 20
PATIENCE_SECONDS, IMPATIENCE_SECONDS = 10.0, 0.7


async def increment(bucket, name="n"):
    """Add one to a number as optimistic writers do: on a conflict, look again at once."""
    while True:
        entry = await bucket.get(name)
        try:
            await bucket.put(name, b"%d" % (int(entry.value) + 1), expect=entry.version)
        except Conflict:
            await asyncio.sleep(0)
        else:
            return


async def rivals(engine, count, patience=PATIENCE_SECONDS):
    """Let so many tasks add one each; return the seconds that they took, and those of a commit."""
    bucket = SqlStore(engine).bucket("numbers")
    begin = time.perf_counter()
    for _ in range(COMMITS_MAX):
        await bucket.put("n", b"0")
    commit = (time.perf_counter() - begin) / COMMITS_MAX
    begin = time.perf_counter()
    async with asyncio.timeout(patience), asyncio.TaskGroup() as group:
        for _ in range(count):
            group.create_task(increment(bucket))
    assert (await bucket.get("n")).value == b"%d" % count
    return time.perf_counter() - begin, commit


@pytest.mark.parametrize(("count", "commits_max"), [(4, COMMITS_MAX), (8, 2 * COMMITS_MAX)])
async def test_rivals_that_try_again_are_soon_done(disk, count, commits_max):
    engine = SqliteEngine(disk / "app.db")
    measured = [await rivals(engine, count) for _ in range(ROUNDS)]
    engine.close()
    commits = statistics.median(took / commit for took, commit in measured)
    commit = statistics.median(commit for _, commit in measured) * 1000
    sys.stdout.write(f"{count} rivals: {commits:.1f} commits of {commit:.1f} ms\n")
    assert commits <= commits_max or is_in_memory(disk)


async def test_without_seeing_the_others_through_no_rival_gets_anywhere(disk):
    engine = Livelocked(disk / "app.db")
    engine._commit_seconds = (1.0, 1.0)
    with pytest.raises(TimeoutError):
        await rivals(engine, 4, IMPATIENCE_SECONDS)
    engine.close()


@pytest.mark.parametrize("engine_class", [SqliteEngine, ErrorsAtOnce])
async def test_an_error_is_raised_only_when_what_it_was_about_is_committed(tmp_path, engine_class):
    """The second writer fails on the row of the first, whose commit then fails: both are told."""
    engine = engine_class(tmp_path / "app.db", opener=Counting)
    engine._commit_seconds, engine._writer.fail = (1.0, 1.0), True
    results = await asyncio.gather(*(put(engine, "same") for _ in "ab"), return_exceptions=True)
    kinds = [type(result) for result in results]
    assert kinds == [Unavailable, Conflict if engine_class is ErrorsAtOnce else Unavailable]
    assert await put(engine, "same")
    engine.close()


async def crowd(engine_class, path, members):
    """How many commits some tasks need that arrive while the first of them waits."""
    engine = engine_class(path, opener=Counting)
    engine._commit_seconds, engine._writer.commits = (1.0, 1.0), 0

    async def work(number):
        async with SqlStore(engine).transaction() as tx:
            await tx.bucket("rows").put(f"{number}", b"")
            await asyncio.sleep(0.005)

    await asyncio.gather(*map(work, range(members)))
    engine.close()
    return engine._writer.commits


async def test_a_group_waits_only_so_long_for_others_to_join(tmp_path):
    assert await crowd(SqliteEngine, tmp_path / "app.db", 40) >= 5
    assert await crowd(OpenWhileAnybodyWaits, tmp_path / "naive.db", 40) == 1


async def bystander(engine, patience=PATIENCE_SECONDS):
    """How long a write takes that has nothing to do with four tasks which fail for ever."""
    bucket, stop = SqlStore(engine).bucket("numbers"), asyncio.Event()

    async def fail():
        while not stop.is_set():
            with pytest.raises(Conflict):
                await bucket.put("n", b"", expect=ABSENT)
            await asyncio.sleep(0)

    await bucket.put("n", b"")
    rest = [asyncio.ensure_future(fail()) for _ in range(4)]
    await asyncio.sleep(0.05)
    begin = time.perf_counter()
    try:
        await asyncio.wait_for(put(engine, "apart"), patience)
    finally:
        stop.set()
        await asyncio.gather(*rest)
    return time.perf_counter() - begin


async def test_tasks_that_fail_for_ever_hold_up_no_other(disk):
    engine = SqliteEngine(disk / "app.db")
    await bystander(engine)
    engine.close()


async def test_while_an_open_group_would(disk):
    engine = Livelocked(disk / "app.db")
    engine._commit_seconds = (1.0, 1.0)
    with pytest.raises(TimeoutError):
        await bystander(engine, IMPATIENCE_SECONDS)
    engine.close()


async def rounds_until_another_writes(path, lock_class):
    """How often a busy process commits and begins again before another one that waits begins."""
    engine = SqliteEngine(path)
    busy, other = connect(str(path)), connect(str(path))
    lock, waiting = lock_class(busy), WriteLock(other)

    async def write():
        await waiting.take()
        other.execute("COMMIT")

    await lock.take()
    turn, rounds = asyncio.ensure_future(write()), 0
    while not turn.done() and rounds < ROUNDS_MAX:
        await asyncio.sleep(0.002)
        busy.execute("COMMIT")
        await lock.take()
        rounds += 1
    busy.execute("COMMIT")
    await turn
    for each in (lock, waiting, busy, other, engine):
        each.close()
    return rounds


async def test_a_busy_process_gives_way_to_another(tmp_path):
    assert await rounds_until_another_writes(tmp_path / "app.db", WriteLock) <= 2
    assert await rounds_until_another_writes(tmp_path / "naive.db", NoWay) == ROUNDS_MAX


async def beside_a_stopped_process(path, lock_class):
    """The seconds that 50 commits take while a process that does not go on holds up its sign."""
    engine, sign = SqliteEngine(path), Sign(str(path))
    engine._lock.close()
    engine._lock = lock_class(engine._writer)
    sign.put_up()
    begin = time.perf_counter()
    for number in range(50):
        await put(engine, f"{number}")
    took = time.perf_counter() - begin
    sign.close()
    engine.close()
    return took


async def test_nobody_gives_way_for_long_to_a_process_that_is_stopped(tmp_path):
    took = await beside_a_stopped_process(tmp_path / "app.db", WriteLock)
    naive = await beside_a_stopped_process(tmp_path / "naive.db", NeverStubborn)
    assert took < naive / 2
    assert naive > 50 * GIVE_WAY_SECONDS


async def test_without_the_file_of_the_signs_everything_works(tmp_path):
    (tmp_path / "app.db-turn").mkdir()
    engine, other = SqliteEngine(tmp_path / "app.db"), SqliteEngine(tmp_path / "app.db")
    async with SqlStore(engine).transaction():
        waiting = asyncio.ensure_future(put(other, "b"))
        await asyncio.sleep(0.01)
    await waiting
    for each in (engine, other):
        each.close()


class Contended(MemoryKeyValue):
    """A register in which somebody else writes first, some times."""

    conflicts = 0

    async def put(self, key, value, *, expect=None, ttl_seconds=None):
        if self.conflicts:
            self.conflicts -= 1
            raise Conflict(key)
        return await super().put(key, value, expect=expect, ttl_seconds=ttl_seconds)


async def test_a_group_that_is_done_backs_off_while_others_write():
    naps, register = [], Contended()

    async def nap(seconds):
        naps.append(seconds)

    policy = ClaimPolicy(frozenset({"g"}), threshold_bytes=10)
    layer = ClaimCheck(MemoryObjectStore(), register, policy, World(nap=nap))
    prepared = await layer.prepare(Message("large", b"x" * 100))
    await prepared.seal(None)
    opened = await layer.open(prepared.message, "g")
    register.conflicts = 9
    await opened.close()
    assert naps == [0.001, 0.002, 0.004, 0.008, 0.016, 0.032, 0.064, 0.1, 0.1]


CLAIMS = """
backends: {{db: {{type: sqlite, path: {disk}/app.db}}, blobs: {{type: files, path: {disk}/blobs}}}}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {{backend: db, groups: [{groups}]}}
    layers: [claim-check: {{store: blobs, claims: db, threshold: 1KiB}}]
"""
GROUPS = [f"g{number}" for number in range(6)]
LARGE = 8


async def test_groups_that_are_done_at_the_same_time_handle_each_payload_once(disk):
    """Six groups write "done" into the same rows of the register."""
    handled, meter = Counter(), Meter()
    configuration = load(CLAIMS.format(disk=disk, groups=", ".join(GROUPS)))
    async with open_namespace(configuration, "orders", World(meter=meter)) as parts:
        for number in range(LARGE):
            await parts.client.publish(Message(f"m{number}", b"x" * 5000))

        async def consume(group):
            async def handle(message, _tx):
                handled[group, message.id] += 1

            while await parts.client.consume(group, handle, limit=LARGE):
                pass

        await asyncio.wait_for(asyncio.gather(*map(consume, GROUPS)), 30)
    assert set(handled.values()) == {1}
    assert len(handled) == LARGE * len(GROUPS)
    assert meter["queue.retried"] == 0
