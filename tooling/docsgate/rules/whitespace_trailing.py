"""
White space stands at the end of a line.

It is invisible, and every editor that strips it makes a difference in a review.

`--fix` deletes it. Two spaces after text are a hard line break and are left alone; more than two
are cut to two, because the break may be meant. Code blocks are never touched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Edit, Fix, Severity
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "whitespace-trailing"

_TRAILING = re.compile(r"[ \t]++(?=\r|\n|\Z)")
_HARD_BREAK = "  "


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report white space before a line ending, outside code and raw HTML."""
    text = document.source.text
    for match in _TRAILING.finditer(text):
        span = Span(*match.span())
        if inside(document.literal, span.start) or _in_long_value(document, span):
            continue
        after_text = span.start > 0 and text[span.start - 1] not in "\r\n"
        if after_text and match[0] == _HARD_BREAK:
            continue
        breaks = after_text and match[0].endswith(_HARD_BREAK)
        better = _HARD_BREAK if breaks and span.start >= document.body_start else ""
        fix = Fix((Edit(span, better),))
        message = "white space at the end of the line"
        help_ = "keep two spaces for a line break" if better else "delete it"
        yield Diagnostic(ID, document.path, span, message, help_, Severity.WARNING, fix=fix)


def _in_long_value(document: Document, span: Span) -> bool:
    """Whether the place is inside a frontmatter value, where it may be content."""
    if span.start >= document.body_start or document.frontmatter is None:
        return False
    values = [entry.value.span for entry in document.frontmatter.fields]
    return any(value.start <= span.start < value.end for value in values)
