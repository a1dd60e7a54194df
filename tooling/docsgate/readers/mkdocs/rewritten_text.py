"""The text of a document, rewritten so that CommonMark reads it as Python-Markdown does.

The body of an admonition (`!!! note`), of a collapsible block (`??? note`), of a tab
(`=== "Tab"`) and of a definition (`:   text`) is indented by four columns. After a blank line
CommonMark takes that for code; on the site it is Markdown, with links and headings. The same holds
for six columns in a list item, where Python-Markdown wants eight columns for code.

Python-Markdown reads some parts of a CommonMark HTML block as Markdown: the text after a comment or
an empty element, the text in an inline element, and with `md_in_html` the text in an element with
the attribute `markdown`. A fence that is never closed is no fence there.

Lines are moved to the left, with as many spaces added at their end, and tags are replaced by
placeholders of the same length. So every line keeps its length, and a position in it is off by a
known number of columns.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from ...text import Span, inside
from .html_blocks import raw_blocks

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document, Fence, ListItem

_INDENT = 4
_MARKERS = {
    "admonition": r"!!![ ]?[\w\-]",
    "pymdownx.details": r"\?\?\?\+?[ ]?[\w\-\"]",
    "pymdownx.tabbed": r"===[!+]*[ ]?\"",
    "def_list": r":[ ]{1,3}\S",
}
_BODY = re.compile(r"\n {4,}\S")
_TERM = re.compile(r":[ ]{1,3}(?=\S)")
_PAINT = "\x01"
"""The placeholder for a tag: a character that opens no block and does not show in an anchor."""

_GFM_LISTS = "docsgate.gfm_lists"
_VISIBLE = re.compile(r"[^\s]")


class SiteText:
    """The rewritten `text` of `document`, the same as that of the document where nothing differs.

    `code` are the blocks of code that may be Markdown on the site, and `html` are the parts of HTML
    blocks that are.
    """

    def __init__(self, document: Document, extensions: frozenset[str]) -> None:
        """`extensions` are the Markdown extensions that the site uses."""
        self._document = document
        self._shifts: dict[int, int] = {}
        html = _Html(document, extensions)
        self.html = html.markdown
        unclosed = [fence for fence in document.fences[-1:] if _is_text(document, fence)]
        self.code = [*document.indented_code, *(fence.span for fence in unclosed)]
        text = document.source.text
        covered = [*html.covered, *(_opening(fence) for fence in unclosed)]
        if covered:
            text = _cover_spans(text, covered)
        marker = _marker(document, extensions)
        in_lists = [] if _GFM_LISTS in extensions else list(_listed_code(document))
        if marker is not None or in_lists:
            text = self._move_bodies(text, marker, in_lists)
        self.text = text

    def span(self, span: Span) -> Span:
        """The span in the file of `span` in the rewritten text."""
        return Span(self._place(span.start), self._place(span.end))

    def _place(self, offset: int) -> int:
        source = self._document.source
        line, _ = source.position(offset)
        return min(offset + self._shifts.get(line - 1, 0), source.line(line).end)

    def _move_bodies(self, text: str, marker: re.Pattern[str] | None, in_lists: list[Span]) -> str:
        """`text` with each line moved to the left as far as the site reads it."""
        document = self._document
        starts = document.source.line_starts
        bodies = _Bodies(document, marker)
        pieces: list[str] = []
        for number, start in enumerate(starts):
            end = starts[number + 1] if number + 1 < len(starts) else len(text)
            line = text[start:end]
            content = line.rstrip("\r\n")
            if start >= document.body_start and content.strip(" "):
                shift = bodies.columns(start, content)
                if not shift and inside(in_lists, end - 1):
                    shift = _INDENT
                if shift:
                    self._shifts[number] = shift
                    line = content[shift:] + " " * shift + line[len(content) :]
            pieces.append(line)
        return "".join(pieces)


class _Bodies:
    """The indented bodies of a document, as far as its lines have been read."""

    def __init__(self, document: Document, marker: re.Pattern[str] | None) -> None:
        """`marker` matches what opens a body; None when nothing does."""
        self._marker = marker
        self._fences = [fence.span for fence in document.fences]
        self._lists = _outermost(document) if marker is not None else []
        self._open: list[int] = []  # The indentation of each marker whose body is not yet over.

    def columns(self, start: int, content: str) -> int:
        """By how many columns the line `content` at `start` moves, in or between bodies.

        Ask for each line that is not blank, in order. The line of a marker moves out of sight, but
        for a definition, whose marker alone does.
        """
        stripped = content.lstrip(" ")
        indent = len(content) - len(stripped)
        while self._open and indent < self._open[-1] + _INDENT:
            self._open.pop()
        shift = len(self._open) * _INDENT
        if not self._opens(start, stripped, indent):
            return shift
        self._open.append(indent)
        term = _TERM.match(stripped)
        return shift + term.end() if term else len(content)

    def _opens(self, start: int, stripped: str, indent: int) -> bool:
        """Whether the line is a marker: at the indentation of a body, or of four in a list."""
        if self._marker is None:
            return False
        is_level = indent == (self._open[-1] + _INDENT if self._open else 0)
        return (
            (is_level or (indent % _INDENT == 0 and inside(self._lists, start)))
            and self._marker.match(stripped) is not None
            and not inside(self._fences, start)
        )


def _is_text(document: Document, fence: Fence) -> bool:
    """Whether the site takes the lines of the fence for text, because it is never closed."""
    text, start = document.source.text, fence.span.start
    starts_line = not start or text[start - 1] in "\r\n"
    return not fence.closed and starts_line and not text[fence.span.end :].strip()


def _opening(fence: Fence) -> Span:
    return Span(fence.span.start, fence.span.start + len(fence.marker))


def _outermost(document: Document) -> list[Span]:
    """The list items that are in no other item, in file order."""
    found: list[Span] = []
    for item in document.list_items:
        if not found or item.span.start >= found[-1].end:
            found.append(item.span)
    return found


def _marker(document: Document, extensions: frozenset[str]) -> re.Pattern[str] | None:
    """The pattern of the markers that open an indented body; None when `document` has none."""
    used = [pattern for name, pattern in _MARKERS.items() if name in extensions]
    if not used or not _BODY.search(document.source.text, document.body_start):
        return None
    marker = re.compile("|".join(used))
    at_line = re.compile(rf"^ *(?:{marker.pattern})", re.MULTILINE)
    return marker if at_line.search(document.source.text, document.body_start) else None


def _listed_code(document: Document) -> Iterator[Span]:
    """Indented code in list items that has too few columns to be code for Python-Markdown."""
    text, items = document.source.text, document.list_items
    around: list[ListItem] = []
    number = 0
    for block in document.indented_code if items else ():
        while number < len(items) and items[number].span.start <= block.start:
            around.append(items[number])
            number += 1
        around = [item for item in around if item.span.end > block.start]
        if not around or around[0].quoted:
            continue
        line = text.rfind("\n", 0, block.start) + 1
        written = text[line : block.end]
        indent = len(written) - len(written.lstrip(" "))
        if indent < _INDENT * (len(around) + 1):
            yield block


class _Html:
    """The HTML blocks of which the site reads some parts as Markdown.

    `markdown` are those parts with their tags. `covered` is what must be hidden while they are
    read: their tags, and the raw parts between them.
    """

    def __init__(self, document: Document, extensions: frozenset[str]) -> None:
        self.markdown: list[Span] = []
        self.covered: list[Span] = []
        tags = [tag.span for tag in document.html_tags]
        tags = sorted([*tags, *(comment.span for comment in document.comments)])
        whole = set(tags)
        text = document.source.text
        blocks = [span for span in document.literal if text[span.start] == "<"]
        blocks = [span for span in blocks if span not in whole] if tags else []
        raw = raw_blocks(document, md_in_html="md_in_html" in extensions) if blocks else []
        for block in blocks:
            outside = list(_subtract_spans(block, raw))
            inner = [tag for tag in _find_overlapping(tags, block) if inside(outside, tag.start)]
            if _is_empty(text, outside, inner):
                continue
            self.markdown += outside
            self.covered += [*inner, *_subtract_spans(block, outside)]


def _subtract_spans(block: Span, spans: list[Span]) -> Iterator[Span]:
    """The parts of `block` that none of `spans` covers."""
    at = block.start
    for span in _find_overlapping(spans, block):
        if span.start > at:
            yield Span(at, span.start)
        at = max(at, span.end)
    if at < block.end:
        yield Span(at, block.end)


def _find_overlapping(spans: list[Span], block: Span) -> Iterator[Span]:
    """Those of `spans`, which are in file order, that overlap `block`."""
    first = max(0, bisect_left(spans, Span(block.start, block.start)) - 1)
    for number in range(first, len(spans)):
        if spans[number].start >= block.end:
            return
        if spans[number].end > block.start:
            yield spans[number]


def _is_empty(text: str, spans: list[Span], tags: list[Span]) -> bool:
    """Whether `spans` hold nothing but `tags` and white space."""
    parts = [part for span in spans for part in _subtract_spans(span, tags)]
    return not any(text[part.start : part.end].strip() for part in parts)


def _cover_spans(text: str, covered: list[Span]) -> str:
    """`text` with the spans `covered` replaced by placeholders of the same length."""
    pieces, at = [], 0
    for span in sorted(covered):
        if span.start < at:
            continue
        line = text.rfind("\n", 0, span.start) + 1
        is_alone = not text[line : span.start].strip() and _ends_line(text, span.end)
        cover = " " if is_alone else _PAINT
        pieces += [text[at : span.start], _VISIBLE.sub(cover, text[span.start : span.end])]
        at = span.end
    return "".join([*pieces, text[at:]])


def _ends_line(text: str, offset: int) -> bool:
    end = text.find("\n", offset)
    return not text[offset : len(text) if end < 0 else end].strip()
