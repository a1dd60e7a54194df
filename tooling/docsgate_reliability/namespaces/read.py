"""Reads one namespace, by the readers of its pattern and of its layers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..configuration.namespace import Namespace
from .registry import LAYERS, NAMESPACES, PATTERNS

if TYPE_CHECKING:
    from ..configuration.backends import Backends
    from ..configuration.namespace import LayerSettings
    from ..configuration.section import Section


def namespace_of(section: Section, backends: Backends) -> Namespace:
    """Read one namespace, and note a refusal for each value that is wrong."""
    name, kind = section.name("name"), section.text("pattern", choices=NAMESPACES)
    namespace, pattern = Namespace(name, kind, section), PATTERNS.get(kind)
    if pattern is not None and pattern.namespace is not None:
        namespace = pattern.namespace(namespace, backends)
        if pattern.layered:
            namespace = replace(namespace, layers=tuple(_layers(section, backends)))
    section.finish()
    return namespace


def _layers(section: Section, backends: Backends) -> list[LayerSettings]:
    found = []
    for item in section.children("layers"):
        for kind in item.keys():  # noqa: SIM118 - a `Section` is no dictionary.
            read = PATTERNS[kind].layer if kind in LAYERS else None
            if read is None:
                write = f"write one of {', '.join(f'`{each}`' for each in LAYERS)}"
                item.refuse("C01", kind, f"nobody knows the layer `{kind}`", write)
            elif (child := item.child(kind)) is not None:
                found.append(read(child, backends))
    return found
