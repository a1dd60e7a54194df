"""The parts of a document that a fix changes, which are all that its proof has to render.

A heading at the margin below a blank line ends every list, quote and paragraph, and so does a line
that begins with a letter there, for CommonMark (section 5, "Container blocks") and for
Python-Markdown alike. Only fenced code and raw HTML go on past it, so a part ends there unless one
of them is open, by the narrowest reading: fences come in pairs that are written alike, tags and
comments are closed. What the parts share, definitions and footnotes, is kept as well.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Claim
from ..mdx.tags.html_names import ELEMENTS, VOID_ELEMENTS

if TYPE_CHECKING:
    from ..model.document import Document

_CUT = re.compile(r"(?:\A|\n)[ \t]*\r?\n(?=#{1,6}[ \t]|(?:\*\*)?[A-Za-z])")
_FENCE = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^\r\n]*)",
    re.MULTILINE,
)
_HTML_LINE = re.compile(r"^[ \t>*+\-\d.)]*<(?P<declaration>[?!](?!--))?", re.MULTILINE)
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*+)(?=[\s/>])")
_SHARED = re.compile(r"^[ \t>]*(?:\[[^\]\r\n]+\]:|\*\[)", re.MULTILINE)


_IN_PARTS = frozenset({
    Claim.FIELD, Claim.SAME, Claim.LISTS, Claim.LINK, Claim.SHOWN, Claim.SPACE
})  # fmt: skip
"""The claims that no part of a page can break for another. Code and comments may hold headings, and
an attribute list names an anchor that the whole page has once."""


def rendered_bodies(before: Document, after: Document, claim: Claim) -> tuple[str, str]:
    """What is rendered of both: the parts that change, or all of it where `claim` asks for it."""
    old, new = whole_bodies(before, after, claim)
    return changed_parts(old, new) if claim in _IN_PARTS else (old, new)


def whole_bodies(before: Document, after: Document, _claim: Claim) -> tuple[str, str]:
    """Both without their frontmatter, for a reader that may go on past a heading at the margin."""
    return before.source.text[before.body_start :], after.source.text[after.body_start :]


def changed_parts(before: str, after: str) -> tuple[str, str]:
    """`before` and `after` without the parts that are the same in both."""
    kept: list[tuple[str, str]] = []
    start_old = start_new = number = 0
    old, new = _align(_parts(before), _parts(after))
    open_old, open_new = _Open(), _Open()
    for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
        open_old.read(one)
        open_new.read(other)
        if number == len(old) or (open_old.is_closed and open_new.is_closed):
            kept.append(("".join(old[start_old:number]), "".join(new[start_new:number])))
            start_old = start_new = number
            open_old, open_new = _Open(), _Open()
    wanted = [pair for pair in kept if pair[0] != pair[1] or _SHARED.search(pair[0])]
    return "".join(one for one, _ in wanted), "".join(other for _, other in wanted)


def _parts(text: str) -> list[str]:
    """`text` in pieces; all but the first begin with a heading or a letter at the margin."""
    cuts = [0, *(match.end() for match in _CUT.finditer(text)), len(text)]
    return [text[start:end] for start, end in pairwise(cuts)]


def _align(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both in equally many pieces: where a fix adds or removes some, all that is between its first
    and its last change is one piece.
    """
    if len(old) == len(new):
        return old, new
    shorter = min(len(old), len(new))
    head = next((at for at in range(shorter) if old[at] != new[at]), shorter)
    rest = shorter - head
    tail = next((at for at in range(rest) if old[-1 - at] != new[-1 - at]), rest)
    return _join_middle(old, head, tail), _join_middle(new, head, tail)


def _join_middle(parts: list[str], head: int, tail: int) -> list[str]:
    """`parts` with one piece for all but the first `head` and the last `tail`."""
    end = len(parts) - tail
    return [*parts[:head], "".join(parts[head:end]), *parts[end:]]


class _Marks(NamedTuple):
    """What opens and closes fenced code and raw HTML in a piece of text."""

    fences: tuple[tuple[str, str, str], ...]  # What is before the mark, the mark, the info string.
    tags: dict[str, int]
    comments: int
    has_html_line: bool
    has_declaration: bool


@lru_cache(maxsize=4096)  # A piece is read again for the next claim, and for the site.
def _marks(part: str) -> _Marks:
    fences = tuple(
        (one["before"], one["mark"], one["info"].strip()) for one in _FENCE.finditer(part)
    )
    if "<" not in part and "-->" not in part:
        return _Marks(fences, {}, 0, has_html_line=False, has_declaration=False)
    tags: Counter[str] = Counter()
    for tag in _TAG.finditer(part):
        if tag["name"].lower() not in VOID_ELEMENTS:
            tags[tag["name"].lower()] += -1 if tag["closing"] else 1
    lines = list(_HTML_LINE.finditer(part))
    comments = part.count("<!--") - part.count("-->")
    declares = any(line["declaration"] for line in lines)
    return _Marks(fences, tags, comments, has_html_line=bool(lines), has_declaration=declares)


class _Open:
    """What is open behind the pieces of text that were read."""

    def __init__(self) -> None:
        self._fences: list[tuple[str, str, str]] = []
        self._tags: Counter[str] = Counter()
        self._comments = 0
        self._has_html_line = self._has_declaration = False

    def read(self, part: str) -> None:
        """Go on with `part`."""
        marks = _marks(part)
        self._fences += marks.fences
        for name, count in marks.tags.items():
            self._tags[name] += count
        self._comments += marks.comments
        self._has_html_line |= marks.has_html_line
        self._has_declaration |= marks.has_declaration

    @property
    def is_closed(self) -> bool:
        """Whether neither fenced code nor raw HTML goes on.

        In the middle of a line, an element that no browser knows ends with its paragraph.
        """
        if self._comments or self._has_declaration or len(self._fences) % 2:
            return False
        pairs = zip(self._fences[::2], self._fences[1::2], strict=True)
        if not all(one[:2] == other[:2] and not other[2] for one, other in pairs):
            return False
        return not any(
            count and (self._has_html_line or name in ELEMENTS)
            for name, count in self._tags.items()
        )
