"""
A heading is more than one level below the one before it.

The outline has a hole: screen readers announce it, and tables of contents indent oddly.

Use the next level, or add the heading that is missing between them.

Before:

    # One cache

    ### Costs

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

ID = "heading-level-skipped"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each jump downwards by more than one level."""
    previous = 0
    for heading in document.headings:
        if document.is_upside_down(heading.span.start):
            return
        if previous and heading.level > previous + 1:
            message = f"level {heading.level} follows level {previous}"
            help_ = f"write `{'#' * (previous + 1)}`"
            yield Diagnostic(ID, document.path, heading.text_span, message, help_, Severity.WARNING)
        previous = heading.level
