"""Writes a staged tree to disk, and deletes the files of earlier trees."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

from ...errors import WriteError
from ...files.disk import SUFFIXES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from .tree import Staged


MARKER = ".docsgate-stage"
"""A file in every staged tree. A folder without it is written to only if it is empty."""


def check_stage(folder: Path) -> None:
    """Raise WriteError when `folder` holds anything but a staged tree."""
    if folder.exists() and any(folder.iterdir()) and not (folder / MARKER).is_file():
        message = "holds other files than a staged tree; set `docs_dir` to another folder"
        raise WriteError(f"{folder}: {message}")


def write_stage(staged: Staged, root: Path, folder: Path) -> None:
    """Make `folder` hold exactly the tree, and the other files of its sources.

    Files that are already right are not touched, so that a server that watches the folder builds
    only after a change. Raises WriteError when a file cannot be written, or when `folder` holds
    anything but a staged tree.
    """
    check_stage(folder)
    kept = {folder / MARKER}
    try:
        _write(folder / MARKER, b"")
        for path, text in staged.pages.items():
            kept.add(folder / path)
            _write(folder / path, text.encode())
        for source, prefix in staged.assets:
            for asset in _assets(root / source):
                target = folder / prefix / asset.relative_to(root / source)
                if target not in kept:
                    kept.add(target)
                    _write(target, asset.read_bytes())
        _delete_others(folder, kept)
    except OSError as error:
        raise WriteError(f"{error.filename}: cannot be written: {error.strerror}") from None


def _write(target: Path, data: bytes) -> None:
    if target.is_file() and target.read_bytes() == data:
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data)


def _assets(sources: Path) -> Iterator[Path]:
    """The files among the sources that are no documents, not hidden, and no symbolic links."""
    for folder, folders, names in os.walk(sources):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = sources.__class__(folder, name)
            hidden = name.startswith(".") or name.lower().endswith(SUFFIXES)
            if not hidden and not path.is_symlink() and path.is_file():
                yield path


def _delete_others(folder: Path, kept: set[Path]) -> None:
    """Delete what an earlier run left in `folder`."""
    parents = {parent for path in kept for parent in path.parents}
    for current, folders, names in os.walk(folder, topdown=False):
        here = folder.__class__(current)
        for name in names:
            if here / name not in kept:
                (here / name).unlink()
        for name in folders:
            if here / name not in parents:
                shutil.rmtree(here / name, ignore_errors=True)
