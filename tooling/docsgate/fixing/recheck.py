"""What a document would be found to have, were it written as it is now."""

from __future__ import annotations

from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from ..checking.engine import check_project
from ..configuration.mkdocs_yml import MkdocsFile
from ..configuration.readers_there import mkdocs_of
from ..links.judge import Judge
from ..loading.judge_project import judge_project
from ..readers.anchors import anchors_of
from ..readers.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..configuration.settings import Target
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import IndexedProject
    from ..readers.verdicts import Judged


class Told(NamedTuple):
    """Which of what other documents know of one is no longer so."""

    anchors: bool = False
    outline: bool = False


class Checked(NamedTuple):
    """What was found in a document, and the paths of those whose anchors its links ask for.

    An empty path means that a link which leads nowhere asks for the anchors of any document.
    """

    found: list[Diagnostic]
    asked: frozenset[str]


class Rechecker:
    """Checks single documents again and again, within one project whose index is kept."""

    def __init__(
        self, project: IndexedProject, judge: Judge, linked: frozenset[str] = frozenset()
    ) -> None:
        """`judge` is that of `project`, and `linked` are the files to which its documents link."""
        self.project = project
        self._judge = judge
        self._linked = linked

    def check(self, document: Document) -> Checked:
        """What is found in `document`, were it the one at its path."""
        changed = self.with_document(document)
        alone = changed.project_with(document)
        judged = judge_project(alone, changed._judge)  # noqa: SLF001 - one of us
        judged = replace(judged, linked=judged.linked | self._linked)
        asked = find_asked(chain.from_iterable(judged.judged.values()))
        return Checked(check_project(judged), asked)

    def project_with(self, document: Document) -> IndexedProject:
        """The project, in which `document` is the only one that is checked."""
        return replace(self.project, documents=(document,), code=())

    def told_by(self, document: Document) -> Told:
        """What others would know otherwise once `document` is written."""
        known, outline = self.project.anchors, self.project.outlines.get(document.path)
        anchors = self._anchors(document)
        moved = any(known.get(place) != names for place, names in anchors.items())
        return Told(moved, outline != document.outline)

    def _anchors(self, document: Document) -> dict[tuple[Target, str], frozenset[str]]:
        project = self.project
        settings = mkdocs_of(project.config, document.path, project.site) or MkdocsFile()
        return dict(anchors_of(document, project.readings, settings, project.config))

    def with_document(self, document: Document) -> Rechecker:
        """The same for the project as it will be once `document` is written.

        The judge is built anew only where the document says something else of itself.
        """
        project = self.project
        anchors = self._anchors(document)
        project = replace(
            project,
            by_path={**project.by_path, document.path: document},
            anchors={**project.anchors, **anchors},
        )
        if project.outlines.get(document.path) == document.outline:
            return Rechecker(project, self._judge, self._linked)
        outlines = {**project.outlines, document.path: document.outline}
        project = replace(project, outlines=outlines)
        return Rechecker(project, Judge(project), self._linked)


def find_asked(judged: Iterable[Judged]) -> frozenset[str]:
    """The paths whose anchors the verdicts on the links `judged` and their suggestions come from.

    An empty path is among them where a link leads nowhere.
    """
    return frozenset(
        "" if verdict.outcome.is_dead and verdict.outcome is not Outcome.ANCHOR else verdict.path
        for link in judged
        for _, verdict in (link.verdicts if link.address.fragment else ())
    )
