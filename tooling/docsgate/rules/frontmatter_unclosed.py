"""
The frontmatter has no closing `---` line.

Every renderer then shows the whole block as text, and no field is read.

Write a line of exactly `---` after the last field. A line `...` closes it for mkdocs alone, which
reads the fields; GitHub and Docusaurus show them as text.

Before:

    ---
    title: "ADR-007: One cache"

    # ADR-007: One cache

After:

    ---
    title: "ADR-007: One cache"
    ---

    # ADR-007: One cache
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-unclosed"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report frontmatter that is opened and not closed."""
    front = document.frontmatter
    if front and not front.closed:
        message = "the frontmatter opened here is never closed"
        yield Diagnostic(ID, document.path, front.span, message, "write `---` after the last field")
    if front and front.dots is not None:
        message = "`...` closes the frontmatter for mkdocs, but not for GitHub and Docusaurus"
        yield Diagnostic(ID, document.path, front.dots, message, "write `---`")
