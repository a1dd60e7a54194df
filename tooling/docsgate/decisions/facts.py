"""What a page says about its document: title, status, dates, a line of description."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern
from ..model.frontmatter import ValueKind
from ..text import Span, inside
from .numbering import citation_of, number_of
from .status_in_text import date_in_text, status_in_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document

DESCRIPTION_LENGTH_MAX = 160
"""Search engines cut longer descriptions."""

_MARKUP = LatePattern(r"!?\[([^\]]*)\]\([^)]*\)|\[([^\]]*)\]\[[^\]]*\]|<[^>]+>|[*_`~]{1,3}")
_PREFIX = LatePattern(r"(?:[A-Za-z]+[- ]?)?\d+\s*[:.\u2014\u2013-]\s+")
_NOT_PROSE = LatePattern(r"\s*(?:[#>|!=<:*+-]|```|~~~|\d+[.)]\s|\[[^\]]+\]:|\{|--8<--)")
_LABEL = LatePattern(r"\s*\*\*[\w /-]+:?\*\*:?")


def text_of(document: Document, *keys: str) -> str:
    """The first of the frontmatter fields `keys` that holds a plain value, as text."""
    for key in keys:
        found = document.get(key)
        kind = found.value.kind if found else None
        if found and kind not in (ValueKind.NULL, ValueKind.LIST, ValueKind.MAPPING):
            return found.value.text.strip()
    return ""


def texts_of(document: Document, *keys: str) -> list[str]:
    """The members of the first of the fields `keys` that is there; a plain value is one member."""
    for key in keys:
        found = document.get(key)
        if found is None or found.value.kind is ValueKind.NULL:
            continue
        if found.value.kind is ValueKind.LIST:
            return [item.text.strip() for item in found.value.items if item.text.strip()]
        return [found.value.text.strip()]
    return []


def title_of(document: Document) -> str:
    """The frontmatter's title, else the first heading, else the file's name."""
    heading = next((entry.text for entry in document.headings if entry.level == 1), "")
    stem = document.name.rpartition(".")[0]
    return text_of(document, "title") or heading or stem.replace("-", " ").capitalize()


def short_title_of(document: Document) -> str:
    """The title without the number, for tables with a column of numbers."""
    title = title_of(document)
    return (_PREFIX.compiled.sub("", title, count=1) or title) if number_of(document) else title


def label_of(document: Document) -> str:
    """What people call the document: `ADR-007`, else its title."""
    return citation_of(document) or title_of(document)


def status_of(document: Document) -> str:
    """The status in the frontmatter, or else in the text; empty when there is none."""
    return text_of(document, "status") or status_in_text(document)


def date_of(document: Document) -> str:
    """The day on which the document was decided or written, as its frontmatter writes it.

    Of a document with a number, else as its text writes it.
    """
    written = text_of(document, "date", "created")
    return written or (date_in_text(document) if number_of(document) else "")


def description_of(document: Document) -> str:
    """The frontmatter's description or summary, else the start of the first paragraph."""
    written = text_of(document, "description", "summary")
    found = written or next(_paragraphs(document), "")
    if len(found) <= DESCRIPTION_LENGTH_MAX:
        return found
    cut = found[: DESCRIPTION_LENGTH_MAX - 1]
    sentences = cut.rpartition(". ")[0]
    if len(sentences) >= DESCRIPTION_LENGTH_MAX // 3:
        return f"{sentences}."
    return (cut.rpartition(" ")[0] or cut).rstrip(",;:. ") + "…"


def _paragraphs(document: Document) -> Iterator[str]:
    """Plain text of the paragraphs outside code, of at least five words."""
    text = document.source.text
    start = document.body_start
    for match in re.finditer(r"(?:[^\r\n]+(?:\r\n?|\n|\Z))+", text[start:]):
        paragraph = match[0]
        if inside(document.literal, start + match.start()) or _NOT_PROSE.compiled.match(paragraph):
            continue
        if _LABEL.compiled.match(paragraph):
            continue
        plain = _MARKUP.compiled.sub(lambda found: found[1] or found[2] or "", paragraph)
        words = plain.split()
        if len(words) >= 5:
            yield " ".join(words)


def after_first_heading(document: Document) -> int | None:
    """The end of the heading of level 1 that the page starts with; None without one."""
    first = document.headings[0] if document.headings else None
    if first is None or first.level != 1:
        return None
    if document.source.slice(Span(document.body_start, first.span.start)).strip():
        return None
    return first.span.end
