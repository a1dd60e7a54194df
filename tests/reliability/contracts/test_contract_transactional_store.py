"""The promises of `TransactionalStore` and `Transaction`."""

# PT012 is off where a whole transaction is what must raise.

import asyncio
import time
from contextlib import suppress

import pytest
from harness.malformed import MALFORMED, spoilt

from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.adapters.sql.store import positions_of
from docsgate_reliability.errors import Aborted, Conflict, Fenced, Malformed, Misused
from docsgate_reliability.patterns.outbox.outbox import Outbox
from docsgate_reliability.values import ABSENT, Backlog, Message


def message(n, key="key"):
    return Message(f"id-{n}", b"body", key, {"n": str(n)})


async def test_a_transaction_commits_everything_together(store):
    async with store.transaction() as tx:
        await tx.bucket("orders").put("1", b"order")
        await tx.append("out", message(1))
    assert (await store.bucket("orders").get("1")).value == b"order"
    assert [row.message for row in await store.pending("out", 10)] == [message(1)]


async def test_an_exception_undoes_everything(store):
    with pytest.raises(ZeroDivisionError):  # noqa: PT012
        async with store.transaction() as tx:
            await tx.bucket("orders").put("1", b"order")
            await tx.append("out", message(1))
            raise ZeroDivisionError
    assert await store.bucket("orders").get("1") is None
    assert await store.pending("out", 10) == []


async def test_nobody_sees_what_is_not_committed(store):
    async with store.transaction() as tx:
        await tx.bucket("orders").put("1", b"order")
        await tx.append("out", message(1))
        assert await store.bucket("orders").get("1") is None
        assert await store.pending("out", 10) == []


async def test_a_transaction_sees_its_own_writes(store):
    await store.bucket("orders").put("0", b"zero")
    async with store.transaction() as tx:
        orders = tx.bucket("orders")
        await orders.put("1", b"one", expect=ABSENT)
        await orders.delete("0")
        assert (await orders.get("1")).value == b"one"
        assert [key async for key, _ in orders.scan()] == ["1"]


async def test_an_expectation_holds_at_the_commit(store):
    """Two transactions create the same row: one commits, and one conflicts and changes nothing."""
    both = asyncio.Barrier(2)

    async def create(name):
        async with store.transaction() as tx:
            await tx.bucket("orders").put("1", name.encode(), expect=ABSENT)
            await tx.append("out", message(name))
            try:
                await asyncio.wait_for(both.wait(), 0.2)
            except (TimeoutError, asyncio.BrokenBarrierError):
                await asyncio.sleep(0)

    results = await asyncio.gather(create("a"), create("b"), return_exceptions=True)
    assert sorted(type(result) for result in results if result) == [Conflict]
    (row,) = await store.pending("out", 10)
    assert (await store.bucket("orders").get("1")).value.decode() == row.message.id[-1]


async def test_a_conflict_inside_undoes_the_whole_transaction(store):
    await store.bucket("orders").put("1", b"order")
    with pytest.raises(Conflict):  # noqa: PT012
        async with store.transaction() as tx:
            await tx.append("out", message(1))
            await tx.bucket("orders").put("1", b"other", expect=ABSENT)
    assert await store.pending("out", 10) == []


async def swallowed(tx):
    """Run a statement that fails on every engine, and catch its error as careless code does."""
    try:
        await tx.execute("INSERT INTO a_table_that_is_not_there VALUES (1)")
    except Exception:  # noqa: BLE001 - each driver has its own.
        return
    raise AssertionError("the statement did not fail")


async def test_a_block_that_swallowed_a_failure_says_that_nothing_was_written(store):
    """PostgreSQL answers the commit of such a transaction by undoing it, without an error."""
    with pytest.raises(Aborted):  # noqa: PT012
        async with store.transaction() as tx:
            await tx.bucket("orders").put("1", b"order")
            await tx.append("out", message(1))
            await swallowed(tx)
    assert await store.bucket("orders").get("1") is None
    assert await store.pending("out", 10) == []
    await store.bucket("orders").put("1", b"next")  # The store works on.


async def test_after_a_failure_a_transaction_takes_nothing_more(store):
    with pytest.raises(Aborted):  # noqa: PT012
        async with store.transaction() as tx:
            await swallowed(tx)
            with pytest.raises(Aborted):
                await tx.append("out", message(1))
            with pytest.raises(Aborted):
                await tx.bucket("orders").put("1", b"order")
    assert await store.pending("out", 10) == []


@pytest.mark.parametrize("how", MALFORMED)
async def test_what_nobody_could_publish_is_no_outbox_row(store, how):
    async with store.transaction() as tx:
        with pytest.raises(Malformed):
            await tx.append("out", spoilt(how))
        await tx.append("out", message(1))
    assert [row.message for row in await store.pending("out", 10)] == [message(1)]


async def test_a_conflict_is_an_answer_and_ends_nothing(store):
    await store.bucket("orders").put("1", b"order")
    async with store.transaction() as tx:
        with pytest.raises(Conflict):
            await tx.bucket("orders").put("1", b"other", expect=ABSENT)
        await tx.append("out", message(1))
    assert [row.message for row in await store.pending("out", 10)] == [message(1)]


async def test_a_statement_in_a_savepoint_may_fail(store):
    if isinstance(store, MemoryStore):
        return  # It has no SQL.
    async with store.transaction() as tx:
        await tx.append("out", message(1))
        await tx.execute("SAVEPOINT attempt")
        await swallowed(tx)
        await tx.execute("ROLLBACK TO attempt")
        await tx.append("out", message(2))
    assert [row.message for row in await store.pending("out", 10)] == [message(1), message(2)]


async def test_pending_rows_come_in_order_and_leave_when_removed(store):
    async with store.transaction() as tx:
        for n in range(5):
            await tx.append("out", message(n))
    rows = await store.pending("out", 3)
    assert [row.message for row in rows] == [message(0), message(1), message(2)]
    async with store.transaction() as tx:
        await tx.remove("out", [row.position for row in rows])
    assert [row.message for row in await store.pending("out", 9)] == [message(3), message(4)]


async def test_pending_rows_may_be_bounded_by_bytes_and_one_is_always_there(store):
    sizes = [300, 300, 5000, 10]
    async with store.transaction() as tx:
        for n, size in enumerate(sizes):
            await tx.append("out", Message(f"id-{n}", b"x" * size))
    first = await store.pending("out", 9, bytes_max=1000)
    assert [row.message.id for row in first] == ["id-0", "id-1"]
    assert len(await store.pending("out", 1, bytes_max=1000)) == 1
    assert len(await store.pending("out", 9, bytes_max=100_000)) == len(sizes)
    async with store.transaction() as tx:
        await tx.remove("out", [row.position for row in first])
    (large,) = await store.pending("out", 9, bytes_max=1000)
    assert large.message == Message("id-2", b"x" * 5000)


async def test_what_stands_between_removed_rows_stays(store):
    async with store.transaction() as tx:
        for n in range(4):
            await tx.append("out", message(n))
    first, _, third, _ = await store.pending("out", 9)
    async with store.transaction() as tx:
        await tx.remove("out", [third.position, first.position])
    assert [row.message for row in await store.pending("out", 9)] == [message(1), message(3)]


async def test_boxes_are_apart(store):
    async with store.transaction() as tx:
        await tx.append("out", message(1))
        await tx.append("other", message(2))
    assert [row.message for row in await store.pending("out", 10)] == [message(1)]


async def test_no_row_is_passed_over_under_concurrent_writers(store):
    """Eight writers append, some of them commit late, and a relay removes the rows it reads."""
    done = asyncio.Event()

    async def write(writer):
        for n in range(12):
            async with store.transaction() as tx:
                await tx.append("out", message(f"{writer}-{n}", f"key-{writer}"))
                if (writer + n) % 3 == 0:
                    await asyncio.sleep(0.002)

    async def relay():
        seen = []
        while True:
            finished = done.is_set()
            rows = await store.pending("out", 7)
            seen += [row.message.id for row in rows]
            async with store.transaction() as tx:
                await tx.remove("out", [row.position for row in rows])
            if finished and not rows:
                return seen
            await asyncio.sleep(0.001)

    reader = asyncio.ensure_future(relay())
    await asyncio.gather(*(write(writer) for writer in range(8)))
    done.set()
    seen = await reader
    assert sorted(seen) == sorted(f"id-{w}-{n}" for w in range(8) for n in range(12))
    for writer in range(8):
        mine = [id_ for id_ in seen if id_.startswith(f"id-{writer}-")]
        assert mine == [f"id-{writer}-{n}" for n in range(12)]


async def test_rows_of_one_key_follow_the_commits(store):
    """The transaction that began first appends last, so its row comes last."""
    late = asyncio.Event()

    async def first():
        async with store.transaction() as tx:
            await tx.bucket("orders").put("a", b"begins first")
            late.set()
            await asyncio.sleep(0.05)
            await tx.append("out", message("first"))

    async def second():
        await late.wait()
        async with store.transaction() as tx:
            await tx.append("out", message("second"))
            order.append("second")

    order = []
    await asyncio.gather(first(), second())
    seen = [row.message.id for row in await store.pending("out", 10)]
    assert sorted(seen) == ["id-first", "id-second"]
    assert len({row.position for row in await store.pending("out", 10)}) == 2


async def test_a_row_set_aside_is_kept_with_its_reason(store):
    async with store.transaction() as tx:
        await tx.append("out", message(1))
        await tx.append("out", message(2))
    first, _ = await store.pending("out", 10)
    async with store.transaction() as tx:
        await tx.set_aside("out", first.position, "too large")
    assert [row.message for row in await store.pending("out", 10)] == [message(2)]
    (aside,) = await store.aside("out")
    assert (aside.message, aside.reason) == (message(1), "too large")


async def two_aside(store):
    async with store.transaction() as tx:
        for n in range(3):
            await tx.append("out", message(n))
    rows = await store.pending("out", 2)
    async with store.transaction() as tx:
        for row in rows:
            await tx.set_aside("out", row.position, "too large")
    return await store.aside("out")


async def test_rows_aside_are_counted_with_their_age(store):
    assert await store.aside_backlog("out") == Backlog(0, None)
    begin = time.time()
    one, two = await two_aside(store)
    assert await store.aside_backlog("out") == Backlog(2, min(one.since, two.since))
    assert begin - 1 <= one.since <= time.time() + 1
    assert await store.aside_backlog("other") == Backlog(0, None)


async def test_a_row_that_is_put_back_is_pending_again(store):
    one, two = await two_aside(store)
    assert await store.put_back("other", [one.position]) == 0
    assert await store.put_back("out", [one.position, one.position, 999]) == 1
    assert [row.message for row in await store.pending("out", 9)] == [message(0), message(2)]
    assert await store.aside("out") == [two]
    assert await store.put_back("out", [one.position]) == 0


async def test_a_row_that_is_discarded_is_gone(store):
    one, two = await two_aside(store)
    assert await store.discard("other", [one.position]) == 0
    assert await store.discard("out", [one.position, 999]) == 1
    assert await store.aside("out") == [two]
    assert [row.message for row in await store.pending("out", 9)] == [message(2)]


async def test_each_box_has_rows_of_its_own(store):
    """Some of these names share a range of positions in SQL engines, and one does not."""
    boxes = "box 93", "box 600", "box 0"
    assert len({positions_of(box) for box in boxes}) == 2
    async with store.transaction() as tx:
        for box in boxes:
            await tx.append(box, message(box))
            await tx.append(box, message(f"{box} too large"))
    removed = [(await store.pending(box, 1))[0].position for box in boxes]
    last = (await store.pending("box 93", 2))[1].position
    async with store.transaction() as tx:
        await tx.remove("box 93", removed)
        await tx.set_aside("box 600", last, "of another box")
        await tx.set_aside("box 93", last, "too large")
    left = [[row.message.id for row in await store.pending(box, 10)] for box in boxes]
    assert left == [[], ["id-box 600", "id-box 600 too large"], ["id-box 0", "id-box 0 too large"]]
    aside = [[row.message.id for row in await store.aside(box)] for box in boxes]
    assert aside == [["id-box 93 too large"], [], []]


async def test_a_lease_has_one_owner_who_may_renew_it(store):
    lease = await store.lease("relay", "a", 60)
    assert await store.lease("relay", "b", 60) is None
    renewed = await store.lease("relay", "a", 60)
    assert renewed.token == lease.token


async def test_a_lease_ends_when_it_is_not_renewed(store):
    lease = await store.lease("relay", "a", 0.05)
    await asyncio.sleep(0.1)
    assert (await store.lease("relay", "b", 60)).token > lease.token


async def test_who_was_taken_over_commits_nothing(store):
    old = await store.lease("relay", "a", 0.05)
    await asyncio.sleep(0.1)
    new = await store.lease("relay", "b", 5)
    with pytest.raises(Fenced):  # noqa: PT012
        async with store.transaction() as tx:
            await tx.bucket("orders").put("1", b"from the past")
            await tx.fence(old)
    assert await store.bucket("orders").get("1") is None
    with pytest.raises(Aborted):  # noqa: PT012
        async with store.transaction() as tx:
            await tx.bucket("orders").put("1", b"from the past")
            with pytest.raises(Fenced):
                await tx.fence(old)
    assert await store.bucket("orders").get("1") is None
    async with store.transaction() as tx:
        await tx.fence(new)
        await tx.bucket("orders").put("1", b"from now")
    assert (await store.bucket("orders").get("1")).value == b"from now"


async def test_rows_that_are_over_do_not_pile_up(store):
    """The marks of an inbox expire, and new ones remove expired ones from the table."""
    if isinstance(store, MemoryStore):
        return  # The store in memory has no table.
    bucket = store.bucket("inbox")
    for n in range(20):
        await bucket.put(f"old-{n}", b"", ttl_seconds=0.01)
    await asyncio.sleep(0.05)
    for n in range(6):
        await bucket.put(f"new-{n}", b"", ttl_seconds=60)
    async with store.transaction() as tx:
        ((rows,),) = await tx.execute("SELECT count(*) FROM rel_bucket WHERE bucket = ?", "inbox")
    assert rows == 6


async def test_any_number_of_rows_can_be_removed_at_once(store):
    """An engine takes a limited number of parameters in one statement."""
    async with store.transaction() as tx:
        await tx.append("box", Message("m", b""))
    (row,) = await store.pending("box", 10)
    async with store.transaction() as tx:
        await tx.remove("box", [*range(-70_000, 0), row.position])
    assert await store.pending("box", 10) == []


async def test_after_its_block_a_transaction_takes_nothing(store):
    """Else it would write into the transaction of somebody else, or commit by itself."""
    async with store.transaction() as over:
        bucket = over.bucket("orders")
        await bucket.put("mine", b"")
    lease = await store.lease("relay", "a", 60)

    async def late():
        calls = (
            lambda: over.append("out", message(1)),
            lambda: over.remove("out", [1]),
            lambda: over.set_aside("out", 1, "late"),
            lambda: over.fence(lease),
            lambda: over.execute("SELECT 1"),
            lambda: bucket.get("mine"),
            lambda: bucket.put("late", b""),
            lambda: bucket.delete("mine"),
            lambda: Outbox("out", store=store).append(over, message(1)),
        )
        for call in calls:
            with pytest.raises(Misused):
                await call()
        with pytest.raises(Misused):
            _ = [each async for each in bucket.scan()]

    await late()
    async with store.transaction() as stranger:
        await stranger.bucket("orders").put("stranger", b"")
        await late()
    assert [key async for key, _ in store.bucket("orders").scan()] == ["mine", "stranger"]
    assert await store.pending("out", 9) == []


async def test_a_transaction_that_was_undone_takes_nothing_either(store):
    with pytest.raises(ZeroDivisionError):
        async with store.transaction() as over:
            raise ZeroDivisionError
    with pytest.raises(Misused):
        await over.append("out", message(1))


async def test_a_transaction_of_another_store_is_refused(store):
    async with MemoryStore().transaction() as foreign, store.transaction() as own:
        store.expect_own(own)
        with pytest.raises(Misused):
            store.expect_own(foreign)
        with pytest.raises(Misused):
            await Outbox("out", store=store).append(foreign, message(1))
        with pytest.raises(Misused):
            MemoryStore().expect_own(own)


async def test_a_statement_says_how_many_rows_it_affected(store):
    if isinstance(store, MemoryStore):
        return  # It has no SQL.
    async with store.transaction() as tx:
        for n in range(3):
            await tx.bucket("orders").put(f"{n}", b"")
        written = await tx.execute("UPDATE rel_bucket SET value = ? WHERE name > ?", b"x", "0")
        found = await tx.execute("SELECT name FROM rel_bucket ORDER BY name")
        gone = await tx.execute("DELETE FROM rel_bucket WHERE name = ? RETURNING name", "1")
        none = await tx.execute("DELETE FROM rel_bucket WHERE name = ?", "never")
    assert [rows.affected for rows in (written, found, gone, none)] == [2, 3, 1, 0]
    assert (written, found, gone) == ([], [("0",), ("1",), ("2",)], [("1",)])


async def test_a_child_of_the_task_that_has_the_transaction_waits_for_nothing_without_end(store):
    """Where there is one writer, it would wait for its parent, which waits for it."""
    bucket = store.bucket("rows")

    async def gathered():
        async with store.transaction():
            await asyncio.gather(bucket.put("a", b""))

    with suppress(Misused):
        await asyncio.wait_for(gathered(), 9)
    await asyncio.wait_for(asyncio.gather(bucket.put("c", b"")), 4)  # No transaction is open now.


async def test_a_quick_commit_does_not_wait_for_a_block_that_is_alone(store):
    """Where transactions share a commit, the slow one would be the next to join it."""
    begun, go = asyncio.Event(), asyncio.Event()

    async def quick():
        async with store.transaction() as tx:
            begun.set()
            await asyncio.sleep(0.01)
            await tx.append("out", message("quick"))

    async def slow():
        await begun.wait()
        async with store.transaction(alone=True) as tx:
            await tx.append("out", message("slow"))
            await go.wait()

    beside = asyncio.ensure_future(slow())
    await asyncio.wait_for(quick(), 5)
    assert [row.message.id for row in await store.pending("out", 9)] == ["id-quick"]
    go.set()
    await beside
    assert len(await store.pending("out", 9)) == 2


async def test_a_block_that_is_alone_and_is_cancelled_strands_nobody(store):
    for pauses in range(8):
        tasks = [asyncio.ensure_future(store.bucket("rows").put(f"{n}", b"")) for n in range(3)]

        async def slow():
            async with store.transaction(alone=True):
                await asyncio.sleep(0.01)

        tasks.insert(1, asyncio.ensure_future(slow()))
        for _ in range(pauses):
            await asyncio.sleep(0)
        tasks[1].cancel()
        await asyncio.wait_for(asyncio.gather(*tasks, return_exceptions=True), 5)
        assert all(tasks[n].exception() is None for n in (0, 2, 3))
