"""Parses Markdown text into a `Document`. The only module that knows the Markdown parser.

pulldown-cmark (through pyromark) yields events with byte ranges; `events` turns them into
the model's values with code-point spans. Frontmatter is cut off first, so the parser never
sees it.

Dialect: CommonMark 0.31 with GFM tables, strikethrough, task lists, and footnotes.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from pyromark import Options, events_with_range, reference_definitions

from ..late_pattern import LatePattern
from ..model.document import Anchor, Comment, Definition, Document, Link, UndefinedReference
from ..text import Source, Span, inside, keep_outermost
from .bare_urls import bare_urls
from .byte_offsets import byte_to_code_point
from .events import Walker
from .inverted_fences import find_inversions
from .link_spans import definition_target
from .read_frontmatter import read_frontmatter

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ..configuration.settings import Collection

_OPTIONS = (
    Options.ENABLE_TABLES
    | Options.ENABLE_FOOTNOTES
    | Options.ENABLE_STRIKETHROUGH
    | Options.ENABLE_TASKLISTS
)
_LONE_CR = re.compile(r"\r(?!\n)")
_TABS_BEHIND_FENCE = re.compile(r"(?<=```|~~~)[ \t]*\t[ \t]*(?=\r?$)", re.MULTILINE)
_HEADING_LINE = LatePattern(
    r"^(?:\[\^[^\]\n]+\]:)?(?:[ \t]*(?:>|[-*+]|\d{1,9}[.)]))*[ \t]{0,3}#{1,6}[ \t][^\n]*$",
    re.MULTILINE,
)
_TABS_BY_CLOSING = LatePattern(
    r"(?<=[^\s#])[ \t]*\t[ \t]*(?=#+[ \t]*\r?$)|(?<=\S)[ \t]*\t[ \t]*(?=\r?$)"
)
_ATTRIBUTE_ID = re.compile(r"\{:?[ \t]*+[^{}\r\n#]*#(?P<id>[\w:.-]++)[^{}\r\n]*+\}")


def parse(
    source: Source, collection: Collection | None = None, *, markup: str | None = None
) -> Document:
    """Parse `source` into a document of `collection`. Accepts any text, raises nothing.

    With `markup`, the blocks and inlines are those of that text, in which some characters of
    `source` are replaced by others as long in UTF-8; what they say is still what `source` says.
    """
    front = read_frontmatter(source)
    body_start = front.span.end if front else 0
    read = source.text if markup is None else markup
    body = read[body_start:] if body_start else read
    body = _spare_the_parser(body)
    at = byte_to_code_point(body, body_start)
    undefined: list[UndefinedReference] = []

    def note_undefined(link: Any) -> None:
        if link["link_type"] in ("Reference", "Collapsed"):
            span = Span(at(link["span"]["start"]), at(link["span"]["end"]))
            undefined.append(UndefinedReference(link["reference"], span))

    walker = Walker(source.text, at, is_verbatim=markup is not None)
    walker.walk(events_with_range(body, options=_OPTIONS, broken_link_callback=note_undefined))
    html = walker.html
    definitions = _definitions(source.text, body, at)
    written = sorted([*walker.links, *html.links], key=_by_span)
    taken = keep_outermost([*walker.literal, *map(_by_span, written), *map(_by_span, definitions)])
    bare = list(bare_urls(source.text, body_start, taken, walker.tables, _edges(walker)))
    return Document(
        source=source,
        collection=collection,
        frontmatter=front,
        body_start=body_start,
        headings=tuple(walker.headings),
        links=tuple(sorted([*written, *bare], key=_by_span) if bare else written),
        definitions=definitions,
        undefined_references=tuple(sorted(undefined, key=_by_span)),
        anchors=(*html.anchors, *_attribute_ids(source.text, body_start, walker.literal)),
        fences=tuple(walker.fences),
        inversions=tuple(find_inversions(source.text, walker.fences)),
        list_items=tuple(walker.items),
        tables=tuple(walker.tables),
        footnotes=tuple(walker.footnotes),
        comments=(*html.comments, *_mdx_comments(source.text, body_start, walker.code)),
        html_tags=tuple(html.tags),
        code=tuple(walker.code),
        literal=tuple(walker.literal),
        indented_code=tuple(walker.indented_code),
        lazy_tags=tuple(walker.lazy_tags),
    )


def _spare_the_parser(body: str) -> str:
    """`body` with other characters of the same length for what the parser does not accept."""
    if "\r" in body:
        # The parser accepts a lone CR in text, but not in code. LF has the same length.
        body = _LONE_CR.sub("\n", body)
    if "\t" in body:  # The parser does not accept a tab after a closing fence,
        body = _TABS_BEHIND_FENCE.sub(lambda tabs: " " * len(tabs[0]), body)
        if "#" in body:  # nor one at the end of a heading, or before its closing sequence.
            body = _HEADING_LINE.compiled.sub(_replace_tabs_by_closing, body)
    return body


def _replace_tabs_by_closing(heading: re.Match[str]) -> str:
    return _TABS_BY_CLOSING.compiled.sub(lambda tabs: " " * len(tabs[0]), heading[0])


def _edges(walker: Walker) -> Iterator[int]:
    """Where headings, items and fences begin, and where headings and fences end."""
    for heading in walker.headings:
        yield from heading.span
    for fence in walker.fences:
        yield from fence.span
    yield from (item.span.start for item in walker.items)


def _definitions(text: str, body: str, at: Callable[[int], int]) -> tuple[Definition, ...]:
    """Link reference definitions, in file order: the first for each label (CommonMark, 4.7)."""
    if "]:" not in body:
        return ()
    found = []
    for label, data in reference_definitions(body, options=_OPTIONS).items():
        span = Span(at(data["span"]["start"]), at(data["span"]["end"]))
        found.append(Definition(label, data["dest"], span, definition_target(text, span)))
    return tuple(sorted(found, key=_by_span))


def _by_span(part: Link | Definition | UndefinedReference) -> Span:
    return part.span


def _attribute_ids(text: str, start: int, literal: list[Span]) -> list[Anchor]:
    """Ids of attribute lists such as `{#id}` and `{: #id }` outside code and raw HTML."""
    if "#" not in text or "{" not in text:
        return []
    return [
        Anchor(match["id"], Span(*match.span("id")), "attr_list")
        for match in _ATTRIBUTE_ID.finditer(text, start)
        if not inside(literal, match.start())
    ]


def _mdx_comments(text: str, start: int, code: list[Span]) -> list[Comment]:
    found = []
    at = text.find("{/*", start)
    while at >= 0 and (end := text.find("*/}", at + 3)) >= 0:
        if inside(code, at):
            at = text.find("{/*", at + 3)
            continue
        found.append(Comment(text[at + 3 : end].strip(), Span(at, end + 3)))
        at = text.find("{/*", end + 3)
    return found
