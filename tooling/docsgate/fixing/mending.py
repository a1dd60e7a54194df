"""Mend the documents of a run, shared by several processes.

Each document is mended as if the others stayed as they are, so the order of the work never shows.
Where that moved what others judge by, those after it are mended again, one after the other: all of
them for an outline, and for anchors those that link to fragments. So the result is that of mending
them in turn, each with what was mended before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..checking.engine import check_project
from ..garbage import uncollected
from ..links.judge import Judge
from ..loading.index_project import index_project
from ..loading.judge_project import judge_project
from ..loading.load_project import load_project
from ..loading.workers import ALONE, Team, jobs_for, run_together
from .change import Mended
from .recheck import Rechecker
from .rounds import Outcome, mend_document

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from ..configuration.settings import Config


def mend(
    config: Config,
    paths: Sequence[str],
    progress: Callable[[str, str], None] = lambda _path, _stage: None,
    *,
    unsafe: bool = False,
) -> Mended:
    """Mend the documents at `paths` in memory: what is safe, and with `unsafe` the rest too.

    `progress` is called with each document and what was done with it: `read`, or `mended`.
    """

    def work(team: Team) -> list[Outcome]:
        rechecker, fixable = _prepare(config, paths, progress, team, unsafe=unsafe)
        found = []
        for document in rechecker.project.documents:
            if document.path in fixable:
                found.append(mend_document(rechecker, document, unsafe=unsafe))
            for _ in range(team.size if team.is_first else 0):
                progress(document.path, "mended")
        shares = team.gather(found)
        if not team.is_first:
            return []
        outcomes = sorted((one for share in shares for one in share), key=_path)
        if any(one.document for one in outcomes[:-1]):
            whole = rechecker
            if team.size > 1:
                whole, _ = _prepare(config, paths, lambda _path, _stage: None, ALONE, unsafe=unsafe)
            return list(_in_turn(outcomes, whole, unsafe=unsafe))
        return outcomes

    with uncollected():
        outcomes = run_together(work, jobs_for(len(paths), config.jobs))
    return Mended(
        tuple(one.change for one in outcomes if one.change.before.text != one.change.after.text),
        tuple(refusal for one in outcomes for refusal in one.refusals),
    )


def _path(outcome: Outcome) -> str:
    return outcome.change.before.path


def _prepare(
    config: Config,
    paths: Sequence[str],
    progress: Callable[[str, str], None],
    team: Team,
    *,
    unsafe: bool,
) -> tuple[Rechecker, set[str]]:
    """What checks single documents of the project, and the paths of those that have fixes."""
    loaded = load_project(config, paths, team, lambda path: progress(path, "read"))
    judge = Judge(loaded)
    project = index_project(loaded, judge)
    found = check_project(judge_project(project, judge, team))
    fixable = {one.path for one in found if one.fix and (one.fix.safe or unsafe)}
    return Rechecker(project, judge), fixable


def _in_turn(outcomes: list[Outcome], whole: Rechecker, *, unsafe: bool) -> Iterator[Outcome]:
    """`outcomes` in the project of `whole`, each with what was mended before it."""
    rechecker = whole
    moved_anchors = moved_outline = False
    for outcome in outcomes:
        settled = outcome
        if moved_outline or (moved_anchors and outcome.has_fragments):
            original = whole.project.by_path[_path(outcome)]
            settled = mend_document(rechecker, original, unsafe=unsafe)
        if settled.document is not None:
            rechecker = rechecker.with_document(settled.document)
            moved_anchors, moved_outline = True, moved_outline or settled.moves_outline
        yield settled
