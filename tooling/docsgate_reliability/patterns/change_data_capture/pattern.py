"""Change data capture as one value."""

from __future__ import annotations

from typing import Final

from ..parts import Part, parts_of
from ..pattern import Pattern
from .rules import changes_without_feed

PATTERN: Final = Pattern(
    name="change-data-capture",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=parts_of(Part("source", keys=("tables", "lag_alert")), Part("target", keeps=True)),
    rules=(changes_without_feed,),
    codes={"C09": "a change source without a change feed, or without a bound on what it retains"},
)
