"""The files that a dead link may have meant: by name, by number, or by a similar name."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from posixpath import basename, dirname, join, normpath, splitext
from typing import TYPE_CHECKING, TypeVar

from ..configuration.settings import Target
from ..decisions.numbering import number_of
from ..nearest import nearest_ones
from ..readers.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..model.document import Document
    from ..project import IndexedProject
    from ..readers.verdicts import Judged, Verdict

_WORD = re.compile(r"[a-z]+|\d+")
_NUMBERED = re.compile(r"(?P<name>[a-z]+)s?[-_/ ]?0*(?P<number>\d+)(?!\d)", re.IGNORECASE)
_COMPARED_MAX = 20
_ALIKE = 0.75
"""Names that are less alike share a word by chance: `sig-cluster-ops` and `sig-list`."""
_LENGTH_MAX = 1_024
"""Longer paths name no file, and the time to compare names grows with the square of the length."""
_Key = TypeVar("_Key")
_DOCUMENT_SUFFIXES = (".md", ".mdx")


def _may_be_meant(suffix: str, path: str) -> bool:
    """Whether a link to a file with `suffix` may have meant `path`: no `.pdf` is a document."""
    is_page = suffix in ("", ".html", *_DOCUMENT_SUFFIXES)
    return is_page or path.lower().endswith(suffix) or not suffix[1:].isalnum()


class Candidates:
    """Finds the files of a project that a dead link may have meant."""

    def __init__(self, project: IndexedProject) -> None:
        """The files of `project` are indexed when the first dead link needs it."""
        self._project = project
        self._near: dict[str, list[str]] = {}

    def find_certain(self, document: Document, judged: Judged) -> list[str]:
        """The files that `judged` means for certain if there is exactly one.

        They come from the first kind of evidence that has any: what other readers find, a missing
        suffix, a rename.
        """
        if len(judged.address.path) > _LENGTH_MAX:
            return []
        verdicts = [verdict for _, verdict in judged.verdicts]
        wanted = _wanted_path(judged)
        return _first_found(
            document, _find_by_readers(verdicts), self._with_suffix(wanted), self._renamed(wanted)
        )

    def find_one_step_off(self, document: Document, judged: Judged) -> list[str]:
        """The files to which `judged` leads with one `../` less, or with one more."""
        path = judged.address.path
        if not path or path.startswith("/") or len(path) > _LENGTH_MAX:
            return []
        steps = (path.removeprefix("./").removeprefix("../"), f"../{path}")
        places = (normpath(join(dirname(document.path), step)) for step in steps if step)
        found = (
            file
            for place in places
            for file in ([place] if self._project.tree.is_file(place) else self._with_suffix(place))
        )
        return _first_found(document, found)

    def find_alike(self, document: Document, judged: Judged) -> list[str]:
        """The files that have the name of the one written, wherever they are, or else its number.

        If there is exactly one, it is meant for certain.
        """
        if len(judged.address.path) > _LENGTH_MAX:
            return []
        names = self._same_name(_wanted_path(judged))
        return _first_found(document, names, self._same_number(judged.address.path))

    def find_near(self, document: Document, judged: Judged) -> list[str]:
        """Files other than `document` whose names resemble the one written, best first."""
        if len(judged.address.path) > _LENGTH_MAX:
            return []
        name, suffix = splitext(basename(judged.address.path.rstrip("/")).lower())
        if name not in self._near:
            close = self._near_stems(name)
            self._near[name] = [path for stem in close for path in self._by_stem[stem]]
        found = (path for path in self._near[name] if path != document.path)
        return [path for path in found if _may_be_meant(suffix, path)][:3]

    def _near_stems(self, name: str) -> list[str]:
        """The names of files that are spelt nearly as `name` is, or have all of its words."""
        words = set(_WORD.findall(name))
        scores: dict[str, int] = defaultdict(int)
        for word in words:
            for stem in self._stems_by_word.get(word, ()):
                scores[stem] += len(word)
        best = sorted(scores, key=lambda stem: (-scores[stem], stem))[:_COMPARED_MAX]
        whole = sum(map(len, words))
        alike = nearest_ones(name, best, 2, _ALIKE)
        longer = [stem for stem in best if scores[stem] == whole and stem not in alike]
        return [*alike, *nearest_ones(name, longer, 2)][:2]

    def _with_suffix(self, wanted: str) -> Iterator[str]:
        stem = wanted.rstrip("/").removesuffix(".html")
        for suffix in _DOCUMENT_SUFFIXES:
            if stem and self._project.tree.is_file(stem + suffix):
                yield stem + suffix

    def _renamed(self, wanted: str) -> Iterator[str]:
        new = self._project.renames.get(wanted)
        if new and self._project.tree.is_file(new):
            yield new

    def _same_name(self, wanted: str) -> list[str]:
        name = basename(wanted.rstrip("/")).lower()
        if name.startswith(("index.", "readme.")):
            return []
        return self._by_name.get(name, [])

    def _same_number(self, path: str) -> list[str]:
        """Members of the collection that `path` names (`adr-012`, `/rfc/rfc-3`)."""
        matches = list(_NUMBERED.finditer(basename(path.rstrip("/"))))
        if not matches:
            return []
        key = (matches[0]["name"].lower().removesuffix("s"), int(matches[0]["number"]))
        return self._by_number.get(key, [])

    @cached_property
    def _files(self) -> list[str]:
        found = set(self._project.outlines)
        for folder in self._project.docs:
            prefix = f"{folder}/" if folder else ""
            found.update(prefix + below for below in self._project.tree.below(folder))
        return sorted(path for path in found if not basename(path).startswith("."))

    @cached_property
    def _by_name(self) -> dict[str, list[str]]:
        return _group_paths((basename(path).lower(), path) for path in self._files)

    @cached_property
    def _by_stem(self) -> dict[str, list[str]]:
        return _group_paths((splitext(basename(path))[0].lower(), path) for path in self._files)

    @cached_property
    def _stems_by_word(self) -> dict[str, set[str]]:
        words: dict[str, set[str]] = defaultdict(set)
        for stem in self._by_stem:
            for word in _WORD.findall(stem):
                words[word].add(stem)
        return words

    @cached_property
    def _by_number(self) -> dict[tuple[str, int], list[str]]:
        return _group_paths(
            ((document.collection.name, int(digits)), document.path)
            for document in self._project.outlines.values()
            if document.collection is not None and (digits := number_of(document)) is not None
        )


def _first_found(document: Document, *kinds: Iterable[str]) -> list[str]:
    """The files other than `document` of the first of `kinds` that has any, in order."""
    found = (sorted(set(kind) - {document.path}) for kind in kinds)
    return next(filter(None, found), [])


def _find_by_readers(verdicts: list[Verdict]) -> Iterator[str]:
    """The files that other readers find, or whose paths differ only in case."""
    for verdict in verdicts:
        if verdict.path and verdict.outcome is not Outcome.EXCLUDED:
            yield verdict.path


def _wanted_path(judged: Judged) -> str:
    """The path of the file that the link means, as the reader on GitHub looked for it."""
    verdict = dict(judged.verdicts).get(Target.GITHUB)
    return verdict.place if verdict else judged.address.path.lstrip("./")


def _group_paths(pairs: Iterator[tuple[_Key, str]]) -> dict[_Key, list[str]]:
    found: dict[_Key, list[str]] = defaultdict(list)
    for key, path in pairs:
        found[key].append(path)
    return found
