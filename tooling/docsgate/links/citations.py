"""Citations in prose and in comments of code: `ADR-012`, `RFC-9`, and what they name.

A citation is the name of a collection in capitals, a hyphen and a number. Numbers of four digits
without a leading zero after `RFC` are those of the IETF unless such a document exists.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..collections import is_index, number
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from ..model import Document, Project
    from ..text import Source

_IETF_FROM = 1000
_LINE_COMMENTS = ("#", "//", "--", ";", "%", "<!--", "/*", "*")


class Citation(NamedTuple):
    """A mention of the document `number` of the collection `name`."""

    name: str
    number: int
    text: str
    span: Span


def members(project: Project) -> dict[tuple[str, int], Document]:
    """The documents that can be cited, by collection and number; the first of equal ones."""
    found: dict[tuple[str, int], Document] = {}
    for documents in (project.by_path, project.others):
        for _, document in sorted(documents.items()):
            digits = number(document)
            if digits is not None and document.collection is not None and not _is_copy(document):
                found.setdefault((document.collection.name, int(digits)), document)
    return found


def citations(document: Document, cited: Mapping[tuple[str, int], Document]) -> Iterator[Citation]:
    """The citations in the prose of `document`; those in code and in link targets are none."""
    names = frozenset(name for name, _ in cited)
    if not names:
        return
    targets = [link.target_span for link in document.links if link.target_span != link.span]
    targets += [definition.span for definition in document.definitions]
    hidden = sorted([*document.literal, *targets])
    for citation in _citations(document.source, names, document.body_start):
        if not _is_hidden(hidden, citation.span.start):
            yield citation


def citations_in_code(
    source: Source, cited: Mapping[tuple[str, int], Document]
) -> Iterator[Citation]:
    """The citations in the comments and docstrings of the program `source`."""
    names = frozenset(name for name, _ in cited)
    for citation in _citations(source, names, 0) if names else ():
        start = citation.span.start
        before = source.text[source.line(source.position(start)[0]).start : start]
        is_comment = any(mark in before for mark in _LINE_COMMENTS)
        if is_comment or source.text.count('"""', 0, start) % 2:
            yield citation


def citation_in(text: str, names: Iterable[str]) -> Citation | None:
    """The only document that `text` cites, by whatever spelling (`ADR 12`, `adr-012`)."""
    found = {
        (match[1].lower(), int(match[2])): match
        for match in _loose(frozenset(names)).finditer(text)
    }
    if len(found) != 1:
        return None
    ((name, cited), match), *_ = found.items()
    return Citation(name, cited, match[0], Span(*match.span()))


def is_missing(citation: Citation, cited: Mapping[tuple[str, int], Document]) -> bool:
    """Whether no document has the number, and none is meant that lies elsewhere."""
    if (citation.name, citation.number) in cited:
        return False
    digits = citation.text.rpartition("-")[2]
    is_ietf = citation.name == "rfc" and citation.number >= _IETF_FROM and digits[0] != "0"
    return not is_ietf


def successor(document: Document) -> str:
    """What supersedes `document`, in its own words; `?` when it only says that something does."""
    named = document.get("superseded_by") or document.get("superseded-by")
    if named is not None:
        values = named.value.items or (named.value,)
        if text := ", ".join(value.text for value in values if value.text.strip()):
            return text
    status = document.get("status")
    words = status.value.text if status else ""
    if not words.lower().startswith("superseded"):
        return ""
    match = re.search(r"[A-Za-z]+-\d+", words)
    return match[0].upper() if match else "?"


def supersedes(document: Document, other: Document) -> bool:
    """Whether `document` says that it supersedes `other`."""
    named = document.get("supersedes")
    digits = number(other)
    if named is None or digits is None:
        return False
    values = named.value.items or (named.value,)
    return any(
        match and int(match[0]) == int(digits)
        for value in values
        for match in [re.search(r"\d+", value.text)]
    )


_JOINED = re.compile(r"[\w/.-]")


def _is_copy(document: Document) -> bool:
    return is_index(document.name) or "/templates/" in f"/{document.path}"


def _citations(source: Source, names: frozenset[str], start: int) -> Iterator[Citation]:
    text = source.text
    for match in _pattern(names).finditer(text, start):
        # Looked at behind a match, not in the pattern: that would be tried at every character.
        if match.start() and _JOINED.match(text, match.start() - 1):
            continue
        yield Citation(match[1].lower(), int(match[2]), match[0], Span(*match.span()))


def _is_hidden(spans: list[Span], offset: int) -> bool:
    return inside(spans, offset)


@lru_cache
def _pattern(names: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(name.upper()) for name in names))
    return re.compile(rf"({words})-(\d{{1,5}})(?![\w/]|-\w|\.(?:\d|md))")


@lru_cache
def _loose(names: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(name) for name in names)) or r"\Z\A"
    return re.compile(rf"(?<![\w/])({words})[- ]?(\d{{1,5}})(?!\w|\.\d)", re.IGNORECASE)
