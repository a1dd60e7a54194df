"""Whether a mkdocs.yml is left over in a tree of documents that has moved on to Hugo."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files.disk import read_site_file
from .automation import calls_mkdocs

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..files.disk import Files

_FRONTMATTER = ("---", "+++")


def page_of_hugo(files: Files, file: str, docs: Iterable[str], sections: Iterable[str]) -> str:
    """The page that shows that Hugo reads the folders `docs` of the mkdocs.yml at `file`.

    `sections` are the paths of all files `_index.md`, which only Hugo reads in this way: with
    frontmatter they describe a section (gohugo.io, "Page bundles"). Empty where there is none, and
    where anything in the project still calls mkdocs.
    """
    places = tuple(f"{folder}/" if folder else "" for folder in docs)
    below = (path for path in sections if path.startswith(places))
    found = next((path for path in below if _has_frontmatter(files, path)), "")
    return "" if found and calls_mkdocs(files, file) else found


def _has_frontmatter(files: Files, path: str) -> bool:
    return read_site_file(files, path).lstrip("\ufeff").startswith(_FRONTMATTER)
