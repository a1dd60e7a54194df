"""An `IndexedProject` to a `Project`: the verdict on each link, before any rule runs."""

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
    """The documents at `paths`, relative to the root of `config`, through all three stages.

    `progress` is called for each document that was read. Of a team, each process gets a project
    with its share of the documents.
    """
    loaded = load_project(config, paths, team, progress)
    judge = Judge(loaded)
    return judge_project(index_project(loaded, judge), judge, team)


def judge_project(project: IndexedProject, judge: Judge, team: Team = ALONE) -> Project:
    """`project` with the verdicts of `judge` on its links; all processes of `team` must call it."""
    judged = judge.verdicts(project)
    return Project(
        **values_of(IndexedProject, project),
        judged=judged,
        dead=dead_links(judged),
        linked=frozenset().union(*team.exchange(linked_files(judged))),
    )
