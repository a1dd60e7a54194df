"""The order of a run: mend, check, build or crawl the site, and leave out what was known before."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from ..checking.engine import check
from ..configuration.coverage import find_skipped, refuse_missing_folders
from ..configuration.discovery import documents_of, prefix_in_repository
from ..configuration.readers_there import has_live_site
from ..errors import UsageError
from ..files.git_command import main_branch
from .configure import configure

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from ..checking.report import Report
    from ..configuration.settings import Config
    from ..fixing.change import Mended
    from .request import Request


class Run(NamedTuple):
    """What a run found, and what it mended first, if it was asked to."""

    report: Report
    mended: Mended | None = None


def validate(
    request: Request,
    progress: Callable[[str, int, str], None] = lambda _path, _total, _stage: None,
) -> Run:
    """Carry out `request`. `progress` is called with each document, the number of all, and what was
    done with it: `read` and `mended` before fixes are applied, nothing while documents are checked.

    Raises UsageError, ConfigError and WriteError.
    """
    started = time.perf_counter()
    request.refuse_contradictions()
    config = configure(request)
    try:
        outcome = _validate(request, config, progress)
    finally:
        if config.git is not None:
            config.git.objects.close()
    report = replace(outcome.report, prefix=prefix_in_repository(config.root))
    if report.has_many:
        report = replace(report, branch=main_branch(config.root))
    elapsed = time.perf_counter() - started
    return outcome._replace(report=replace(report, elapsed_seconds=elapsed))


def _validate(request: Request, config: Config, progress: Callable[[str, int, str], None]) -> Run:
    refuse_missing_folders(config)
    documents = documents_of(config, request.paths)
    if not documents and not request.allow_empty:
        where = " ".join(map(str, request.paths)) or str(config.root)
        raise UsageError(f"no Markdown documents in {where}; name a folder, or --allow-empty")
    wanted = request.builds and has_live_site(config)
    builds = request.crawl or (wanted and _covers_docs(config, request.paths))
    report, mended = _mend_and_check(request, config, documents, progress, whole=builds)
    if builds:
        report = _with_site(report, crawl=request.crawl)
    report = _leave_out_known(request, report, documents)
    if not request.paths and (skipped := find_skipped(config, documents)):
        if skipped.is_most:
            report = replace(report, first=skipped.text)
        else:
            report = replace(report, notes=(*report.notes, skipped.text))
    if mended is None:
        return Run(report)
    notes = (*report.notes, *map(str, mended.refusals))
    fixed = 0 if request.diff else mended.fixes
    return Run(replace(report, fixed=fixed, notes=notes), mended)


def _mend_and_check(
    request: Request,
    config: Config,
    documents: Sequence[str],
    progress: Callable[[str, int, str], None],
    *,
    whole: bool,
) -> Run:
    """Mend `documents` if that is wanted, and check them as they are after that."""
    mended = None
    if request.mends:
        from .mend import mend

        def show(path: str, stage: str) -> None:
            progress(path, len(documents), stage)

        report, mended = mend(request, config, documents, show, whole=whole)
        if request.diff or not mended.changes:
            return Run(report, mended)  # All files are as they were.
    report = check(config, documents, lambda path: progress(path, len(documents), ""), whole=whole)
    return Run(report, mended)


def _with_site(report: Report, *, crawl: bool) -> Report:
    """Build the site, and crawl it if that is wanted."""
    if crawl:
        from ..website.crawl import with_crawl

        return with_crawl(report)
    from ..website import with_site

    return with_site(report)


def _leave_out_known(request: Request, report: Report, documents: Sequence[str]) -> Report:
    """The report without what an earlier commit or the baseline has."""
    if request.changed_since is not None:
        from .compare import without_older

        chosen = documents if request.paths else None
        report = without_older(report, request.changed_since, chosen, staged=request.staged)
    if report.project.config.baseline:
        from ..checking.baseline import apply_baseline

        report = apply_baseline(
            report, update=request.update_baseline, complete=request.is_complete
        )
    return report


def _covers_docs(config: Config, paths: Sequence[Path]) -> bool:
    """Whether the whole documentation is checked, so that building the site makes sense."""
    if not paths:
        return True
    docs = [(config.root / folder).resolve() for folder in config.docs or ("docs-cms", "docs")]
    folders = [path.resolve() for path in paths if path.is_dir()]
    return any(
        place.is_relative_to(folder) for place in docs if place.is_dir() for folder in folders
    )
