"""Which files git ignores: they are no part of what others, and CI, see of a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..errors import UsageError
from .git_command import is_in_repository, run_git

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


def ignored_by_git(root: Path) -> Callable[[str], bool]:
    """Whether a path below the folder `root` is one that git ignores; never without git.

    A file that was added in spite of that is not ignored.
    """
    if not is_in_repository(root):
        return lambda _path: False
    options = ("-z", "--others", "--ignored", "--exclude-standard", "--directory")
    try:
        listed = run_git(root, "ls-files", *options, "--", ":(literal).")
    except UsageError:
        return lambda _path: False
    paths = listed.decode("utf-8", "surrogateescape").split("\0")[:-1]
    ignored = frozenset(path.rstrip("/") for path in paths)
    if "." in ignored:  # The whole project is ignored, so whoever runs this means it.
        return lambda _path: False
    return lambda path: bool(ignored) and _is_among(path, ignored)


def _is_among(path: str, ignored: frozenset[str]) -> bool:
    """Whether `path`, or a folder that it is in, is among the `ignored`."""
    while path:
        if path in ignored:
            return True
        path = path.rpartition("/")[0]
    return False
