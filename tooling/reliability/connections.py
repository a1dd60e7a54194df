"""One connection for each backend that a namespace names, and the adapters that stand on it."""

from __future__ import annotations

import re
from importlib import import_module
from typing import TYPE_CHECKING, Any

from .probes import probe_object_store

if TYPE_CHECKING:
    from contextlib import AsyncExitStack

    from .backends import Backend
    from .ports import KeyValue, ObjectStore, Queue, TransactionalStore
    from .values import QueuePolicy
    from .world import World


class Connections:
    """Opens what is asked for, once each; everything is closed with the stack."""

    def __init__(self, stack: AsyncExitStack, world: World) -> None:
        self._stack, self._world = stack, world
        self._opened: dict[str, Any] = {}

    async def transactional(self, backend: Backend) -> TransactionalStore:
        """The transactional store of a backend."""
        engine = await self._engine(backend)
        if backend.type == "memory":
            store: TransactionalStore = engine
            return store
        made: TransactionalStore = _adapter("sql_store").SqlStore(engine)
        return made

    async def key_value(self, backend: Backend, bucket: str) -> KeyValue:
        """A bucket of a backend."""
        engine = await self._engine(backend)
        if backend.type == "valkey":
            found: Any = _adapter("valkey").ValkeyKeyValue(backend.options["url"], bucket)
            self._stack.push_async_callback(found.close)
            await found.probe()
        elif backend.type == "nats-jetstream":
            found = _adapter("jetstream_store").JetStreamKeyValue(engine, _name(bucket))
            await found.prepare()
        else:
            found = (await self.transactional(backend)).bucket(bucket)
        made: KeyValue = found
        return made

    async def objects(self, backend: Backend) -> ObjectStore:
        """The object store of a backend, which was seen to refuse a second PUT."""
        options = backend.options
        made: ObjectStore
        if backend.type == "memory":
            memory = _adapter("memory").MemoryObjectStore(self._world.clock)
            made = self._opened.setdefault(f"{backend.name}/objects", memory)
        elif backend.type == "files":
            made = _adapter("files").FileObjectStore(options["path"])
        else:
            made = _adapter("s3").S3ObjectStore(options["bucket"], _s3_options(options))
        await probe_object_store(made, self._world.ids)
        return made

    async def queue(
        self, backend: Backend, name: str, groups: tuple[str, ...], policy: QueuePolicy
    ) -> Queue:
        """A queue of a backend."""
        engine, made = await self._engine(backend), None
        if backend.type == "memory":
            made = _adapter("memory_queue").MemoryQueue(groups, policy, clock=self._world.clock)
        elif backend.type == "nats-jetstream":
            made = _adapter("jetstream_queue").JetStreamQueue(engine, _name(name), groups, policy)
            await made.prepare()
        else:
            made = _adapter("sql_queue").SqlQueue(engine, name, groups, policy)
        queue: Queue = made
        return queue

    async def _engine(self, backend: Backend) -> Any:
        if backend.name not in self._opened:
            self._opened[backend.name] = await self._open(backend)
        return self._opened[backend.name]

    async def _open(self, backend: Backend) -> Any:
        options, clock = backend.options, self._world.clock
        if backend.type == "memory":
            return _adapter("memory_store").MemoryStore(clock)
        if backend.type == "sqlite":
            synchronous = options["synchronous"].upper()
            engine = _adapter("sqlite").SqliteEngine(
                options["path"], synchronous=synchronous, clock=clock
            )
            self._stack.callback(engine.close)
        elif backend.type == "postgres":
            engine = _adapter("postgres").PostgresEngine(options["url"], clock=clock)
            self._stack.push_async_callback(engine.close)
            await engine.prepare()
        elif backend.type == "nats-jetstream":
            engine = _adapter("jetstream").JetStream(options["url"], options["monitor"])
            await engine.connect()
            self._stack.push_async_callback(engine.close)
        else:
            return None
        if not backend.loses and (backend.type != "nats-jetstream" or options["monitor"]):
            await engine.probe()
        return engine


def _adapter(module: str) -> Any:
    """An adapter module, imported when a configuration names its backend."""
    return import_module(f"reliability.adapters.{module}")


def _name(text: str) -> str:
    """A name that NATS takes."""
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
