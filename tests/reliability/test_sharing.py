"""Namespaces that share their engines do not affect each other, or anything else there."""

# ruff: noqa: ARG001 - what a port hands over is not always needed.

from pathlib import Path

import pytest
from harness.crash import Crash, crash_at
from harness.killing import LaterClock

from docsgate_reliability.adapters.files.object_store import FileObjectStore
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.errors import AlreadyHandled
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.patterns.inbox.inbox import Inbox
from docsgate_reliability.values import Message
from docsgate_reliability.world import World

NAMES = ("orders", "invoices")
TEXT = """
backends:
  db: {{type: sqlite, path: {folder}/app.db}}
  blobs: {{type: files, path: {folder}/blobs}}
namespaces:"""
NAMESPACE = """
  - name: {name}
    pattern: publish-consume
    queue: {{backend: db, groups: [billing], retention: 1h, ack_wait: 1s, max_deliver: 1000}}
    layers:
      - outbox: {{store: db}}
      - inbox: {{store: db}}
      - claim-check: {{store: blobs, threshold: 1KiB, grace: 1s, ttl: 1d}}"""


def configured(folder: Path):
    namespaces = "".join(NAMESPACE.format(name=name) for name in NAMES)
    return load(TEXT.format(folder=folder) + namespaces)


async def publish(parts, message):
    async with parts.store.transaction() as tx:
        await parts.client.publish(message, tx)


def large(name, key="key"):
    """A large message, with the same id in every namespace."""
    return Message("1", name.encode() * 500, key)


async def test_equal_ids_tables_and_stores_do_not_meet(tmp_path):
    configuration, got = configured(tmp_path), []
    async with (
        open_namespace(configuration, "orders") as orders,
        open_namespace(configuration, "invoices") as invoices,
    ):
        for name, parts in (("orders", orders), ("invoices", invoices)):
            await publish(parts, large(name))
        assert [await orders.relay.run_once(), await invoices.relay.run_once()] == [1, 1]
        for name, parts in (("orders", orders), ("invoices", invoices)):

            async def handle(message, tx, name=name):
                got.append((name, message))

            await parts.client.consume("billing", handle)
    assert got == [(name, large(name)) for name in NAMES]


async def test_a_collector_deletes_nothing_that_is_not_its_own(tmp_path):
    configuration = configured(tmp_path)
    other = FileObjectStore(tmp_path / "blobs")
    await other.put_if_absent("report.pdf", b"somebody else's")
    async with open_namespace(configuration, "invoices") as invoices:
        await publish(invoices, large("invoices"))
    async with open_namespace(configuration, "orders", World(clock=LaterClock())) as orders:
        assert await orders.collector.collect() == 0
    keys = [info.key async for info in other.list()]
    assert len(keys) == 2
    assert keys[0].startswith("claims-invoices/")
    assert keys[1] == "report.pdf"


ONE_FILE = """
backends:
  db: {{type: sqlite, path: {folder}/app.db}}
  blobs: {{type: files, path: {folder}/blobs}}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {{backend: db, groups: [billing], retention: 1h}}
    layers: [claim-check: {{store: blobs, claims: db, threshold: 1KiB, grace: 2s, ttl: 30d}}]
"""


async def test_a_claim_and_its_message_in_one_database_are_one_commit(tmp_path):
    """After a crash between them, the payload is kept for the grace period, not longer."""
    configuration = load(ONE_FILE.format(folder=tmp_path))
    dying = World(fault=crash_at("claim.sealed"))
    async with open_namespace(configuration, "orders", dying) as parts:
        with pytest.raises(Crash):
            await parts.client.publish(large("orders"))
        assert await parts.queue.lease("billing", 1) == []
    async with open_namespace(configuration, "orders", World(clock=LaterClock())) as parts:
        assert await parts.collector.collect() == 1
        await parts.client.publish(large("orders"))
        assert [d.message.id for d in await parts.queue.lease("billing", 9)] == ["1"]


async def test_a_message_sent_twice_leaves_its_second_payload_to_the_grace(tmp_path):
    configuration = load(ONE_FILE.format(folder=tmp_path))
    async with open_namespace(configuration, "orders") as parts:
        for _ in range(2):
            await parts.client.publish(large("orders"))
    async with open_namespace(configuration, "orders", World(clock=LaterClock())) as parts:
        assert await parts.collector.collect() == 1
        got = []

        async def handle(message, tx):
            got.append(message)

        assert await parts.client.consume("billing", handle) == 1
        assert got == [large("orders")]


async def test_groups_and_ids_with_dots_do_not_meet_in_an_inbox():
    inbox, handled = Inbox(MemoryStore()), []

    async def handle(message, tx):
        handled.append(message.id)

    await inbox.once(Message("c", b""), "a.b", handle)
    await inbox.once(Message("b.c", b""), "a", handle)
    with pytest.raises(AlreadyHandled):
        await inbox.once(Message("c", b""), "a.b", handle)
    assert handled == ["c", "b.c"]
