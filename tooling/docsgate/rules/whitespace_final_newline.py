"""
The last line does not end with a newline.

Tools that join files run it into the next one, and git marks it in every diff.

End the line; `--fix` does. In the example, `␊` is the end of a line.

Before:

    # One cache␊
    ␊
    All services share one cache.

After:

    # One cache␊
    ␊
    All services share one cache.␊
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..text import Span
from . import whitespace_line_endings
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "whitespace-final-newline"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a file whose last character is no line ending."""
    text = document.source.text
    if not text or text.endswith(("\n", "\r")):
        return
    ending = whitespace_line_endings.most_frequent_ending(text)
    fix = Fix((Edit(Span(len(text), len(text)), ending),), Claim.SPACE)
    message = "no newline at the end of the file"
    span = Span(len(text), len(text))
    yield Diagnostic(ID, document.path, span, message, "add one", Severity.WARNING, fix=fix)
