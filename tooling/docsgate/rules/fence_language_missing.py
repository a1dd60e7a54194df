"""
A code block names no language.

It is shown without colours, search and copy tools cannot tell what it is, and its opening fence
looks like a closing one, to people and to tools that mend fences.

Name the language after the fence; `text` for diagrams and output.

Before:

    ```
    make
    ```

After:

    ```sh
    make
    ```
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..text import Span
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "fence-language-missing"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each fenced block with an empty info string, unless fences are inverted."""
    for fence in document.fences:
        if fence.span.start in document.no_fences:
            continue
        if not fence.info and not document.is_upside_down(fence.span.start):
            span = Span(fence.span.start, fence.span.start + len(fence.marker))
            message = "the code block names no language"
            help_ = f"write {fence.marker}text, or the language"
            yield Diagnostic(ID, document.path, span, message, help_, Severity.WARNING)
