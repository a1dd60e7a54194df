"""Makes the running parts of a namespace, by the patterns that it names."""

from __future__ import annotations

from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING

from ..patterns.opened import OpenNamespace
from ..wiring.wiring import Wiring
from ..world import World
from .registry import PATTERNS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ..configuration.namespace import Namespace
    from ..patterns.pattern import Wired
    from .load import Configuration


# --8<-- [start:open]
@asynccontextmanager
async def open_namespace(
    configuration: Configuration,
    name: str,
    world: World | None = None,
    *,
    migrate: bool = True,
) -> AsyncIterator[OpenNamespace]:
    """Connect, try what each engine declares, and wire the layers.

    Raises `ConfigurationRefused` with C13 when an engine fails its probe, `Unavailable` when one
    does not answer, and `MissingExtra` when a client library is not installed. Raises
    `NotImplementedError` when the pattern has no client. Tables of an earlier version are migrated,
    and without `migrate` they raise `SchemaMismatch`, as newer ones do.
    """
    async with AsyncExitStack() as stack:
        wiring = Wiring(stack, world or World(), configuration.file, migrate=migrate)
        yield await _opened(wiring, configuration.namespaces[name])


# --8<-- [end:open]


async def _opened(wiring: Wiring, namespace: Namespace) -> OpenNamespace:
    wired: list[Wired] = []
    for kind in (*(layer.kind for layer in namespace.layers), namespace.pattern):
        wire = PATTERNS[kind].wire
        if wire is None:
            raise NotImplementedError(f"`{kind}` has no client")
        wired.append(await wire(wiring, namespace, tuple(wired)))
    queue = next((each.queue for each in wired if each.queue is not None), None)
    store = next((each.store for each in wired if each.store is not None), None)
    return OpenNamespace(tuple(part for each in wired for part in each.parts), queue, store)
