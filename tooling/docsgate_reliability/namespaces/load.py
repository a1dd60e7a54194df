"""The YAML of namespaces: backends, and for each namespace a pattern with its stores and layers.

    backends:
      db: {type: sqlite, path: app.db}
    namespaces:
      - name: orders
        pattern: publish-consume
        queue: {backend: db, groups: [billing], retention: 7d}
        layers:                     # outermost first on publish; consume goes the other way
          - outbox: {store: db}

`load` returns the configuration, or raises `ConfigurationRefused` with every mistake at its line
and column. `open_namespace` opens the client of a namespace.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..configuration.backends import backend_of
from ..configuration.refusals import ConfigurationRefused
from ..configuration.section import parse
from .read import namespace_of
from .rules import judge

if TYPE_CHECKING:
    from pathlib import Path

    from ..configuration.backends import Backend, Backends
    from ..configuration.namespace import Namespace
    from ..configuration.section import Section


@dataclass(frozen=True, slots=True)
class Configuration:
    """All namespaces and all backends, by name."""

    file: str
    namespaces: dict[str, Namespace]
    backends: dict[str, Backend] = field(default_factory=dict)


# --8<-- [start:load]
def load(text: str, file: str = "") -> Configuration:
    """Read the YAML and check it. Raises `ConfigurationRefused` with all mistakes."""
    top = parse(text, file)
    backends = _backends(top)
    namespaces = [namespace_of(section, backends) for section in top.children("namespaces")]
    for number, namespace in enumerate(namespaces):
        if namespace.name in {each.name for each in namespaces[:number]}:
            reason = f"the namespace `{namespace.name}` is there twice"
            namespace.section.refuse("C01", "name", reason, "give each one a name of its own")
        judge(namespace)
    top.finish()
    if top.refusals:
        raise ConfigurationRefused(list(dict.fromkeys(top.refusals)), file)
    declared = {name: backend for name, backend in backends.items() if backend is not None}
    return Configuration(file, {each.name: each for each in namespaces}, declared)


# --8<-- [end:load]


def load_file(path: Path) -> Configuration:
    """Read the YAML of a file. Raises `ConfigurationRefused`, and `OSError` without the file."""
    return load(path.read_text("utf-8"), str(path))


def _backends(top: Section) -> Backends:
    section = top.child("backends", required=True)
    found: Backends = {}
    for name in section.keys() if section else ():
        child = section.child(name) if section else None
        if child is not None:
            found[name] = backend_of(name, child)
    return found
