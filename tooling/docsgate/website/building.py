"""Builds the site of a checked project, or returns findings that say why it cannot be built."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from posixpath import dirname, normpath
from typing import TYPE_CHECKING, Any

from ..checking.admission import add_findings
from ..configuration.mkdocs_yml import MkdocsFile, read_mkdocs_file, with_parents
from ..files.disk import read_site_file
from .messages import findings, not_repeated
from .run_mkdocs import BuilderMessage, run_builder
from .stage import Staged, portable, rule_pages, stage, write_stage

if TYPE_CHECKING:
    from ..checking.report import Report
    from ..diagnostics import Diagnostic
    from ..project import LoadedProject

NESTED = "{site}: is inside `{folder}`, so the site would be copied into itself"
NO_SITE = "no mkdocs.yml: the site was not built"


@dataclass(frozen=True)
class Built:
    """The outcome of a build.

    `findings` is empty when it succeeded, `pages` is how many HTML pages the site has, and `staged`
    is the staged tree, if there is one.
    """

    findings: tuple[Diagnostic, ...] = ()
    pages: int = 0
    staged: Staged | None = None


def with_site(report: Report) -> Report:
    """Build the site of the project strictly into a temporary folder.

    Returns the report with the outcome and one finding for each of the builder's messages, but for
    those about links that the report has as broken already.
    Without a mkdocs.yml nothing is built, and a note says so. Raises WriteError when the staged
    tree cannot be written.
    """
    if not report.project.config.site:
        return replace(report, notes=(*report.notes, NO_SITE))
    project = report.project
    settings = settings_of(project)
    site_dir = project.config.root / dirname(project.config.site) / settings.site_dir
    if folder := docs_around(project, settings, site_dir):
        message = BuilderMessage("ERROR", NESTED.format(site="site_dir", folder=folder))
        found = findings([message], project, project.config.site, lambda _page: None)
        return replace(add_findings(report, found), site="failed")
    with tempfile.TemporaryDirectory(prefix="docsgate-site-") as place:
        built = build_site(project, Path(place, "site"), Path(place, "docs"))
    if not built.findings:
        return replace(report, site="built")
    return replace(add_findings(report, not_repeated(built.findings, report)), site="failed")


def docs_around(project: LoadedProject, settings: MkdocsFile, site: Path) -> str:
    """The folder of documents that the folder `site` is in, as it is written; empty if in none."""
    base = project.config.root / dirname(project.config.site)
    place = site.resolve()
    folders = (settings.docs_dir, settings.sources)
    inside = (one for one in folders if one and place.is_relative_to((base / one).resolve()))
    return next(inside, "")


def build_site(project: LoadedProject, output: Path, staging: Path) -> Built:
    """Build the project's site strictly into the folder `output`, which must not exist.

    When the mkdocs.yml asks for staging, the tree is written to `staging`. On failure `output`
    does not exist afterwards. Raises WriteError when the staged tree cannot be written.
    """
    config = project.config
    site_file = config.root / config.site
    settings = settings_of(project)
    extra = rule_pages(config.root) if settings.sources else {}
    staged = stage(project, settings, extra) if settings.sources else None
    overrides: dict[str, Any] = {"site_dir": str(output)}
    if staged is not None:
        write_stage(staged, config.root, staging)
        overrides |= {"docs_dir": str(staging), **staged_overrides(staged, settings)}
    messages = run_builder(config.root, site_file, overrides)
    if messages:
        shutil.rmtree(output, ignore_errors=True)
        found = findings(messages, project, config.site, _authored(project, settings, staged))
        return Built(tuple(found))
    (output / ".nojekyll").touch()
    return Built(pages=sum(1 for _ in output.rglob("*.html")), staged=staged)


def write_portable(project: LoadedProject, built: Built, docs: str) -> None:
    """Put a mkdocs.yml for other builders beside the staged tree at `docs`, if there is one."""
    config, settings = project.config, settings_of(project)
    if built.staged is None:
        return
    text = (config.root / config.site).read_text(encoding="utf-8")
    shown = portable(text, dirname(config.site), built.staged, docs, nav=not settings.has_nav)
    (config.root / docs).with_name("mkdocs.yml").write_text(shown, encoding="utf-8")


def settings_of(project: LoadedProject) -> MkdocsFile:
    """The settings in the project's mkdocs.yml; the defaults when it cannot be read."""
    root = project.config.root
    return read_mkdocs_file(*with_parents(project.config.site, partial(read_site_file, root)))


def staged_overrides(staged: Staged, settings: MkdocsFile) -> dict[str, Any]:
    """The generated navigation, unless the mkdocs.yml has one of its own."""
    if settings.has_nav:
        return {}
    return {"nav": staged.nav, "not_in_nav": staged.not_in_nav}


def _authored(project: LoadedProject, settings: MkdocsFile, staged: Staged | None) -> Any:
    """A function from a page, as mkdocs names it, to the path of its document.

    The function returns None for a generated page.
    """
    docs_dir = Path(project.config.site).parent / settings.docs_dir

    def authored(page: str) -> str | None:
        if staged is not None:
            return staged.origins.get(page)
        path = normpath((docs_dir / page).as_posix())
        return path if path in project.by_path else None

    return authored
