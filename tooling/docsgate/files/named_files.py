"""Where in a project files with certain names are, without a walk through everything in it.

In a git repository, git's index says so. Elsewhere a limited number of folders is looked through.
Symbolic links are not followed, and folders of installed packages are left out.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from .disk import SKIPPED_FOLDERS, list_folder
from .git_command import git_remotes, tracked_paths
from .git_objects import GitFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from .disk import Files

_VITEPRESS = ".vitepress"
"""The one hidden folder in which a site's configuration may be."""

FOLDERS_MAX = 1_000
"""How many folders are looked through without git: some hundredths of a second."""


def files_named(files: Files, is_wanted: Callable[[str], bool]) -> list[str]:
    """The wanted ones of the paths of files, relative to `files`; those at the top come first."""
    kept = [path for path in _paths(files) if is_wanted(path) and not _is_left_out(path)]
    return sorted(kept, key=lambda path: (path.count("/"), path))


def remotes(files: Files) -> tuple[str, ...]:
    """The addresses of the git remotes of the repository that `files` is, or is in."""
    place = files.top if isinstance(files, GitFiles) else files
    if not _is_in_git(place):
        return ()
    try:
        return git_remotes(place)
    except UsageError:
        return ()


def _paths(files: Files) -> Iterable[str]:
    if isinstance(files, GitFiles):
        return files.paths
    if _is_in_git(files):
        try:
            return tracked_paths(files)
        except UsageError:
            pass  # Git is not installed, or trusts the owner of the folder no more than we do.
    return _walk(files)


def _walk(root: Path) -> Iterator[str]:
    """Paths of the files below `root`, as far as `FOLDERS_MAX` folders hold them."""
    waiting, count = [""], 0
    while waiting and count < FOLDERS_MAX:
        inner: list[str] = []
        for folder in waiting[: FOLDERS_MAX - count]:
            for name, is_folder in list_folder(root, folder):
                path = f"{folder}/{name}" if folder else name
                if not is_folder:
                    yield path
                elif not _is_left_out(f"{name}/"):
                    inner.append(path)
        count += len(waiting)
        waiting = inner


def _is_left_out(path: str) -> bool:
    """Whether a folder in `path` is hidden or holds installed packages."""
    return any(
        part in SKIPPED_FOLDERS or (part.startswith(".") and part != _VITEPRESS)
        for part in path.split("/")[:-1]
    )


def _is_in_git(place: Path) -> bool:
    absolute = Path(os.path.abspath(place))  # noqa: PTH100 - keeps symbolic links, as callers do
    return any((folder / ".git").exists() for folder in (absolute, *absolute.parents))
