"""
A line ends with white space.

It is invisible, and every editor that strips it makes a difference in a review.

Delete it; `--fix` does. Two spaces after text are a hard line break and are left alone; more than
two are cut to two, because the break may be meant. Code blocks are never touched. In the example,
`·` is a space.

Before:

    All services share one cache.·

After:

    All services share one cache.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Claim, Diagnostic, Edit, Fix, Severity
from ..text import Span, inside
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "whitespace-trailing"
WEIGHT = Weight.STYLE

_HARD_BREAK = "  "
_PAIRS = (" \n", "\t\n", " \r", "\t\r")


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report white space before a line ending, outside code and raw HTML."""
    text = document.source.text
    front = document.frontmatter
    values = [entry.value.span for entry in front.fields] if front else []
    for span in _trailing(text):
        if inside(document.literal, span.start) or inside(values, span.start):
            continue
        before = text[span.start - 1 : span.start]
        may_break = before not in ("", "\r", "\n") and span.start >= document.body_start
        space = text[span.start : span.end]
        if may_break and space == _HARD_BREAK:
            continue
        better = _HARD_BREAK if may_break and space.endswith(_HARD_BREAK) else ""
        # Without its space, a backslash at the end of a line would become a line break.
        fix = None if before == "\\" else Fix((Edit(span, better),), Claim.SPACE)
        message = "white space at the end of the line"
        help_ = "keep two spaces for a line break" if better else "delete it"
        yield Diagnostic(ID, document.path, span, message, help_, Severity.WARNING, fix=fix)


def _trailing(text: str) -> Iterator[Span]:
    """Runs of spaces and tabs before a line ending, by plain searches: most lines have none."""
    ends = [len(text)] if text.endswith((" ", "\t")) else []
    for pair in _PAIRS if "\r" in text else _PAIRS[:2]:
        at = text.find(pair)
        while at >= 0:
            ends.append(at + 1)
            at = text.find(pair, at + 1)
    for end in sorted(ends):
        start = end
        while start and text[start - 1] in " \t":
            start -= 1
        yield Span(start, end)
