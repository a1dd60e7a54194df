"""A message is acknowledged after every layer is done, whatever fails before, and not earlier."""

# ruff: noqa: ARG001, ARG002 - what a port hands over is not always needed.

import asyncio
from contextlib import suppress

import pytest
from harness.world import HandClock
from test_publish_consume import MESSAGE, Recording, RecordingQueue

from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.object_store import MemoryObjectStore
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.errors import AlreadyHandled, ClaimLost, DigestMismatch, Unavailable
from docsgate_reliability.patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from docsgate_reliability.patterns.claim_check.record import ClaimRecord
from docsgate_reliability.patterns.inbox.inbox import Inbox
from docsgate_reliability.patterns.layers import Opened
from docsgate_reliability.patterns.publish_consume.client import PublishConsume
from docsgate_reliability.values import Message
from docsgate_reliability.world import World


class Accounting(Recording):
    """Records which messages are done, as the claim check does. Its `close` can be made to fail."""

    def __init__(self, name, notes, failures):
        super().__init__(name, notes)
        self.done, self._failures = False, failures

    async def open(self, message, group):
        if self.done:
            raise AlreadyHandled(self.name)

        async def close():
            if self.name in self._failures:
                self._failures.remove(self.name)
                raise Unavailable(self.name)
            self.done = True

        return Opened(message, close)


@pytest.mark.parametrize("failures", [[], ["a"], ["b"], ["c"], ["a", "b"], ["c", "b", "b", "a"]])
async def test_no_ack_reaches_the_broker_before_every_layer_is_done(failures):
    """Each of three layers fails to close, once or more often."""
    notes, failing = [], list(failures)
    layers = [Accounting(name, notes, failing) for name in "abc"]
    queue = RecordingQueue(notes)
    client = PublishConsume(queue, layers)

    async def handle(message, tx):
        notes.append("handle")

    await client.publish(MESSAGE)
    while "ack" not in notes:
        with suppress(ExceptionGroup):
            await client.consume("g", handle)
        assert "ack" not in notes or all(layer.done for layer in layers)
        queue.clock.advance(100)
    assert failing == []
    assert all(layer.done for layer in layers)


OF_ANOTHER = (ClaimLost(""), DigestMismatch(""), Unavailable(""), AlreadyHandled(""))


@pytest.mark.parametrize("with_inbox", [False, True])
async def test_an_error_of_the_handler_is_never_taken_for_one_of_the_message(with_inbox):
    """A handler fails when it reads another claim that is gone; its own message is still good."""
    clock = HandClock()
    queue = MemoryQueue(["g"], clock=clock)
    inbox = Inbox(MemoryStore(clock)) if with_inbox else None
    client = PublishConsume(queue, inbox=inbox, world=World(clock))
    await client.publish(MESSAGE)
    for error in OF_ANOTHER:

        async def handle(message, tx, error=error):
            raise error

        with pytest.raises(ExceptionGroup):
            await client.consume("g", handle)
        clock.advance(100)
    assert await queue.dead("g") == []
    assert len(await queue.lease("g", 1)) == 1


async def test_a_cancelled_consumer_acknowledges_nothing():
    clock = HandClock()
    queue = MemoryQueue(["g"], clock=clock)
    objects, register = MemoryObjectStore(clock), MemoryKeyValue(clock)
    policy = ClaimPolicy(frozenset({"g"}), threshold_bytes=10)
    client = PublishConsume(queue, [ClaimCheck(objects, register, policy)], world=World(clock))
    await client.publish(Message("m", b"x" * 100))
    begun = asyncio.Event()

    async def handle(message, tx):
        begun.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(client.consume("g", handle))
    await begun.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    clock.advance(30)
    (delivery,) = await queue.lease("g", 1)
    assert delivery.attempt == 2
    ((_, entry),) = [pair async for pair in register.scan()]
    assert ClaimRecord.decode(entry.value).done == ()


class WithoutOddKeys(MemoryKeyValue):
    """Refuses some keys, as the registers of all real engines do."""

    async def get(self, key):
        assert key == "claims/nobody"
        return await super().get(key)


@pytest.mark.parametrize(
    ("field", "headers", "body"),
    [
        ("headers.claim_id", {}, b""),
        ("body.ref", {}, b"not json"),
        ("body.ref", {}, b"[1]"),
        ("body.ref", {}, b'{"ref": 7}'),
        ("headers.claim_id", {"claim_id": "claims/nobody"}, b""),
        ("headers.claim_id", {"claim_id": "claims/\0"}, b""),
        ("headers.claim_id", {"claim_id": "claims/" + "x" * 5000}, b""),
        ("headers.claim_id", {"claim_id": "elsewhere/nobody"}, b""),
        ("body.ref", {}, rb'{"ref": "claims/\ud800"}'),
    ],
)
async def test_a_claim_that_names_nothing_is_a_dead_letter_at_once(field, headers, body):
    clock = HandClock()
    queue = MemoryQueue(["g"], clock=clock)
    policy = ClaimPolicy(frozenset({"g"}), field=field)
    layer = ClaimCheck(MemoryObjectStore(clock), WithoutOddKeys(clock), policy)
    client = PublishConsume(queue, [layer], world=World(clock))
    await queue.publish([Message("m", body, headers={**headers, "claim-digest": "0"})])
    assert await client.consume("g", None) == 0
    (dead,) = await queue.dead("g")
    assert "claim" in dead.reason
