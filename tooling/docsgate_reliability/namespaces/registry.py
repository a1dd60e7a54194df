"""All patterns: the value of each room below `patterns`.

A room is found by its folder, so that a new pattern is entered nowhere.
"""

from __future__ import annotations

from graphlib import TopologicalSorter
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING, Final

from .. import patterns

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..patterns.pattern import Pattern


def _found() -> Iterator[Pattern]:
    for room in iter_modules(patterns.__path__):
        if room.ispkg:
            pattern: Pattern = import_module(f"{patterns.__name__}.{room.name}.pattern").PATTERN
            yield pattern


PATTERNS: Final = {pattern.name: pattern for pattern in _found()}
NAMESPACES: Final = tuple(name for name, each in PATTERNS.items() if each.namespace is not None)


def _outermost_first() -> tuple[str, ...]:
    inside = {name: each.inside for name, each in PATTERNS.items() if each.layer is not None}
    return tuple(TopologicalSorter(inside).static_order())


LAYERS: Final = _outermost_first()
"""The names of all layers, in the order in which a namespace may have them."""
