"""The lists of Markdown extensions and of plugins in a mkdocs.yml, which have the same two forms.

plugins: [search, {macros: {…}}]        a list of names, or of mappings with one name
plugins: {search: , macros: {…}}        a mapping
"""

from __future__ import annotations

from typing import Any, NamedTuple

_EXTRA = ("abbr", "attr_list", "def_list", "fenced_code", "footnotes", "md_in_html", "tables")
_PYMDOWNX_EXTRA = ("attr_list", "def_list", "footnotes", "md_in_html", "tables",
                   "pymdownx.betterem", "pymdownx.superfences")  # fmt: skip
_BUNDLES = {"extra": _EXTRA, "pymdownx.extra": _PYMDOWNX_EXTRA}


class Listed(NamedTuple):
    """An extension or a plugin, by its short name, with the options that are written for it."""

    name: str
    options: dict[str, Any]


def read_list(value: object) -> tuple[Listed, ...]:
    """The entries of a list of extensions or plugins, in the order in which they are written."""
    pairs = value.items() if isinstance(value, dict) else ()
    entries = list(value) if isinstance(value, list) else [{name: given} for name, given in pairs]
    found = []
    for entry in entries:
        named = dict(entry) if isinstance(entry, dict) else {entry: None}
        for name, given in named.items():
            if isinstance(name, str):
                short = name.removeprefix("markdown.extensions.")
                found.append(Listed(short, given if isinstance(given, dict) else {}))
    return tuple(found)


def read_bundles(listed: tuple[Listed, ...]) -> list[str]:
    """The names in `listed`, and after each bundle the names of its members."""
    return [name for one in listed for name in (one.name, *_BUNDLES.get(one.name, ()))]
