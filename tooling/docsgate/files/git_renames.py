"""The present paths of renamed files, according to git."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .git_command import is_in_repository

if TYPE_CHECKING:
    from pathlib import Path

COMMITS_MAX = 2_000
TIMEOUT_SECONDS = 5
"""Renames only improve a suggestion, so a run does without them when git takes longer."""

_COMMAND = (
    "git", "-c", "core.fsmonitor=false", "-c", "core.quotePath=false", "log",
    f"--max-count={COMMITS_MAX}", "--diff-filter=R", "--find-renames", "--no-ext-diff",
    "--relative", "--name-status", "--format=", "-z",
)  # fmt: skip


def renames(root: Path) -> dict[str, str]:
    """The newest path of each file below `root` that was renamed; empty without git."""
    if not is_in_repository(root):
        return {}
    import subprocess  # noqa: PLC0415 - only a link to a missing file asks git

    try:
        run = subprocess.run(  # noqa: S603 - a fixed command, found as the shell finds it
            _COMMAND, cwd=root, capture_output=True, timeout=TIMEOUT_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return {}
    parts = run.stdout.decode("utf-8", "replace").split("\0") if run.returncode == 0 else []
    found: dict[str, str] = {}
    for status, old, new in zip(parts[::3], parts[1::3], parts[2::3], strict=False):
        if status.strip().startswith("R"):  # The newest rename comes first.
            found.setdefault(old, found.get(new, new))
    return found
