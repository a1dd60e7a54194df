"""`docsgate build`: the site, built strictly from the staged documents."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

import click

from ..checking.report import Report
from ..configuration.discovery import documents_of
from ..errors import UsageError
from ..loading.load_project import load_project
from ..reporters import reporter
from .configured import configured

if TYPE_CHECKING:
    from ..configuration.settings import Config

_PATHS = click.Path(path_type=Path)
_MARKER = ".nojekyll"
"""Stands in every site that docsgate has built: what has it may be replaced."""


@click.command()
@click.option("--clean", is_flag=True, help="Delete the staged documents and the site first.")
@click.option("--config", "config_file", type=_PATHS, help="Use this configuration file.")
@click.option("--output", type=_PATHS, help="Where to write the site; default: its site_dir.")
def build(*, clean: bool, config_file: Path | None, output: Path | None) -> int:
    """Build the site; keep the last one when that fails.

    Where documents are staged, a mkdocs.yml for other builders is left beside them.

    Exit code 0: built. 1: the builder has something to say. 2: misuse, or no mkdocs.yml.
    """
    from ..website import build_site, settings_of, write_portable
    from ..website.stage import check_stage

    config = configured([], config_file)
    if not config.site:
        raise UsageError(f"no mkdocs.yml in {config.root}; write one in site-config")
    project = load_project(config, documents_of(config, []))
    settings = settings_of(project)
    target = output or config.root / _beside(config, settings.site_dir)
    staging = config.root / _beside(config, settings.docs_dir)
    _check_replaceable(target)
    if clean:
        _clear(target)
        if settings.sources:
            check_stage(staging)
            shutil.rmtree(staging, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".docsgate-", dir=target.parent) as folder:
        fresh = Path(folder, "site")
        built = build_site(project, fresh, staging)
        if built.findings:
            report = replace(Report.of(project, built.findings), site="failed")
            click.echo(reporter("text")(report, colour=False, verbose=False), nl=False)
            return 1
        _clear(target)
        fresh.replace(target)
    write_portable(project, built, _beside(config, settings.docs_dir))
    click.echo(f"{built.pages} pages in {target}")
    return 0


def _beside(config: Config, folder: str) -> str:
    """`folder` of the mkdocs.yml, relative to the root, which it must not leave."""
    path = normpath(join(dirname(config.site), folder))
    if path.startswith(("/", "..")) or path == ".":
        raise UsageError(f"{config.site}: `{folder}` is not inside the project")
    return path


def _check_replaceable(target: Path) -> None:
    """Refuse to replace a folder that holds anything but a site of ours."""
    if not target.exists():
        return
    if not target.is_dir() or target.is_symlink():
        raise UsageError(f"{target}: not a folder")
    if any(target.iterdir()) and not (target / _MARKER).is_file():
        raise UsageError(f"{target}: holds other files than a site; name another folder")


def _clear(target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
