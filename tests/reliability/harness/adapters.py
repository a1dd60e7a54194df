"""Every adapter of every port, as the contract tests open it. To test a new one, add it here.

An opener names what it needs: `folder`, an empty folder, or a fixture of `conftest` that starts a
server. The keys of the tables at the end are the types of backends as `configuration.backends`
names them, with a word behind a colon where one is opened in a second way.
"""

from contextlib import asynccontextmanager
from itertools import count

from docsgate_reliability.adapters.files.object_store import FileObjectStore
from docsgate_reliability.adapters.jetstream.connection import JetStream
from docsgate_reliability.adapters.jetstream.key_value import JetStreamKeyValue
from docsgate_reliability.adapters.jetstream.log import JetStreamLog
from docsgate_reliability.adapters.jetstream.message_queue import JetStreamQueue
from docsgate_reliability.adapters.memory.changes import MemoryChangeSource
from docsgate_reliability.adapters.memory.key_value import MemoryKeyValue
from docsgate_reliability.adapters.memory.log import MemoryLog
from docsgate_reliability.adapters.memory.message_queue import MemoryQueue
from docsgate_reliability.adapters.memory.object_store import MemoryObjectStore
from docsgate_reliability.adapters.memory.store import MemoryStore
from docsgate_reliability.adapters.postgres.changes import PostgresChanges
from docsgate_reliability.adapters.postgres.engine import PostgresEngine
from docsgate_reliability.adapters.s3.object_store import S3ObjectStore
from docsgate_reliability.adapters.sql.key_value import SqlKeyValue
from docsgate_reliability.adapters.sql.log import SqlLog
from docsgate_reliability.adapters.sql.message_queue import SqlQueue
from docsgate_reliability.adapters.sql.store import SqlStore
from docsgate_reliability.adapters.sqlite.changes import SqliteChanges
from docsgate_reliability.adapters.sqlite.engine import SqliteEngine
from docsgate_reliability.adapters.valkey.key_value import ValkeyKeyValue
from docsgate_reliability.values import QueuePolicy

NUMBERS = count(1)

GROUPS = ("billing", "search")
POLICY = QueuePolicy(
    ack_wait_seconds=0.25, max_deliver=3, dedup_window_seconds=60.0, payload_max_bytes=65536
)


@asynccontextmanager
async def sqlite(folder):
    engine = SqliteEngine(folder / "test.db")
    await engine.probe()
    try:
        yield engine
    finally:
        engine.close()


@asynccontextmanager
async def memory_key_value():
    yield MemoryKeyValue()


@asynccontextmanager
async def sqlite_key_value(folder):
    async with sqlite(folder) as engine:
        yield SqlKeyValue(engine, "test")


@asynccontextmanager
async def memory_objects():
    yield MemoryObjectStore()


@asynccontextmanager
async def file_objects(folder):
    yield FileObjectStore(folder)


@asynccontextmanager
async def memory_queue():
    yield MemoryQueue(GROUPS, policy=POLICY)


@asynccontextmanager
async def sqlite_queue(folder):
    async with sqlite(folder) as engine:
        yield SqlQueue(engine, "orders", GROUPS, policy=POLICY)


@asynccontextmanager
async def memory_log():
    yield MemoryLog()


@asynccontextmanager
async def sqlite_log(folder):
    async with sqlite(folder) as engine:
        yield SqlLog(engine, "orders")


@asynccontextmanager
async def memory_store():
    yield MemoryStore()


@asynccontextmanager
async def sqlite_store(folder):
    async with sqlite(folder) as engine:
        yield SqlStore(engine)


def key_of(change):
    """The key that a change of a bucket is about; the engines name its column differently."""
    image = change.after or change.before
    return image.get("key") or image.get("name")


@asynccontextmanager
async def memory_changes():
    store = MemoryStore()
    yield store, MemoryChangeSource(store)


@asynccontextmanager
async def sqlite_changes(folder):
    async with sqlite(folder) as engine:
        source = SqliteChanges(engine, ["rel_bucket"])
        await source.prepare()
        yield SqlStore(engine), source


@asynccontextmanager
async def jetstream(server):
    stream = JetStream(server.url, server.monitor)
    await stream.connect()
    if server.monitor:
        await stream.probe()
    try:
        yield stream
    finally:
        await stream.close()


def fresh():
    """A name that no other test in the session uses."""
    return f"t{next(NUMBERS)}"


@asynccontextmanager
async def jetstream_key_value(nats):
    async with jetstream(nats) as stream:
        bucket = JetStreamKeyValue(stream, fresh())
        await bucket.prepare()
        yield bucket


@asynccontextmanager
async def jetstream_queue(nats):
    async with jetstream(nats) as stream:
        queue = JetStreamQueue(stream, fresh(), GROUPS, POLICY)
        await queue.prepare()
        yield queue


@asynccontextmanager
async def jetstream_log(nats):
    async with jetstream(nats) as stream:
        log = JetStreamLog(stream, fresh())
        await log.prepare()
        yield log


TRUNCATE = "TRUNCATE rel_bucket, rel_outbox, rel_outbox_aside, rel_lease"


@asynccontextmanager
async def postgres_engine(server):
    engine = PostgresEngine(server.url)
    await engine.prepare()
    await engine.probe()
    async with engine.begin() as execute:
        await execute(TRUNCATE)
    try:
        yield engine
    finally:
        await engine.close()


@asynccontextmanager
async def postgres_key_value(postgres):
    async with postgres_engine(postgres) as engine:
        yield SqlKeyValue(engine, "test")


@asynccontextmanager
async def postgres_queue(postgres):
    async with postgres_engine(postgres) as engine:
        yield SqlQueue(engine, fresh(), GROUPS, POLICY)


@asynccontextmanager
async def postgres_log(postgres):
    async with postgres_engine(postgres) as engine:
        yield SqlLog(engine, fresh())


@asynccontextmanager
async def postgres_store(postgres):
    async with postgres_engine(postgres) as engine:
        yield SqlStore(engine)


@asynccontextmanager
async def postgres_changes(postgres):
    async with postgres_engine(postgres) as engine:
        source = PostgresChanges(engine, fresh(), ["rel_bucket"])
        await source.prepare()
        try:
            yield SqlStore(engine), source
        finally:
            await source.drop()


@asynccontextmanager
async def valkey_key_value(valkey):
    bucket = ValkeyKeyValue(valkey.url, fresh())
    await bucket.probe()
    try:
        yield bucket
    finally:
        await bucket.close()


def s3_options(server):
    return {
        "endpoint": server.endpoint,
        "access_key_id": server.access_key,
        "secret_access_key": server.secret_key,
        "region": "us-east-1",
        "client_options": {"allow_http": True},
    }


async def emptied(objects):
    for key in [info.key async for info in objects.list()]:
        await objects.delete(key)
    return objects


@asynccontextmanager
async def s3_objects(seaweed):
    yield await emptied(S3ObjectStore("claims", s3_options(seaweed)))


@asynccontextmanager
async def s3_multipart(seaweed):
    store = S3ObjectStore("claims", s3_options(seaweed), buffer_bytes=1 << 20)
    yield await emptied(store)


KEY_VALUES = {
    "memory": memory_key_value,
    "sqlite": sqlite_key_value,
    "nats-jetstream": jetstream_key_value,
    "postgres": postgres_key_value,
    "valkey": valkey_key_value,
}
OBJECT_STORES = {
    "memory": memory_objects,
    "files": file_objects,
    "s3": s3_objects,
    "s3:multipart": s3_multipart,
}
QUEUES = {
    "memory": memory_queue,
    "sqlite": sqlite_queue,
    "nats-jetstream": jetstream_queue,
    "postgres": postgres_queue,
}
LOGS = {
    "memory": memory_log,
    "sqlite": sqlite_log,
    "nats-jetstream": jetstream_log,
    "postgres": postgres_log,
}
STORES = {"memory": memory_store, "sqlite": sqlite_store, "postgres": postgres_store}
CHANGE_SOURCES = {
    "memory": memory_changes,
    "sqlite": sqlite_changes,
    "postgres": postgres_changes,
}
TABLES = {
    "key-value": KEY_VALUES,
    "objects": OBJECT_STORES,
    "queue": QUEUES,
    "log": LOGS,
    "transactional": STORES,
    "changes": CHANGE_SOURCES,
}
"""The tables by the names that `configuration.backends` has for the ports."""
