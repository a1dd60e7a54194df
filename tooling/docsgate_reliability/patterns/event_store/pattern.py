"""The event store as one value."""

from __future__ import annotations

from typing import Final

from ..parts import Part, parts_of
from ..pattern import Pattern
from .rules import forgets

PATTERN: Final = Pattern(
    name="event-store",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=parts_of(
        Part("log", "log", ("retention",), keeps=True), Part("snapshots", keys=("schema_version",))
    ),
    rules=(forgets,),
    codes={"C10": "an event store that forgets, or snapshots that do not say their schema"},
)
