"""Citations in prose and in comments of code: `ADR-012`, `RFC-9`, and what they name.

A citation is the name of a collection in capitals, a hyphen and a number. After `RFC`, a number
from 1000 on without a leading zero means an RFC of the IETF, unless a document here has it.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..late_pattern import LatePattern
from ..text import Span, inside
from .numbering import number_of

if TYPE_CHECKING:
    from collections.abc import Collection, Container, Iterable, Iterator, Mapping

    from ..model.document import Document
    from ..model.outline import Outline
    from ..text import Source

_IETF_FROM = 1000
_LINE_COMMENTS = ("#", "//", "--", ";", "%", "<!--", "/*", "*")


class Citation(NamedTuple):
    """A mention of the document `number` of the collection `name`."""

    name: str
    number: int
    text: str
    span: Span


def index_by_number(outlines: Mapping[str, Outline]) -> dict[str, dict[int, Outline]]:
    """The documents that can be cited, by collection and number.

    Where several have the same number, the first one by path counts.
    """
    found: dict[str, dict[int, Outline]] = {}
    for _, outline in sorted(outlines.items()):
        digits = number_of(outline)
        if digits is not None and outline.collection is not None and outline.membership is not None:
            found.setdefault(outline.collection.name, {}).setdefault(int(digits), outline)
    return found


def citations(document: Document, names: Collection[str]) -> Iterator[Citation]:
    """The citations of collections called `names` in the prose of `document`.

    Code and the targets of links hold no citations.
    """
    hidden: list[Span] | None = None
    for citation in _citations(document.source, names, document.body_start):
        if hidden is None:
            hidden = _find_hidden_spans(document)
        if not inside(hidden, citation.span.start):
            yield citation


def citations_in_code(source: Source, names: Collection[str]) -> Iterator[Citation]:
    """The citations in the comments and docstrings of the program `source`."""
    for citation in _citations(source, names, 0):
        start = citation.span.start
        before = source.text[source.line(source.position(start)[0]).start : start]
        is_comment = any(mark in before for mark in _LINE_COMMENTS)
        if is_comment or source.text.count('"""', 0, start) % 2:
            yield citation


def citation_in(text: str, names: Iterable[str]) -> Citation | None:
    """The citation in `text`, in any spelling (`ADR 12`, `adr-012`).

    None when `text` cites no document, or more than one.
    """
    found = {
        (match[1].lower(), int(match[2])): match
        for match in _compile_loose_pattern(frozenset(names)).finditer(text)
    }
    if len(found) != 1:
        return None
    ((name, cited), match), *_ = found.items()
    return Citation(name, cited, match[0], Span(*match.span()))


def is_missing(citation: Citation, numbers: Mapping[str, Container[int]]) -> bool:
    """Whether the number is not among `numbers`, and it can be no RFC of the IETF."""
    if citation.number in numbers.get(citation.name, ()):
        return False
    digits = citation.text.rpartition("-")[2]
    is_ietf = citation.name == "rfc" and citation.number >= _IETF_FROM and digits[0] != "0"
    return not is_ietf


_JOINED = LatePattern(r"[\w/.-]")
_NUMBER = LatePattern(r"(\d{1,5})(?![\w/]|-\w|\.(?:\d|md))")


def _find_hidden_spans(document: Document) -> list[Span]:
    """The spans of `document` whose text is no citation, in file order."""
    targets = [link.target_span for link in document.links if link.target_span != link.span]
    targets += [definition.span for definition in document.definitions]
    return sorted([*document.literal, *targets])


def _citations(source: Source, names: Collection[str], start: int) -> Iterator[Citation]:
    text = source.text
    for at, name in sorted(_occurrences(text, names, start)):
        match = _NUMBER.compiled.match(text, at + len(name) + 1)
        if match and not (at and _JOINED.compiled.match(text, at - 1)):
            yield Citation(name, int(match[1]), text[at : match.end()], Span(at, match.end()))


def _occurrences(text: str, names: Iterable[str], start: int) -> Iterator[tuple[int, str]]:
    """Where `names` are written in capitals before a hyphen.

    The searches are plain ones, because a pattern would be tried at every character.
    """
    for name in names:
        mark = f"{name.upper()}-"
        at = text.find(mark, start)
        while at >= 0:
            yield at, name
            at = text.find(mark, at + 1)


@lru_cache
def _compile_loose_pattern(names: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(name) for name in names)) or r"\Z\A"
    return re.compile(rf"(?<![\w/])({words})[- ]?(\d{{1,5}})(?!\w|\.\d)", re.IGNORECASE)
