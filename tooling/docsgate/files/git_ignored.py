"""Which files git ignores: they are no part of what others, and CI, see of a repository."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from ..errors import UsageError
from .git_command import is_in_repository, run_git

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path


_PATH_LENGTH_MAX = 1_024
"""Git is not asked about longer paths, which no file system has: it ends at some thousand folders.
Nor is it asked about those with a colon in front, which it takes for orders (`:!` excludes)."""


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


def declared_ignored(root: Path, paths: Iterable[str]) -> frozenset[str]:
    """Those of `paths` below the folder `root` that some `.gitignore` names, there or not.

    What only the machine at hand ignores, by its own settings, is none of them, and neither is
    anything where the whole folder is ignored. A path with a final `/` is that of a folder. Git is
    asked once for all; where it cannot answer, as for a path through a symbolic link, the result
    is empty.
    """
    wanted = sorted(path for path in paths if path[:1] != ":" and len(path) <= _PATH_LENGTH_MAX)
    if not wanted or not is_in_repository(root):
        return frozenset()
    said = "".join(f"{path}\0" for path in (".", *wanted))
    options = ("--no-index", "--verbose", "--stdin", "-z")
    try:
        shown = run_git(root, "check-ignore", *options, said=os.fsencode(said))
    except UsageError:  # Also where none of the paths is ignored.
        return frozenset()
    parts = os.fsdecode(shown).split("\0")
    sources, patterns, named = parts[:-1:4], parts[2::4], parts[3::4]
    found = frozenset(
        path
        for source, pattern, path in zip(sources, patterns, named, strict=True)
        if source.rpartition("/")[2] == ".gitignore" and not pattern.startswith("!")
    )
    return frozenset() if "." in found else found


def _is_among(path: str, ignored: frozenset[str]) -> bool:
    """Whether `path`, or a folder that it is in, is among the `ignored`."""
    while path:
        if path in ignored:
            return True
        path = path.rpartition("/")[0]
    return False
