"""Opens one connection for each backend that a namespace names, and its adapters.

This is the only module outside of `adapters` that knows the adapters. An adapter imports its client
library when it is opened, so only the libraries of the configured backends must be installed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..adapters.files.object_store import FileObjectStore
from ..adapters.jetstream.connection import JetStream
from ..adapters.jetstream.key_value import JetStreamKeyValue
from ..adapters.jetstream.log import JetStreamLog
from ..adapters.jetstream.message_queue import JetStreamQueue
from ..adapters.memory.changes import MemoryChangeSource
from ..adapters.memory.log import MemoryLog
from ..adapters.memory.message_queue import MemoryQueue
from ..adapters.memory.object_store import MemoryObjectStore
from ..adapters.memory.store import MemoryStore
from ..adapters.postgres.changes import PostgresChanges
from ..adapters.postgres.engine import PostgresEngine
from ..adapters.s3.object_store import S3ObjectStore
from ..adapters.sql.log import SqlLog
from ..adapters.sql.message_queue import SqlQueue
from ..adapters.sql.schema import VERSION
from ..adapters.sql.store import SqlStore
from ..adapters.sqlite.changes import SqliteChanges
from ..adapters.sqlite.engine import SqliteEngine
from ..adapters.valkey.key_value import ValkeyKeyValue
from .probes import probe_object_store

if TYPE_CHECKING:
    from collections.abc import Sequence
    from contextlib import AsyncExitStack

    from ..configuration.backends import Backend
    from ..ports import ChangeSource, KeyValue, Log, ObjectStore, Queue, TransactionalStore
    from ..values import QueuePolicy
    from ..world import World


class Connections:
    """Opens each backend once, and closes all of them with the stack.

    Each method raises `Unavailable` when the engine does not answer, `CapabilityMissing` when a
    probe fails, `MissingExtra` when the client library is not installed, and `SchemaMismatch` for
    tables of another version, if they are older only without `migrate`.
    """

    def __init__(self, stack: AsyncExitStack, world: World, *, migrate: bool = True) -> None:
        self._stack, self._world, self._migrate = stack, world, migrate
        self._opened: dict[str, Any] = {}

    async def transactional(self, backend: Backend) -> TransactionalStore:
        """The transactional store of a backend."""
        engine = await self._engine(backend)
        store: TransactionalStore = engine if backend.type == "memory" else SqlStore(engine)
        return store

    async def key_value(self, backend: Backend, bucket: str) -> KeyValue:
        """A bucket of a backend."""
        if backend.type == "valkey":
            valkey = ValkeyKeyValue(backend.options["url"], bucket)
            self._stack.push_async_callback(valkey.close)
            await valkey.probe()
            return valkey
        if backend.type == "nats-jetstream":
            stored = JetStreamKeyValue(await self._engine(backend), _name(bucket))
            await stored.prepare()
            return stored
        return (await self.transactional(backend)).bucket(bucket)

    async def objects(self, backend: Backend) -> ObjectStore:
        """The object store of a backend, after a probe that it refuses a second PUT."""
        store = self._objects(backend)
        await probe_object_store(store, self._world.ids)
        return store

    def _objects(self, backend: Backend) -> ObjectStore:
        options = backend.options
        if backend.type == "memory":
            memory = MemoryObjectStore(self._world.clock)
            shared: ObjectStore = self._opened.setdefault(f"{backend.name}/objects", memory)
            return shared
        if backend.type == "files":
            return FileObjectStore(options["path"])
        return S3ObjectStore(options["bucket"], _s3_options(options))

    async def queue(
        self, backend: Backend, name: str, groups: tuple[str, ...], policy: QueuePolicy
    ) -> Queue:
        """A queue of a backend."""
        engine = await self._engine(backend)
        if backend.type == "memory":
            return MemoryQueue(groups, policy, clock=self._world.clock)
        if backend.type == "nats-jetstream":
            queue = JetStreamQueue(engine, _name(name), groups, policy)
            await queue.prepare()
            return queue
        stored = SqlQueue(engine, name, groups, policy)
        await stored.prepare()
        return stored

    async def log(self, backend: Backend, name: str) -> Log:
        """A log of a backend."""
        engine = await self._engine(backend)
        if backend.type == "memory":
            memory = self._opened.setdefault(f"{backend.name}/{name}", MemoryLog())
            shared: Log = memory
            return shared
        if backend.type == "nats-jetstream":
            log = JetStreamLog(engine, _name(name))
            await log.prepare()
            return log
        return SqlLog(engine, name)

    async def changes(self, backend: Backend, name: str, tables: Sequence[str]) -> ChangeSource:
        """The changes of some tables of a backend."""
        engine = await self._engine(backend)
        if backend.type == "memory":
            return MemoryChangeSource(engine)
        if backend.type == "sqlite":
            triggers = SqliteChanges(engine, tables)
            await triggers.prepare()
            return triggers
        slot = PostgresChanges(engine, re.sub(r"[^a-z0-9_]", "_", name.lower()), tables)
        await slot.prepare()
        return slot

    async def versions(self, backend: Backend) -> tuple[int, int] | None:
        """The version that the tables of a database had, and the one that they have now."""
        if backend.type not in {"sqlite", "postgres"}:
            return None
        return (await self._engine(backend)).version_before, VERSION

    async def _engine(self, backend: Backend) -> Any:
        if backend.name not in self._opened:
            self._opened[backend.name] = await self._open(backend)
        return self._opened[backend.name]

    async def _open(self, backend: Backend) -> Any:
        options, clock = backend.options, self._world.clock
        engine: Any = None
        if backend.type == "memory":
            return MemoryStore(clock)
        if backend.type == "sqlite":
            synchronous = options["synchronous"].upper()
            engine = SqliteEngine(
                options["path"], synchronous=synchronous, migrate=self._migrate, clock=clock
            )
            self._stack.callback(engine.close)
        elif backend.type == "postgres":
            seconds = float(options["timeout"])
            engine = PostgresEngine(options["url"], clock=clock, answer_seconds=seconds)
            self._stack.push_async_callback(engine.close)
            await engine.prepare(migrate=self._migrate)
        elif backend.type == "nats-jetstream":
            engine = JetStream(options["url"], options["monitor"])
            await engine.connect()
            self._stack.push_async_callback(engine.close)
        else:
            return None
        if not backend.loses and (backend.type != "nats-jetstream" or options["monitor"]):
            await engine.probe()
        return engine


def _name(text: str) -> str:
    """`text` with `_` for each character that NATS does not accept in a name."""
    return re.sub(r"[^A-Za-z0-9_-]", "_", text)


def _s3_options(options: dict[str, str]) -> dict[str, Any]:
    found: dict[str, Any] = {"region": options["region"]}
    if options["endpoint"]:
        found["endpoint"] = options["endpoint"]
        insecure = options["endpoint"].startswith("http://")
        found["client_options"] = {"allow_http": insecure}
    if options["access_key"]:
        found["access_key_id"] = options["access_key"]
        found["secret_access_key"] = options["secret_key"]
    return found
