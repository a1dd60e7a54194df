"""The pages of documents on the site, and what a link that is written for GitHub becomes there."""

from __future__ import annotations

from dataclasses import dataclass
from posixpath import dirname, join, normpath, relpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from ...model.document import Link, LinkKind
from ...model.roles import is_index
from ...readers.destination import destination

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from ...model.document import Document
    from ...project import LoadedProject
    from ...text import Span

Replacement = tuple["Span", str]


@dataclass(frozen=True)
class Places:
    """The pages of the site by the path of the document they come from.

    `folders` maps an authored folder to the index page that the site shows for it. `repository` is
    the address at which files that are not on the site can be read; empty when it is not known.
    """

    sources: str
    pages: Mapping[str, str]
    folders: Mapping[str, str]
    repository: str = ""
    branch: str = "main"

    def address(self, path: str, *, folder: bool) -> str | None:
        """The address at which the repository shows `path`; None when it is not known."""
        if not self.repository:
            return None
        kind = "tree" if folder else "blob"
        return f"{self.repository}/{kind}/{self.branch}/{quote(path)}".rstrip("/")


def page_path(path: str, sources: str) -> str:
    """The path in the staged tree of the file at `path`, which is relative to the root."""
    return path.removeprefix(f"{sources}/") if sources else path


def relative(source_page: str, target_page: str) -> str:
    """A Markdown link from one staged page to another."""
    return quote(relpath(target_page, dirname(source_page) or "."))


def link_replacements(
    document: Document, project: LoadedProject, places: Places
) -> Iterator[Replacement]:
    """The targets of `document` that must be different on the site, each with its new text."""
    defined = [
        Link(LinkKind.INLINE, entry.target, entry.span, entry.target_span)
        for entry in document.definitions
    ]
    written = (LinkKind.INLINE, LinkKind.HTML)
    for link in (*defined, *(link for link in document.links if link.kind in written)):
        place = destination(document, link)
        if place is None or not place.written or not place.path:
            continue
        query = link.target.partition("#")
        fragment = f"#{query[2]}" if query[1] else ""
        html = link.kind is LinkKind.HTML
        target = _target(document, place.path, project, places, html=html)
        if target is not None and target != place.written:
            yield link.target_span, target + fragment


def _target(
    document: Document, path: str, project: LoadedProject, places: Places, *, html: bool
) -> str | None:
    """The target to write for the file or folder at `path`; None to leave the link as it is."""
    here = places.pages[document.path]
    page = places.pages.get(path) or places.folders.get(path)
    if page is not None:
        return _url(here, page) if html else relative(here, page)
    folder = project.tree.is_folder(path)
    if not folder and not project.tree.is_file(path):
        return None
    if _is_asset(path, places.sources) and not folder:
        asset = page_path(path, places.sources)
        return _url(here, asset) if html else relative(here, asset)
    return places.address(path, folder=folder)


def _is_asset(path: str, sources: str) -> bool:
    """Whether staging copies the file at `path` as it is."""
    within = not sources or path.startswith(f"{sources}/")
    return within and not path.lower().endswith((".md", ".mdx", ".markdown"))


def _url(here: str, target: str) -> str:
    """The address of `target` from the page `here`, as a browser needs it in raw HTML.

    MkDocs serves `adr/x.md` as `adr/x/`, and rewrites only links in Markdown, not in HTML.
    """
    start = _folder_of(here)
    if not target.endswith(".md"):
        return quote(relpath(target, start))
    return quote(relpath(_folder_of(target), start)) + "/"


def _folder_of(page: str) -> str:
    folder = dirname(page)
    name = page.rpartition("/")[2]
    inner = folder if is_index(name) else join(folder, name.rpartition(".")[0])
    return normpath(inner) if inner else "."
