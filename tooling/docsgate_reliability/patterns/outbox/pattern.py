"""The outbox as one value."""

from __future__ import annotations

from typing import Final

from ..pattern import Pattern
from .demonstration import DEMONSTRATION
from .rules import lease_too_short, rows_elsewhere
from .settings import read
from .wire import wire

PATTERN: Final = Pattern(
    name="outbox",
    page="patterns/outbox.md",
    layer=read,
    rules=(rows_elsewhere, lease_too_short),
    wire=wire,
    faults=(
        "outbox.appended",
        "outbox.leased",
        "outbox.wave",
        "outbox.published",
        "outbox.removed",
    ),
    metrics={
        "outbox.published": "rows that the broker acknowledged",
        "outbox.duplicates": "rows that the broker already had: a relay died after publishing",
        "outbox.batch_fallbacks": "atomic batches refused whole, and sent again one by one",
        "outbox.set_aside": "rows that the broker will never take; each one needs an operator",
        "outbox.fenced": "batches abandoned because another relay took over",
        "outbox.unavailable": "attempts that found no broker",
    },
    demonstration=DEMONSTRATION,
)
