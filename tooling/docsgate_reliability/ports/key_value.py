"""The port of small values under names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from ..values import (
        Entry,
    )


# --8<-- [start:key_value]
class KeyValue(Protocol):
    """Small values under names. Reads and writes of each name are linearizable."""

    async def get(self, key: str) -> Entry | None:
        """The value and its version, or None. It sees every write that has returned."""
        ...

    async def put(
        self, key: str, value: bytes, *, expect: int | None = None, ttl_seconds: float | None = None
    ) -> int:
        """Store `value`, and return its version. No committed version of a key is used twice.

        With `expect`, it is stored only if the present version is that one, or if there is no value
        for `ABSENT`; else this raises `Conflict`. Of several writers with the same expectation, one
        succeeds. With `ttl_seconds`, the value is gone after that time.
        """
        ...

    async def delete(self, key: str, *, expect: int | None = None) -> None:
        """Remove the value, if there is one. With `expect`, raises `Conflict` as `put` does."""
        ...

    def scan(self, prefix: str = "") -> AsyncIterator[tuple[str, Entry]]:
        """Every key that starts with `prefix`, with its entry, in the order of the keys."""
        ...


# --8<-- [end:key_value]
