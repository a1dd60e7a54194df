"""The port of large, immutable values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ..values import (
        Capabilities,
        ObjectInfo,
    )


# --8<-- [start:object_store]
class ObjectStore(Protocol):
    """Large, immutable values. A probe tries conditional creation, which some stores ignore."""

    @property
    def capabilities(self) -> Capabilities:
        """The capabilities that this store declares."""
        ...

    async def put_if_absent(self, key: str, chunks: AsyncIterator[bytes] | bytes) -> bool:
        """Store everything or nothing. Returns False, and changes nothing, when the key is taken.

        Of several writers of one key, one gets True. If the stream fails, nothing is stored. When
        it is not known whether it is stored, this raises `Unavailable`, and never returns False.
        """
        ...

    async def get(self, key: str, *, start: int = 0, end: int | None = None) -> bytes:
        """The bytes from `start` up to `end`. Raises `NotFound` when there is no such object."""
        ...

    async def head(self, key: str) -> ObjectInfo | None:
        """The size and time of the object, or None."""
        ...

    async def delete(self, key: str) -> None:
        """Remove the object, if there is one."""
        ...

    async def sweep(self, prefix: str, before: float) -> int:
        """Remove what uploads left behind that broke off before this time, in Unix seconds.

        `prefix` is that of their keys. Returns how many there were. No object is removed.
        """
        ...

    def list(self, prefix: str = "") -> AsyncIterator[ObjectInfo]:
        """Every finished object whose key starts with `prefix`, and no unfinished one."""
        ...


# --8<-- [end:object_store]
