"""The folders of the installed themes of MkDocs, found without importing any of them.

A theme is named by an entry point of the group `mkdocs.themes`, which also names its package. A
mkdocs.yml only chooses among these, so it cannot make anything be loaded.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

_GROUP = "mkdocs.themes"


@lru_cache(maxsize=8)
def theme_folder(name: str) -> Path | None:
    """The folder of the theme `name`; None where it is not installed."""
    from importlib.metadata import entry_points  # noqa: PLC0415 - only dead links ask for a theme

    themes = [one for one in entry_points(group=_GROUP) if one.name == name]
    # As in MkDocs, no other package takes the place of a theme that comes with it.
    for theme in sorted(themes, key=lambda one: not one.module.startswith("mkdocs.")):
        parts = theme.module.split(".")
        if theme.dist is not None and all(map(str.isidentifier, parts)):
            return Path(str(theme.dist.locate_file("/".join(parts))))
    return None
