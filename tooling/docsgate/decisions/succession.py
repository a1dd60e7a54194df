"""Which document supersedes which, as their frontmatter says.

A value names a document by citation (`ADR-012`), by number (`12`, in its own collection), by file
(`../adr/0012-one-queue.md`), or by a Markdown link to one. It names the document for certain only
if it says nothing else: `ADR-012 (section 3)` does not. Where several folders use a number, it
means the document in the folder of the one that names it, or nothing for certain.
"""

from __future__ import annotations

import re
from functools import lru_cache
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple

from ..model.successors import Succession
from ..text import Span
from .citations import Citation
from .numbering import citation_of, number_of
from .statuses import is_nothing

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from ..model.outline import Outline

SUCCESSOR_FIELDS = ("superseded_by", "superseded-by")
PREDECESSOR_FIELDS = ("supersedes", "replaces")
REFERENCE_FIELDS = (*SUCCESSOR_FIELDS, *PREDECESSOR_FIELDS, "amends", "related")

_BY = re.compile(r"superseded\s+by\s+(?P<names>\S.*)", re.IGNORECASE | re.DOTALL)
_SEPARATOR = re.compile(r"[,;]|\s(?:and|&)\s")
_NUMBER = re.compile(r"(?<!\d)\d{1,5}(?!\d)")
_LINK = re.compile(r"\[(?P<label>[^\]]*)\]\((?P<target>[^)]*)\)")


class Name(NamedTuple):
    """One piece of a value: its text, its span in the value, and its citation if it is one.

    `cited` is the collection and the number.
    """

    text: str
    span: Span
    cited: tuple[str, int] | None


class Documents:
    """Finds the documents of a run by the names that other documents use for them."""

    def __init__(self, outlines: Mapping[str, Outline]) -> None:
        self._outlines = outlines
        self._numbered: dict[tuple[str, int], list[Outline]] = {}
        for outline in outlines.values():
            digits = number_of(outline) if outline.membership else None
            if digits is not None and outline.collection is not None:
                key = outline.collection.name, int(digits)
                self._numbered.setdefault(key, []).append(outline)
        self.names = frozenset(name for name, _ in self._numbered)

    def find_named(self, text: str, by: Outline) -> list[Outline]:
        """The documents that the value `text`, written in the document `by`, names for certain."""
        found = (self._resolve(name, by) for name in split_names(text, self.names))
        return [outline for outline in found if outline is not None]

    def find_numbered(self, cited: tuple[str, int]) -> list[Outline]:
        """All documents with this collection and number."""
        return self._numbered.get(cited, [])

    def _resolve(self, name: Name, by: Outline) -> Outline | None:
        if name.cited is not None:
            return self._only_in_folder(name.cited, by)
        own = by.collection.name if by.collection else ""
        if _NUMBER.fullmatch(name.text):
            return self._only_in_folder((own, int(name.text)), by)
        link = _LINK.fullmatch(name.text)
        target = (link["target"] if link else name.text).partition("#")[0]
        return self._outlines.get(normpath(join(dirname(by.path), target))) if target else None

    def _only_in_folder(self, cited: tuple[str, int], by: Outline) -> Outline | None:
        """The only document with this number, or the only one of them in the folder of `by`."""
        found = self.find_numbered(cited)
        if len(found) > 1:
            found = [one for one in found if dirname(one.path) == dirname(by.path)]
        return found[0] if len(found) == 1 else None


def split_names(text: str, collections: Collection[str]) -> Iterator[Name]:
    """The pieces of the value `text` between its commas, semicolons and words such as "and"."""
    start = 0
    for end, after in [*(match.span() for match in _SEPARATOR.finditer(text)), (len(text),) * 2]:
        piece = text[start:end].strip()
        if piece:
            at = text.index(piece, start)
            link = _LINK.fullmatch(piece)
            match = _compile_citation(frozenset(collections)).fullmatch(
                link["label"] if link else piece
            )
            if match is not None and link is not None and link["target"].endswith(".md"):
                match = None  # The target of the link names the document more exactly.
            cited = (match[1].lower(), int(match[2])) if match else None
            yield Name(piece, Span(at, at + len(piece)), cited)
        start = after


def names_in_status(text: str, collections: Collection[str]) -> Iterator[Name]:
    """The pieces that the status `text` names after the words "superseded by"."""
    if said := _BY.search(text):
        at = said.start("names")
        for name in split_names(said["names"], collections):
            yield name._replace(span=Span(at + name.span.start, at + name.span.end))


def find_missing_citation(name: Name, numbers: Mapping[str, Collection[int]]) -> Citation | None:
    """The citation of a document that does not exist, if `name` is one.

    `numbers` are those of the documents that do, by collection.

    An RFC with a higher number than all in the project may be one of the IETF, unless the number
    starts with a zero, so it is not missing.
    """
    if name.cited is None or name.cited[1] in numbers[name.cited[0]]:
        return None
    collection, digits = name.cited[0], re.search(r"\d+", name.text)
    assert digits is not None, "a citation has a number"
    if collection == "rfc" and digits[0][0] != "0" and name.cited[1] > max(numbers[collection]):
        return None
    return Citation(*name.cited, name.text, name.span)


@lru_cache
def _compile_citation(collections: frozenset[str]) -> re.Pattern[str]:
    words = "|".join(sorted(re.escape(name) for name in collections)) or r"\Z\A"
    return re.compile(rf"({words})[- ]?(\d{{1,5}})", re.IGNORECASE)


def citation_or_path(outline: Outline) -> str:
    """How a numbered document is cited, `ADR-012`; the path of one without a number."""
    return citation_of(outline) or outline.path


def describe_successor(outline: Outline) -> str:
    """What supersedes a document, in its own words.

    `?` when it only says that something does, and empty when it does not say so.
    """
    texts = (text for key in SUCCESSOR_FIELDS for text in outline.texts.get(key, ()))
    if text := ", ".join(text for text in texts if not is_nothing(text)):
        return text
    words = outline.text("status")
    if not words.lower().startswith("superseded"):
        return ""
    match = re.search(r"[A-Za-z]+-\d+", words)
    return match[0].upper() if match else outline.said_successor or "?"


def successor_values(outline: Outline) -> list[str]:
    """The values that name the successors of a document, from its fields or else its status."""
    texts = [text for key in SUCCESSOR_FIELDS for text in outline.texts.get(key, ())]
    if found := [text for text in texts if not is_nothing(text)]:
        return found
    said = _BY.search(outline.text("status"))
    named = said["names"] if said else outline.said_successor
    return [named] if named else []


def supersedes(outline: Outline, other: Outline) -> bool:
    """Whether `outline` may say that it supersedes `other`, or a part of it."""
    digits = number_of(other)
    texts = (text for key in PREDECESSOR_FIELDS for text in outline.texts.get(key, ()))
    return digits is not None and any(
        int(found) == int(digits) for text in texts for found in _NUMBER.findall(text)
    )


def read_succession(outlines: Mapping[str, Outline], documents: Documents) -> Succession:
    """The succession that all `outlines` together describe."""
    newer: dict[str, list[Outline]] = {}
    ways: dict[str, list[Outline]] = {}
    mentioned: set[tuple[str, int]] = set()
    for outline in outlines.values():
        if outline.is_template:
            continue
        for text in (text for key in PREDECESSOR_FIELDS for text in outline.texts.get(key, ())):
            mentioned |= _find_mentioned(text, outline, documents.names)
            for older in documents.find_named(text, outline):
                ways.setdefault(older.path, []).append(outline)
                newer.setdefault(older.path, []).append(outline)
        for text in successor_values(outline):
            for one in documents.find_named(text, outline):
                ways.setdefault(outline.path, []).append(one)
    named = {
        path: tuple(one for text in texts for one in documents.find_named(text, outline))
        for path, outline in outlines.items()
        if (texts := successor_values(outline)) and _is_clear(texts, outline, documents)
    }
    superseding = {path: tuple(ones) for path, ones in newer.items()}
    return Succession(superseding, named, frozenset(mentioned), _find_circular(ways))


def _is_clear(texts: Iterable[str], outline: Outline, documents: Documents) -> bool:
    """Whether every piece of `texts` names a document."""
    pieces = sum(1 for text in texts for _ in split_names(text, documents.names))
    return pieces == sum(len(documents.find_named(text, outline)) for text in texts)


def _find_mentioned(
    text: str, outline: Outline, collections: frozenset[str]
) -> set[tuple[str, int]]:
    """The documents that `text` may name, whatever other words it holds."""
    own = outline.collection.name if outline.collection else ""
    cited = {
        (match[1].lower(), int(match[2])) for match in _compile_citation(collections).finditer(text)
    }
    return cited | {(own, int(digits)) for digits in _NUMBER.findall(text)}


def _find_circular(ways: Mapping[str, list[Outline]]) -> dict[str, Outline]:
    """The documents on a circle or on a path between two circles, each with its next document."""
    graph = {path: {newer.path for newer in to} for path, to in ways.items()}
    _drop_ends(graph)
    back = _reverse_edges(graph)
    _drop_ends(back)
    return {path: next(newer for newer in ways[path] if newer.path in back) for path in back}


def _drop_ends(graph: dict[str, set[str]]) -> None:
    """Remove from `graph` every node from which no path goes on for ever."""
    turned = _reverse_edges(graph)
    ends = [path for path in turned if path not in graph]
    while ends:
        end = ends.pop()
        for path in turned.get(end, ()):
            graph[path].discard(end)
            if not graph[path]:
                del graph[path]
                ends.append(path)


def _reverse_edges(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """`graph` with every edge reversed."""
    found: dict[str, set[str]] = {}
    for path, others in graph.items():
        for other in others:
            found.setdefault(other, set()).add(path)
    return found
