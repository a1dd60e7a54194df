"""Makes the running parts of a configuration: the client, its relay, and its collector."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..configuration.refusals import ConfigurationRefused, Refusal
from ..errors import CapabilityMissing
from ..patterns.claim_check.claim_check import ClaimCheck, ClaimPolicy
from ..patterns.claim_check.collector import ClaimCollector
from ..patterns.claim_check.groups import announce
from ..patterns.inbox.inbox import Inbox
from ..patterns.outbox.outbox import Outbox, Relay
from ..patterns.publish_consume.client import PublishConsume
from ..ports import QueueInStore
from ..values import QueuePolicy
from ..wiring.connections import Connections
from ..world import World

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Awaitable

    from ..configuration.backends import Backend
    from ..ports import Queue, TransactionalStore
    from .load import Configuration
    from .namespace import LayerSettings, Namespace, QueueSettings


@dataclass(frozen=True, slots=True)
class OpenNamespace:
    """The parts of one publish-consume namespace. A part that it does not have is None."""

    client: PublishConsume
    queue: Queue
    store: TransactionalStore | None = None
    relay: Relay | None = None
    claim_check: ClaimCheck | None = None
    collector: ClaimCollector | None = None


# --8<-- [start:open]
@asynccontextmanager
async def open_namespace(
    configuration: Configuration, name: str, world: World | None = None
) -> AsyncIterator[OpenNamespace]:
    """Connect, try what each engine declares, and wire the layers.

    Raises `ConfigurationRefused` with C13 when an engine fails its probe, `Unavailable` when one
    does not answer, and `MissingExtra` when a client library is not installed.
    """
    async with AsyncExitStack() as stack:
        wiring = _Wiring(configuration, stack, world or World())
        yield await wiring.open(configuration.namespaces[name])


# --8<-- [end:open]


def _one_commit(namespace: Namespace, backend: Backend, queue: Queue) -> QueueInStore | None:
    """The queue, if it is in the database of the register and there is no outbox; else None."""
    layer = namespace.layer("claim-check")
    if layer is None or layer.claims is None or namespace.layer("outbox") is not None:
        return None
    same = layer.claims.name == backend.name
    return queue if same and isinstance(queue, QueueInStore) else None


class _Wiring:
    def __init__(self, configuration: Configuration, stack: AsyncExitStack, world: World) -> None:
        self._file, self._world = configuration.file, world
        self._connections = Connections(stack, world)

    async def open(self, namespace: Namespace) -> OpenNamespace:
        settings = namespace.queue
        if settings is None or settings.backend is None:
            raise NotImplementedError(f"`{namespace.pattern}` has no client")
        policy = QueuePolicy(
            settings.ack_wait_seconds,
            settings.max_deliver,
            settings.dedup_window_seconds,
            settings.max_payload_bytes,
            settings.retention_seconds,
            settings.publish_seconds,
            settings.new_groups,
            settings.retired,
        )
        queue = await self._tried(
            settings.backend,
            self._connections.queue(settings.backend, namespace.name, settings.groups, policy),
        )
        store, outbox, relay = None, None, None
        if (layer := namespace.layer("outbox")) is not None:
            store = await self._store(layer.store)
            box = f"{namespace.name}/{layer.table}"
            outbox = Outbox(box, self._world)
            relay = Relay(store, queue, box, layer.relay, self._world)
        inbox = None
        if (layer := namespace.layer("inbox")) is not None:
            inboxes = await self._store(layer.store)
            bucket = f"{namespace.name}/{layer.table}"
            inbox = Inbox(inboxes, bucket, layer.keep_seconds, self._world)
        claim_check, collector = None, None
        if (layer := namespace.layer("claim-check")) is not None:
            claim_check, collector = await self._claims(namespace, settings, layer)
        layers = [claim_check] if claim_check else []
        client = PublishConsume(
            queue,
            layers,
            outbox=outbox,
            inbox=inbox,
            one_commit=_one_commit(namespace, settings.backend, queue),
            backoff_max_seconds=settings.backoff_seconds,
            world=self._world,
        )
        return OpenNamespace(client, queue, store, relay, claim_check, collector)

    async def _claims(
        self, namespace: Namespace, settings: QueueSettings, layer: LayerSettings
    ) -> tuple[ClaimCheck, ClaimCollector]:
        """The claim check and its collector.

        Their register is a bucket of its own, in the store of the outbox if there is one.
        """
        outbox = namespace.layer("outbox")
        register = layer.claims or (outbox.store if outbox else None)
        assert register is not None, "C01 refuses a claim check without a register"
        assert layer.store is not None
        policy = ClaimPolicy(
            frozenset(settings.groups),
            layer.threshold_bytes,
            layer.field,
            layer.compress,
            layer.grace_seconds,
            layer.ttl_seconds,
            delete_when_done=layer.delete != "ttl",
            retired=frozenset(settings.retired),
            bucket=f"claims-{namespace.name}",
        )
        objects = await self._tried(layer.store, self._connections.objects(layer.store))
        claims = await self._tried(register, self._connections.key_value(register, policy.bucket))
        await announce(claims, settings.groups, settings.retired, self._world)
        parts = (objects, claims, policy, self._world)
        return ClaimCheck(*parts), ClaimCollector(*parts)

    async def _store(self, backend: Backend | None) -> TransactionalStore:
        assert backend is not None, "C01 refuses a layer without a store"
        found: TransactionalStore = await self._tried(
            backend, self._connections.transactional(backend)
        )
        return found

    async def _tried(self, backend: Backend, opening: Awaitable[Any]) -> Any:
        """The result of `opening`. Raises `ConfigurationRefused` (C13) when a probe fails."""
        try:
            return await opening
        except CapabilityMissing as error:
            refusals: list[Refusal] = []
            backend.section.refusals = refusals
            write = "use an engine that does, or configure the server as the backend says"
            backend.section.refuse("C13", None, str(error), write)
            raise ConfigurationRefused(refusals, self._file) from error
