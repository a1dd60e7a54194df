"""What the author of a dead link may have meant.

A candidate is proven before it is offered. It is judged in place of the link, and counts only if
every reader for whom the link is dead arrives, and every other reader still does.
"""

from __future__ import annotations

from collections import Counter
from posixpath import dirname, relpath
from typing import TYPE_CHECKING
from urllib.parse import quote

from ..configuration.settings import Target
from ..nearest import nearest_ones
from ..readers.verdicts import Outcome, Suggestion
from .candidates import Candidates

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ..model.document import Document, Link
    from ..project import IndexedProject
    from ..readers.verdicts import Judged

    JudgeLink = Callable[[Document, Link, Iterable[Target]], Judged]

_NEAR_MAX = 3
_COMPARISONS_MAX = 5_000
"""How many names may be compared with the dead anchors of one document. A comparison takes some
20 microseconds; beyond the limit, no similar anchors are named.
"""


class Suggester:
    """Looks for what to write instead of dead links of one project."""

    def __init__(self, project: IndexedProject, judge: JudgeLink) -> None:
        """`judge` is what judged the links of `project`."""
        self._project = project
        self._judge = judge
        self._candidates = Candidates(project)
        self._anchors: dict[tuple[tuple[Target, str], ...], dict[str, list[str]]] = {}
        self._comparisons: Counter[str] = Counter()

    def suggest(self, document: Document, judged: Judged) -> Suggestion | None:
        """What to write instead of the dead link `judged` in `document`; None if not known."""
        outcomes = {verdict.outcome for _, verdict in judged.verdicts}
        if Outcome.ANCHOR in outcomes:
            return self._anchor(document, judged)
        certain = self._candidates.find_certain(document, judged)
        alike = [] if certain else self._candidates.find_alike(document, judged)
        steps = [] if certain else self._candidates.find_one_step_off(document, judged)
        if steps and steps != alike:  # One of the same name elsewhere may be a stranger.
            proven = self._reached(document, judged, steps)
            if proven:
                return Suggestion("", near=tuple(proven))
        paths = certain or alike
        proven = self._reached(document, judged, paths)
        if proven and len(paths) == 1 and self._knows_anchor(judged, paths[0]):
            return Suggestion(proven[0], is_sure=True)
        if proven:
            return Suggestion("", near=tuple(proven[:_NEAR_MAX]))
        near = self._candidates.find_near(document, judged)
        return Suggestion("", near=tuple(self._reached(document, judged, near)))

    def _reached(self, document: Document, judged: Judged, paths: list[str]) -> list[str]:
        """Links to those of the files `paths` at which all readers of `judged` arrive."""
        links = (_write_target(document, judged, path) for path in paths)
        return list(self._proven(document, judged, links))

    def _knows_anchor(self, judged: Judged, path: str) -> bool:
        """Whether it is known which anchors `path` has, if `judged` asks for one.

        A document that the run neither judges nor links to was not read.
        """
        anchors = self._project.anchors
        return (
            not judged.address.fragment
            or path not in self._project.outlines
            or all((reader, path) in anchors for reader, _ in judged.verdicts)
        )

    def _proven(self, document: Document, judged: Judged, targets: Iterable[str]) -> Iterator[str]:
        """Those of `targets` at which all readers of `judged` arrive."""
        before = dict(judged.verdicts)
        for target in targets:
            link = judged.link._replace(target=target)
            after = self._judge(document, link, list(before))
            if after.verdicts and all(
                not verdict.outcome.is_dead
                or _lacks_only_anchor(verdict.outcome, before[reader].outcome)
                for reader, verdict in after.verdicts
            ):
                yield target

    def _anchor(self, document: Document, judged: Judged) -> Suggestion | None:
        """The anchor that differs from the one written only in case and punctuation.

        Where there is no such anchor, or more than one, the suggestion names similar ones.
        """
        wanted = judged.address.fragment
        pages = tuple(
            (target, verdict.path)
            for target, verdict in judged.verdicts
            if verdict.outcome is Outcome.ANCHOR and (target, verdict.path) in self._project.anchors
        )
        if not pages:
            return None
        by_bare = self._names(pages)
        before = judged.link.target.partition("#")[0]
        same = by_bare.get(_strip_punctuation(wanted), [])
        proven = list(self._proven(document, judged, [f"{before}#{quote(name)}" for name in same]))
        if len(proven) == 1:
            return Suggestion(proven[0], is_sure=self._misleads_nobody(judged, proven[0]))
        self._comparisons[document.path] += len(by_bare)
        if self._comparisons[document.path] > _COMPARISONS_MAX:
            return None
        names = [name for group in by_bare.values() for name in group]
        near = nearest_ones(wanted.lower(), names, _NEAR_MAX, 0.5)
        return Suggestion("", near=tuple(f"#{name}" for name in near))

    def _misleads_nobody(self, judged: Judged, target: str) -> bool:
        """Whether no reader who arrives already is led elsewhere by the link `target`.

        There may be two headings of nearly the same name. GitHub leads to the anchor in lower case
        where it has none that is spelt as the link is, so there it is the same heading.
        """
        wanted = judged.address.fragment
        is_lower = target.partition("#")[2] == quote(wanted.lower())
        return all(
            verdict.outcome.is_dead
            or (
                is_lower
                and reader is Target.GITHUB
                and wanted not in self._project.anchors.get((reader, verdict.path), ())
            )
            for reader, verdict in judged.verdicts
        )

    def _names(self, pages: tuple[tuple[Target, str], ...]) -> dict[str, list[str]]:
        """The anchors of `pages`, each for its reader, by their names without punctuation."""
        if pages not in self._anchors:
            names: set[str] = set()
            for page in pages:
                names |= self._project.anchors[page]
            grouped: dict[str, list[str]] = {}
            for name in sorted(names - {"", "top"}):
                grouped.setdefault(_strip_punctuation(name), []).append(name)
            self._anchors[pages] = grouped
        return self._anchors[pages]


def _strip_punctuation(name: str) -> str:
    return "".join(mark for mark in name.casefold() if mark.isalnum())


def _lacks_only_anchor(after: Outcome, before: Outcome) -> bool:
    """Whether a reader who did not arrive before now arrives at the page, but not at the anchor."""
    return after is Outcome.ANCHOR and before is not Outcome.FOUND


def _write_target(document: Document, judged: Judged, path: str) -> str:
    """A link to the file `path` in the notation of `judged`, with its query and fragment."""
    written = judged.address.written
    rest = judged.link.target[len(written) :] if judged.link.target.startswith(written) else ""
    if written.startswith("["):  # `[label]: [address]`
        rest = rest.removesuffix("]")
    relative = relpath(path, dirname(document.path) or ".")
    if written.startswith("./") and not relative.startswith("."):
        relative = f"./{relative}"
    return quote(relative, safe="/.~_-+@,=") + rest
