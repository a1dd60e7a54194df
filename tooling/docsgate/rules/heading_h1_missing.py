"""
A document has neither a first-level heading nor a title in its frontmatter.

The site names the page after its file, search results show no title, and the browser tab is
empty.

Start the text with a first-level heading, or add `title:` to the frontmatter.

Before:

    All services share one cache.

After:

    # One cache

    All services share one cache.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..text import Span
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "heading-h1-missing"
WEIGHT = Weight.STYLE

_VISIBLE = re.compile(r"\S")


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a document without any title."""
    title = document.get("title")
    has_title = title is not None and title.value.text.strip() != ""
    if has_title or any(heading.level == 1 for heading in document.headings):
        return
    if any(tag.name.lower() == "h1" for tag in document.html_tags):
        return
    front = document.frontmatter
    visible = _VISIBLE.search(document.source.text, document.body_start)
    if not visible or (front and not front.closed):
        return  # The document is empty, or its title is in the frontmatter that is not closed.
    at = document.headings[0].span if document.headings else Span(*visible.span())
    message = "the document has no first-level heading and no `title`"
    help_ = "start with `# Title`"
    yield Diagnostic(ID, document.path, at, message, help_, Severity.WARNING)
