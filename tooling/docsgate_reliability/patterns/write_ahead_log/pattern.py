"""The write-ahead log as one value."""

from __future__ import annotations

from typing import Final

from ..parts import Part, parts_of
from ..pattern import Pattern

PATTERN: Final = Pattern(
    name="write-ahead-log",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=parts_of(Part("log", "log", ("retention",), keeps=True), Part("target", keeps=True)),
)
