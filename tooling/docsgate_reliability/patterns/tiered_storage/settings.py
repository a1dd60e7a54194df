"""The settings of tiered storage: an index, and any number of tiers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ...configuration.backends import named_backend
from ..parts import Part, parts_of

if TYPE_CHECKING:
    from ...configuration.backends import Backends
    from ...configuration.namespace import Namespace


def read(namespace: Namespace, backends: Backends) -> Namespace:
    """The namespace with `index`, and a part `tiers.<name>` for each tier."""
    namespace = parts_of(Part("index", keys=("table",), keeps=True))(namespace, backends)
    tiers, found = namespace.section.child("tiers", required=True), dict(namespace.parts)
    for name in tiers.keys() if tiers else ():
        if tiers is not None and (tier := tiers.child(name)) is not None:
            found[f"tiers.{name}"] = (tier, named_backend(tier, "backend", backends, ""))
            tier.finish()
    return replace(namespace, parts=found)
