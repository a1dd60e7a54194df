"""Makes a `Project`, in which every link has its verdicts. Rules run after that."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..links.judge import Judge
from ..project import IndexedProject, Project, values_of
from ..readers.verdicts import dead_links, linked_files
from .index_project import index_project
from .load_project import load_project
from .workers import ALONE, Team

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..configuration.settings import Config


def prepare_project(
    config: Config,
    paths: Sequence[str],
    team: Team = ALONE,
    progress: Callable[[str], None] = lambda _path: None,
) -> Project:
    """Load, index and judge the documents at `paths`, which are relative to the root of `config`.

    `progress` is called for each document that was read. If several processes form
    the `team`, each of them gets a project with its own share of the documents.
    """
    loaded = load_project(config, paths, team, progress)
    judge = Judge(loaded)
    return judge_project(index_project(loaded, judge), judge, team)


def judge_project(project: IndexedProject, judge: Judge, team: Team = ALONE) -> Project:
    """Add to `project` the verdicts of `judge` on its links.

    All processes of `team` must call this, because they exchange which files are linked to.
    """
    judged = judge.verdicts(project)
    return Project(
        **values_of(IndexedProject, project),
        judged=judged,
        dead=dead_links(judged),
        linked=frozenset().union(*team.exchange(linked_files(judged))),
    )
