"""Only what is new: a report without the findings that the documents had at an earlier state."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..checking.baseline import without_findings_of
from ..checking.engine import check
from ..configuration.discovery import documents_of, prefix_in_repository, with_site
from ..files.disk import is_file
from ..files.git_command import merged_commit, top_level
from ..files.git_objects import GitFiles

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from ..checking.report import Report
    from ..configuration.settings import Config


def without_older(
    report: Report, revision: str, documents: Sequence[str] | None, *, staged: bool
) -> Report:
    """`report` without what is also found in the last common commit of `revision` and HEAD.

    Of a `staged` merge, what the other branch brings is not new either. In those commits all
    documents are checked, or those that are the chosen `documents` of today. Raises UsageError.
    """
    root = report.project.config.root
    report = _without(report, GitFiles.committed(root, revision), documents)
    other = merged_commit(root) if staged else ""
    return _without(report, GitFiles.at(top_level(root), other), documents) if other else report


def _without(report: Report, git: GitFiles, documents: Sequence[str] | None) -> Report:
    """`report` without what is found in the files of a commit, `git`, which is closed."""
    try:
        earlier = _earlier_state(report.project.config, git)
        there = documents_of(earlier.config, ())
        if documents is not None:
            chosen = set(documents)
            there = [path for path in there if earlier.moved.get(path, path) in chosen]
        found = check(earlier.config, there, whole=False)
    finally:
        git.objects.close()
    return without_findings_of(report, found, earlier.moved)


class _EarlierState(NamedTuple):
    """A configuration over the files of a commit; `moved` are paths that have others today."""

    config: Config
    moved: Mapping[str, str]


def _earlier_state(config: Config, git: GitFiles) -> _EarlierState:
    prefix = prefix_in_repository(config.root)
    moved = {
        old.removeprefix(prefix): new.removeprefix(prefix)
        for old, new in git.find_moved_files().items()
        if old.startswith(prefix) and new.startswith(prefix)
    }
    files = git.below(prefix.rstrip("/"))
    site = config.site if is_file(files, config.site) else ""
    return _EarlierState(with_site(replace(config, git=files, site=site)), moved)
