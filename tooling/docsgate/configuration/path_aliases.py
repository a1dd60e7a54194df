"""Names of folders that a bundler knows: `paths` of tsconfig.json (typescriptlang.org, "paths").

{"compilerOptions": {"paths": {"@assets/*": ["src/assets/*"]}}}
"""

from __future__ import annotations

from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any, NamedTuple

from ..files.disk import is_file, read_site_file
from .javascript_literals import read_exported

if TYPE_CHECKING:
    from ..files.disk import Files

_FILES = ("tsconfig.json", "jsconfig.json")


class Alias(NamedTuple):
    """What begins with `prefix` is looked for in `folder`, a path in the project."""

    prefix: str
    folder: str


def read_aliases(files: Files, folder: str) -> list[Alias]:
    """The aliases that hold in `folder`, the longest first: those of the nearest file above."""
    while True:
        places = (join(folder, name) for name in _FILES)
        path = next((place for place in places if is_file(files, place)), "")
        if path:
            return _aliases(read_site_file(files, path), folder)
        if not folder:
            return []
        folder = dirname(folder)


def _aliases(text: str, folder: str) -> list[Alias]:
    options = _mapping(read_exported(f"export default {text}").get("compilerOptions"))
    base = options.get("baseUrl")
    above = join(folder, base) if isinstance(base, str) else folder
    found = []
    for name, places in _mapping(options.get("paths")).items():
        first = places[0] if isinstance(places, list) and places else None
        if name.endswith("/*") and isinstance(first, str) and first.endswith("/*"):
            found.append(Alias(name[:-1], normpath(join(above, first[:-2]))))
    return sorted(found, key=lambda one: -len(one.prefix))


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
