"""Every adapter of every port, as the contract tests open it. To test a new one, add it here."""

from contextlib import asynccontextmanager

from reliability.adapters.files import FileObjectStore
from reliability.adapters.memory import MemoryKeyValue, MemoryLog, MemoryObjectStore
from reliability.adapters.memory_queue import MemoryQueue
from reliability.adapters.memory_store import MemoryChangeSource, MemoryStore
from reliability.adapters.sql import SqlKeyValue
from reliability.adapters.sql_log import SqlLog
from reliability.adapters.sql_queue import SqlQueue
from reliability.adapters.sql_store import SqlStore
from reliability.adapters.sqlite import SqliteEngine
from reliability.values import QueuePolicy

GROUPS = ("billing", "search")
POLICY = QueuePolicy(
    ack_wait_seconds=0.4, max_deliver=3, dedup_window_seconds=60.0, payload_max_bytes=65536
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


@asynccontextmanager
async def memory_changes():
    store = MemoryStore()
    yield store, MemoryChangeSource(store)


KEY_VALUES = {"memory": memory_key_value, "sqlite": sqlite_key_value}
OBJECT_STORES = {"memory": memory_objects, "files": file_objects}
QUEUES = {"memory": memory_queue, "sqlite": sqlite_queue}
LOGS = {"memory": memory_log, "sqlite": sqlite_log}
STORES = {"memory": memory_store, "sqlite": sqlite_store}
CHANGE_SOURCES = {"memory": memory_changes}
