"""Settings of a pattern whose parts each name a backend."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..configuration.backends import named_backend, refuse_loss

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..configuration.backends import Backends
    from ..configuration.namespace import Namespace


@dataclass(frozen=True, slots=True)
class Part:
    """One part: its name, the port that its backend must have, and keys that rules look at.

    With `keeps`, its backend must keep what it acknowledges.
    """

    name: str
    port: str = ""
    keys: tuple[str, ...] = ()
    keeps: bool = False


def parts_of(*parts: Part) -> Callable[[Namespace, Backends], Namespace]:
    """A reader of the settings of a namespace that has these parts, each with its `backend`."""

    def read(namespace: Namespace, backends: Backends) -> Namespace:
        found = dict(namespace.parts)
        for part in parts:
            child = namespace.section.child(part.name)
            if child is not None:
                backend = named_backend(child, "backend", backends, part.port)
                found[part.name] = (child, backend)
                if part.keeps:
                    refuse_loss(child, "backend", backend)
                child.ask(*part.keys)
                child.finish()
        return replace(namespace, parts=found)

    return read
