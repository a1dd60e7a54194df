"""Objects in memory, for examples, tests, and data that need not last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...errors import NotFound
from ...values import Capabilities, ObjectInfo
from ...world import SystemClock

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ...world import Clock


class MemoryObjectStore:
    """A dictionary of immutable byte strings."""

    capabilities = Capabilities(durable=False)

    def __init__(self, clock: Clock | None = None) -> None:
        self._clock = clock or SystemClock()
        self._objects: dict[str, tuple[bytes, float]] = {}

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """See `ObjectStore`."""
        value = chunks if isinstance(chunks, bytes) else b"".join([chunk async for chunk in chunks])
        if key in self._objects:
            return False
        self._objects[key] = (value, self._clock.now())
        return True

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """See `ObjectStore`. Raises `NotFound`."""
        if key not in self._objects:
            raise NotFound(key)
        return self._objects[key][0][start:end]

    async def head(self, key: str) -> ObjectInfo | None:
        """See `ObjectStore`."""
        if key not in self._objects:
            return None
        value, modified = self._objects[key]
        return ObjectInfo(key, len(value), modified)

    async def delete(self, key: str) -> None:
        """See `ObjectStore`."""
        self._objects.pop(key, None)

    async def sweep(self, prefix: str, before: float) -> int:  # noqa: ARG002 - nothing is left.
        """See `ObjectStore`. An upload that breaks off leaves nothing here."""
        return 0

    async def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """See `ObjectStore`."""
        for key in sorted(self._objects):
            if key.startswith(prefix):
                value, modified = self._objects[key]
                yield ObjectInfo(key, len(value), modified)
