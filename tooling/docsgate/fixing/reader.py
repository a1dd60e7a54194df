"""HTML read as a browser reads it, reduced to what counts.

White space runs together, entities are decoded, `<br>` and `<br />` are one, attributes have no
order, and `<li>` ends where the next one begins. Comments stay, for they are what other tools read.

Where browsers begin to move things, since `<b>` is open when its paragraph ends or text stands
between the rows of a table, each tag is taken as it is written: then no tag may come or go.
"""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_SPACE = re.compile(r"\s+")
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "br", "cite", "code", "data", "del", "dfn", "em", "i", "img",
    "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
_LISTS = frozenset({"ul", "ol", "menu"})
_TABLES = frozenset({"table", "thead", "tbody", "tfoot"})
_CELLS = frozenset({"td", "th"})
_NONE: frozenset[str] = frozenset()
_NOTHING = (_NONE, _NONE)
_ENDS_OTHERS = {
    "li": (_LISTS, frozenset({"li"})),
    "dt": (frozenset({"dl"}), frozenset({"dt", "dd"})),
    "dd": (frozenset({"dl"}), frozenset({"dt", "dd"})),
    "td": (_TABLES | {"tr"}, _CELLS),
    "th": (_TABLES | {"tr"}, _CELLS),
    "tr": (_TABLES, frozenset({"tr"})),
    "option": (frozenset({"select"}), frozenset({"option"})),
}
"""Which open elements a tag ends, up to the nearest one of a scope."""

_PARAGRAPH_SCOPE = frozenset({"button", "caption", "object", "table", "td", "template", "th"})
_ENDS_PARAGRAPH = frozenset({
    "address", "article", "aside", "blockquote", "center", "dd", "details", "dialog", "dir", "div",
    "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5",
    "h6", "header", "hgroup", "hr", "li", "main", "menu", "nav", "ol", "p", "pre", "section",
    "summary", "table", "ul",
})  # fmt: skip
_ENDS_OTHERS |= {
    tag: (_PARAGRAPH_SCOPE, frozenset({"p"})) for tag in _ENDS_PARAGRAPH - _ENDS_OTHERS.keys()
}

_BLOCKS = _ENDS_PARAGRAPH | _CELLS | _TABLES | {"tr", "option", "select", "caption"}
"""Elements that no closing tag of another kind of element ends."""

_ROWS = _TABLES | {"tr"}
_IN_TABLES = _ROWS | _CELLS | {"caption", "col", "colgroup", "script", "style", "template"}

_FORMATTING = frozenset({
    "a", "b", "big", "code", "em", "font", "i", "nobr", "s", "small", "strike", "strong", "tt", "u",
})  # fmt: skip
"""Elements that go on in the next block when the one around them ends."""

Event = tuple[str, ...]


def events_of(html: str) -> tuple[Event, ...]:
    """What `html` says, as a browser reads it."""
    reader = _Reader(literal=False)
    reader.feed(html)
    reader.close()
    if reader.doubtful:
        reader = _Reader(literal=True)
        reader.feed(html)
        reader.close()
    return tuple(reader.finished())


class _Reader(HTMLParser):
    """Collects events: ("<", name, attributes …), (">", name), ("=", text), ("!", comment)."""

    def __init__(self, *, literal: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.literal = literal
        self.doubtful = False
        self.events: list[list[str]] = []
        self.open: list[str] = []
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.doubtful |= self._is_between_rows() and tag not in _IN_TABLES
        scope, ended = _ENDS_OTHERS.get(tag, _NOTHING) if not self.literal else _NOTHING
        for index in reversed(range(len(self.open))):
            if self.open[index] in scope:
                break
            if self.open[index] in ended:
                self._end(index)
                break
        shown = [f"{name}={value or ''}" for name, value in attrs if not _is_look(tag, name, value)]
        self.events.append(["<", tag, *sorted(shown)])
        if tag not in _VOID:
            self.open.append(tag)
        self.preformatted += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A browser ignores the slash, but in void elements, which never have an end.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        # A browser ignores a closing tag that closes nothing, but for these two.
        if self.literal and tag in self.open:
            self.events.append([">", tag])
            self.open.remove(tag)
        elif tag in self.open:
            index = len(self.open) - 1 - self.open[::-1].index(tag)
            if tag in _BLOCKS or not _BLOCKS.intersection(self.open[index + 1 :]):
                self._end(index)
            else:
                self.doubtful |= tag in _FORMATTING
        elif tag in ("p", "br"):
            self.events.append([">", tag])
        self.preformatted = max(0, self.preformatted - (tag == "pre"))

    def _end(self, index: int) -> None:
        """End the open element at `index`, and those inside it whose end it implies."""
        tag, inside = self.open[index], self.open[index + 1 :]
        self.doubtful |= tag in _BLOCKS and not _FORMATTING.isdisjoint(inside)
        if tag in _FORMATTING or tag == "p":  # A block is never in a paragraph.
            self.events.append([">", tag])
            del self.open[index]
            return
        self.events += [[">", one] for one in reversed(inside) if one not in _FORMATTING]
        self.events.append([">", tag])
        self.open[index:] = [one for one in inside if one in _FORMATTING]

    def _is_between_rows(self) -> bool:
        return bool(self.open) and self.open[-1] in _ROWS

    def handle_data(self, data: str) -> None:
        self.doubtful |= self._is_between_rows() and not data.isspace()
        if not self.preformatted:
            data = _SPACE.sub(" ", data)
        if self.events and self.events[-1][0] == "=":
            data = self.events.pop()[1] + data
            data = data if self.preformatted else _SPACE.sub(" ", data)
        self.events.append(["=", data])

    def handle_comment(self, data: str) -> None:
        self.events.append(["!", data.strip()])

    def handle_decl(self, decl: str) -> None:
        self.events.append(["!", decl])

    def unknown_decl(self, data: str) -> None:
        self.events.append(["!", data])

    def handle_pi(self, data: str) -> None:
        self.events.append(["!", data])

    def finished(self) -> Iterator[Event]:
        """The events, without white space that blocks swallow."""
        if not self.literal:
            self.events += [[">", tag] for tag in reversed(self.open)]
        inside_pre = 0
        for index, event in enumerate(self.events):
            if event[0] == "=" and not inside_pre:
                text = event[1]
                if _is_block(self.events, index - 1):
                    text = text.lstrip()
                if _is_block(self.events, index + 1):
                    text = text.rstrip()
                if text:
                    yield ("=", text)
                continue
            if event[1:2] == ["pre"]:
                inside_pre += 1 if event[0] == "<" else -1
            yield tuple(event)


def _is_look(tag: str, name: str, value: str | None) -> bool:
    """Whether the attribute shows nothing: the language of code, a comma, a mark of a comment."""
    if name == "class":
        return tag in ("code", "pre") or value == "highlight"
    return name in (",", "_")


def _is_block(events: list[list[str]], index: int) -> bool:
    """Whether the event at `index` is the edge of a block, or of the document."""
    if not 0 <= index < len(events):
        return True
    event = events[index]
    return event[0] in "<>" and (event[1] not in _INLINE or event[1] == "br")
