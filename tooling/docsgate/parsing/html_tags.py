"""Raw HTML in Markdown: the tags, link targets, anchors and comments that a browser finds in it.

The input is what CommonMark passes on as raw HTML (sections 4.6 and 6.6). Only attributes that hold
an address, `id` and, on `<a>`, `name` matter here, so only tags and attributes are read.
Quantifiers are possessive, so that no input makes the patterns backtrack.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ..entities import unescape
from ..late_pattern import LatePattern
from ..model.document import Anchor, Comment, HtmlTag, Link, LinkKind
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..text import Source

HTML_SUFFIXES = (".html", ".htm")
_TOKEN = LatePattern(
    r"<!--(?P<comment>.*?)(?:-->|\Z)"
    r"|<(?P<close>/?)(?P<name>[A-Za-z][A-Za-z0-9-]*+)"
    r"(?P<attributes>(?>(?:[^<>\"']++|\"[^\"]*+\"|'[^']*+')*))>",
    re.DOTALL,
)
_ATTRIBUTE = LatePattern(
    r"(?<![^\s\"'/])(?P<name>[A-Za-z_:][\w:.-]*+)\s*+=\s*+"
    r"(?:\"(?P<double>[^\"]*+)\"|'(?P<single>[^']*+)'|(?P<bare>[^\s\"'=<>`]++))"
)
_LITERAL = frozenset({"script", "style", "textarea", "title"})
"""Elements whose content is text (HTML standard, 13.1.2 "Elements": raw text elements and
escapable raw text elements)."""

_TARGETS = {
    "href": frozenset({"a", "area", "link"}),
    "src": frozenset({"audio", "embed", "iframe", "img", "input", "script", "source", "track",
                      "video"}),
    "poster": frozenset({"video"}),
    "data": frozenset({"object"}),
    "srcset": frozenset({"img", "source"}),
}  # fmt: skip
"""Attributes that hold an address, each with its elements."""

_CANDIDATE = LatePattern(r"(?P<url>[^\s,]\S*[^\s,]|[^\s,])(?:\s[^,]*+)?")


@dataclass(eq=False, repr=False)
class RawHtml:
    """The parts of raw HTML that were found, in file order."""

    tags: list[HtmlTag] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    anchors: list[Anchor] = field(default_factory=list)
    comments: list[Comment] = field(default_factory=list)


def read_html(text: str, span: Span, found: RawHtml) -> None:
    """Add to `found` the tags, links, anchors and comments in `span` of `text`."""
    at = span.start
    while token := _TOKEN.compiled.search(text, at, span.end):
        where = Span(*token.span())
        at = where.end
        if token["name"] is None:
            found.comments.append(Comment(token["comment"].strip(), where))
            continue
        name = token["name"].lower()
        found.tags.append(HtmlTag(token["name"], where, closing=bool(token["close"])))
        if token["close"]:
            continue
        _attributes(text, name, Span(*token.span("attributes")), where, found)
        if name in _LITERAL:
            end = re.compile(f"</{name}", re.IGNORECASE).search(text, at, span.end)
            at = end.start() if end else span.end


def _attributes(text: str, element: str, span: Span, tag: Span, found: RawHtml) -> None:
    for match in _ATTRIBUTE.compiled.finditer(text, span.start, span.end):
        group = next(name for name in ("double", "single", "bare") if match[name] is not None)
        value, where = unescape(match[group]), Span(*match.span(group))
        attribute = match["name"].lower()
        if element in _TARGETS.get(attribute, ()):
            for target, place in _addresses(attribute, value, where):
                found.links.append(Link(LinkKind.HTML, target, tag, place, element=element))
        elif attribute == "id" or (attribute == "name" and element == "a"):
            found.anchors.append(Anchor(value, where, "html"))


def ids_of(source: Source) -> frozenset[str]:
    """The fragments that the HTML file `source` has."""
    found = RawHtml()
    read_html(source.text, Span(0, len(source.text)), found)
    return frozenset(anchor.name for anchor in found.anchors)


def _addresses(attribute: str, value: str, where: Span) -> Iterator[tuple[str, Span]]:
    """The addresses in `value`, which is written at `where`; `srcset` holds several."""
    if attribute != "srcset":
        yield value.strip(), where
        return
    if value.lstrip().startswith("data:"):
        return
    for match in _CANDIDATE.compiled.finditer(value):
        start = where.start + match.start("url")
        yield match["url"], Span(start, start + len(match["url"]))
