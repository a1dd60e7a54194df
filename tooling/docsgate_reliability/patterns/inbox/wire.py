"""Makes an inbox from its settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pattern import Wired
from .inbox import Inbox
from .settings import InboxSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...configuration.namespace import Namespace
    from ...wiring.wiring import Wiring


async def wire(wiring: Wiring, namespace: Namespace, _layers: Sequence[Wired]) -> Wired:
    """The inbox, in the store that its settings name."""
    settings = namespace.settings(InboxSettings)
    assert settings is not None
    store = await wiring.store(settings.store)
    bucket = f"{namespace.name}/{settings.table}"
    return Wired(inbox=Inbox(store, bucket, settings.keep_seconds, wiring.world), store=store)
