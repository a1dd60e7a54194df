"""The event store as one value."""

from __future__ import annotations

from typing import Final

from ..parts import Part, parts_of
from ..pattern import Pattern
from .rules import durable_in_name_only, forgets

PATTERN: Final = Pattern(
    name="event-store",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=parts_of(
        Part("log", "log", ("retention",)), Part("snapshots", keys=("schema_version",))
    ),
    rules=(durable_in_name_only, forgets),
    codes={"C10": "an event store that forgets, or snapshots that do not say their schema"},
)
