"""What a reader sees of a document: its rendering by markdown-it-py, reduced to what counts.

markdown-it-py is a second implementation of CommonMark, written apart from the one that parses
documents here, so that a mistake of either shows. The HTML is read as a browser reads it: white
space runs together, entities are decoded, `<br>` and `<br />` are one, attributes have no order.
Comments stay, for they are what other tools read.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache, lru_cache
from html import unescape
from html.parser import HTMLParser
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from mdit_py_plugins.tasklists import tasklists_plugin

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

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
_ADDRESSES = frozenset({"href", "src"})

Event = tuple[str, ...]


class Rendering(NamedTuple):
    """`shown` is what the HTML says, `code` the contents of code blocks, `words` all text, raw
    HTML included.
    """

    shown: tuple[Event, ...]
    code: tuple[str, ...]
    words: str


@lru_cache(maxsize=16)  # What one step makes, the next begins with; halves share a beginning.
def render(markdown: str) -> Rendering:
    """The rendering of `markdown`, which has no frontmatter. Raises nothing on any text."""
    parser = _parser()
    environment: dict[str, object] = {}
    tokens = parser.parse(markdown, environment)
    code = tuple(token.content for token in tokens if token.type in ("fence", "code_block"))
    html = parser.renderer.render(tokens, parser.options, environment)
    return Rendering(events_of(html), code, "".join("".join(_texts(tokens)).split()))


def events_of(html: str) -> tuple[Event, ...]:
    """What `html` says, as a browser reads it."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return tuple(reader.finished())


def without_addresses(shown: tuple[Event, ...]) -> tuple[Event, ...]:
    """`shown` without where its links and images lead."""
    return tuple(
        tuple(part for part in event if part.partition("=")[0] not in _ADDRESSES)
        for event in shown
    )  # fmt: skip


def without_comments(shown: tuple[Event, ...]) -> tuple[Event, ...]:
    """`shown` without comments."""
    return tuple(event for event in shown if event[0] != "!")


@cache
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark").enable(["table", "strikethrough"])
    parser.use(footnote_plugin).use(tasklists_plugin)
    # Addresses are compared as they are written; how they are escaped is no concern of a fix.
    parser.normalizeLink = str  # type: ignore[method-assign, assignment]
    parser.normalizeLinkText = str  # type: ignore[method-assign, assignment]
    parser.validateLink = bool  # type: ignore[method-assign, assignment]
    return parser


def _texts(tokens: list[Token]) -> Iterator[str]:
    """All text and raw HTML of `tokens`, code included, in order."""
    for token in tokens:
        if token.type == "inline":
            yield from _texts(token.children or [])
        elif token.type == "image":
            yield token.content
        elif token.type.startswith("html_"):
            yield unescape(token.content)
        else:
            yield token.content
        yield " "


class _Reader(HTMLParser):
    """Collects events: ("<", name, attributes …), (">", name), ("=", text), ("!", comment)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.events: list[list[str]] = []
        self.open: Counter[str] = Counter()
        self.preformatted = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        shown = [f"{name}={value or ''}" for name, value in attrs if not _is_look(tag, name, value)]
        self.events.append(["<", tag, *sorted(shown)])
        self.open[tag] += 1
        self.preformatted += tag == "pre"

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        # A browser ignores the slash, but in void elements, which never have an end.
        self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        # A browser ignores a closing tag that closes nothing, but for these two.
        if tag not in _VOID and (self.open[tag] > 0 or tag in ("p", "br")):
            self.events.append([">", tag])
        self.open[tag] = max(0, self.open[tag] - 1)
        self.preformatted = max(0, self.preformatted - (tag == "pre"))

    def handle_data(self, data: str) -> None:
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
    """Whether the attribute only says in which language code is coloured."""
    return name == "class" and (tag in ("code", "pre") or value == "highlight")


def _is_block(events: list[list[str]], index: int) -> bool:
    """Whether the event at `index` is the edge of a block, or of the document."""
    if not 0 <= index < len(events):
        return True
    event = events[index]
    return event[0] in "<>" and (event[1] not in _INLINE or event[1] == "br")
