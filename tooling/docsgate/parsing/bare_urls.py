"""Bare URLs in text, by the extended autolink rules of GitHub Flavored Markdown (section 6.9).

pulldown-cmark leaves them as text, so the text outside of everything that it found is searched.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern
from ..model.document import Link, LinkKind
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.document import Table

_URL = LatePattern(
    r"(?<![^\s*_~(])(?:https?://|www\.)(?=[A-Za-z0-9_.-])[^\s<`]{1,4000}+", re.IGNORECASE
)
"""GFM sets no limit to a URL. Without this one, a text of nothing but candidates would take
quadratic time."""
_LONGEST_SCHEME = len("https")
_DOMAIN = LatePattern(r"(?:https?://)?([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)", re.IGNORECASE)
_CELL_END = LatePattern(r"(?<!\\)\|")
_TRAILING = "?!.,:*_~'\""
_ENTITY = LatePattern(r"&[A-Za-z0-9]+;\Z")


def bare_urls(
    text: str, start: int, taken: Sequence[Span], tables: Sequence[Table]
) -> Iterator[Link]:
    """Yield a link for each URL after `start` that GitHub would link.

    `taken` are the spans that hold no bare URL: links, definitions, code and raw HTML. They are in
    file order and do not overlap. In `tables`, a URL ends with its cell.
    """
    rows = [table.span for table in tables]
    done = start
    for at in _candidates(text, start):
        if at < done or inside(taken, at):
            continue
        match = _URL.compiled.match(text, at)
        if match is None:
            continue
        end = match.end()
        if inside(rows, at):
            end = match.start() + len(_CELL_END.compiled.split(match[0], maxsplit=1)[0])
        end = _trimmed_end(text, match.start(), end)
        url = text[match.start() : end]
        domain = _DOMAIN.compiled.match(url)
        if domain is None or not _valid_domain(domain[1]):
            continue
        done = end
        target = url if "://" in url[:8] else f"http://{url}"
        span = Span(match.start(), end)
        yield Link(LinkKind.BARE, target, span, span, text=url)


def _candidates(text: str, start: int) -> Iterator[int]:
    """Where a URL may start, in order.

    The searches are plain ones, because a pattern that ignores case is 20 times slower.
    """
    found = []
    at = text.find("://", start)
    while at >= 0:
        before = text[max(start, at - _LONGEST_SCHEME) : at].lower()
        if before.endswith(("http", "https")):
            found.append(at - (len("https") if before.endswith("https") else len("http")))
        at = text.find("://", at + 1)
    at = text.find("www.", start)
    while at >= 0:
        found.append(at)
        at = text.find("www.", at + 1)
    return iter(sorted(found))


def _valid_domain(domain: str) -> bool:
    """Whether `domain` is valid: no underscore in its last two segments, and not `www` alone."""
    last_two = domain.rsplit(".", 2)[-2:]
    return domain.lower() != "www" and "_" not in "".join(last_two)


def _trimmed_end(text: str, start: int, end: int) -> int:
    """The `end` of a URL without trailing punctuation, unmatched `)` and entity references."""
    unmatched = text.count(")", start, end) - text.count("(", start, end)
    while end > start:
        last = text[end - 1]
        if last in _TRAILING:
            end -= 1
        elif last == ")" and unmatched > 0:
            end -= 1
            unmatched -= 1
        elif last == ";" and (entity := _ENTITY.compiled.search(text, max(start, end - 40), end)):
            end = entity.start()
        else:
            break
    return end
