"""The settings of a zensical.toml, which are those of a mkdocs.yml in its table `project`."""

from __future__ import annotations

import tomllib
from typing import Any

from .mkdocs_yml import MkdocsFile, settings_in

_USUAL = (
    "abbr", "admonition", "attr_list", "def_list", "footnotes", "md_in_html", "toc",
    "pymdownx.arithmatex", "pymdownx.betterem", "pymdownx.caret", "pymdownx.details",
    "pymdownx.emoji", "pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys",
    "pymdownx.magiclink", "pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences",
    "pymdownx.tabbed", "pymdownx.tasklist", "pymdownx.tilde",
)  # fmt: skip
"""The extensions of a site whose file names none."""

_NAMESPACES = ("pymdownx", "zensical")
_THEME = "material"
"""The theme of Zensical has the same static files, but for those with a hash in their names."""


def read_zensical_file(text: str) -> MkdocsFile:
    """Read the text of a zensical.toml. Raises nothing.

    Options of an extension with a dot in its name are in nested tables.
    """
    try:
        values = _mapping(tomllib.loads(text).get("project"))
    except (tomllib.TOMLDecodeError, RecursionError):
        values = {}
    given = values.get("markdown_extensions")
    extensions: object = given
    if given is None:
        extensions = list(_USUAL)
    elif isinstance(given, dict):
        extensions = {name: one for name, one in given.items() if name not in _NAMESPACES}
        for space in _NAMESPACES:
            nested = _mapping(given.get(space))
            extensions |= {f"{space}.{name}": options for name, options in nested.items()}
    theme = {"name": _THEME, **_mapping(values.get("theme"))}
    return settings_in({**values, "markdown_extensions": extensions, "theme": theme})


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
