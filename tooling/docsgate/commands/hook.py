"""The hook of git that judges what a commit adds, before it is made (githooks, pre-commit)."""

from __future__ import annotations

import shlex
import stat
import sys
from typing import TYPE_CHECKING

from ..errors import UsageError, WriteError
from ..files.git_command import git_path, top_level

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_COMMAND = "validate --staged --changed-since HEAD --allow-empty"
_BEGIN = "# From here, written by `docsgate hook install`: judge what the commit adds."
_END = "# Until here. Lines of your own may be above and below; they are kept."
_SHELL = "#!/bin/sh\n"
_LINES = f"""\
{_BEGIN}
# `git commit --no-verify` goes around it; CI does not.
python={{python}}
if [ -x "$python" ]; then
  "$python" -P -m docsgate {_COMMAND}{{paths}} || exit $?
elif command -v docsgate >/dev/null; then
  docsgate {_COMMAND}{{paths}} || exit $?
else
  echo "docsgate is not installed any more; install it, or take its lines out of $0" >&2
  exit 1
fi
{_END}
"""


def install(start: Path, paths: Sequence[Path] = ()) -> Path:
    """
    Write the hook into the repository around `start`, or renew its lines, and return its file.

    `paths` name the projects below it to judge; without any, the one that git's top level belongs
    to. Raises UsageError where a hook of somebody else is, and WriteError.
    """
    file, top = _file(start), top_level(start)
    below = "".join(f" {shlex.quote(_relative(path, top))}" for path in paths)
    lines = _LINES.format(python=shlex.quote(sys.executable), paths=below)
    others = _lines_of_others(file) if file.exists() else (_SHELL, "")
    if others is None:
        line = f"docsgate {_COMMAND} || exit 1"
        raise UsageError(f"{file}: is there already; add the line `{line}` to it")
    _write(file, lines.join(others))
    return file


def uninstall(start: Path) -> Path:
    """Take our lines out of the hook, and return its file. Where nothing is left, it is deleted.

    Raises UsageError where there is none of ours, and WriteError.
    """
    file = _file(start)
    others = _lines_of_others(file) if file.exists() else None
    if others is None:
        raise UsageError(f"{file}: is not a hook of docsgate")
    left = "".join(others)
    if left.strip() == _SHELL.strip():
        file.unlink()
    else:
        _write(file, left)
    return file


def _lines_of_others(file: Path) -> tuple[str, str] | None:
    """What the hook says before and after our lines; None where it has none of ours."""
    text = file.read_bytes().decode("utf-8", "surrogateescape")
    before, begin, rest = text.partition(f"{_BEGIN}\n")
    _, end, after = rest.partition(f"{_END}\n")
    return (before, after) if begin and end else None


def _write(file: Path, text: str) -> None:
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text.encode("utf-8", "surrogateescape"))
        file.chmod(file.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    except OSError as error:
        raise WriteError(f"{file}: cannot be written: {error.strerror}") from None


def _file(start: Path) -> Path:
    return git_path(start, "hooks/pre-commit")


def _relative(path: Path, top: Path) -> str:
    place = path.resolve()
    if not place.exists():
        raise UsageError(f"{path}: no such file or folder")
    try:
        relative = place.relative_to(top.resolve())
    except ValueError:
        raise UsageError(f"{path}: outside the repository {top}") from None
    return f"./{relative.as_posix()}"
