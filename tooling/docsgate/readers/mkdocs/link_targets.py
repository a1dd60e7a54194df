"""The target of an inline link as Python-Markdown reads it, where CommonMark reads another.

In `[x](my file.md)`, spaces are part of the target. In `[x](file.md (title))`, the target includes
the title, because only quotes make a title. In `[x](a&amp;b.md)`, the entity stays as it is
written. And a backslash escapes fewer characters.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...late_pattern import LatePattern
from ...model.document import Link, LinkKind
from ...text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document

_PLAIN = re.compile(r"\]\([^\s()<>\"'\\&]*+\)")
_SPACED = re.compile(
    r"\]\(([^()<>\s\"']++(?>(?: ++[^()<>\s\"']++)+)) *+(?:\"[^\"\r\n]*+\" *+|'[^'\r\n]*+' *+)?\)"
)
_ANGLED = LatePattern(r"\s*<(?P<target>[^<>]*+)>\s*+(?:(?:'[^']*+'|\"[^\"]*+\")\s*+)?\)")
_TITLED = LatePattern(
    r"(?P<target>(?>(?:[^'\"()]++|\([^()'\"]*+\))*))(?P<mark>['\"]).*?(?P=mark) *+\)", re.DOTALL
)
_ESCAPED = LatePattern(r"\\([\\`*_{}\[\]()>#+\-.!])")
_LONGEST = 2_000
"""Characters of a target and its title; a longer target is read as CommonMark reads it."""
_HIDDEN = 0xE000
_UNHIDDEN = LatePattern("[\ue000-\ue0ff]")
_ENTITY = LatePattern(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]*);")


def site_target(document: Document, link: Link) -> str | None:
    """The target of the inline `link` in Python-Markdown; None when it is that of CommonMark."""
    text = document.source.text
    opening = text.rfind("](", link.span.start, link.target_span.start)
    if opening < 0 or _PLAIN.match(text, opening):
        return None
    rest = text[opening + 2 : min(opening + _LONGEST, _paragraph_end(text, opening))]
    target = _read(_ESCAPED.compiled.sub(lambda mark: chr(_HIDDEN + ord(mark[1])), rest))
    if target is None:
        return None
    target = _UNHIDDEN.compiled.sub(lambda mark: chr(ord(mark[0]) - _HIDDEN), target)
    return None if target == link.target else target


def holds_entity(target: str) -> bool:
    """Whether `target` holds an entity, which a browser resolves and MkDocs does not."""
    return _ENTITY.compiled.search(target) is not None


def spaced_links(document: Document) -> Iterator[Link]:
    """The links whose target holds spaces; CommonMark takes them for text."""
    text = document.source.text
    links = [link.span for link in document.links]
    for match in _SPACED.finditer(text, document.body_start):
        opening = text.rfind("[", text.rfind("\n", 0, match.start()) + 1, match.start())
        if opening < 0 or "]" in text[opening : match.start()]:
            continue
        if not inside(document.literal, opening) and not inside(links, match.start()):
            is_image = text[opening - 1 : opening] == "!"
            span, target = Span(opening, match.end()), Span(*match.span(1))
            label = text[opening + 1 : match.start()]
            element = "img" if is_image else "a"
            yield Link(LinkKind.INLINE, match[1], span, target, label, element=element)


def _paragraph_end(text: str, start: int) -> int:
    end = text.find("\n\n", start)
    return len(text) if end < 0 else end


def _read(rest: str) -> str | None:
    """The target in `rest`, the text after `(`, in which escaped characters are hidden."""
    for form in (_ANGLED, _TITLED):
        if match := form.compiled.match(rest):
            return match["target"].strip()
    depth = 0
    for offset, mark in enumerate(rest):
        if mark == "(":
            depth += 1
        elif mark == ")":
            if not depth:
                return rest[:offset].strip()
            depth -= 1
    return None
