"""Bare URLs in text, by the extended autolink rules of GitHub Flavored Markdown (section 6.9).

Where the section leaves something open, it is as in cmark-gfm: `http://` may follow anything but a
letter, a host needs no dot, and there is no URL behind a bracket that is still open.

pulldown-cmark leaves them as text, so the text outside of everything that it found is searched.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern
from ..model.document import Link, LinkKind
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..model.document import Table

_URL = LatePattern(
    r"(?:(?<![a-z])(?:https?|ftp)://|(?<![^\s*_~(])www\.)[^\s<]{1,4000}+", re.IGNORECASE
)
"""GFM sets no limit to a URL. Without this one, a text of nothing but candidates would take
quadratic time."""
_URL_IN_CELL = LatePattern(_URL.text.replace("*_~(", "*_~(|"), re.IGNORECASE)
_SCHEMES = ("https", "http", "ftp")
_CELL_END = LatePattern(r"(?<!\\)\|")
_BRACKET = LatePattern(
    r"(?P<fresh>^[ \t>]*(?:(?=\r?\n)|\[\^[^\]]*\]:))|\\.|[\[\]]", re.MULTILINE | re.DOTALL
)
"""A bracket or an escape, or the start of a line that continues no paragraph."""
_DOTS_OF_ODD_HOSTS = 10
"""With more dots than these, cmark-gfm does not mind underscores, to bound the time it takes."""
_TRAILING = "?!.,:*_~'\""
_ENTITY = LatePattern(r"&[A-Za-z]+;\Z")


def bare_urls(
    text: str, start: int, taken: Sequence[Span], tables: Sequence[Table], edges: Iterable[int]
) -> Iterator[Link]:
    """Yield a link for each URL after `start` that GitHub would link.

    `taken` are the spans that hold no bare URL: links, definitions, code and raw HTML. They are in
    file order and do not overlap. In `tables`, a URL ends with its cell. At `edges`, blocks begin
    and end that continue no paragraph.
    """
    rows = [table.span for table in tables]
    brackets = _Brackets(text, start, taken, edges)
    done = start
    for at in _candidates(text, start):
        if at < done or inside(taken, at):
            continue
        is_in_table = inside(rows, at)
        cell = _shown_cell(text, at, tables) if is_in_table else 0
        match = (_URL_IN_CELL if is_in_table else _URL).compiled.match(text, at)
        if match is None or cell is None:
            continue
        end = match.end()
        if is_in_table:
            end = at + len(_CELL_END.compiled.split(match[0], maxsplit=1)[0])
        if not _has_valid_domain(text[at:end]) or brackets.are_open_at(at, cell):
            continue
        end = _trimmed_end(text, at, end)
        done = end
        brackets.skip(end)
        url = text[at:end].replace("\\|", "|") if is_in_table else text[at:end]
        target = url if "://" in url[:8] else f"http://{url}"
        span = Span(at, end)
        yield Link(LinkKind.BARE, target, span, span, text=url)


def _candidates(text: str, start: int) -> Iterator[int]:
    """Where a URL may start, in order.

    The searches are plain ones, because a pattern that ignores case is 20 times slower.
    """
    found = []
    at = text.find("://", start)
    while at >= 0:
        before = text[max(start, at - len(_SCHEMES[0])) : at].lower()
        scheme = next((name for name in _SCHEMES if before.endswith(name)), "")
        if scheme:
            found.append(at - len(scheme))
        at = text.find("://", at + 1)
    at = text.find("www.", start)
    while at >= 0:
        found.append(at)
        at = text.find("www.", at + 1)
    return iter(sorted(found))


def _has_valid_domain(url: str) -> bool:
    """Whether the domain of `url` is valid (`check_domain` of cmark-gfm's autolink extension).

    It begins with a letter, a digit or a symbol, and has no underscore in its last two segments.
    """
    scheme, mark, rest = url.partition("://")
    host = rest if mark and scheme.lower() in _SCHEMES else url
    if not host or not _is_host_character(host[0]):
        return False
    end = 1
    while end < len(host) and (host[end] in "-_.\\" or _is_host_character(host[end])):
        end += 1
    segments = host[:end].split(".")
    return "_" not in "".join(segments[-2:]) or len(segments) > _DOTS_OF_ODD_HOSTS + 1


def _is_host_character(mark: str) -> bool:
    """Whether `mark` may be in a host: neither white space nor punctuation."""
    if mark.isascii():
        return mark.isalnum()
    return not mark.isspace() and unicodedata.category(mark)[0] != "P"


def _shown_cell(text: str, at: int, tables: Sequence[Table]) -> int | None:
    """Where the cell at `at` begins; None for one that its table has no column for."""
    table = next(table for table in tables if table.span.start <= at < table.span.end)
    line = text.rfind("\n", 0, at) + 1
    before = text[line:at]
    ends = [pipe.end() for pipe in _CELL_END.compiled.finditer(before)]
    is_first_leading = before.lstrip(" \t>").startswith("|")
    if len(ends) - is_first_leading >= table.columns:
        return None
    return line + max(ends, default=0)


class _Brackets:
    """Counts the brackets that are open before each URL. Reads the text once, from its start."""

    def __init__(self, text: str, start: int, taken: Sequence[Span], edges: Iterable[int]) -> None:
        self._text, self._at, self._taken, self._edges = text, start, taken, edges
        self._depth = 0

    def are_open_at(self, at: int, cell: int) -> bool:
        """Whether a bracket is open at `at`, in its paragraph, heading, or cell.

        `cell` is where the cell begins that holds `at`; 0 where none does.
        """
        if "[" not in self._text[self._at : at] and not self._depth:
            self._at = at
            return False
        self._edges = self._edges if isinstance(self._edges, list) else sorted(self._edges)
        edge = bisect_right(self._edges, at)
        begins = max(cell, self._edges[edge - 1] if edge else 0)
        if begins > self._at:
            self._at, self._depth = begins, 0
        if self._depth or "[" in self._text[self._at : at]:
            for mark in _BRACKET.compiled.finditer(self._text, self._at, at):
                self._read(mark)
        self._at = at
        return self._depth > 0

    def _read(self, mark: re.Match[str]) -> None:
        if mark["fresh"] is not None:
            self._depth = 0
        elif not inside(self._taken, mark.start()):
            self._depth = max(0, self._depth + {"[": 1, "]": -1}.get(mark[0], 0))

    def skip(self, end: int) -> None:
        """Go on at `end`, where a URL ends: the brackets in it open nothing."""
        self._at = end


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
