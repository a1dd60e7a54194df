"""The hook of git that judges what is staged before it is committed (githooks, pre-commit)."""

from __future__ import annotations

import shlex
import stat
import sys
from typing import TYPE_CHECKING

from ..errors import UsageError, WriteError
from ..files.git_objects import git_path, top_level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_MARK = "# Written by `docsgate hook install`."
_HOOK = f"""\
#!/bin/sh
{_MARK} What is staged is judged as CI will judge it.
# `git commit --no-verify` goes around it; CI does not.
python={{python}}
if [ -x "$python" ]; then exec "$python" -P -m docsgate validate --staged --allow-empty{{paths}}; fi
if command -v docsgate >/dev/null; then exec docsgate validate --staged --allow-empty{{paths}}; fi
echo "docsgate is not installed any more; docsgate hook install, or remove $0" >&2
exit 1
"""


def install(start: Path, paths: Sequence[Path] = ()) -> Path:
    """
    Write the hook into the repository around `start`, and return its file.

    `paths` name the projects below it to judge; without any, the one that git's top level belongs
    to. Raises UsageError where a hook of somebody else is, and WriteError.
    """
    file, top = _file(start), top_level(start)
    if file.exists() and not _is_ours(file):
        raise UsageError(
            f"{file}: is there already; add the line `docsgate validate --staged || exit 1` to it"
        )
    below = "".join(f" {shlex.quote(_relative(path, top))}" for path in paths)
    text = _HOOK.format(python=shlex.quote(sys.executable), paths=below)
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
        file.chmod(file.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    except OSError as error:
        raise WriteError(f"{file}: cannot be written: {error.strerror}") from None
    return file


def uninstall(start: Path) -> Path:
    """Remove the hook, and return its file. Raises UsageError where there is none of ours."""
    file = _file(start)
    if not file.exists() or not _is_ours(file):
        raise UsageError(f"{file}: is not a hook of docsgate")
    file.unlink()
    return file


def _file(start: Path) -> Path:
    return git_path(start, "hooks/pre-commit")


def _is_ours(file: Path) -> bool:
    return _MARK.encode() in file.read_bytes()


def _relative(path: Path, top: Path) -> str:
    place = path.resolve()
    if not place.exists():
        raise UsageError(f"{path}: no such file or folder")
    try:
        relative = place.relative_to(top.resolve())
    except ValueError:
        raise UsageError(f"{path}: outside the repository {top}") from None
    return f"./{relative.as_posix()}"
