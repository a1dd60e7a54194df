"""Publish and consume as one value."""

from __future__ import annotations

from typing import Final

from ..pattern import Pattern
from .rules import durable_in_name_only, lease_too_short, window_shorter_than_outage
from .settings import read
from .wire import wire

PATTERN: Final = Pattern(
    name="publish-consume",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=read,
    layered=True,
    rules=(durable_in_name_only, lease_too_short, window_shorter_than_outage),
    codes={"C08": "a dedup window or an inbox that forgets what may come again"},
    wire=wire,
    faults=("queue.closed",),
    metrics={
        "queue.handled": "messages handled and acknowledged",
        "queue.extended": "leases renewed while a handler was at work",
        "queue.retried": "messages put back after their handler failed",
        "queue.dead": "messages given up on",
    },
)
