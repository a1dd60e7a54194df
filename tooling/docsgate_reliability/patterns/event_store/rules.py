"""What is refused of an event store."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def forgets(namespace: Namespace) -> None:
    """C10: events must be kept for ever, and snapshots must name their schema."""
    log, _ = namespace.parts.get("log", (namespace.section, None))
    if log.text("retention", "forever") != "forever":
        reason = "events are the only truth, and would be forgotten"
        log.refuse("C10", "retention", reason, "write `retention: forever`")
    snapshots = namespace.parts.get("snapshots")
    if snapshots is not None and not snapshots[0].has("schema_version"):
        reason = "a snapshot of an old schema would be taken for the state"
        namespace.section.refuse("C10", "snapshots", reason, "add `schema_version: 1`")
