"""The promises of `Queue` and `Delivery`."""

import asyncio
import time
from contextlib import suppress
from dataclasses import replace

import pytest
from harness.crash import Crash
from harness.malformed import MALFORMED, spoilt

from docsgate_reliability.errors import DuplicateInBatch, Fenced, Malformed, TooLarge
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.ports import QueueInStore
from docsgate_reliability.values import Backlog, Message


def message(n, body=b"body"):
    return Message(f"id-{n}", body, f"key-{n % 3}", {"n": str(n)})


async def drain(queue, group, *, wait_seconds=0.05):
    """Lease and acknowledge until the queue is empty; return the messages."""
    found = []
    while deliveries := await queue.lease(group, 100, wait_seconds=wait_seconds):
        for delivery in deliveries:
            found.append(delivery.message)
            await delivery.ack()
    return found


async def test_every_group_gets_every_message_in_order(queue):
    sent = [message(n) for n in range(20)]
    await queue.publish(sent[:10])
    await queue.publish(sent[10:])
    assert await drain(queue, "billing") == sent
    assert await drain(queue, "search") == sent


async def test_an_id_seen_in_the_window_is_stored_once(queue):
    first = await queue.publish([message(1)])
    again = await queue.publish([message(1), message(2)])
    assert [r.duplicate for r in [*first, *again]] == [False, True, False]
    assert await drain(queue, "billing") == [message(1), message(2)]


ODD = [
    Message("id", b"\0\xff\r\n", "key", {"message-key": "x", "message-headers": "{}"}),
    Message("id\r\nNats-Expected-Last-Sequence: 9", b"", "line\nbreak", {"Nats-Rollup": "all"}),
    Message(" id ", b"", " ", {"a": "", " b ": " c ", "Message-Key": "M", "A": "1"}),
    Message("=id", b"", "=%41", {"ï": "é☃", "dead-id": "x", "dead-letter": "y", "colon:": ":"}),
    Message("id☃", b"", "☃", {"nats-msg-id": "another", "Nats-Batch-Id": "z"}),
]


@pytest.mark.parametrize("sent", ODD, ids=[str(n) for n in range(len(ODD))])
async def test_odd_names_and_texts_come_back_as_they_were(queue, sent):
    """The same holds for dead letters, and ids that differ only in odd characters are different."""
    await queue.publish([sent, replace(sent, id=sent.id.strip() + "x")])
    (first,) = await queue.lease("billing", 1, wait_seconds=5)
    (second,) = await queue.lease("billing", 1, wait_seconds=5)
    assert (first.message, second.message.id) == (sent, sent.id.strip() + "x")
    await first.term("odd")
    (dead,) = await queue.dead("billing")
    assert (dead.message, dead.reason) == (sent, "odd")


async def test_an_atomic_batch_is_stored(queue):
    if queue.capabilities.atomic_batch:
        sent = [message(n) for n in range(10)]
        assert len(await queue.publish(sent, atomic=True)) == 10
        assert await drain(queue, "billing") == sent


async def test_an_empty_batch_stores_nothing(queue):
    assert await queue.publish([]) == []
    assert await queue.publish([], atomic=queue.capabilities.atomic_batch) == []
    assert await drain(queue, "billing") == []


async def test_an_atomic_batch_that_names_one_id_twice_is_refused_whole(queue):
    if queue.capabilities.atomic_batch:
        with pytest.raises(DuplicateInBatch):
            await queue.publish([message(1), message(2), message(1)], atomic=True)
        assert await drain(queue, "billing") == []


async def test_a_queue_in_a_store_publishes_with_the_commit_or_not_at_all(queue):
    if isinstance(queue, QueueInStore):
        with pytest.raises(ZeroDivisionError):  # noqa: PT012
            async with queue.transaction() as tx:
                await tx.bucket(queue.name).put("undone", b"")
                await queue.publish_in(tx, [message(1)])
                raise ZeroDivisionError
        async with queue.transaction() as tx:
            await tx.bucket(queue.name).put("done", b"")
            first = await queue.publish_in(tx, [message(1)])
            again = await queue.publish_in(tx, [message(1), message(2)])
        assert [r.duplicate for r in [*first, *again]] == [False, True, False]
        async with queue.transaction() as tx:
            assert [key async for key, _ in tx.bucket(queue.name).scan()] == ["done"]
            with pytest.raises(TooLarge):
                await queue.publish_in(tx, [message(3, b"x" * (2 << 20))])
        assert await drain(queue, "billing") == [message(1), message(2)]


async def test_an_atomic_batch_with_a_duplicate_is_refused_whole(queue):
    if queue.capabilities.atomic_batch:
        await queue.publish([message(2)])
        with pytest.raises(DuplicateInBatch):
            await queue.publish([message(1), message(2), message(3)], atomic=True)
        assert await drain(queue, "billing") == [message(2)]


async def test_a_message_over_the_limit_is_too_large(queue):
    with pytest.raises(TooLarge):
        await queue.publish([message(1, b"x" * (queue.capabilities.payload_max_bytes + 1))])
    assert await drain(queue, "billing") == []


@pytest.mark.parametrize("how", MALFORMED)
async def test_what_is_no_message_is_refused(queue, how):
    with pytest.raises(Malformed):
        await queue.publish([message(1), spoilt(how)])
    assert await drain(queue, "billing") == []


async def test_a_lent_message_goes_to_nobody_else(queue):
    await queue.publish([message(1), message(2)])
    (one,) = await queue.lease("billing", 1, wait_seconds=1)
    (two,) = await queue.lease("billing", 5, wait_seconds=1)
    assert [one.message, two.message] == [message(1), message(2)]
    assert [one.attempt, two.attempt] == [1, 1]
    assert await queue.lease("billing", 5) == []


async def test_it_comes_again_when_the_lease_ends(queue):
    await queue.publish([message(1)])
    (first,) = await queue.lease("billing", 1, wait_seconds=1)
    (again,) = await queue.lease("billing", 1, wait_seconds=3)
    assert (again.message, again.attempt) == (first.message, 2)


async def test_an_acknowledged_message_never_comes_again(queue):
    await queue.publish([message(1)])
    (delivery,) = await queue.lease("billing", 1, wait_seconds=1)
    await delivery.ack()
    assert await queue.lease("billing", 1, wait_seconds=0.4) == []
    assert await drain(queue, "search") == [message(1)]


async def test_an_acknowledgement_after_the_lease_still_counts(queue):
    await queue.publish([message(1)])
    (late,) = await queue.lease("billing", 1, wait_seconds=1)
    (again,) = await queue.lease("billing", 1, wait_seconds=3)
    await late.ack()
    assert await queue.lease("billing", 1, wait_seconds=0.4) == []
    assert again.attempt == 2


async def test_what_is_given_back_comes_again_after_the_delay(queue):
    await queue.publish([message(1)])
    (delivery,) = await queue.lease("billing", 1, wait_seconds=1)
    begin = time.monotonic()
    await delivery.nak(0.15)
    (again,) = await queue.lease("billing", 1, wait_seconds=3)
    assert again.attempt == 2
    assert 0.14 <= time.monotonic() - begin


async def test_what_is_given_up_stands_among_the_dead(queue):
    await queue.publish([message(1), message(2)])
    (delivery,) = await queue.lease("billing", 1, wait_seconds=1)
    await delivery.term("cannot be read")
    assert await drain(queue, "billing") == [message(2)]
    (dead,) = await queue.dead("billing")
    assert (dead.message, dead.attempt, dead.reason) == (message(1), 1, "cannot be read")
    assert await queue.dead("search") == []


async def test_after_the_last_attempt_it_is_dead(queue):
    await queue.publish([message(1)])
    for attempt in (1, 2, 3):
        (delivery,) = await queue.lease("billing", 1, wait_seconds=3)
        assert delivery.attempt == attempt
        await delivery.nak()
    assert await queue.lease("billing", 1, wait_seconds=0.4) == []
    (dead,) = await queue.dead("billing")
    assert (dead.message, dead.attempt) == (message(1), 3)


async def test_a_message_that_ends_its_consumers_costs_the_others_nothing(queue):
    await queue.publish([Message("poison", b""), *(message(n) for n in range(4))])
    handled = []

    async def handle(found, _tx):
        if found.id == "poison":
            raise Crash
        handled.append(found)

    client = PublishConsume(queue)
    for _ in range(5):
        with suppress(Crash):
            await client.consume("billing", handle, wait_seconds=0.1)
        await asyncio.sleep(0.3)
    assert handled == [message(n) for n in range(4)]
    assert [letter.message.id for letter in await queue.dead("billing")] == ["poison"]


async def test_an_acknowledgement_takes_its_message_from_the_dead(queue):
    """A handler was slower than all of its leases, and its work is done."""
    await queue.publish([message(1)])
    late = [(await queue.lease("billing", 1, wait_seconds=3))[0] for _ in range(3)]
    assert await queue.lease("billing", 1, wait_seconds=0.5) == []
    assert (await queue.dead_backlog("billing")).count == 1
    await late[-1].ack()
    assert await queue.dead("billing") == []
    assert await queue.lease("billing", 1, wait_seconds=0.4) == []


async def two_dead(queue):
    await queue.publish([message(1), message(2)])
    for delivery in await queue.lease("billing", 2, wait_seconds=1):
        await delivery.term("not today")
    return await queue.dead("billing")


async def test_dead_letters_are_counted_with_their_age(queue):
    assert await queue.dead_backlog("billing") == Backlog(0, None)
    begin = time.time()
    one, two = await two_dead(queue)
    backlog = await queue.dead_backlog("billing")
    assert (backlog.count, backlog.since) == (2, min(one.since, two.since))
    assert begin - 1 <= one.since <= time.time() + 1
    assert await queue.dead_backlog("search") == Backlog(0, None)


async def test_a_dead_letter_is_sent_again_to_its_group_only(queue):
    one, two = await two_dead(queue)
    assert await queue.send_again("search", [one.number]) == 0
    assert await queue.send_again("billing", [one.number, one.number, 999]) == 1
    assert [letter.message for letter in await queue.dead("billing")] == [two.message]
    (delivery,) = await queue.lease("billing", 5, wait_seconds=1)
    assert (delivery.message, delivery.attempt) == (message(1), 1)
    await delivery.term("nor today")
    assert sorted(x.reason for x in await queue.dead("billing")) == ["nor today", "not today"]
    assert await queue.send_again("billing", [x.number for x in await queue.dead("billing")]) == 2
    found = await drain(queue, "billing", wait_seconds=0.5)
    assert sorted(each.id for each in found) == ["id-1", "id-2"]
    assert await drain(queue, "search") == [message(1), message(2)]
    assert await queue.dead_backlog("billing") == Backlog(0, None)


async def test_a_discarded_dead_letter_is_gone(queue):
    one, two = await two_dead(queue)
    assert await queue.discard("search", [one.number]) == 0
    assert await queue.discard("billing", [one.number, 999]) == 1
    assert [letter.message for letter in await queue.dead("billing")] == [two.message]
    assert await queue.send_again("billing", [one.number]) == 0
    assert await drain(queue, "billing", wait_seconds=0.3) == []
    assert await drain(queue, "search") == [message(1), message(2)]


async def test_an_extended_lease_lasts_longer(queue):
    await queue.publish([message(1)])
    (delivery,) = await queue.lease("billing", 1, wait_seconds=1)
    for _ in range(3):
        await asyncio.sleep(0.12)
        await delivery.extend()
    assert await queue.lease("billing", 1) == []
    await delivery.ack()
    assert await queue.lease("billing", 1, wait_seconds=0.4) == []


async def test_many_consumers_share_a_group(queue):
    await queue.publish([message(n) for n in range(60)])

    async def consume():
        found = []
        while deliveries := await queue.lease("billing", 3, wait_seconds=0.05):
            for delivery in deliveries:
                found.append(delivery.message.id)
                await delivery.ack()
        return found

    parts = await asyncio.gather(*(consume() for _ in range(4)))
    assert sorted(id_ for part in parts for id_ in part) == sorted(f"id-{n}" for n in range(60))


@pytest.mark.parametrize("atomic", [False, True])
async def test_who_was_shut_out_stores_nothing_more(queue, atomic):
    """A fence has a name, and publishers without one, or with another name, are not shut out."""
    old, other = await queue.fence("relay/orders"), await queue.fence("relay/invoices")
    await queue.publish([message(1), message(2)], atomic=atomic, fence=old)
    new = await queue.fence("relay/orders")
    with pytest.raises(Fenced):
        await queue.publish([message(3), message(4)], atomic=atomic, fence=old)
    await queue.publish([message(5), message(6)], atomic=atomic, fence=new)
    await queue.publish([message(7)], fence=other)
    await queue.publish([message(8)])
    stored = [each.id for each in await drain(queue, "billing")]
    assert stored == [f"id-{number}" for number in (1, 2, 5, 6, 7, 8)]


async def test_a_fence_is_no_message(queue):
    await queue.fence("relay/orders")
    assert await drain(queue, "billing") == []
