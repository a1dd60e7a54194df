"""The changes that a store in memory committed."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...values import ChangeSet
    from .store import MemoryStore


class MemoryChangeSource:
    """See `ChangeSource`: the committed transactions of a `MemoryStore`."""

    def __init__(self, store: MemoryStore) -> None:
        self._store = store
        store.watched = True

    async def transactions(self, after: int, limit: int) -> Sequence[ChangeSet]:
        """See `ChangeSource`."""
        return [c for c in self._store.committed if c.position > after][:limit]

    async def confirm(self, position: int) -> None:
        """See `ChangeSource`."""
        kept = [change for change in self._store.committed if change.position > position]
        self._store.committed[:] = kept
