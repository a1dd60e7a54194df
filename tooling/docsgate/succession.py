"""Which document supersedes which, as their frontmatter says; and what other fields refer to.

A field names documents by citation (`ADR-012`, `adr-012`), by number (`12`, in its own collection)
or by file (`./0012-one-queue.md`), in a list or separated by commas. Other words name none.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from .collections import is_template, number
from .links.citations import Citation
from .model import Succession
from .text import Span

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from .model import Outline

SUCCESSOR_FIELDS = ("superseded_by", "superseded-by")
REFERENCE_FIELDS = ("supersedes", *SUCCESSOR_FIELDS, "amends", "related")

_PENDING = ("draft", "proposed", "in review", "in discussion", "pending", "wip")
_AGAINST = ("reject", "withdraw")
_OVER = ("supersed", "replac", "obsolet", "deprecat", "retire", "archiv", *_AGAINST)
_PART = re.compile(r"\b(?:part|section|only|some)", re.IGNORECASE)
_SEPARATOR = re.compile(r",|;|\band\b")
_NUMBER = re.compile(r"#?(\d{1,5})")


def references(text: str, own: str, names: Collection[str]) -> Iterator[Citation]:
    """The documents of collections called `names` that the value `text` names; `own` is that of
    the document it stands in. Spans are those in `text`.
    """
    start = 0
    for end, after in [*(match.span() for match in _SEPARATOR.finditer(text)), (len(text),) * 2]:
        piece = text[start:end].strip()
        named = _named(piece, own, names)
        if named is not None and named[0] in names:
            at = text.index(piece, start)
            yield Citation(*named, piece, Span(at, at + len(piece)))
        start = after


def _named(piece: str, own: str, names: Collection[str]) -> tuple[str, int] | None:
    if cited := _citation(frozenset(names)).match(piece):
        return cited[1].lower(), int(cited[2])
    if digits := _NUMBER.fullmatch(piece):
        return own, int(digits[1])
    if file := _file(frozenset(names)).match(piece.rpartition("/")[2]):
        return (file[1] or own).lower(), int(file[2])
    return None


@lru_cache
def _citation(names: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(name) for name in names)) or r"\Z\A"
    return re.compile(rf"\[?({words})[- ]?(\d{{1,5}})(?!\w)", re.IGNORECASE)


@lru_cache
def _file(names: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(name) for name in names)) or r"\Z\A"
    return re.compile(rf"(?:({words})-)?(\d{{1,5}})-[a-z]", re.IGNORECASE)


def label(outline: Outline) -> str:
    """How a numbered document is cited: `ADR-012`."""
    assert outline.collection is not None, "only members of collections have numbers"
    return f"{outline.collection.name.upper()}-{number(outline)}"


def is_over(status: str) -> bool:
    """Whether a document with this status says that it does not hold any more."""
    return status.lower().startswith(_OVER) or "superseded" in status.lower()


def superseded_in(statuses: Iterable[str]) -> str:
    """The one of `statuses` that fits a superseded document best."""
    fitting = [name for word in _OVER for name in statuses if name.lower().startswith(word)]
    return (fitting or ["Superseded"])[0]


def is_settled(outline: Outline) -> bool:
    """Whether a document was decided on, and not against; one without a status counts as such."""
    return not outline.text("status").lower().startswith((*_PENDING, *_AGAINST))


def is_rejected(outline: Outline) -> bool:
    """Whether a document was decided against."""
    return outline.text("status").lower().startswith(_AGAINST)


def successor(outline: Outline) -> str:
    """What supersedes a document, in its own words; `?` when it only says that something does."""
    texts = (outline.texts.get(key, ()) for key in SUCCESSOR_FIELDS)
    if text := ", ".join(text for each in texts for text in each if text.strip()):
        return text
    words = outline.text("status")
    if not words.lower().startswith("superseded"):
        return ""
    match = re.search(r"[A-Za-z]+-\d+", words)
    return match[0].upper() if match else outline.said_successor or "?"


def successors(outline: Outline, cited: Mapping[str, Mapping[int, Outline]]) -> list[Outline]:
    """The documents that one names as its successors, in its fields, its status or its text."""
    named = successor(outline)
    status = outline.text("status")
    if named == "?" and " by " in status:  # By number or by file.
        named = status.partition(" by ")[2]
    return list(_documents([named], outline, cited))


def supersedes(outline: Outline, other: Outline, names: Collection[str]) -> bool:
    """Whether a document says that it supersedes `other`."""
    digits, collection = number(other), other.collection
    if digits is None or collection is None:
        return False
    return any(
        (named.name, named.number) == (collection.name, int(digits))
        for text in outline.texts.get("supersedes", ())
        for named in references(text, _own(outline), names)
    )


def succession(
    outlines: Iterable[Outline], cited: Mapping[str, Mapping[int, Outline]]
) -> Succession:
    """What all `outlines` together say; `cited` are the documents by collection and number.

    Who supersedes a part of a document (`ADR-012, in part`) leaves the rest in force.
    """
    superseding: dict[str, list[Outline]] = {}
    ways: dict[str, list[Outline]] = {}
    for outline in outlines:
        if is_template(outline):
            continue
        claims = (text for text in outline.texts.get("supersedes", ()) if not _PART.search(text))
        for other in _documents(claims, outline, cited):
            ways.setdefault(other.path, []).append(outline)
            if other.path != outline.path:
                superseding.setdefault(other.path, []).append(outline)
        if newer := successors(outline, cited):
            ways.setdefault(outline.path, []).extend(newer)
    return Succession({path: tuple(newer) for path, newer in superseding.items()}, _circular(ways))


def _own(outline: Outline) -> str:
    return outline.collection.name if outline.collection else ""


def _documents(
    texts: Iterable[str], outline: Outline, cited: Mapping[str, Mapping[int, Outline]]
) -> Iterator[Outline]:
    for text in texts:
        for named in references(text, _own(outline), cited):
            if found := cited[named.name].get(named.number):
                yield found


def _circular(ways: Mapping[str, list[Outline]]) -> dict[str, Outline]:
    """The documents on a circle, or on a way from one to another."""
    graph = {path: {newer.path for newer in to} for path, to in ways.items()}
    _drop_ends(graph)
    back = _turned(graph)
    _drop_ends(back)
    return {path: next(newer for newer in ways[path] if newer.path in back) for path in back}


def _drop_ends(graph: dict[str, set[str]]) -> None:
    """Take out all from which no way goes on for ever."""
    turned = _turned(graph)
    ends = [path for path in turned if path not in graph]
    while ends:
        end = ends.pop()
        for path in turned.get(end, ()):
            graph[path].discard(end)
            if not graph[path]:
                del graph[path]
                ends.append(path)


def _turned(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for path, others in graph.items():
        for other in others:
            found.setdefault(other, set()).add(path)
    return found
