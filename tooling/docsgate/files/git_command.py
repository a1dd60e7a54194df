"""What git answers to one question: where its files are, and which commits there are."""

from __future__ import annotations

import os
from pathlib import Path

from ..errors import UsageError


def top_level(start: Path) -> Path:
    """The top folder of the repository around `start`. Raises UsageError when git finds none."""
    shown = run_git(start, "rev-parse", "--show-toplevel")
    return Path(os.fsdecode(shown.removesuffix(b"\n")))


def is_in_repository(folder: Path) -> bool:
    """Whether git may find a repository around `folder`. Where not, it need not be started."""
    place = folder.resolve()
    return "GIT_DIR" in os.environ or any(
        os.path.lexists(candidate / ".git") for candidate in (place, *place.parents)
    )


def git_path(start: Path, name: str) -> Path:
    """The path of git's own file `name`, wherever the repository keeps it. Raises UsageError."""
    shown = run_git(start, "rev-parse", "--git-path", name)
    return start / os.fsdecode(shown.removesuffix(b"\n"))


def tracked_paths(folder: Path) -> list[str]:
    """The paths below `folder`, relative to it, that git tracks. Raises UsageError."""
    return [os.fsdecode(path) for path in run_git(folder, "ls-files", "-z").split(b"\0")[:-1]]


def git_remotes(folder: Path) -> tuple[str, ...]:
    """The addresses of the remotes of the repository around `folder`. Raises UsageError."""
    shown = os.fsdecode(run_git(folder, "remote", "-v"))
    return tuple(dict.fromkeys(line.split("\t")[1].split(" ")[0] for line in shown.splitlines()))


def merged_commit(start: Path) -> str:
    """The commit that is being merged into HEAD; empty when none is."""
    top = top_level(start)
    return "MERGE_HEAD" if has_commit(top, "MERGE_HEAD") else ""


def main_branch(folder: Path) -> str:
    """The revision from which branches of the repository around `folder` begin; empty without one.

    It is the branch that the remote calls its own, or else `main` or `master`.
    """
    if not is_in_repository(folder):
        return ""
    try:
        shown = run_git(folder, "rev-parse", "--abbrev-ref", "origin/HEAD")
        return os.fsdecode(shown.strip())
    except UsageError:
        return next((name for name in ("main", "master") if has_commit(folder, name)), "")


def has_commit(top: Path, name: str) -> bool:
    """Whether `name` names a commit in the repository whose top level is `top`."""
    try:
        run_git(top, "rev-parse", "--quiet", "--verify", f"{name}^{{commit}}")
    except UsageError:
        return False
    return True


def is_tracked(file: Path) -> bool:
    """Whether `file` is in the index of a git repository around it."""
    try:
        run_git(file.parent, "--literal-pathspecs", "ls-files", "--error-unmatch", "--", file.name)
    except UsageError:
        return False
    return True


def explain_unrelated(top: Path, revision: str, said: str) -> str:
    """Why HEAD and `revision` have no commit in common, and what to do."""
    if run_git(top, "rev-parse", "--is-shallow-repository").strip() != b"true":
        return f"`{revision}` has no commit in common with HEAD ({said})"
    return (
        f"`{revision}` has no commit in common with HEAD in this shallow clone; fetch its history: "
        "`fetch-depth: 0` of actions/checkout, or `git fetch --unshallow`"
    )


def git_command(*arguments: str) -> tuple[str, ...]:
    """The words of a command for git, which starts no program that a repository configures."""
    return ("git", "-c", "core.fsmonitor=false", *arguments)


def run_git(folder: Path, *arguments: str, said: bytes = b"") -> bytes:
    """What git prints when it is told `said`.

    Raises UsageError with the first line of git's own error message.
    """
    import subprocess  # noqa: PLC0415 - only runs that ask git start it

    try:
        run = subprocess.run(  # noqa: S603 - a fixed command, found as the shell finds it
            git_command(*arguments), cwd=folder, input=said, capture_output=True, check=False
        )
    except OSError as error:
        raise UsageError(f"git cannot be run: {error.strerror}") from None
    if run.returncode:
        lines = run.stderr.decode("utf-8", "replace").strip().splitlines()
        raise UsageError(f"git: {lines[0] if lines else f'exit code {run.returncode}'}")
    return run.stdout
