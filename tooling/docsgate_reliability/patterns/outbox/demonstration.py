"""The outbox at work: the relay is killed when the broker has the rows and they are still there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from ..demonstrations import Demonstration
from ..rehearsal import MESSAGES, PROMISE, consume_all, publish_all, with_layers
from .outbox import Relay

if TYPE_CHECKING:
    from ..demonstrations import Stage

LAYERS: Final = """\
      - outbox: {store: db, lease: 1s}
      - inbox: {store: db}
"""


async def run(stage: Stage) -> bool:
    """Publish, relay until nothing is pending, and let each group consume."""
    await publish_all(stage)
    relay, store = stage.namespace.part(Relay), stage.namespace.store
    assert relay is not None
    assert store is not None
    while await store.pending(relay.box, 1):
        if not await relay.run_once():
            await asyncio.sleep(0.05)  # The lease of the dead relay is not over.
    return await consume_all(stage)


async def left(stage: Stage) -> str:
    """The rows that the dead relay did not remove."""
    relay, store = stage.namespace.part(Relay), stage.namespace.store
    assert relay is not None
    assert store is not None
    rows = await store.pending(relay.box, MESSAGES)
    return f"{len(rows)} rows in the outbox, which the broker may have already"


DEMONSTRATION: Final = Demonstration(
    namespace=with_layers(LAYERS),
    worst=("outbox.published", 1),
    run=run,
    left=left,
    promise=PROMISE,
)
