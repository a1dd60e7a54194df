"""The parser's events, in order, to the parts of a document.

Events are those of pulldown-cmark: `{"Start": tag}`, `{"End": tag}`, `{"Text": text}` and so on,
each with the byte range that it covers. Raw HTML goes to `html`.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from .html import RawHtml, read_html
from .link_spans import link_target
from .model import Fence, Footnote, Heading, Link, LinkKind, ListItem, Table
from .text import LINE_ENDING, Span

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
_PLAIN = frozenset(
    {"Paragraph", "TableCell", "TableRow", "TableHead", "Emphasis", "Strong", "Strikethrough"}
)  # Two thirds of all events; they matter only for the extent of a heading or a link.
_BOUNDS = ("Start", "End")
_MARKER = re.compile(r"`{3,}|~{3,}")
_ITEM_MARKER = re.compile(r"[ \t\r\n>]*+([-*+]|\d{1,9}[.)])")


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

    def __init__(self, text: str, at: Callable[[int], int]) -> None:
        """`text` is the whole file, `at` maps the parser's byte offsets to offsets in it."""
        self._text = text
        self._at = at
        self._heading: list[str] | None = None
        self._heading_inner: list[int] = []
        self._links: list[_OpenLink] = []
        self._lists: list[bool] = []  # For each open list: whether no item of it has been seen.
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
        self.html = RawHtml()

    def walk(self, events: Iterable[tuple[Any, Any]]) -> None:
        """Read all `events`."""
        for event, where in events:
            if type(event) is str:  # A line break or a rule.
                self._note_text(" ", where)
                continue
            if "Text" in event:  # A third of all events; most of it is of no interest.
                if self._fence is not None:
                    self._fence["content_end"] = where["end"]
                elif self._heading is not None or self._links:
                    self._note_text(event["Text"], where)
                continue
            ((name, data),) = event.items()
            if type(data) is str and data in _PLAIN and name in _BOUNDS:
                if self._heading is not None or self._links:
                    _HANDLERS[name](self, data, where)
            elif name in _HANDLERS:
                _HANDLERS[name](self, data, where)

    def _span(self, where: dict[str, int]) -> Span:
        return Span(self._at(where["start"]), self._at(where["end"]))

    def _note_text(self, text: str, where: dict[str, int]) -> None:
        """Add text to the heading and links that are open."""
        if self._heading is not None:
            self._heading.append(text)
            self._widen_heading(where)
        if self._links:
            for link in self._links:
                link.text.append(text)
            self._links[-1].text_end = self._at(where["end"])

    def _widen_heading(self, where: dict[str, int]) -> None:
        inner = self._heading_inner
        self._heading_inner = [min([where["start"], *inner]), max([where["end"], *inner])]

    # One method for each kind of event.

    def _start(self, data: Any, where: dict[str, int]) -> None:
        if self._heading is not None:
            self._widen_heading(where)
        name: str
        value: Any
        name, value = (data, None) if type(data) is str else next(iter(data.items()))
        if name == "Heading":
            self._heading, self._heading_inner = [], []
        elif name in ("Link", "Image"):
            element = "a" if name == "Link" else "img"
            self._links.append(_OpenLink(value, self._at(where["start"]), element))
        elif name == "List":
            self._lists.append(True)
        elif name == "Item":
            self._start_item(where)
        elif name == "BlockQuote":
            self._quotes += 1
        elif name == "CodeBlock":
            self._fence = {"kind": value, "content_end": None}
        elif name == "Table":
            self.tables.append(Table(self._span(where), len(value)))
        elif name == "FootnoteDefinition":
            self.footnotes.append(Footnote(value, self._span(where), is_definition=True))
        elif name == "HtmlBlock":
            span = self._span(where)
            self.literal.append(span)
            read_html(self._text, span, self.html)

    def _start_item(self, where: dict[str, int]) -> None:
        span = self._span(where)
        marker = _ITEM_MARKER.match(self._text, span.start)
        assert marker, "an item starts at its marker, but for white space"
        span = Span(marker.start(1), span.end)
        first = self._lists[-1]
        self._lists[-1] = False
        quoted = self._quotes > 0
        self.items.append(ListItem(marker[1], span, len(self._lists) - 1, first, quoted))

    def _end(self, data: Any, where: dict[str, int]) -> None:
        name: str
        value: Any
        name, value = (data, None) if type(data) is str else next(iter(data.items()))
        if name == "Heading":
            self._end_heading(value, where)
        elif name in ("Link", "Image"):
            self._end_link(where)
        elif name == "List":
            self._lists.pop()
        elif name == "BlockQuote":
            self._quotes -= 1
        elif name == "CodeBlock":
            self._end_code(where)
        if self._links:
            self._links[-1].text_end = max(self._links[-1].text_end, self._at(where["end"]))

    def _end_heading(self, level: str, where: dict[str, int]) -> None:
        assert self._heading is not None
        span = self._span(where)
        inner = self._heading_inner
        text_span = Span(self._at(inner[0]), self._at(inner[1])) if inner else span
        text = "".join(self._heading).strip()
        self.headings.append(Heading(int(level[1]), text, span, text_span))
        self._heading = None

    def _end_link(self, where: dict[str, int]) -> None:
        link, span = self._links.pop(), self._span(where)
        target_span = link_target(self._text, link.kind, span, link.text_end)
        target = link.data["dest_url"]
        if link.kind is LinkKind.EMAIL:
            target = f"mailto:{target}"
        text = "".join(link.text)
        if any(outer.element == "img" for outer in self._links):
            return  # What stands in an image's alternative text is text.
        self.links.append(
            Link(link.kind, target, span, target_span, text, link.data["id"], link.element)
        )

    def _end_code(self, where: dict[str, int]) -> None:
        assert self._fence is not None
        span, kind, content_end = self._span(where), self._fence["kind"], self._fence["content_end"]
        self._fence = None
        self.code.append(span)
        self.literal.append(span)
        if isinstance(kind, dict):
            end = self._at(content_end) if content_end is not None else None
            self.fences.append(_fence(self._text, span, end))
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
            self._widen_heading(where)
        self.literal.append(span)
        read_html(self._text, span, self.html)
        if self._links:
            self._links[-1].text_end = span.end

    def _footnote_reference(self, label: str, where: dict[str, int]) -> None:
        self.footnotes.append(Footnote(label, self._span(where), is_definition=False))


_HANDLERS = {
    "Start": Walker._start,  # noqa: SLF001 - the class's own table of handlers
    "End": Walker._end,  # noqa: SLF001
    "Code": Walker._code,  # noqa: SLF001
    "InlineHtml": Walker._inline_html,  # noqa: SLF001
    "FootnoteReference": Walker._footnote_reference,  # noqa: SLF001
}


def _fence(text: str, span: Span, content_end: int | None) -> Fence:
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
