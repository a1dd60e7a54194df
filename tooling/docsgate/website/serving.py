"""Serves the site on this machine while people write, and builds it again after each change."""

from __future__ import annotations

import os
import subprocess
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import mkdocs_process
from .building import settings_of, staged_overrides
from .run_mkdocs import command, environment
from .stage import rule_pages, stage, write_stage

if TYPE_CHECKING:
    from collections.abc import Callable

    from ..project import LoadedProject

INTERVAL_SECONDS = 0.5


def serve_site(load: Callable[[], LoadedProject], address: str) -> int:
    """Serve the site of the project that `load` reads, at `address`, until it is interrupted.

    Documents are staged again when one of their files changes, and mkdocs builds the site again. A
    page that is added or removed changes the navigation; then mkdocs is started again. Returns the
    exit code of mkdocs when it ends by itself. Raises WriteError when the staged tree cannot be
    written.
    """
    with tempfile.TemporaryDirectory(prefix="docsgate-serve-") as folder:
        staging = Path(folder, "docs")
        while True:
            project = load()
            overrides = _stage(project, staging)
            process = _start(project, overrides, address, Path(folder, "records.jsonl"))
            try:
                if _watch(load, overrides, staging, process):
                    return process.returncode
            finally:
                _stop(process)


def _stage(project: LoadedProject, staging: Path) -> dict[str, Any]:
    """Write the staged tree; return the settings with which mkdocs must build it."""
    settings = settings_of(project)
    if not settings.sources:
        return {}
    staged = stage(project, settings, rule_pages(project.config.root))
    write_stage(staged, project.config.root, staging)
    return {"docs_dir": str(staging), **staged_overrides(staged, settings)}


def _start(
    project: LoadedProject, overrides: dict[str, Any], address: str, records: Path
) -> subprocess.Popen[str]:
    root = project.config.root
    records.touch()
    request = mkdocs_process.BuildRequest(
        str(root / project.config.site), str(records), overrides, address
    )
    process = subprocess.Popen(  # noqa: S603 - this interpreter, our own module
        command(), stdin=subprocess.PIPE, cwd=root, env=environment(), text=True
    )
    assert process.stdin is not None, "a pipe was asked for"
    with process.stdin as stdin:
        stdin.write(mkdocs_process.encode(request))
    return process


def _watch(
    load: Callable[[], LoadedProject],
    overrides: dict[str, Any],
    staging: Path,
    process: subprocess.Popen[str],
) -> bool:
    """Stage again after each change. True when mkdocs has ended, False when it must restart."""
    sources = _sources(load())
    seen = _fingerprint(sources)
    while True:
        try:
            process.wait(INTERVAL_SECONDS)
        except subprocess.TimeoutExpired:
            pass
        else:
            return True
        now = _fingerprint(sources)
        if now != seen:
            seen = now
            if _stage(load(), staging) != overrides:
                return False


def _sources(project: LoadedProject) -> Path:
    settings = settings_of(project)
    return project.config.root / Path(project.config.site).parent / (settings.sources or ".")


def _fingerprint(folder: Path) -> frozenset[tuple[str, int, int]]:
    """Paths, times and sizes of all files below `folder`."""
    found = set()
    for current, _, names in os.walk(folder):
        for name in names:
            try:
                status = Path(current, name).stat()
            except OSError:
                continue  # An editor is replacing the file; the next look will find it.
            found.add((f"{current}/{name}", status.st_mtime_ns, status.st_size))
    return frozenset(found)


def _stop(process: subprocess.Popen[str]) -> None:
    if process.poll() is None:
        process.terminate()
        try:
            process.wait(5)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
