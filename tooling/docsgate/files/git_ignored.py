"""Which files git ignores: they are no part of what others, and CI, see of a repository."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .git_objects import GitFiles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from .disk import Files

_COMMAND = (
    "git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "ls-files", "-z", "--others",
    "--ignored", "--exclude-standard", "--directory", "--",
)  # fmt: skip


def ignored_by_git(files: Files, folders: Iterable[str]) -> Callable[[str], bool]:
    """Whether a path below `folders` is one that git ignores; never without git.

    A file that was added in spite of that is not ignored.
    """
    places = [f":(literal){folder or '.'}" for folder in folders]
    if isinstance(files, GitFiles) or not places:
        return lambda _path: False
    import subprocess  # noqa: PLC0415 - what is staged is never ignored

    try:
        run = subprocess.run(  # noqa: S603 - a fixed command, found as the shell finds it
            (*_COMMAND, *places), cwd=files, capture_output=True, check=False
        )
    except OSError:
        return lambda _path: False
    paths = run.stdout.decode("utf-8", "surrogateescape").split("\0")[:-1]
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
