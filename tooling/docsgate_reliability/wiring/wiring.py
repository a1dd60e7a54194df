"""Opens what one namespace needs of its backends, and says which backend does not do it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..configuration.refusals import ConfigurationRefused, Refusal
from ..errors import CapabilityMissing
from ..values import QueuePolicy
from .connections import Connections

if TYPE_CHECKING:
    from collections.abc import Awaitable
    from contextlib import AsyncExitStack

    from ..configuration.backends import Backend
    from ..configuration.namespace import Namespace, QueueSettings
    from ..ports import KeyValue, ObjectStore, Queue, TransactionalStore
    from ..world import World


class Wiring:
    """What a pattern is made from. `file` is the name of the configuration, for its refusals.

    Each method raises `ConfigurationRefused` (C13) when a probe fails, and what `Connections` does.
    """

    def __init__(
        self, stack: AsyncExitStack, world: World, file: str = "", *, migrate: bool = True
    ) -> None:
        self.world, self._file = world, file
        self._connections = Connections(stack, world, migrate=migrate)
        self._queues: dict[str, Queue] = {}

    async def queue(self, namespace: Namespace) -> Queue:
        """The queue of a namespace, which is opened once."""
        settings = namespace.queue
        assert settings is not None
        assert settings.backend is not None
        if namespace.name not in self._queues:
            opening = self._connections.queue(
                settings.backend, namespace.name, settings.groups, _policy(settings)
            )
            self._queues[namespace.name] = await self._tried(settings.backend, opening)
        return self._queues[namespace.name]

    async def store(self, backend: Backend | None) -> TransactionalStore:
        """The transactional store of a backend, which a layer has named."""
        assert backend is not None, "C01 refuses a layer without a store"
        opening = self._connections.transactional(backend)
        found: TransactionalStore = await self._tried(backend, opening)
        return found

    async def objects(self, backend: Backend | None) -> ObjectStore:
        """The object store of a backend, which a layer has named."""
        assert backend is not None, "C01 refuses a layer without a store"
        found: ObjectStore = await self._tried(backend, self._connections.objects(backend))
        return found

    async def key_value(self, backend: Backend, bucket: str) -> KeyValue:
        """A bucket of a backend."""
        found: KeyValue = await self._tried(backend, self._connections.key_value(backend, bucket))
        return found

    async def _tried(self, backend: Backend, opening: Awaitable[Any]) -> Any:
        try:
            return await opening
        except CapabilityMissing as error:
            refusals: list[Refusal] = []
            backend.section.refusals = refusals
            write = "use an engine that does, or configure the server as the backend says"
            backend.section.refuse("C13", None, str(error), write)
            raise ConfigurationRefused(refusals, self._file) from error


def _policy(settings: QueueSettings) -> QueuePolicy:
    return QueuePolicy(
        settings.ack_wait_seconds,
        settings.max_deliver,
        settings.dedup_window_seconds,
        settings.max_payload_bytes,
        settings.retention_seconds,
        settings.publish_seconds,
        settings.new_groups,
        settings.retired,
    )
