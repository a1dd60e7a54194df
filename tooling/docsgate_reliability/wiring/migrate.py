"""Migrates the tables of all databases in a configuration, as a role that may do that."""

from __future__ import annotations

from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from ..world import World
from .connections import Connections

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterable

    from ..configuration.backends import Backend


async def migrate(backends: Iterable[Backend]) -> AsyncIterator[tuple[str, int, int]]:
    """The name of each database, the version that its tables had, and the one they have now.

    Raises `SchemaMismatch`, `Unavailable`, `CapabilityMissing`, and `MissingExtra`.
    """
    async with AsyncExitStack() as stack:
        connections = Connections(stack, World())
        for backend in backends:
            if (versions := await connections.versions(backend)) is not None:
                yield backend.name, *versions
