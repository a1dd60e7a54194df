"""What is refused of change data capture."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def changes_without_feed(namespace: Namespace) -> None:
    """C09: changes need a feed, and its retention needs a limit and an alert."""
    section, backend = namespace.parts.get("source", (namespace.section, None))
    if backend is None:
        return
    if not backend.provides("changes"):
        reason = f"`{backend.name}` is a {backend.type}, which has no change feed"
        section.refuse("C09", "backend", reason, "name a `postgres` or `sqlite` backend")
    elif backend.type == "postgres" and not backend.options["max_slot_wal_keep"]:
        reason = "a reader that stands still would fill the disk of the server"
        write = f"write `max_slot_wal_keep: 10GiB` in `backends.{backend.name}`"
        section.refuse("C09", "backend", reason, write)
    elif backend.type == "postgres" and not section.has("lag_alert"):
        reason = "past its bound the slot is lost, and nobody would know before"
        section.refuse("C09", "backend", reason, "add `lag_alert: 1GiB`")
