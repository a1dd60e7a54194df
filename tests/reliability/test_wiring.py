"""From YAML to running parts, on every combination of engines."""

import asyncio
from contextlib import AsyncExitStack
from functools import partial

import pytest
from harness.killing import LAYERS, prepare
from harness.world import Meter

from docsgate_reliability.facade import Portal
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.values import Message
from docsgate_reliability.wiring.connections import Connections
from docsgate_reliability.world import World

SMALL, LARGE = Message("small", b"s", "key"), Message("large", b"L" * 50_000, "key", {"kind": "x"})


async def round_trip(folder):
    """Publish, relay, and consume in both groups; return what the handlers got."""
    got, meter = [], Meter()
    async with open_namespace(*folder.namespace(), World(meter=meter)) as parts:
        for message in (SMALL, LARGE):
            if parts.relay is None:
                await parts.client.publish(message)
            else:
                async with parts.store.transaction() as tx:
                    await parts.client.publish(message, tx)
        if parts.relay is not None:
            assert await parts.relay.run_once() == 2

        async def handle(message, tx):
            assert tx is not None
            got.append(message)

        for group in ("billing", "search"):
            await parts.client.consume(group, handle, wait_seconds=2)
        if parts.claim_check is not None:
            assert (meter["claim_check.checked_in"], meter["claim_check.redeemed"]) == (1, 2)
    return got


@pytest.mark.parametrize("pattern", LAYERS)
async def test_the_embedded_engines(pattern, tmp_path):
    assert await round_trip(prepare(tmp_path, pattern)) == [SMALL, LARGE] * 2


@pytest.mark.parametrize("pattern", LAYERS)
async def test_a_queue_on_jetstream(pattern, tmp_path, nats):
    bus = f'{{type: nats-jetstream, url: "{nats.url}", sync_interval: always}}'
    folder = prepare(tmp_path, pattern, queue="bus", bus=bus)
    assert await round_trip(folder) == [SMALL, LARGE] * 2


@pytest.mark.parametrize("pattern", LAYERS)
async def test_everything_on_postgres(pattern, tmp_path, database):
    folder = prepare(tmp_path, pattern, db=f'{{type: postgres, url: "{database.url}"}}')
    assert await round_trip(folder) == [SMALL, LARGE] * 2


async def test_payloads_in_s3_and_their_register_on_valkey(tmp_path, seaweed, valkey):
    keys = f"access_key: {seaweed.access_key}, secret_key: {seaweed.secret_key}"
    backends = {
        "blobs": f'{{type: s3, bucket: claims, endpoint: "{seaweed.endpoint}", {keys}}}',
        "register": f'{{type: valkey, url: "{valkey.url}", appendfsync: always}}',
    }
    folder = prepare(tmp_path, "claim-check", claims="register", **backends)
    assert await round_trip(folder) == [SMALL, LARGE] * 2


async def test_the_register_on_jetstream(tmp_path, nats):
    bus = f'{{type: nats-jetstream, url: "{nats.url}", sync_interval: always}}'
    folder = prepare(tmp_path, "claim-check", queue="bus", claims="bus", bus=bus)
    assert await round_trip(folder) == [SMALL, LARGE] * 2


def test_without_async(tmp_path):
    got = []

    async def handle(message, _tx):
        got.append(message.id)

    def handle_plainly(message, tx):
        tx.bucket("invoices").put(message.id, b"invoice")
        assert tx.bucket("invoices").get(message.id).value == b"invoice"
        got.append(message.id)

    with Portal() as portal:
        parts = portal.enter(open_namespace(*prepare(tmp_path, "layered").namespace()))
        client, relay = portal.synchronous(parts.client), portal.synchronous(parts.relay)
        with portal.block(parts.store.transaction()) as tx:
            tx.bucket("orders").put("1", b"order")
            client.publish(LARGE, tx)
        with (  # noqa: PT012
            pytest.raises(ZeroDivisionError),
            portal.block(parts.store.transaction()) as tx,
        ):
            client.publish(SMALL, tx)
            raise ZeroDivisionError
        assert portal.synchronous(parts.store).bucket("orders").get("1").value == b"order"
        assert relay.run_once() == 1
        assert client.consume("billing", handle) == 1
        assert client.consume("search", handle_plainly) == 1
        assert portal.synchronous(parts.store).bucket("invoices").get("large") is not None
    assert got == ["large", "large"]


def test_deliveries_without_async(tmp_path):
    with Portal() as portal:
        parts = portal.enter(open_namespace(*prepare(tmp_path, "claim-check").namespace()))
        portal.synchronous(parts.client).publish(SMALL)
        queue = portal.synchronous(parts.queue)
        (delivery,) = queue.lease("billing", 1)
        assert (delivery.message, delivery.attempt) == (SMALL, 1)
        delivery.ack()
        assert queue.lease("billing", 1) == []


def test_an_error_of_a_plain_handler_undoes_its_transaction(tmp_path):
    def handle(message, tx):
        tx.bucket("invoices").put(message.id, b"invoice")
        raise ZeroDivisionError

    with Portal() as portal:
        parts = portal.enter(open_namespace(*prepare(tmp_path, "claim-check").namespace()))
        client = portal.synchronous(parts.client)
        client.publish(LARGE)
        with pytest.raises(ExceptionGroup) as caught:
            client.consume("billing", handle)
        assert caught.group_contains(ZeroDivisionError)
        inbox_store = parts.client._inbox._store
        assert portal.synchronous(inbox_store).bucket("invoices").get("large") is None


class ImpatientPortal(Portal):
    """Waits at most 5 s, so that a deadlock fails one test and does not stop all of them."""

    def call(self, coroutine):
        return asyncio.run_coroutine_threadsafe(coroutine, self._loop).result(5)


@pytest.mark.parametrize("outer", ["block", "handler"])
def test_a_thread_that_would_wait_for_its_own_transaction_is_told(tmp_path, outer):
    with ImpatientPortal() as portal:
        parts = portal.enter(open_namespace(*prepare(tmp_path, "layered").namespace()))
        client, store = portal.synchronous(parts.client), portal.synchronous(parts.store)

        def nested(*_):
            with pytest.raises(RuntimeError, match="its own transaction"):
                store.bucket("orders").put("inner", b"")

        with portal.block(parts.store.transaction()) as tx:
            client.publish(SMALL, tx)
            if outer == "block":
                nested()
        portal.synchronous(parts.relay).run_once()
        assert client.consume("billing", nested if outer == "handler" else lambda *_: None) == 1
        store.bucket("orders").put("after", b"")


class CallableHandler:
    def __init__(self):
        self.got = []

    def __call__(self, message, _tx):
        self.got.append(message.id)


@pytest.mark.parametrize("wrapped", [lambda handler: handler, partial])
def test_anything_that_can_be_called_is_a_handler(tmp_path, wrapped):
    handler = CallableHandler()
    with Portal() as portal:
        parts = portal.enter(open_namespace(*prepare(tmp_path, "claim-check").namespace()))
        client = portal.synchronous(parts.client)
        client.publish(SMALL)
        assert client.consume("billing", wrapped(handler)) == 1
    assert handler.got == [SMALL.id]


def test_what_has_no_client_says_so():
    text = """
backends: {db: {type: sqlite, path: x.db}}
namespaces: [{name: a, pattern: event-store, log: {backend: db, retention: forever}}]"""
    with Portal() as portal, pytest.raises(NotImplementedError, match="event-store"):
        portal.enter(open_namespace(load(text), "a"))


BACKENDS = """
backends:
  memory: {{type: memory}}
  sqlite: {{type: sqlite, path: {path}/app.db}}
  nats: {{type: nats-jetstream, url: "{nats}", sync_interval: always}}
  postgres: {{type: postgres, url: "{postgres}", max_slot_wal_keep: 1GiB}}
namespaces:
  - {{name: audit, pattern: write-ahead-log, log: {{backend: {log}}}, target: {{backend: sqlite}}}}
  - name: users
    pattern: change-data-capture
    source: {{backend: {source}, lag_alert: 1GiB}}
    target: {{backend: sqlite}}
"""


@pytest.mark.parametrize(
    ("log", "source"), [("sqlite", "memory"), ("nats", "sqlite"), ("postgres", "postgres")]
)
async def test_logs_and_changes_of_a_configuration(log, source, tmp_path, nats, database):
    """The parts of the patterns without a client are opened by the same names."""
    urls = {"nats": nats.url, "postgres": database.url}
    text = BACKENDS.format(path=tmp_path, log=log, source=source, **urls)
    namespaces = load(text).namespaces
    async with AsyncExitStack() as stack:
        connections = Connections(stack, World())
        opened = await connections.log(namespaces["audit"].parts["log"][1], f"log-{tmp_path.name}")
        (sequence,) = await opened.append([SMALL])
        assert [record.sequence for record in await opened.read(0, 10)] == [sequence]
        backend = namespaces["users"].parts["source"][1]
        store = await connections.transactional(backend)
        changes = await connections.changes(backend, "users-feed", ["rel_bucket"])
        await store.bucket("orders").put("1", b"order")
        (change_set,) = await changes.transactions(0, 10)
        assert len(change_set.changes) == 1
        if source == "postgres":
            await changes.drop()


async def test_a_namespace_that_only_consumes_gives_the_store_of_its_inbox(tmp_path):
    """Whoever reads what the handlers wrote needs it, with or without an outbox."""
    async with open_namespace(*prepare(tmp_path, "claim-check").namespace()) as parts:
        assert parts.relay is None
        async with parts.store.transaction() as tx:
            await tx.bucket("orders").put("1", b"")
