"""The parts of a document that a fix changes, which are all that its proof has to render.

A heading at the margin below a blank line ends every list, quote and paragraph, and so does a line
that begins with a letter there, for CommonMark (section 5, "Container blocks") and for
Python-Markdown alike. Only fenced code and raw HTML go on past it, so a part ends there unless one
of them is open, by the narrowest reading: fences come in pairs that are written alike, tags and
comments are closed. Each part is rendered by itself, so one that stays as it is in the next step is
not rendered again. What parts share, definitions and footnotes, is rendered with those that may
refer to it.
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
    from collections.abc import Iterator, Sequence

    from ..model.document import Document

_CUT = re.compile(r"(?:\A|\n)[ \t]*\r?\n(?=#{1,6}[ \t]|(?:\*\*)?[A-Za-z])")
_FENCE = re.compile(
    r"^(?P<before>[ \t>]*(?:(?:[-*+]|\d+[.)])[ \t]+)*)(?P<mark>`{3,}|~{3,})(?P<info>[^\r\n]*)",
    re.MULTILINE,
)
_HTML_LINE = re.compile(r"^[ \t>*+\-\d.)]*<(?P<declaration>[?!](?!--))?", re.MULTILINE)
_TAG = re.compile(r"<(?P<closing>/?)(?P<name>[A-Za-z][\w-]*+)(?=[\s/>])")
_SHARED = re.compile(r"^[ \t>]*(?:\[[^\]\r\n]+\]:|\*\[)", re.MULTILINE)
_BRACKET = re.compile(r"\[")
_ABBREVIATION = re.compile(r"^[ \t>]*\*\[", re.MULTILINE)

Parts = tuple[str, ...]
"""Texts that are rendered one by one; what they show together is what each of them shows."""


_IN_PARTS = frozenset({
    Claim.FIELD, Claim.SAME, Claim.LISTS, Claim.LINK, Claim.SHOWN, Claim.SPACE
})  # fmt: skip
"""The claims that no part of a page can break for another. Code and comments may hold headings, and
an attribute list names an anchor that the whole page has once."""


def rendered_bodies(before: Document, after: Document, claim: Claim) -> tuple[Parts, Parts]:
    """What is rendered of both: the parts that change, or all of it where `claim` asks for it."""
    if claim not in _IN_PARTS:
        return whole_bodies(before, after, claim)
    return changed_parts(_body(before), _body(after))


def whole_bodies(before: Document, after: Document, _claim: Claim) -> tuple[Parts, Parts]:
    """Both without their frontmatter, for a reader that may go on past a heading at the margin."""
    return (_body(before),), (_body(after),)


def _body(document: Document) -> str:
    return document.source.text[document.body_start :]


@lru_cache(maxsize=2)  # GitHub and the site are asked about the same change.
def changed_parts(before: str, after: str) -> tuple[Parts, Parts]:
    """The parts of `before` and `after` that are not the same in both, and as many of both.

    Those that may refer to what parts share are joined with that, and come last.
    """
    pairs = list(_pair_parts(before, after))
    sharing = [number for number, pair in enumerate(pairs) if _has(_SHARED, pair)]
    changed = [number for number, (old, new) in enumerate(pairs) if old != new]
    referring = set(_find_referring(pairs, changed, sharing))
    chosen = [pairs[number] for number in changed if number not in referring]
    if referring:
        joined = [pairs[number] for number in sorted(referring.union(sharing))]
        chosen.append(("".join(old for old, _ in joined), "".join(new for _, new in joined)))
    return tuple(old for old, _ in chosen), tuple(new for _, new in chosen)


def _find_referring(
    pairs: Sequence[tuple[str, str]], changed: Sequence[int], sharing: Sequence[int]
) -> Iterator[int]:
    """The numbers of those `changed` that may refer to what those `sharing` define.

    A reference has a bracket; an abbreviation may be any word.
    """
    has_abbreviations = any(_has(_ABBREVIATION, pairs[number]) for number in sharing)
    for number in changed if sharing else ():
        if has_abbreviations or _has(_BRACKET, pairs[number]):
            yield number


def _has(mark: re.Pattern[str], pair: tuple[str, str]) -> bool:
    return any(map(mark.search, pair))


def _pair_parts(before: str, after: str) -> Iterator[tuple[str, str]]:
    """All parts of both, each with its counterpart, in order.

    All but the first begin with a blank line, as they do in the text: at the very start of a page,
    Python-Markdown may read `Word: text` as metadata.
    """
    start = 0
    old, new = _align(_parts(before), _parts(after))
    open_old, open_new = _Open(), _Open()
    for number, (one, other) in enumerate(zip(old, new, strict=True), 1):
        open_old.read(one)
        open_new.read(other)
        if number == len(old) or (open_old.is_closed and open_new.is_closed):
            gap = "\n" if start else ""
            yield gap + "".join(old[start:number]), gap + "".join(new[start:number])
            start = number
            open_old, open_new = _Open(), _Open()


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
    comment: bool | None  # Whether a comment is open behind it; None if it has no mark of one.
    has_html_line: bool
    has_declaration: bool


@lru_cache(maxsize=4096)  # A piece is read again for the next claim, and for the site.
def _marks(part: str) -> _Marks:
    fences = tuple(
        (one["before"], one["mark"], one["info"].strip()) for one in _FENCE.finditer(part)
    )
    if "<" not in part and "-->" not in part:
        return _Marks(fences, {}, None, has_html_line=False, has_declaration=False)
    tags: Counter[str] = Counter()
    for tag in _TAG.finditer(part):
        if tag["name"].lower() not in VOID_ELEMENTS:
            tags[tag["name"].lower()] += -1 if tag["closing"] else 1
    lines = list(_HTML_LINE.finditer(part))
    opened, closed = part.rfind("<!--"), part.rfind("-->")
    comment = None if opened == closed else opened >= 0 and closed < opened + len("<!--")
    declares = any(line["declaration"] for line in lines)
    return _Marks(fences, tags, comment, has_html_line=bool(lines), has_declaration=declares)


class _Open:
    """What is open behind the pieces of text that were read."""

    def __init__(self) -> None:
        self._fences: list[tuple[str, str, str]] = []
        self._tags: Counter[str] = Counter()
        self._is_comment = False
        self._has_html_line = self._has_declaration = False

    def read(self, part: str) -> None:
        """Go on with `part`."""
        marks = _marks(part)
        self._fences += marks.fences
        for name, count in marks.tags.items():
            self._tags[name] += count
        if marks.comment is not None:
            self._is_comment = marks.comment
        self._has_html_line |= marks.has_html_line
        self._has_declaration |= marks.has_declaration

    @property
    def is_closed(self) -> bool:
        """Whether neither fenced code nor raw HTML goes on.

        In the middle of a line, an element that no browser knows ends with its paragraph.
        """
        if self._is_comment or self._has_declaration or len(self._fences) % 2:
            return False
        pairs = zip(self._fences[::2], self._fences[1::2], strict=True)
        if not all(one[:2] == other[:2] and not other[2] for one, other in pairs):
            return False
        return not any(
            count and (self._has_html_line or name in ELEMENTS)
            for name, count in self._tags.items()
        )
