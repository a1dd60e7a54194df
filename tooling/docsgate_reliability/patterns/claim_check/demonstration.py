"""The claim check at work: the publisher is killed when a payload is stored that nothing names."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Final

from ..demonstrations import Demonstration
from ..rehearsal import PROMISE, consume_all, publish_all, with_layers
from .collector import ClaimCollector

if TYPE_CHECKING:
    from ..demonstrations import Stage

GRACE_SECONDS: Final = 1.0
LAYERS: Final = """\
      - inbox: {store: db}
      - claim-check: {store: blobs, claims: db, threshold: 64KiB, grace: 1s}
"""


async def run(stage: Stage) -> bool:
    """Publish, let each group consume, and collect when the grace is over."""
    await publish_all(stage)
    handled = await consume_all(stage)
    collector = stage.namespace.part(ClaimCollector)
    assert collector is not None
    await asyncio.sleep(GRACE_SECONDS + 0.1)
    await collector.collect()
    stage.meter["payloads left"] = _payloads(stage)
    return handled and not stage.meter["payloads left"]


async def left(stage: Stage) -> str:
    """The payloads that the dead publisher stored."""
    return f"{_payloads(stage)} payloads, of which the last one is named by no message"


def _payloads(stage: Stage) -> int:
    return len(list((stage.folder / "blobs").glob("=*")))


DEMONSTRATION: Final = Demonstration(
    namespace=with_layers(LAYERS),
    worst=("claim.stored", 6),
    run=run,
    left=left,
    promise=PROMISE,
)
