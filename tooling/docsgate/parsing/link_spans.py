"""The span of the target in the source of a link.

The parser says which characters a link covers; a message and a fix need the characters of its
target alone. The notations are those of CommonMark section 6.3, and 4.7 for definitions.
"""

from __future__ import annotations

import re

from ..model.document import LinkKind
from ..text import Span

_BEFORE_TARGET = re.compile(r"[ \t\r\n>]*+")
_ANGLED = re.compile(r"<((?>(?:[^<>\\\r\n]|\\.)*))>")
_STOP = re.compile(r"[\s()\\]")
_AFTER_LABEL = re.compile(r"\]:[ \t\r\n>]*+")


def link_target(text: str, kind: LinkKind, span: Span, text_end: int) -> Span:
    """The span of the target, or of the label for a reference.

    `text_end` is where the text of the link ends: a `](` inside the text is not its end.
    """
    if kind in (LinkKind.AUTOLINK, LinkKind.EMAIL):
        return Span(span.start + 1, span.end - 1)
    if kind is LinkKind.INLINE:
        opening = text.find("](", text_end, span.end)
        return _destination(text, opening + 2, span.end) if opening >= 0 else span
    if kind is LinkKind.REFERENCE:
        return Span(text.rfind("[", span.start, span.end) + 1, span.end - 1)
    # The parser's span of `[label][]` ends before the empty brackets.
    return Span(text.find("[", span.start, span.end) + 1, span.end - 1)


def definition_target(text: str, span: Span) -> Span:
    """The span of the target in the definition `[label]: target` at `span`."""
    label_end = _AFTER_LABEL.search(text, span.start, span.end)
    return _destination(text, label_end.end(), span.end) if label_end else span


def _destination(text: str, at: int, end: int) -> Span:
    skipped = _BEFORE_TARGET.match(text, at, end)
    start = skipped.end() if skipped else at
    angled = _ANGLED.match(text, start, end)
    if angled:
        return Span(*angled.span(1))
    depth, cursor = 0, start
    while stop := _STOP.search(text, cursor, end):
        mark = stop[0]
        cursor = stop.end()
        if mark == "\\":
            cursor += 1
        elif mark == "(":
            depth += 1
        elif mark == ")" and depth:
            depth -= 1
        else:
            return Span(start, stop.start())
    return Span(start, end)
