"""Turns the parser's events, in order, into the parts of a document.

Events are those of pulldown-cmark: `{"Start": tag}`, `{"End": tag}`, `{"Text": text}` and so on,
each with the byte range that it covers. Raw HTML is read by `html_tags`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from ..model.document import (
    Fence,
    Footnote,
    Heading,
    Link,
    LinkKind,
    ListItem,
    Piece,
    PieceKind,
    Table,
)
from ..text import LINE_ENDING, Span
from .html_tags import RawHtml, read_html
from .lazy_lines import is_alone_on_line, is_lazy_line, items_around
from .link_spans import link_target

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

_KINDS = {
    "Inline": LinkKind.INLINE,
    "Reference": LinkKind.REFERENCE,
    "Collapsed": LinkKind.COLLAPSED,
    "Shortcut": LinkKind.SHORTCUT,
    "Autolink": LinkKind.AUTOLINK,
    "Email": LinkKind.EMAIL,
}
_MARKER = re.compile(r"`{3,}|~{3,}")
_ITEM_MARKER = re.compile(r"[ \t\r\n>]*+([-*+]|\d{1,9}[.)])")
_READ_ALOUD = (PieceKind.TEXT, PieceKind.ALTERNATIVE, PieceKind.BREAK)


class _OpenLink:
    """A link or an image whose end has not been seen."""

    def __init__(self, data: dict[str, str], start: int, element: str) -> None:
        self.kind = _KINDS[data["link_type"]]
        self.data = data
        self.element = element
        self.text: list[str] = []
        self.text_end = start + (1 if element == "a" else 2)


class Walker:
    """Goes through the parser's events once and collects what the model holds."""

    def __init__(self, text: str, at: Callable[[int], int], *, is_verbatim: bool = False) -> None:
        """`text` is the whole file, `at` maps the parser's byte offsets to offsets in it.

        With `is_verbatim`, what the parser calls text is taken as `text` has it.
        """
        self._text = text
        self._at = at
        self._is_verbatim = is_verbatim
        self._heading: list[Piece] | None = None
        self._heading_inner: list[int] = []
        self._links: list[_OpenLink] = []
        self._lists: list[bool] = []  # For each open list, whether its first item is yet to come.
        self._quotes = 0
        self._fence: dict[str, Any] | None = None
        self.headings: list[Heading] = []
        self.links: list[Link] = []
        self.fences: list[Fence] = []
        self.items: list[ListItem] = []
        self.tables: list[Table] = []
        self.footnotes: list[Footnote] = []
        self.code: list[Span] = []
        self.literal: list[Span] = []
        self.indented_code: list[Span] = []
        self.lazy_tags: list[Span] = []
        self.html = RawHtml()

    def walk(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Read all `events`."""
        for event, where in events:
            if type(event) is str:  # A line break or a thematic break.
                self._note_text(" ", where, PieceKind.BREAK)
                continue
            if "Text" in event:  # A third of all events, most of which are not needed.
                if self._fence is not None:
                    self._fence["content_end"] = where["end"]
                elif self._heading is not None or self._links:
                    self._note_text(event["Text"], where)
                continue
            ((name, data),) = event.items()
            if type(data) is dict:  # A part with data of its own: `{"Heading": "H1"}`.
                kind = next(iter(data))
                data = data[kind]
            else:
                kind = data
            if name == "Start":
                if self._heading is not None:
                    self._widen_heading(where)
                if kind in _STARTS:
                    _STARTS[kind](self, data, where)
            elif name == "End":
                if kind in _ENDS:
                    _ENDS[kind](self, data, where)
                if self._links:
                    end = self._at(where["end"])
                    self._links[-1].text_end = max(self._links[-1].text_end, end)
            elif name in _LEAVES:
                _LEAVES[name](self, data, where)

    def _span(self, where: dict[str, int]) -> Span:
        return Span(self._at(where["start"]), self._at(where["end"]))

    def _note_text(
        self, text: str, where: dict[str, int], kind: PieceKind = PieceKind.TEXT
    ) -> None:
        """Add text to the heading and links that are open."""
        if self._is_verbatim and len(text.encode()) == where["end"] - where["start"]:
            text = self._text[slice(*self._span(where))]
        if self._heading is not None:
            if any(link.element == "img" for link in self._links):
                kind = PieceKind.ALTERNATIVE
            self._heading.append(Piece(kind, text))
            self._widen_heading(where)
        if self._links:
            for link in self._links:
                link.text.append(text)
            self._links[-1].text_end = self._at(where["end"])

    def _widen_heading(self, where: dict[str, int]) -> None:
        inner = self._heading_inner
        self._heading_inner = [min([where["start"], *inner]), max([where["end"], *inner])]

    # One method for each kind of event.

    def _start_heading(self, _data: Any, _where: dict[str, int]) -> None:
        self._heading, self._heading_inner = [], []

    def _start_link(self, data: Any, where: dict[str, int]) -> None:
        self._links.append(_OpenLink(data, self._at(where["start"]), "a"))

    def _start_image(self, data: Any, where: dict[str, int]) -> None:
        self._links.append(_OpenLink(data, self._at(where["start"]), "img"))

    def _start_list(self, _data: Any, _where: dict[str, int]) -> None:
        self._lists.append(True)

    def _end_list(self, _data: Any, _where: dict[str, int]) -> None:
        self._lists.pop()

    def _start_quote(self, _data: Any, _where: dict[str, int]) -> None:
        self._quotes += 1

    def _end_quote(self, _data: Any, _where: dict[str, int]) -> None:
        self._quotes -= 1

    def _start_code(self, kind: Any, _where: dict[str, int]) -> None:
        self._fence = {"kind": kind, "content_end": None}

    def _start_table(self, columns: Any, where: dict[str, int]) -> None:
        self.tables.append(Table(self._span(where), len(columns)))

    def _start_footnote(self, label: str, where: dict[str, int]) -> None:
        self.footnotes.append(Footnote(label, self._span(where), is_definition=True))

    def _start_html(self, _data: Any, where: dict[str, int]) -> None:
        span = self._span(where)
        self.literal.append(span)
        read_html(self._text, span, self.html)

    def _start_item(self, _data: Any, where: dict[str, int]) -> None:
        span = self._span(where)
        marker = _ITEM_MARKER.match(self._text, span.start)
        assert marker, "an item starts at its marker, but for white space"
        span = Span(marker.start(1), span.end)
        first = self._lists[-1]
        self._lists[-1] = False
        quoted = self._quotes > 0
        self.items.append(ListItem(marker[1], span, len(self._lists) - 1, first, quoted))

    def _end_heading(self, level: str, where: dict[str, int]) -> None:
        assert self._heading is not None
        span = self._span(where)
        inner = self._heading_inner
        text_span = Span(self._at(inner[0]), self._at(inner[1])) if inner else span
        text = "".join(piece.text for piece in self._heading if piece.kind in _READ_ALOUD).strip()
        is_plain = all(piece.kind is PieceKind.TEXT for piece in self._heading)
        pieces = () if is_plain else tuple(self._heading)
        self.headings.append(Heading(int(level[1]), text, span, text_span, pieces))
        self._heading = None

    def _end_link(self, _data: Any, where: dict[str, int]) -> None:
        link, span = self._links.pop(), self._span(where)
        target_span = link_target(self._text, link.kind, span, link.text_end)
        target = link.data["dest_url"]
        if link.kind is LinkKind.EMAIL:
            target = f"mailto:{target}"
        text = "".join(link.text)
        if any(outer.element == "img" for outer in self._links):
            return  # A link in the alternative text of an image is only text.
        self.links.append(
            Link(link.kind, target, span, target_span, text, link.data["id"], link.element)
        )

    def _end_code(self, _data: Any, where: dict[str, int]) -> None:
        assert self._fence is not None
        span, kind, content_end = self._span(where), self._fence["kind"], self._fence["content_end"]
        self._fence = None
        self.code.append(span)
        self.literal.append(span)
        if isinstance(kind, dict):
            end = self._at(content_end) if content_end is not None else None
            self.fences.append(fence_at(self._text, span, end))
        else:
            self.indented_code.append(span)

    def _code(self, text: str, where: dict[str, int]) -> None:
        self._note_text(text, where)
        span = self._span(where)
        self.code.append(span)
        self.literal.append(span)

    def _inline_html(self, _text: str, where: dict[str, int]) -> None:
        span = self._span(where)
        if self._heading is not None:
            self._heading.append(Piece(PieceKind.TAG, self._text[slice(*span)]))
            self._widen_heading(where)
        self.literal.append(span)
        read_html(self._text, span, self.html)
        if self._links:
            self._links[-1].text_end = span.end
        if is_alone_on_line(self._text, span) and self._is_lazy(span):
            self.lazy_tags.append(span)

    def _is_lazy(self, tag: Span) -> bool:
        """Whether `tag` is alone on a line that continues a paragraph and not its container."""
        items = items_around(self.items, tag) if self._lists else []
        notes = (note.span for note in reversed(self.footnotes) if note.is_definition)
        note = next(notes, None)
        is_in_note = note is not None and note.end > tag.start
        return is_lazy_line(self._text, tag, self._quotes, items, is_in_note=is_in_note)

    def _footnote_reference(self, label: str, where: dict[str, int]) -> None:
        if self._heading is not None:
            self._heading.append(Piece(PieceKind.NOTE, label))
        self.footnotes.append(Footnote(label, self._span(where), is_definition=False))


# ruff: noqa: SLF001 - the tables of the class's own methods, by the parser's names
_STARTS = {
    "Heading": Walker._start_heading,
    "Link": Walker._start_link,
    "Image": Walker._start_image,
    "List": Walker._start_list,
    "Item": Walker._start_item,
    "BlockQuote": Walker._start_quote,
    "CodeBlock": Walker._start_code,
    "Table": Walker._start_table,
    "FootnoteDefinition": Walker._start_footnote,
    "HtmlBlock": Walker._start_html,
}
_ENDS = {
    "Heading": Walker._end_heading,
    "Link": Walker._end_link,
    "Image": Walker._end_link,
    "List": Walker._end_list,
    "BlockQuote": Walker._end_quote,
    "CodeBlock": Walker._end_code,
}
_LEAVES = {
    "Code": Walker._code,
    "InlineHtml": Walker._inline_html,
    "FootnoteReference": Walker._footnote_reference,
}


def fence_at(text: str, span: Span, content_end: int | None) -> Fence:
    """The fence at `span`, whose code ends at `content_end` (None when it holds none)."""
    opening = _MARKER.match(text, span.start)
    assert opening, "the parser's fenced block starts at its marker"
    line_end = LINE_ENDING.search(text, span.start, span.end)
    info_end = line_end.start() if line_end else span.end
    content_start = line_end.end() if line_end else span.end
    info = text[opening.end() : info_end]
    info_start = opening.end() + len(info) - len(info.lstrip())
    end = max(content_end or content_start, content_start)
    closed = opening[0] in text[end : span.end]
    content = Span(content_start, end)
    info_span = Span(info_start, info_start + len(info.strip()))
    return Fence(opening[0], info.strip(), span, info_span, content, closed)
