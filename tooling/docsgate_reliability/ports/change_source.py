"""The port of committed changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..values import (
        ChangeSet,
    )


class ChangeSource(Protocol):
    """The changes that were committed to some tables."""

    async def transactions(self, after: int, limit: int) -> Sequence[ChangeSet]:
        """Whole transactions above `after`, in commit order, until they are confirmed."""
        ...

    async def confirm(self, position: int) -> None:
        """Confirm that the reader has everything up to `position`; the source may forget it."""
        ...
