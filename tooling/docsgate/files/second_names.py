"""Documents that are found twice, because a symbolic link beside them names them again."""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING

from .git_objects import GitFiles

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .disk import Files


def second_names(files: Files, paths: Iterable[str]) -> set[str]:
    """Those of `paths` that are symbolic links to another of them in the same folder."""
    known = set(paths)
    targets = {path: target for path in known if (target := _link_target(files, path))}
    places = {path: join(dirname(path), target) for path, target in targets.items()}
    return {path for path, place in places.items() if place in known and place not in targets}


def _link_target(files: Files, path: str) -> str:
    if isinstance(files, GitFiles):
        return files.link_target(path)
    try:
        return str((files / path).readlink())
    except OSError:  # No link, or nothing at all.
        return ""
