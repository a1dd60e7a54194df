"""Mend the documents of a run, shared by several processes.

Each document is mended as if the others stayed as they are, so the order of the work never shows.
Where that moved what others judge by, those after it are mended again, one after the other: all of
them for an outline, and for anchors those that asked for them. So the result is that of mending
them in turn, each with what was mended before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..checking.engine import check_documents, gather_report
from ..garbage import uncollected
from ..links.judge import Judge
from ..loading.index_project import index_project
from ..loading.judge_project import judge_project
from ..loading.load_project import load_project
from ..loading.workers import ALONE, Team, jobs_for, run_together
from .change import Mended
from .recheck import Checked, Rechecker, find_asked
from .rounds import Outcome, mend_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from ..checking.report import Report
    from ..configuration.settings import Config
    from ..model.document import Document
    from ..project import IndexedProject


class Found(NamedTuple):
    """The report of the documents as they are, and what can be mended in them."""

    report: Report
    mended: Mended


def mend(
    config: Config,
    paths: Sequence[str],
    progress: Callable[[str, str], None] = lambda _path, _stage: None,
    *,
    unsafe: bool = False,
    whole: bool = False,
) -> Found:
    """Mend the documents at `paths` in memory: what is safe, and with `unsafe` the rest too.

    `progress` is called with each document and what was done with it: `read`, or `mended`. Unless
    `whole`, the report's project may be without its documents.
    """

    def work(team: Team) -> tuple[list[Outcome], Report]:
        indexed, judge = _prepare(config, paths, progress, team)
        project = judge_project(indexed, judge, team)
        rechecker = Rechecker(indexed, judge, project.linked)
        checked = check_documents(project)
        found = []
        for document, findings in zip(project.documents, checked, strict=True):
            if any(one.fix and (one.fix.safe or unsafe) for one in findings):
                known = Checked(findings, find_asked(project.judged[document.path]))
                found.append(mend_document(rechecker, document, known, unsafe=unsafe))
            for _ in range(team.size if team.is_first else 0):
                progress(document.path, "mended")
        shares = team.gather(found)
        report = gather_report(project, checked, team, whole=whole)
        if not team.is_first:
            return [], report
        outcomes = sorted((one for share in shares for one in share), key=_path)

        def prepare_whole() -> Rechecker:
            if team.size == 1:
                return rechecker
            return Rechecker(*_prepare(config, paths, _show_nothing, ALONE), project.linked)

        return list(_in_turn(outcomes, prepare_whole, unsafe=unsafe)), report

    with uncollected():
        outcomes, report = run_together(work, jobs_for(len(paths), config.jobs))
    mended = Mended(
        tuple(one.change for one in outcomes if one.change.before.text != one.change.after.text),
        tuple(refusal for one in outcomes for refusal in one.refusals),
    )
    return Found(report, mended)


def _path(outcome: Outcome) -> str:
    return outcome.change.before.path


def _prepare(
    config: Config, paths: Sequence[str], progress: Callable[[str, str], None], team: Team
) -> tuple[IndexedProject, Judge]:
    """The project, with the judge of the links in all of its documents."""
    loaded = load_project(config, paths, team, lambda path: progress(path, "read"))
    judge = Judge(loaded)
    return index_project(loaded, judge), judge


def _show_nothing(_path: str, _stage: str) -> None:
    """Show no progress."""


def _in_turn(
    outcomes: list[Outcome], prepare_whole: Callable[[], Rechecker], *, unsafe: bool
) -> Iterator[Outcome]:
    """`outcomes`, each with what was mended before it.

    `prepare_whole` reads the whole project, which is done only if a document is mended again.
    """
    originals: Mapping[str, Document] = {}
    rechecker: Rechecker | None = None
    moved: list[Outcome] = []
    known = 0  # So many of `moved` are in the project of `rechecker`.
    for outcome in outcomes:
        settled = outcome
        if _is_concerned(outcome, moved):
            if rechecker is None:
                rechecker = prepare_whole()
                originals = rechecker.project.by_path
            for one in moved[known:]:
                assert one.document is not None, "what moved is a document"
                rechecker = rechecker.with_document(one.document)
            known = len(moved)
            original = originals[_path(outcome)]
            settled = mend_document(rechecker, original, rechecker.check(original), unsafe=unsafe)
        if settled.document is not None:
            moved.append(settled)
        yield settled


def _is_concerned(outcome: Outcome, moved: Sequence[Outcome]) -> bool:
    """Whether `outcome` may be another one because of what `moved`."""
    asks_all = "" in outcome.asked
    return any(one.moves_outline or asks_all or _path(one) in outcome.asked for one in moved)
