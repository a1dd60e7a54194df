"""The read model as one value."""

from __future__ import annotations

from typing import Final

from ..parts import Part, parts_of
from ..pattern import Pattern
from .rules import checkpoint_elsewhere

PATTERN: Final = Pattern(
    name="read-model",
    page="rfcs/rfc-009-reliability-patterns.md",
    namespace=parts_of(
        Part("source", "log"), Part("read_model", keys=("writes", "table"), keeps=True)
    ),
    rules=(checkpoint_elsewhere,),
    codes={"C11": "a read model that cannot commit its checkpoint with its rows"},
)
