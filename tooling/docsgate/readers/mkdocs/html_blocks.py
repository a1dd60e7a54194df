"""Raw HTML as Python-Markdown and GitHub see it, where they differ from CommonMark.

Python-Markdown reads a block element at the start of a line as raw HTML, up to its end tag. Nothing
in it is Markdown, unless `md_in_html` is on and the element has the attribute `markdown`. GitHub
gives anchors to headings that are written as HTML.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...entities import unescape
from ...late_pattern import LatePattern
from ...text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document

# `markdown.Markdown.block_level_elements`, without elements that have no content.
_BLOCK_NAMES = (
    "address article aside blockquote body canvas center colgroup dd details div dl dt "
    "fieldset figcaption figure footer form group h1 h2 h3 h4 h5 h6 header hgroup html "
    "iframe legend li main map math menu nav noscript object ol option output p pre "
    "progress script search section style summary table tbody td textarea tfoot th thead "
    "tr ul video"
)
_BLOCKS = frozenset(_BLOCK_NAMES.split())
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TAG = LatePattern(r"<[^<>]*+>")
_MARKDOWN = LatePattern(
    r"<[^>]*?\smarkdown(?:\s*=\s*[\"']?(?:1|block|span|markdown)\b|(?=[\s>/])(?!\s*=))",
    re.IGNORECASE,
)


class HtmlHeading(NamedTuple):
    """A heading written as `<h2>…</h2>`."""

    text: str
    span: Span


def raw_blocks(document: Document, *, md_in_html: bool) -> list[Span]:
    """Spans in which Python-Markdown reads no Markdown, in file order."""
    found: list[Span] = []
    name, depth, start = "", 0, 0
    for tag in document.html_tags:
        lower = tag.name.lower()
        if not name:
            if tag.closing or lower not in _BLOCKS or not _starts_line(document, tag.span.start):
                continue
            if md_in_html and _MARKDOWN.compiled.match(document.source.slice(tag.span)):
                continue
            name, depth, start = lower, 1, tag.span.start
        elif lower == name:
            depth += -1 if tag.closing else 1
            if depth == 0:
                found.append(Span(start, tag.span.end))
                name = ""
    if name:
        found.append(Span(start, len(document.source.text)))
    return found


def html_headings(document: Document) -> Iterator[HtmlHeading]:
    """The headings that are written as HTML."""
    opened = None
    for tag in document.html_tags:
        if tag.name.lower() not in _HEADINGS:
            continue
        if not tag.closing:
            opened = tag
        elif opened is not None:
            inner = document.source.text[opened.span.end : tag.span.start]
            text = " ".join(unescape(_TAG.compiled.sub("", inner)).split())
            yield HtmlHeading(text, Span(opened.span.start, tag.span.end))
            opened = None


def _starts_line(document: Document, offset: int) -> bool:
    text = document.source.text
    line = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return offset - line <= 3 and not text[line:offset].strip()
