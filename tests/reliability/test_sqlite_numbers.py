"""Numbers of the embedded engine: none is used twice, and they follow the order of the commits."""

import asyncio

import pytest
from harness.counting import put, watched

from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.errors import Conflict, Unavailable


@pytest.fixture
def engine(tmp_path):
    with watched(tmp_path / "app.db") as engine:
        yield engine


async def test_no_number_is_given_twice_when_the_one_that_drew_it_is_undone(engine):
    async def draw(member):
        async with SqlStore(engine).transaction() as tx:
            if member == "first":
                return
            number = await engine.next_number(tx.execute)
            if member == "undone":
                raise Conflict
        kept.append(number)

    kept = []
    for _ in range(2):
        members = map(draw, ("first", "undone", "later", "last"))
        await asyncio.gather(*members, return_exceptions=True)
    assert len(kept) == 4
    assert kept == sorted(set(kept))


async def test_two_processes_draw_in_the_order_of_their_commits(engine, tmp_path):
    other, numbers = SqliteEngine(tmp_path / "app.db"), []
    for turn in range(4):
        chosen = (engine, other)[turn % 2]
        async with chosen.begin() as execute:
            numbers += [await chosen.next_number(execute) for _ in range(20)]
    other.close()
    assert numbers == sorted(set(numbers))


async def test_who_writes_alone_draws_numbers_from_the_file_once_for_many_commits(engine):
    async def end():
        return (await engine.read("SELECT n FROM rel_counter"))[0][0]

    await put(engine, "first")
    before = await end()
    for number in range(30):
        await put(engine, f"{number}")
    assert await end() == before


async def test_a_commit_that_fails_takes_its_numbers_along(engine):
    engine._writer.fail = True
    with pytest.raises(Unavailable):
        await put(engine, "lost")
    kept = [await put(engine, "a"), await put(engine, "b")]
    (end,) = await engine.read("SELECT n FROM rel_counter")
    assert kept[0] < kept[1] <= end[0]
