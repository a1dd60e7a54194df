"""The write-ahead log as one value."""

from __future__ import annotations

from typing import Final

from ..parts import Part, parts_of
from ..pattern import Pattern
from .rules import durable_in_name_only

PATTERN: Final = Pattern(
    name="write-ahead-log",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=parts_of(Part("log", "log", ("retention",)), Part("target")),
    rules=(durable_in_name_only,),
)
