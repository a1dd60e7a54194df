"""Makes an outbox and its relay from their settings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..pattern import Wired
from .outbox import Outbox, Relay
from .settings import OutboxSettings

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ...configuration.namespace import Namespace
    from ...wiring.wiring import Wiring


async def wire(wiring: Wiring, namespace: Namespace, _layers: Sequence[Wired]) -> Wired:
    """The outbox, the relay that somebody has to run, and the store of both."""
    settings = namespace.settings(OutboxSettings)
    assert settings is not None
    queue, store = await wiring.queue(namespace), await wiring.store(settings.store)
    box = f"{namespace.name}/{settings.table}"
    relay = Relay(store, queue, box, settings.relay, wiring.world)
    return Wired(outbox=Outbox(box, wiring.world, store), store=store, parts=(relay,))
