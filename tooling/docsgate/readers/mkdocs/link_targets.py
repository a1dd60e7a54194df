"""The target of an inline link as Python-Markdown reads it, where CommonMark reads another.

In `[x](my file.md)`, spaces are part of the target. In `[x](file.md (title))`, the target includes
the title, because only quotes make a title. In `[x](file.md "a "b" c")`, there is a title with
quotes in it. In `[x](a&amp;b.md)`, the entity stays as it is written. And a backslash escapes fewer
characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...late_pattern import LatePattern
from ...model.document import Link, LinkKind
from ...text import Span, inside, keep_outermost
from .parentheses import find_end

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document

_PLAIN = re.compile(r"\]\([^\s()<>\"'\\&]*+\)")
_ANGLED = LatePattern(r"\s*<(?P<target>[^<>]*+)>\s*+(?:(?:'[^']*+'|\"[^\"]*+\")\s*+)?\)")
_ESCAPED = LatePattern(r"\\([\\`*_{}\[\]()>#+\-.!])")
_BRACKET = LatePattern(r"\\.|[\[\]]", re.DOTALL)
_LONGEST = 2_000
"""Characters of a target and its title; a longer target is read as CommonMark reads it."""
_HIDDEN = 0xE000
_GONE = "\ue1ff"
"""What is put in the place of the character behind a backslash, so that no length changes."""
_UNHIDDEN = LatePattern("[\ue000-\ue0ff]")
_ENTITY = LatePattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")


class Target(NamedTuple):
    """A target, where it is written, and the end of the link: offsets in the text after `(`."""

    target: str
    span: Span
    end: int


def site_target(document: Document, link: Link) -> str | None:
    """The target of the inline `link` in Python-Markdown; None when it is that of CommonMark."""
    text = document.source.text
    opening = text.rfind("](", link.span.start, link.target_span.start)
    if opening < 0 or _PLAIN.match(text, opening):
        return None
    rest = text[opening + 2 : min(opening + _LONGEST, _paragraph_end(text, opening))]
    found = _read(rest)
    return None if found is None or found.target == link.target else found.target


def holds_entity(target: str) -> bool:
    """Whether `target` holds an entity, which a browser resolves and MkDocs does not."""
    return _ENTITY.compiled.search(target) is not None


def other_links(document: Document) -> Iterator[Link]:
    """The inline links that CommonMark takes for text, because of spaces or quotes in them."""
    text = document.source.text
    links = keep_outermost(link.span for link in document.links if link.kind is not LinkKind.BARE)
    at = text.find("](", document.body_start)
    while at >= 0:
        is_plain = not document.tables and _PLAIN.match(text, at) is not None
        if not is_plain and not inside(links, at) and not inside(document.literal, at):
            found = _read(text[at + 2 : min(at + _LONGEST, _paragraph_end(text, at))])
            start = None if found is None else _text_start(document, at)
            if start is not None and found is not None and "\n" not in found.target:
                span = Span(start, at + 2 + found.end)
                where = Span(at + 2 + found.span.start, at + 2 + found.span.end)
                element = "img" if text[start : start + 1] == "!" else "a"
                label = text[start + (2 if element == "img" else 1) : at]
                yield Link(LinkKind.INLINE, found.target, span, where, label, element=element)
        at = text.find("](", at + 2)


def _text_start(document: Document, end: int) -> int | None:
    """Where the link or image starts whose text ends at `end`; None without an open bracket."""
    text = document.source.text
    paragraph = max(document.body_start, text.rfind("\n\n", 0, end), end - _LONGEST)
    opened: list[int] = []
    for bracket in _BRACKET.compiled.finditer(text, paragraph, end):
        if inside(document.literal, bracket.start()):
            continue
        if bracket[0] == "[":
            opened.append(bracket.start())
        elif bracket[0] == "]" and opened:
            opened.pop()
    if not opened:
        return None
    start = opened[-1]
    return start - 1 if text[start - 1 : start] == "!" else start


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end


def _read(rest: str) -> Target | None:
    """The target in `rest`, the text after `(`."""
    hidden = _ESCAPED.compiled.sub(lambda mark: chr(_HIDDEN + ord(mark[1])) + _GONE, rest)
    if angled := _ANGLED.compiled.match(hidden):
        return _target(hidden, Span(*angled.span("target")), angled.end())
    start = len(hidden) - len(hidden.lstrip())
    found = find_end(hidden, start)
    return _target(hidden, Span(start, found[0]), found[1]) if found else None


def _target(hidden: str, span: Span, end: int) -> Target:
    written = hidden[slice(*span)].replace(_GONE, "")
    shown = _UNHIDDEN.compiled.sub(lambda mark: chr(ord(mark[0]) - _HIDDEN), written)
    width = len(hidden[slice(*span)].rstrip())
    return Target(shown.strip(), Span(span.start, span.start + width), end)
