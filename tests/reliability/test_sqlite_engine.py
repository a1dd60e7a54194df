"""Group commit: one sync for many transactions, and none of them returns before it."""

import asyncio
import sqlite3
import threading
from contextlib import suppress

import pytest
from harness.counting import keys, put, watched

from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Aborted, CapabilityMissing, Conflict, Unavailable


@pytest.fixture
def engine(tmp_path):
    with watched(tmp_path / "app.db") as engine:
        yield engine


async def test_transactions_that_wait_for_each_other_share_a_commit(engine):
    """A group is closed after 20 ms, in which a busy machine may not get to all of them."""
    await asyncio.gather(*(put(engine, f"{n:03}") for n in range(200)))
    assert len(await keys(engine)) == 200
    assert engine._writer.commits <= 50


async def test_a_commit_waits_in_a_thread_while_the_disk_is_slow(engine):
    """Only after a commit that was faster than a thread are the next two done without one."""
    loop, threads = threading.get_ident(), engine._writer.threads
    engine._writer.commit_seconds = 0.01
    threads.clear()
    engine._commit_seconds = (1.0, 1.0)
    await put(engine, "slow")
    await put(engine, "slow as the last one")
    assert loop not in threads
    engine._commit_seconds = (1.0, 0.0)
    for n in range(3):
        await put(engine, f"slow {n}")
    assert [thread == loop for thread in threads[-3:]] == [True, True, False]


@pytest.mark.parametrize("place", range(3))
async def test_one_that_fails_takes_nobody_with_it(engine, place):
    await put(engine, "taken")
    wanted = ["a", "b"]
    wanted.insert(place, "taken")
    results = await asyncio.gather(*(put(engine, key) for key in wanted), return_exceptions=True)
    assert [type(result) for result in results if result is not results[place]] == [int, int]
    assert isinstance(results[place], Conflict)
    assert await keys(engine) == ["a", "b", "taken"]


async def test_a_commit_that_fails_is_told_to_every_member_and_writes_nothing(engine):
    engine._writer.fail = True
    results = await asyncio.gather(*(put(engine, key) for key in "abc"), return_exceptions=True)
    assert [type(result) for result in results] == [Unavailable] * 3
    assert await keys(engine) == []
    await put(engine, "later")
    assert await keys(engine) == ["later"]


@pytest.mark.parametrize("broken", "abc")
async def test_a_disk_that_undoes_the_whole_group_is_told_to_every_member(engine, broken):
    engine._writer.breaks_at = broken
    tasks = [put(engine, key) for key in "abc"]
    results = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)
    assert isinstance(results["abc".index(broken)], Unavailable)
    stored = [key for key, result in zip("abc", results, strict=True) if isinstance(result, int)]
    assert await keys(engine) == stored
    await asyncio.wait_for(put(engine, "later"), 5)
    assert await keys(engine) == [*stored, "later"]


async def test_a_full_disk_is_unavailable_and_holds_up_nobody(engine):
    engine._writer.execute("PRAGMA max_page_count = 40").fetchall()
    rows = SqlStore(engine).bucket("rows")
    large = [rows.put(f"{n}", bytes(300_000 if n % 2 else 10)) for n in range(6)]
    results = await asyncio.wait_for(asyncio.gather(*large, return_exceptions=True), 5)
    assert [type(result) for result in results] == [int, Unavailable] * 3
    assert await keys(engine) == ["0", "2", "4"]
    await asyncio.wait_for(put(engine, "after"), 5)


@pytest.mark.parametrize("before", [0, 1])
async def test_a_transaction_that_sqlite_undid_takes_no_more_statements(engine, before):
    """Each statement would be committed by itself, so half a transaction would be stored."""
    store = SqlStore(engine)
    await put(engine, "taken")

    async def business():
        async with store.transaction() as tx:
            await tx.bucket("rows").put("one", b"")
            with suppress(sqlite3.IntegrityError):
                await tx.execute(
                    "INSERT OR ROLLBACK INTO rel_bucket SELECT * FROM rel_bucket WHERE name = ?",
                    "taken",
                )
            await tx.bucket("rows").put("two", b"")

    engine._commit_seconds = (1.0, 1.0)  # As slow as on a disk, so that they share a commit.
    others = [put(engine, f"{number}") for number in range(before)]
    results = await asyncio.gather(*others, business(), return_exceptions=True)
    # Alone, it hears of the failure that it caught; in a group, that the commit failed for all.
    expected = [Unavailable] * 2 if before else [Aborted]
    assert [type(result) for result in results] == expected
    assert await keys(engine) == ["taken"]
    await asyncio.wait_for(put(engine, "after"), 5)


async def test_closing_waits_for_a_commit_that_is_under_way(engine, tmp_path):
    """A caller that gives up closes at once, and SQLite would end the process with SIGSEGV."""
    engine._writer.commit_seconds, engine._commit_seconds = 0.05, (1.0, 1.0)
    task = asyncio.ensure_future(put(engine, "a"))
    while not engine._committing.locked():  # noqa: ASYNC110 - a lock of threads has no event.
        await asyncio.sleep(0)
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    engine.close()
    again = SqliteEngine(tmp_path / "app.db")
    assert await keys(again) == ["a"]
    again.close()


async def test_the_end_of_a_transaction_that_fails_is_undone_and_holds_up_nobody(engine):
    engine.close_transaction = "INSERT INTO nowhere VALUES (1)"
    with pytest.raises(sqlite3.OperationalError):
        await asyncio.wait_for(put(engine, "a"), 5)
    engine.close_transaction = ""
    await asyncio.wait_for(put(engine, "b"), 5)
    assert await keys(engine) == ["b"]


async def test_a_transaction_inside_of_another_is_an_error_and_no_standstill(engine):
    async def nested():
        async with SqlStore(engine).transaction() as tx:
            await tx.bucket("rows").put("outer", b"")
            await put(engine, "inner")

    with pytest.raises(RuntimeError, match="its own transaction"):
        await asyncio.wait_for(nested(), 5)
    assert await keys(engine) == []
    await asyncio.wait_for(put(engine, "after"), 5)


async def test_a_waiter_that_is_cancelled_strands_nobody(engine):
    """The first task leaves the commit to the second, which is cancelled before its turn."""
    store, entered, go = SqlStore(engine), asyncio.Event(), asyncio.Event()

    async def first():
        async with store.transaction() as tx:
            await tx.bucket("rows").put("first", b"")
            entered.set()
            await go.wait()

    one = asyncio.ensure_future(first())
    await entered.wait()
    two = asyncio.ensure_future(put(engine, "second"))
    await asyncio.sleep(0)
    go.set()
    await asyncio.sleep(0)
    two.cancel()
    await asyncio.wait_for(one, 5)
    assert "first" in await keys(engine)
    await asyncio.wait_for(put(engine, "third"), 5)


async def test_a_waiter_that_is_cancelled_twice_strands_nobody_later(engine):
    """It is cancelled before its turn, and again while it commits for the other tasks."""
    store, entered, go = SqlStore(engine), asyncio.Event(), asyncio.Event()
    engine._writer.commit_seconds, engine._commit_seconds = 0.02, (1.0, 1.0)

    async def first():
        async with store.transaction():
            entered.set()
            await go.wait()

    one = asyncio.ensure_future(first())
    await entered.wait()
    two = asyncio.ensure_future(put(engine, "second"))
    await asyncio.sleep(0)
    go.set()
    while engine._turn.locked():  # noqa: ASYNC110 - of all moments only this one.
        await asyncio.sleep(0)
    two.cancel()
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    two.cancel()
    await asyncio.gather(one, two, return_exceptions=True)
    assert two.cancelled()
    await asyncio.wait_for(put(engine, "third"), 5)


@pytest.mark.parametrize("pauses", range(12))
async def test_nor_one_that_is_cancelled_at_any_other_moment(engine, pauses):
    tasks = [asyncio.ensure_future(put(engine, f"{n}")) for n in range(6)]
    for _ in range(pauses):
        await asyncio.sleep(0)
    tasks[2].cancel()
    tasks[5].cancel()
    results = await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)
    done = [str(n) for n, result in enumerate(results) if isinstance(result, int)]
    assert set(done) >= {"0", "1", "3", "4"}
    assert set(done) <= set(await keys(engine))
    await asyncio.wait_for(put(engine, "after"), 5)


async def test_two_processes_take_turns(tmp_path, engine):
    """A second engine acts as a second process, because there is one write lock."""
    other = SqliteEngine(tmp_path / "app.db")
    async with SqlStore(engine).transaction() as tx:
        await tx.bucket("rows").put("a", b"")
        waiting = asyncio.ensure_future(put(other, "b"))
        await asyncio.sleep(0.05)
        assert not waiting.done()
    await asyncio.wait_for(waiting, 5)
    assert await keys(engine) == ["a", "b"]
    other.close()


@pytest.mark.parametrize("mode", ["NORMAL", "OFF"])
async def test_less_than_full_is_not_called_durable(tmp_path, mode):
    engine = SqliteEngine(tmp_path / "app.db", synchronous=mode)
    assert not SqlStore(engine).capabilities.durable
    with pytest.raises(CapabilityMissing):
        await engine.probe()
    engine.close()
