"""The names that a pattern binds (ECMA-262, section 8.2.1, BoundNames)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .node import Node


def collect_bound_names(target: Node) -> list[Node]:
    """The identifiers that a pattern binds, in order."""
    if target.type == "Identifier":
        return [target]
    if target.type in ("ObjectPattern", "ArrayPattern"):
        return [name for item in target.items if item for name in collect_bound_names(item)]
    inner = target.right if target.type == "Property" else target.left
    return collect_bound_names(inner) if inner is not None else []
