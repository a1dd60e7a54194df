"""What is refused of tiered storage."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...configuration.namespace import Namespace


def tiers_without_index(namespace: Namespace) -> None:
    """C03: tiers need an index that says in which tier a key is, even while the key moves."""
    write = "add `index: {backend: …, table: …}`"
    if "index" not in namespace.parts:
        reason = "there is no `index`, so a key that moves is in no tier or in two"
        namespace.section.refuse("C03", "tiers", reason, write)
    elif not namespace.parts["index"][0].has("table"):
        namespace.section.refuse("C03", "index", "the index names no table", write)
