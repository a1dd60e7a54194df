"""A server that is stopped, or away, is `Unavailable` within a deadline, whatever is asked of it.

A stopped server accepts connections and answers nothing, as a machine that hangs does, or a network
that swallows packets. Each call of each port is made while it is stopped.
"""

import asyncio
import os
import signal
import time
from contextlib import asynccontextmanager, contextmanager

import pytest
from harness.adapters import fresh, s3_options
from servers.seaweed import create_bucket, seaweed_server
from servers.valkey import valkey_server

from docsgate_reliability.adapters.jetstream.connection import JetStream
from docsgate_reliability.adapters.jetstream.key_value import JetStreamKeyValue
from docsgate_reliability.adapters.jetstream.log import JetStreamLog
from docsgate_reliability.adapters.jetstream.message_queue import JetStreamQueue
from docsgate_reliability.adapters.s3.object_store import S3ObjectStore
from docsgate_reliability.adapters.valkey.key_value import ValkeyKeyValue
from docsgate_reliability.demonstration.servers.nats import nats_server
from docsgate_reliability.errors import Unavailable
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.open_namespace import open_namespace
from docsgate_reliability.values import Message

DEADLINE_SECONDS = 15.0
MESSAGE = Message("m", b"x")


async def scanned(rows):
    return [row async for row in rows]


def of_key_value(bucket, version):
    return {
        "get": lambda: bucket.get("k"),
        "put": lambda: bucket.put("k", b"v"),
        "put expecting none": lambda: bucket.put("new", b"v", expect=0),
        "put expecting a version": lambda: bucket.put("k", b"v", expect=version),
        "delete": lambda: bucket.delete("k"),
        "scan": lambda: scanned(bucket.scan()),
    }


@asynccontextmanager
async def nats_calls(folder):
    """All calls of all ports on JetStream. The deliveries were lent before the server stopped."""
    server = nats_server(folder)
    server.process.start()
    stream = JetStream(server.url, server.monitor)
    await stream.connect()
    queue, log = JetStreamQueue(stream, fresh(), ["g"]), JetStreamLog(stream, fresh())
    bucket = JetStreamKeyValue(stream, fresh())
    for each in (queue, log, bucket):
        await each.prepare()
    await queue.publish([Message(f"m{n}", b"") for n in range(4)])
    ack, nak, term, extend = await queue.lease("g", 4, wait_seconds=2)
    calls = of_key_value(bucket, await bucket.put("k", b"v"))
    calls |= {
        "publish": lambda: queue.publish([MESSAGE]),
        "publish atomically": lambda: queue.publish([MESSAGE, MESSAGE], atomic=True),
        "lease": lambda: queue.lease("g", 1),
        "lease and wait": lambda: queue.lease("g", 1, wait_seconds=1),
        "ack": ack.ack,
        "nak": nak.nak,
        "term": lambda: term.term("bad"),
        "extend": extend.extend,
        "dead": lambda: queue.dead("g"),
        "dead_backlog": lambda: queue.dead_backlog("g"),
        "send_again": lambda: queue.send_again("g", [1]),
        "discard": lambda: queue.discard("g", [1]),
        "append": lambda: log.append([MESSAGE]),
        "append expecting an end": lambda: log.append([MESSAGE, MESSAGE], expect_last=0),
        "read": lambda: log.read(0, 1),
        "trim": lambda: log.trim(1),
        "prepare": queue.prepare,
        "probe": stream.probe,
        "connect": JetStream(server.url).connect,
    }
    try:
        yield server, calls
    finally:
        await stream.close()
        server.process.kill()


@asynccontextmanager
async def valkey_calls(folder):
    server = valkey_server(folder)
    server.process.start()
    bucket = ValkeyKeyValue(server.url, "test")
    try:
        version = await bucket.put("k", b"v")
        yield server, {**of_key_value(bucket, version), "probe": bucket.probe}
    finally:
        await bucket.close()
        server.process.kill()


async def stream_of(size_bytes):
    for _ in range(size_bytes >> 20):
        yield b"x" * (1 << 20)


@asynccontextmanager
async def seaweed_calls(folder):
    server = seaweed_server(folder)
    server.process.start()
    create_bucket(server, "claims")
    store = S3ObjectStore("claims", s3_options(server), buffer_bytes=1 << 20)
    try:
        await store.put_if_absent("k", b"v")
        yield (
            server,
            {
                "put_if_absent": lambda: store.put_if_absent("new", b"v"),
                "put_if_absent of a stream": lambda: store.put_if_absent(
                    "large", stream_of(3 << 20)
                ),
                "get": lambda: store.get("k"),
                "get a range": lambda: store.get("k", start=0, end=1),
                "head": lambda: store.head("k"),
                "delete": lambda: store.delete("k"),
                "sweep": lambda: store.sweep("", 0),
                "list": lambda: scanned(store.list()),
            },
        )
    finally:
        server.process.kill()


@contextmanager
def stopped(server):
    """The server and its children do nothing in the block, and go on afterwards."""
    group = os.getpgid(server.process._process.pid)
    os.killpg(group, signal.SIGSTOP)
    time.sleep(0.2)  # Until all of its threads have stopped.
    try:
        yield
    finally:
        os.killpg(group, signal.SIGCONT)


async def timed(call):
    """How long a call took, and what it raised."""
    begin = time.monotonic()
    try:
        async with asyncio.timeout(2 * DEADLINE_SECONDS):
            await call()
    except Exception as error:  # noqa: BLE001 - the test looks at its type.
        return time.monotonic() - begin, type(error)
    return time.monotonic() - begin, None


@pytest.mark.parametrize("opened", [nats_calls, valkey_calls, seaweed_calls])
async def test_no_call_waits_for_ever_for_a_server_that_is_stopped(
    opened, tmp_path, nats, valkey, seaweed
):
    """The fixtures skip where an engine is not installed; each test stops a server of its own."""
    assert None not in (nats, valkey, seaweed)
    async with opened(tmp_path) as (server, calls):
        with stopped(server):
            found = await asyncio.gather(*(timed(call) for call in calls.values()))
        told = dict(zip(calls, found, strict=True))
        wrong = {
            name: (seconds, error)
            for name, (seconds, error) in told.items()
            if seconds > DEADLINE_SECONDS or error is None or not issubclass(error, Unavailable)
        }
        assert wrong == {}
        deadline = time.monotonic() + 30
        while time.monotonic() < deadline:  # It goes on by itself when the server does.
            _, error = await timed(next(iter(calls.values())))
            if error is None:
                break
        assert error is None


NOBODY = """
backends:
  db: {{type: sqlite, path: {folder}/app.db}}
  blobs: {{type: files, path: {folder}/blobs}}
  away: {away}
namespaces:
  - name: orders
    pattern: publish-consume
    queue: {{backend: {queue}, groups: [g]}}
    layers: {layers}
"""
CLAIMS = "[claim-check: {store: STORE, claims: CLAIMS}]"
AWAY = {
    "nats": (
        '{type: nats-jetstream, url: "nats://127.0.0.1:1", sync_interval: always}',
        "away",
        "",
    ),
    "no such host": (
        '{type: nats-jetstream, url: "nats://nats.invalid:4222", sync_interval: always}',
        *("away", ""),
    ),
    "valkey": (
        '{type: valkey, url: "redis://127.0.0.1:1", appendfsync: always}',
        *("db", CLAIMS.replace("STORE", "blobs").replace("CLAIMS", "away")),
    ),
    "s3": (
        '{type: s3, bucket: b, endpoint: "http://127.0.0.1:1", access_key: a, secret_key: b}',
        *("db", CLAIMS.replace("STORE", "away").replace("CLAIMS", "db")),
    ),
    "files": (
        "{type: files, path: /etc/passwd}",
        *("db", CLAIMS.replace("STORE", "away").replace("CLAIMS", "db")),
    ),
}


@pytest.mark.parametrize("name", AWAY)
async def test_an_engine_that_is_away_is_told_when_a_namespace_is_opened(name, tmp_path, nats):
    assert nats is not None
    away, queue, layers = AWAY[name]
    text = NOBODY.format(folder=tmp_path, away=away, queue=queue, layers=layers or "[]")
    begin = time.monotonic()
    with pytest.raises(Unavailable):
        async with open_namespace(load(text), "orders"):
            pass
    assert time.monotonic() - begin < DEADLINE_SECONDS
