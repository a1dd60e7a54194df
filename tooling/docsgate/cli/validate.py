"""`docsgate validate`: check documents, mend what is safe, build the site."""

from __future__ import annotations

import os
import sys
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..checking.engine import check
from ..configuration.discovery import documents_of, prefix_in_repository
from ..configuration.settings import Config, Target
from ..errors import UsageError
from ..reporters import FORMATS, reporter
from ..reporters.terminal import printable_lines
from .configured import before, configured, reaching
from .progress import Progress

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..checking.report import Report
    from ..fixing.change import Mended

_TARGETS = [target.value for target in Target]
_PATHS = click.Path(path_type=Path)


@click.command()
@click.argument("paths", nargs=-1, type=_PATHS)
@click.option("--fix", is_flag=True, help="Apply safe fixes.")
@click.option("--unsafe-fixes", is_flag=True, help="Apply unsafe fixes too; implies --fix.")
@click.option("--diff", is_flag=True, help="Show what the fixes would change; write nothing.")
@click.option("--staged", is_flag=True,
              help="Judge what is staged in git, not the files; builds no site.")  # fmt: skip
@click.option("--changed-since", metavar="REVISION",
              help="Report only what is new since REVISION; builds no site.")  # fmt: skip
@click.option("--baseline", type=_PATHS, help="The findings of this file are known.")
@click.option("--update-baseline", is_flag=True,
              help="Write it if it is not there, else take out what is gone.")  # fmt: skip
@click.option("--select", multiple=True, metavar="RULE-GLOB", help="Run only these rules.")
@click.option("--ignore", multiple=True, metavar="RULE-GLOB", help="Do not run these rules.")
@click.option("--target", "targets", multiple=True, type=click.Choice(_TARGETS),
              help="Judge for these readers; overrides the configuration.")  # fmt: skip
@click.option("--format", "format_", type=click.Choice(list(FORMATS)), default="text",
              show_default=True, help="How to report.")  # fmt: skip
@click.option("--output", type=_PATHS, help="Write the report to a file.")
@click.option("--skip-build", is_flag=True, help="Do not build the site.")
@click.option("--code", multiple=True, metavar="GLOB",
              help="Read the comments of these files for citations too.")  # fmt: skip
@click.option("--external", is_flag=True, help="Ask other sites whether linked pages exist.")
@click.option("--crawl", is_flag=True, help="Crawl the built site too, as a second opinion.")
@click.option("--offline", is_flag=True, help="Ask nobody, whatever else is configured.")
@click.option("--allow-private", is_flag=True, help="Let --external ask private networks too.")
@click.option("--jobs", type=click.IntRange(min=0), default=0, metavar="N",
              help="Processes to use; 0, the default, for as many as are worth it.")  # fmt: skip
@click.option("--config", "config_file", type=_PATHS, help="Use this configuration file.")
@click.option("--allow-empty", is_flag=True, help="Succeed when there is nothing to check.")
@click.option("--verbose", is_flag=True, help="Also list what passed.")
def validate(**options: Any) -> int:
    """Check documents: all of the project's, or those at PATHS.

    Exit code 0: clean. 1: findings. 2: misuse, or nothing to check. 3: a fault of docsgate.
    """
    started = time.perf_counter()
    wanted = _Wanted(**options)
    if wanted.staged and (wanted.mends or wanted.crawl or wanted.update_baseline):
        raise UsageError("--staged only judges; mend the files without it, and stage them again")
    if wanted.changed_since is not None and (
        wanted.mends or wanted.crawl or wanted.external or wanted.update_baseline
    ):
        raise UsageError("--changed-since only judges the documents; leave the other options out")
    config = _configured(wanted)
    documents = documents_of(config, wanted.paths)
    if not documents and not wanted.allow_empty:
        where = " ".join(map(str, wanted.paths)) or str(config.root)
        raise UsageError(f"no Markdown documents in {where}; name a folder, or --allow-empty")
    mended = _mend(config, documents, wanted) if wanted.mends else None
    with Progress(len(documents)) as progress:
        builds = wanted.crawl or (wanted.builds and _covers_docs(config, wanted.paths))
        report = check(config, documents, progress.step, whole=builds)
    if builds:
        report = _with_site(report, crawl=wanted.crawl)
    if wanted.changed_since is not None:
        report = _without_older(report, documents, wanted)
    if config.baseline or wanted.update_baseline:
        report = _with_baseline(report, wanted)
    elapsed = time.perf_counter() - started
    report = replace(
        _with_mended(report, mended, diff=wanted.diff),
        elapsed_seconds=elapsed,
        prefix=prefix_in_repository(config.root),
    )
    _print(report, wanted)
    return 1 if report.failed else 0


@dataclass(frozen=True)
class _Wanted:
    """What the command line asks for."""

    paths: tuple[Path, ...]
    config_file: Path | None
    jobs: int
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    targets: tuple[str, ...]
    code: tuple[str, ...]
    external: bool
    crawl: bool
    offline: bool
    allow_private: bool
    fix: bool
    unsafe_fixes: bool
    diff: bool
    staged: bool
    changed_since: str | None
    baseline: Path | None
    update_baseline: bool
    format_: str
    output: Path | None
    skip_build: bool
    allow_empty: bool
    verbose: bool

    @property
    def mends(self) -> bool:
        """Whether fixes are applied, or shown."""
        return self.fix or self.unsafe_fixes or self.diff

    @property
    def builds(self) -> bool:
        """Whether the site is built where that makes sense."""
        return not (self.skip_build or self.staged or self.changed_since is not None)

    @property
    def is_complete(self) -> bool:
        """Whether all documents and rules are looked at, and everything found is reported."""
        chosen = self.paths or self.select or self.ignore or self.targets
        return not chosen and self.changed_since is None


def _configured(wanted: _Wanted) -> Config:
    config = configured(
        wanted.paths,
        wanted.config_file,
        wanted.select,
        wanted.ignore,
        wanted.targets,
        staged=wanted.staged,
    )
    config = reaching(
        config,
        wanted.code,
        external=wanted.external,
        offline=wanted.offline or wanted.changed_since is not None,
        private=wanted.allow_private,
    )
    return replace(config, jobs=wanted.jobs, baseline=_baseline(config, wanted.baseline))


def _baseline(config: Config, file: Path | None) -> str:
    """The path of the baseline relative to the project, that of the command line first."""
    if file is None:
        return config.baseline
    place = Path(os.path.normpath(file.absolute()))
    try:
        return place.relative_to(config.root).as_posix()
    except ValueError:
        raise UsageError(f"{file}: outside the project {config.root}") from None


def _with_site(report: Report, *, crawl: bool) -> Report:
    """Build the site, and crawl it if that is wanted."""
    if crawl:
        from ..website.crawl import with_crawl

        return with_crawl(report)
    from ..website import with_site

    return with_site(report)


def _without_older(report: Report, documents: Sequence[str], wanted: _Wanted) -> Report:
    """The report without what the documents had before; all, or those of today's paths."""
    from ..checking.baseline import without_older

    assert wanted.changed_since is not None, "asked before"
    config, moved = before(report.project.config, wanted.changed_since)
    there = documents_of(config, ())
    if wanted.paths:
        there = [path for path in there if moved.get(path, path) in set(documents)]
    return without_older(report, check(config, there, whole=False), moved)


def _with_baseline(report: Report, wanted: _Wanted) -> Report:
    from ..checking.baseline import baselined

    return baselined(report, update=wanted.update_baseline, complete=wanted.is_complete)


def _mend(config: Config, documents: Sequence[str], wanted: _Wanted) -> Mended:
    """Mend the documents, or show how."""
    from ..fixing.rounds import mend
    from ..fixing.write import write

    mended = mend(config, documents, unsafe=wanted.unsafe_fixes)
    if wanted.diff:
        for change in mended.changes:
            click.echo(printable_lines(change.diff()), nl=False)
    else:
        write(config, mended.changes)
    return mended


def _with_mended(report: Report, mended: Mended | None, *, diff: bool) -> Report:
    """The report with what was mended, and the fixes that their proof refused."""
    if mended is None:
        return report
    notes = (*report.notes, *map(str, mended.refusals))
    return replace(report, fixed=0 if diff else mended.fixes, notes=notes)


def _covers_docs(config: Config, paths: Sequence[Path]) -> bool:
    """Whether the whole documentation is checked, so that building the site makes sense."""
    if not paths:
        return True
    docs = [(config.root / folder).resolve() for folder in config.docs or ("docs-cms", "docs")]
    folders = [path.resolve() for path in paths if path.is_dir()]
    return any(
        place.is_relative_to(folder) for place in docs if place.is_dir() for folder in folders
    )


def _print(report: Report, wanted: _Wanted) -> None:
    """Print the report; aside of a diff that another program may read."""
    output = wanted.output
    colour = output is None and sys.stdout.isatty() and "NO_COLOR" not in os.environ
    text = reporter(wanted.format_)(report, colour=colour, verbose=wanted.verbose)
    if output is None:
        click.echo(text, nl=False, err=wanted.diff)
        return
    try:
        output.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{output}: cannot be written: {error.strerror}") from None
