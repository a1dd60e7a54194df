"""The site as a folder, built strictly; when that fails, the last one is kept."""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import dataclass, replace
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING

from ..checking.report import Report
from ..configuration.coverage import refuse_missing_folders
from ..configuration.discovery import documents_of
from ..errors import UsageError
from ..loading.load_project import load_project
from ..website import NESTED, build_site, docs_around, serve_site, settings_of, write_portable
from ..website.stage import check_stage
from .configure import configure
from .request import Request

if TYPE_CHECKING:
    from ..configuration.settings import Config

_MARKER = ".nojekyll"
"""A file of every site that docsgate has built: a folder that has it may be replaced."""


@dataclass(frozen=True)
class BuiltFolder:
    """The site's folder and the number of its pages; or a `failure` that says why there is none."""

    folder: Path
    pages: int = 0
    failure: Report | None = None


def build(
    config_file: Path | None = None, output: Path | None = None, *, clean: bool = False
) -> BuiltFolder:
    """Build the site of the project around the current folder, into `output` or its site_dir.

    `clean` deletes the staged documents and the site first. Where documents are staged, a
    mkdocs.yml for other builders is left beside them. Raises UsageError and ConfigError.
    """
    config = _with_site_file(config_file)
    refuse_missing_folders(config)
    project = load_project(config, documents_of(config, []))
    settings = settings_of(project)
    target = output or config.root / _path_from_root(config, settings.site_dir)
    staging = config.root / _path_from_root(config, settings.docs_dir)
    if folder := docs_around(project, settings, target):
        raise UsageError(NESTED.format(site=target, folder=folder))
    _check_replaceable(target)
    if clean:
        _delete_folder(target)
        if settings.sources:
            check_stage(staging)
            shutil.rmtree(staging, ignore_errors=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".docsgate-", dir=target.parent) as folder:
        fresh = Path(folder, "site")
        built = build_site(project, fresh, staging)
        if built.findings:
            report = replace(Report.of(project, built.findings), site="failed")
            return BuiltFolder(target, failure=report)
        _delete_folder(target)
        fresh.replace(target)
    write_portable(project, built, _path_from_root(config, settings.docs_dir))
    return BuiltFolder(target, built.pages)


def serve(config_file: Path | None, address: str) -> int:
    """Serve the site at `address`, `HOST:PORT`, until it is interrupted; an exit code.

    It is built again when a document changes. Raises UsageError and ConfigError.
    """
    config = _with_site_file(config_file)
    return serve_site(lambda: load_project(config, documents_of(config, [])), address)


def _with_site_file(config_file: Path | None) -> Config:
    """The configuration of a project that has a mkdocs.yml."""
    config = configure(Request(config_file=config_file))
    if not config.site:
        raise UsageError(f"no mkdocs.yml in {config.root}; write one in site-config")
    return config


def _path_from_root(config: Config, folder: str) -> str:
    """`folder` of the mkdocs.yml, relative to the root, which it must not leave."""
    path = normpath(join(dirname(config.site), folder))
    if path.startswith(("/", "..")) or path == ".":
        raise UsageError(f"{config.site}: `{folder}` is not inside the project")
    return path


def _check_replaceable(target: Path) -> None:
    """Raise UsageError unless `target` is free, an empty folder, or a site that docsgate built."""
    if not target.exists():
        return
    if not target.is_dir() or target.is_symlink():
        raise UsageError(f"{target}: not a folder")
    if any(target.iterdir()) and not (target / _MARKER).is_file():
        raise UsageError(f"{target}: holds other files than a site; name another folder")


def _delete_folder(target: Path) -> None:
    if target.exists():
        shutil.rmtree(target)
