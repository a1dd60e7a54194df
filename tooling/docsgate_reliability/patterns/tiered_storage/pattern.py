"""Tiered storage as one value."""

from __future__ import annotations

from typing import Final

from ..pattern import Pattern
from .rules import tiers_without_index
from .settings import read

PATTERN: Final = Pattern(
    name="tiered-storage",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=read,
    rules=(tiers_without_index,),
    codes={"C03": "tiers without an index that says where each key is"},
)
