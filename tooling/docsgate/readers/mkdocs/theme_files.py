"""The static files that MkDocs adds to a site from its theme and from `theme.custom_dir`.

What is a page, a template, hidden or a setting of the theme is left out
(`mkdocs.structure.files.Files.add_files_from_theme`).
"""

from __future__ import annotations

from fnmatch import fnmatchcase
from functools import lru_cache
from typing import TYPE_CHECKING

from ...configuration.yaml_values import read_yaml
from ...files.disk import is_file, read_site_file
from ...files.installed_themes import theme_folder
from .docs_files import MARKDOWN

if TYPE_CHECKING:
    from pathlib import Path

    from ...configuration.theme_choice import ThemeChoice
    from ...files.disk import Files

_NOT_STATIC = (".*", "*/.*", "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*",
               *(f"*{suffix}" for suffix in MARKDOWN))  # fmt: skip


_PARENTS_MAX = 5


class ThemeFiles:
    """The static files of one site. Nothing is looked up before somebody asks."""

    def __init__(self, files: Files, theme: ThemeChoice) -> None:
        """`files` are those of the project; `custom_dir` of `theme` is a path in it."""
        self._files = files
        self._theme = theme

    def has(self, place: str) -> bool:
        """Whether there is a static file at `place`, a path below the root of the site."""
        if not _is_static(place):
            return False
        custom = self._theme.custom_dir
        if custom and is_file(self._files, f"{custom}/{place}"):
            return True
        return any(is_file(folder, place) for folder in _theme_folders(self._theme.name))


def _is_static(place: str) -> bool:
    if not place or place.startswith("/") or "\0" in place or ".." in place.split("/"):
        return False
    return not any(fnmatchcase(place.lower(), pattern) for pattern in _NOT_STATIC)


@lru_cache(maxsize=8)
def _theme_folders(name: str) -> tuple[Path, ...]:
    """The folder of the theme `name` and those of the themes that it extends; empty without it."""
    found: list[Path] = []
    while name and len(found) < _PARENTS_MAX and (folder := theme_folder(name)):
        found.append(folder)
        name = _parent(read_site_file(folder, "mkdocs_theme.yml"))
    return tuple(found)


def _parent(text: str) -> str:
    """The theme that the one with the settings `text` extends, or nothing."""
    try:
        values = read_yaml(text)
    except ValueError:
        return ""
    parent = values.get("extends") if isinstance(values, dict) else ""
    return parent if isinstance(parent, str) else ""
