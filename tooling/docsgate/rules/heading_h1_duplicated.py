"""
A document has two first-level headings.

The page has two titles: the outline, the table of contents and search take one of them.

Make the second a second-level heading, or split the document.

Before:

    # One cache

    # Costs

After:

    # One cache

    ## Costs
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "heading-h1-duplicated"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report the second and every later first-level heading."""
    tops = [heading for heading in document.headings if heading.level == 1]
    for heading in tops[1:]:
        if document.is_upside_down(heading.span.start):
            return
        line, _ = document.source.position(tops[0].span.start)
        message = f"a second first-level heading; the first is on line {line}"
        yield Diagnostic(
            ID, document.path, heading.text_span, message, "write `##`", Severity.WARNING
        )
