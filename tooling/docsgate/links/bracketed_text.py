"""Brackets that are no reference although they look like one: text that is shown as it is meant.

CommonMark (section 6.3) reads `[win][arm64]` as a link if there is a definition of `arm64`, and as
text otherwise. Whoever meant a link mostly writes a label like the text, or one that is no word:
`[the queue][queue]`, `[this post][3]`, `[costs][#costs]`. Tags, types and alternatives are neither.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern
from ..readers.mathematics import mathematics
from ..text import inside

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.document import Document, UndefinedReference
    from ..text import Span

_NO_WORD = LatePattern(r"\d+\Z|[#/.]|.*(?:://|[-_])|(?:[^/\s]+/)+[^/\s]*\.", re.DOTALL)
_BEFORE_TAGS = LatePattern(
    r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t]|#{1,6}[ \t]|:\w+:|[\"'“\u2018*_]|(?<=[ \t])\[)*"
)
_AFTER_TAGS = LatePattern(r"[*_]*[ \t]+[\w\"'“\u2018`]")
_SET = LatePattern(r"(?=.*[A-Za-z0-9])\^?(?:[A-Za-z0-9]-[A-Za-z0-9]|\\[wWdDsS]|[_.$%+*-])+")
"""A set of characters of a regular expression: it holds ranges, classes and marks alone."""
_YEAR = LatePattern(r"(?:1[89]|20)\d\d[a-z]?")
"""The second half of a citation of a book, as in `[Knuth][1984]`."""
_DOTTED = LatePattern(r"`?[A-Za-z_]\w*(?:(?:\.[A-Za-z_]\w*){2,}|\.[A-Z]\w*)`?")
_WORD = re.compile(r"\w{3,}")


def written_references(
    document: Document, inserted: Sequence[Span]
) -> Iterator[UndefinedReference]:
    """The undefined references that an author has written as such.

    They are none in what is `inserted` by the site, in mathematics, or as part of other text.
    """
    if not document.undefined_references:
        return
    formulas = mathematics(document)
    for reference in document.undefined_references:
        start = reference.span.start
        if inside(inserted, start) or inside(formulas, start):
            continue
        if not is_glued(document, reference.span, reference.label):
            yield reference


def is_glued(document: Document, span: Span, label: str) -> bool:
    """Whether the brackets at `span` belong to what is written beside them without a space.

    They are an index (`rows[0][key]`), sets of characters (`[a-z][0-9]`), a type
    (`map[a.B][]string`), or one word with parts in brackets (`Unsafe[Raw][Buffer]Pointer`).
    `[job][jobs]s` is a link.
    """
    text = document.source.text
    before, after = text[span.start - 1 : span.start], _after(text, span)
    first, is_collapsed = _first(text, span, label)
    if _is_word(before) and label.replace("_", "").isalnum():
        return True
    if is_collapsed:
        return _is_word(before) and _is_word(after[:1])
    if _SET.compiled.fullmatch(first) and _SET.compiled.fullmatch(label):
        return True
    is_chained = before == "]" or after[:1] == "[" or (_is_word(after[:1]) and " " not in first)
    return is_chained and not _NO_WORD.compiled.match(label) and not _is_alike(first, label)


def may_be_text(document: Document, span: Span, label: str) -> bool:
    """Whether the brackets at `span` may be shown as they are meant.

    They are tags that begin a line, a quote or the text of a link, such as `[win][arm64] Title`,
    alternatives such as `[i|u][8|16]`, or name a Python object, which a plugin of a site links.
    """
    text = document.source.text
    first, is_collapsed = _first(text, span, label)
    if is_collapsed:
        return _DOTTED.compiled.fullmatch(label) is not None
    if "|" in first and "|" in label:
        return True
    if first.isdecimal() and label.isdecimal():
        return not document.definitions
    if _YEAR.compiled.fullmatch(label):
        return not any(_YEAR.compiled.fullmatch(known.label) for known in document.definitions)
    if "`" in first + label or _NO_WORD.compiled.match(label) or _is_alike(first, label):
        return False
    line = text[text.rfind("\n", 0, span.start) + 1 : span.start]
    begins = _BEFORE_TAGS.compiled.fullmatch(line) is not None
    return begins and _AFTER_TAGS.compiled.match(_after(text, span)) is not None


def _first(text: str, span: Span, label: str) -> tuple[str, bool]:
    """What is in the first brackets at `span`, and whether those behind them are empty."""
    first, _, second = text[span.start : span.end].rpartition("][")
    is_collapsed = not first or not second.strip("] ")
    return (label if is_collapsed else first.lstrip("!").removeprefix("[")), is_collapsed


def _after(text: str, span: Span) -> str:
    """What follows the brackets at `span`, of which those of `[label][]` are no part."""
    end = span.end + (2 if text.startswith("[]", span.end) else 0)
    return text[end : end + 20]


def _is_word(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == "_")


def _is_alike(first: str, label: str) -> bool:
    """Whether `label` may abbreviate the text `first`, or shares a word with it."""
    words = set(_WORD.findall(first.casefold()))
    if words.intersection(_WORD.findall(label.casefold())):
        return True
    letters = iter(first.casefold())
    wanted = [letter for letter in label.casefold() if letter.isalnum()]
    return all(letter in letters for letter in wanted)
