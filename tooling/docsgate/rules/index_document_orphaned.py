"""
No page links to a document.

Readers of the index, and those who follow links, never find it: it was forgotten when it was
added, or lost when an index was edited by hand.

Link it from the index page of its folder, from the `nav` of mkdocs.yml, or from a document that
belongs to it. The finding is a note, and is left out where a run does not see all documents, and
where no folder above the document has an index page: then readers find their way by the navigation
that the site makes from the files. `docsgate build` makes an index page for each folder without
one, so a document there is found too. Index pages and templates need no link.

In the example, the block is the index page of a folder that also holds `adr-007-one-cache.md`.

Before:

    - [ADR-006: One queue](adr-006-one-queue.md)

After:

    - [ADR-006: One queue](adr-006-one-queue.md)
    - [ADR-007: One cache](adr-007-one-cache.md)
"""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING

from ..configuration.readers_there import mkdocs_of
from ..diagnostics import Diagnostic, Severity
from ..model.roles import is_index
from ..readers.docs_folders import is_below
from ..text import START
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "index-document-orphaned"
WEIGHT = Weight.NOTE


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a document of the docs folder to which nothing leads."""
    docs = next((folder for folder in project.docs if is_below(document.path, folder)), None)
    if docs is None or project.is_partial or document.path in project.linked:
        return
    if document.is_index or document.is_template or _is_in_nav(document, project, docs):
        return
    index = _index_above(document.path, docs, project)
    site = mkdocs_of(project.config, document.path, project.site)
    is_listed = site is not None and site.is_staged
    if index and not (is_listed and dirname(index) != dirname(document.path)):
        help_ = f"link it from `{index}`"
        message = "no page links to this document"
        yield Diagnostic(ID, document.path, START, message, help_, Severity.INFO)


def _is_in_nav(document: Document, project: Project, docs: str) -> bool:
    site = mkdocs_of(project.config, document.path, project.site)
    nav = site.nav if site else None
    return nav is not None and document.path.removeprefix(f"{docs}/") in nav


def _index_above(path: str, docs: str, project: Project) -> str:
    """The nearest index page in the folders from the document's up to the docs folder."""
    for folder in _upwards(dirname(path), docs):
        for name in sorted(project.tree.files_in(folder)):
            if is_index(name):
                return join(folder, name)
    return ""


def _upwards(folder: str, docs: str) -> Iterator[str]:
    """`folder`, which is `docs` or below it, and the folders from it up to `docs`."""
    yield folder
    if folder != docs:
        yield from _upwards(dirname(folder), docs)
