"""The headings of a page as Docusaurus reads them.

Most headings are the same for every reader. Docusaurus also reads directives in them
(`ui:widget` is the word `ui`), tags, expressions and comments, and ids behind them; and MDX sees
headings in what others take for raw HTML or indented code. Such a page is read again by the scanner
of MDX.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...late_pattern import LatePattern
from ...mdx.shown_heading import ShownHeading
from ...text import inside
from ..anchor_parts import joined_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document, Heading
    from ...text import Span

_ODD = LatePattern(r"[<{~@&]|:[A-Za-z:]|://|!\[|\[\^|(?:import|export) |[Ww]{3}\.")
"""What Docusaurus may read otherwise than others do."""

_LISTED_ID = LatePattern(r"[ \t]*\{#(?P<id>[A-Za-z0-9-]+(?:_[A-Za-z0-9-]+)*)\}\Z")
_MARKS = LatePattern(r"\A#{1,6}(?:[ \t]+|\Z)|(?:\A|[ \t]+)#+\Z|\n[ \t>]*(?:=+|-+)\Z")
"""What makes a heading of its text."""

_AT_MARGIN = LatePattern(r"(?:\A|\n)#")
_INDENTED = LatePattern(r"^[ \t]*(?: {4}|\t)[ \t]*#{1,6}(?:[ \t]|$)", re.MULTILINE)
_HEADING_LINE = LatePattern(r"^[ \t>]*(?:#{1,6}(?:[ \t\r]|$)|(?:=+|-+)[ \t\r]*$)", re.MULTILINE)


def docusaurus_headings(document: Document, *, is_mdx: bool) -> Iterator[ShownHeading]:
    """The headings of `document` in its order, with the text of which slugs are made."""
    usual = [_usual(document, heading) for heading in document.headings]
    if not is_mdx:
        for heading, known in zip(document.headings, usual, strict=True):
            yield known or _without_mdx(document, heading)
        return
    known_all = [heading for heading in usual if heading is not None]
    if len(known_all) == len(usual) and not _hides_headings(document):
        yield from known_all
        return
    from ...mdx.page_headings import page_headings  # noqa: PLC0415 - seldom wanted

    yield from page_headings(document.source.text)


def _usual(document: Document, heading: Heading) -> ShownHeading | None:
    """The `heading` if Docusaurus reads it as all others do but for a plain id at its end."""
    written = document.source.slice(heading.span).rstrip()
    listed = _LISTED_ID.compiled.search(written)
    if _ODD.compiled.search(written, 0, listed.start() if listed else len(written)):
        return None
    if listed:
        return ShownHeading(heading.level, heading.text, listed["id"])
    return ShownHeading(heading.level, joined_text(document, heading), "")


def _without_mdx(document: Document, heading: Heading) -> ShownHeading:
    """The `heading` of a page that is not MDX."""
    from ...mdx.page_headings import plain_heading  # noqa: PLC0415 - seldom wanted

    written = _MARKS.compiled.sub("", document.source.slice(heading.span).rstrip())
    first, *others = (line.rstrip(" \t\r") for line in written.split("\n"))
    text = "\n".join([first.lstrip(" \t"), *(line.lstrip(" \t>") for line in others)])
    defined = [definition.label for definition in document.definitions]
    notes = [note.label for note in document.footnotes if note.is_definition]
    at_margin = (
        _AT_MARGIN.compiled.match(document.source.text, max(0, heading.span.start - 1)) is not None
    )
    return plain_heading(text, heading.level, defined, notes, at_margin=at_margin)


def _hides_headings(document: Document) -> bool:
    """Whether MDX may see a heading where others see raw HTML, indented code or a paragraph."""
    text = document.source.text
    if ("    #" in text or "\t#" in text) and any(
        not inside(document.code, found.end() - 1) for found in _INDENTED.compiled.finditer(text)
    ):
        return True
    if not (document.html_tags or document.comments or document.indented_code):
        return False
    code = set(document.code)
    hidden = [span for span in document.literal if span not in code]
    return any(
        _HEADING_LINE.compiled.search(text, *_lines_of(text, span))
        for span in (*hidden, *document.indented_code)
    )


def _lines_of(text: str, span: Span) -> tuple[int, int]:
    """Where the lines of `span` start, and where the line after them ends."""
    end = text.find("\n", span.end)
    following = text.find("\n", end + 1) if end >= 0 else -1
    return text.rfind("\n", 0, span.start) + 1, following if following >= 0 else len(text)
