"""
A code block is opened and never closed.

Everything after it, to the end of the document, is shown as code. Where nothing but code follows,
to the end of the document or of the list item or quote that the block is in, the page looks as it
was meant; the finding is a note then.

Add a line with the same fence where the code ends.

Before:

    ```sh
    make

    Then look at the log.

After:

    ```sh
    make
    ```

    Then look at the log.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..text import Span
from .shared.severities import of_unclosed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "fence-unclosed"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each fenced block without a closing fence."""
    text = document.source.text
    for fence in document.fences:
        if fence.span.start in document.no_fences:
            continue
        # An inverted fence inside or before the block is the cause, and is reported itself.
        if not fence.closed and not document.is_upside_down(fence.span.end):
            span = Span(fence.span.start, max(fence.info_span.end, fence.span.start + 3))
            message = "the code block opened here is never closed"
            help_ = f"add a line of {fence.marker} where the code ends"
            yield Diagnostic(ID, document.path, span, message, help_, of_unclosed(text, fence))
