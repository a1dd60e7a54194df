"""The promises of `Log`."""

import asyncio

import pytest
from harness.malformed import MALFORMED, spoilt

from docsgate_reliability.errors import Conflict, Malformed
from docsgate_reliability.values import Message


def message(n):
    return Message(f"id-{n}", b"%d" % n, f"key-{n % 3}", {"n": str(n)})


@pytest.mark.parametrize("how", MALFORMED)
async def test_what_is_no_message_is_no_record(log, how):
    with pytest.raises(Malformed):
        await log.append([message(1), spoilt(how)])
    assert await log.read(0, 10) == []


async def test_records_come_back_in_order_with_their_sequences(log):
    sequences = await log.append([message(1), message(2)])
    sequences += await log.append([message(3)])
    records = await log.read(0, 10)
    assert [record.message for record in records] == [message(1), message(2), message(3)]
    assert [record.sequence for record in records] == sequences
    assert sequences == sorted(set(sequences))


async def test_reading_goes_on_after_a_position(log):
    sequences = await log.append([message(n) for n in range(5)])
    records = await log.read(sequences[1], 2)
    assert [record.message for record in records] == [message(2), message(3)]


async def test_an_id_that_is_there_keeps_its_sequence(log):
    (first,) = await log.append([message(1)])
    again = await log.append([message(1), message(2)])
    assert again[0] == first
    assert len(await log.read(0, 10)) == 2


async def test_an_expected_end_that_does_not_hold_stores_nothing(log):
    (last,) = await log.append([message(1)], expect_last=0)
    with pytest.raises(Conflict):
        await log.append([message(2)], expect_last=0)
    await log.append([message(3)], expect_last=last)
    assert [r.message for r in await log.read(0, 10)] == [message(1), message(3)]


async def test_of_several_writers_with_one_expectation_one_wins(log):
    results = await asyncio.gather(
        *(log.append([message(n)], expect_last=0) for n in range(6)), return_exceptions=True
    )
    assert sum(isinstance(result, list) for result in results) == 1
    assert len(await log.read(0, 10)) == 1


async def test_a_reader_never_meets_a_gap_that_is_filled_later(log):
    """A reader follows while eight writers append; no record may appear below the last one read."""
    done = asyncio.Event()

    async def follow():
        seen, position = [], 0
        while True:
            finished = done.is_set()
            records = await log.read(position, 50)
            seen += [record.message.id for record in records]
            position = records[-1].sequence if records else position
            if finished and not records:
                return seen
            await asyncio.sleep(0)

    async def write(writer):
        for n in range(10):
            await log.append([message(writer * 100 + n)])

    follower = asyncio.ensure_future(follow())
    await asyncio.gather(*(write(writer) for writer in range(8)))
    done.set()
    seen = await follower
    assert len(seen) == len(set(seen)) == 80


async def test_a_trimmed_log_forgets_and_counts_on(log):
    sequences = await log.append([message(n) for n in range(3)])
    await log.trim(sequences[1])
    assert [r.message for r in await log.read(0, 10)] == [message(2)]
    (after,) = await log.append([message(9)])
    assert after > sequences[2]
    await log.trim(after)
    (last,) = await log.append([message(10)])
    assert last > after


async def test_a_trim_beyond_the_end_forgets_all_and_moves_no_end(log):
    sequences = await log.append([message(n) for n in range(3)])
    await log.trim(sequences[-1] + 100)
    assert await log.read(0, 10) == []
    assert await log.append([message(9)], expect_last=sequences[-1]) == [sequences[-1] + 1]
