"""
A document holds nothing, or nothing but white space and frontmatter.

The site shows a page without content, and links that lead to it disappoint.

Write the document, or delete the file.

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

from ..diagnostics import Diagnostic
from ..text import START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "file-empty"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a body without a single visible character."""
    if not document.source.text[document.body_start :].strip():
        message = "the document is empty"
        if document.frontmatter:
            message = "the document has frontmatter and nothing else"
        yield Diagnostic(ID, document.path, START, message, "write it, or delete the file")
