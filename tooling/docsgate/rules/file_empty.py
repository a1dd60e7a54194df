"""
A document holds nothing, or nothing but white space and frontmatter.

The site shows a page without content, and links that lead to it disappoint.

Write the document, or delete the file. Frontmatter alone is a page where it names a `layout` or a
`template`, where Hugo or another generator shows it whose pages are not judged, and in a folder
`archetypes` of Hugo.

Before:

    ---
    title: "ADR-007: One cache"
    ---

After:

    ---
    title: "ADR-007: One cache"
    ---

    All services share one cache, because two were never in step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.readers_there import generator_of
from ..diagnostics import Diagnostic
from ..model.roles import is_archetype
from ..text import START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "file-empty"


_PAGES = ("layout", "template")
"""Fields of frontmatter that name what fills a page."""


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a body without a single visible character."""
    if not document.source.text[document.body_start :].strip():
        message = "the document is empty"
        if document.frontmatter:
            is_page = any(document.get(name) for name in _PAGES)
            if (
                is_page
                or is_archetype(document.path)
                or generator_of(project.config, document.path)
            ):
                return
            message = "the document has frontmatter and nothing else"
        yield Diagnostic(ID, document.path, START, message, "write it, or delete the file")
