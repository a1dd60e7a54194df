"""Which files the site takes from its docs folder: MkDocs's `get_files` and `set_exclusions`.

Left out are files whose name or folder starts with a dot, and the folder `templates` at the top;
then the files that `exclude_docs` and `draft_docs` name in the patterns of .gitignore. Where a
folder has an index and a README, the README is left out.
"""

from __future__ import annotations

from functools import cached_property
from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from ...configuration.mkdocs_yml import MkdocsFile

MARKDOWN = (".md", ".markdown", ".mdown", ".mkdn", ".mkd")
"""Suffixes of pages, in lower case only (`mkdocs.utils.is_markdown_file`)."""


def is_page(path: str) -> bool:
    """Whether MkDocs renders the file at `path`."""
    return path.endswith(MARKDOWN)


class DocsFiles:
    """The files below the docs folder, by their path relative to it.

    `kept` holds the files that a link may name, and whether each is left out of the site. `built`
    maps each path below the site's root that the site really has to the file it is made from.
    """

    def __init__(self, paths: Iterable[str], settings: MkdocsFile) -> None:
        """`paths` are all files below the docs folder."""
        self._directory_urls = settings.directory_urls
        is_left_out = _make_exclusion_test(settings)
        in_order = sorted(paths, key=lambda path: (dirname(path), not _is_index(path), path))
        by_place: dict[str, str] = {}
        self.kept: dict[str, bool] = {}  # path -> whether it is left out of the mkdocs site
        self.built: dict[str, str] = {}
        for path in in_order:
            left_out = is_left_out(path)
            place = self.place(path)
            first = by_place.setdefault(place, path)
            if first is not path and dirname(first) == dirname(path):
                if left_out:
                    continue
                self.kept.pop(first, None)
            self.kept[path] = left_out
            if not left_out:
                self.built[place] = path

    def place(self, path: str) -> str:
        """The path below the site's root of the file that is made from the file at `path`."""
        if not is_page(path):
            return path
        folder, name = dirname(path), splitext(basename(path))[0]
        name = "index" if name == "README" else name
        if not self._directory_urls or name == "index":
            return f"{folder}/{name}.html" if folder else f"{name}.html"
        return f"{folder}/{name}/index.html" if folder else f"{name}/index.html"

    def url(self, path: str) -> str:
        """The URL of the file at `path` below the site's root, without a leading `/`."""
        place = self.place(path)
        if self._directory_urls and basename(place) == "index.html":
            return place.removesuffix("index.html")
        return place

    @cached_property
    def built_by_case(self) -> dict[str, str]:
        """`built` with its paths in one case."""
        return {place.casefold(): source for place, source in self.built.items()}

    @cached_property
    def kept_by_case(self) -> dict[str, str]:
        """The paths of `kept` by the same path in one case."""
        return {path.casefold(): path for path in self.kept}


def _is_index(path: str) -> bool:
    return splitext(basename(path))[0] in ("index", "README")


def _make_exclusion_test(settings: MkdocsFile) -> Callable[[str], bool]:
    if not settings.excluded and not settings.drafts:
        return _left_out_by_default
    excluded = _compile_patterns(f".*\n/templates/\n{settings.excluded}")
    drafts = _compile_patterns(settings.drafts)
    return lambda path: bool(excluded.match_file(path) or drafts.match_file(path))


def _left_out_by_default(path: str) -> bool:
    return path.startswith((".", "templates/")) or "/." in path


def _compile_patterns(lines: str) -> Any:
    from pathspec.gitignore import GitIgnoreSpec  # noqa: PLC0415 - only projects that exclude pay

    return GitIgnoreSpec.from_lines(lines.splitlines())
