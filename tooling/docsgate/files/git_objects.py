"""
Files that git holds: those of the next commit, in its index, or those of a commit.

`git ls-files --stage` lists the entries of the index, `git ls-tree` those of a commit, and
`git cat-file --batch` reads their blobs. Nothing is written, no filter of the repository runs, and
the index is the one that git names to its hooks (`GIT_INDEX_FILE`), so a commit of chosen files is
judged as it will be.
"""

from __future__ import annotations

import os
from collections import defaultdict
from errno import EIO, ENOENT
from functools import cached_property
from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from ..errors import RefusedError, UsageError
from .git_command import explain_unrelated, git_command, has_commit, run_git, top_level
from .git_tree import git_tree

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from .listing import Tree

_LINK, _SUBMODULE = "120000", "160000"
_EMPTY = frozenset(
    {
        "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391",
        "473a0f4c3be8a93681a267e3b1e9a7dcda1185436fe141f7749120a303721813",
    }
)  # The names of the empty blob, in SHA-1 and in SHA-256.
_HOPS_MAX = 40  # How many symbolic links one path may follow; Linux has the same limit.
_PIECE_BYTES = 1 << 20
_LINK_BYTES_MAX = 4_096


class Blob(NamedTuple):
    """One entry: its mode as git writes it, and the name of its object."""

    mode: str
    name: str


class Objects:
    """The contents of one repository's objects, read by `git cat-file --batch`."""

    def __init__(self, top: Path) -> None:
        """`top` is git's top level. The git process starts when the first object is read."""
        self.top = top
        self._process: tuple[int, subprocess.Popen[bytes]] | None = None

    def read(self, name: str, bytes_max: int) -> bytes:
        """The content of an object. Raises OSError without one, RefusedError above `bytes_max`."""
        process = self._start_process()
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(f"{name}\n".encode())
        process.stdin.flush()
        header = process.stdout.readline().split()
        if len(header) != len(("name", "type", "size")):
            raise OSError(EIO, f"git has no object {name}")
        size = int(header[2])
        if size <= bytes_max:
            return process.stdout.read(size + 1)[:-1]
        for start in range(0, size + 1, _PIECE_BYTES):
            process.stdout.read(min(_PIECE_BYTES, size + 1 - start))
        raise RefusedError.too_large(size, bytes_max)

    def close(self) -> None:
        """End the git process, if this process has started one."""
        if self._process is not None and self._process[0] == os.getpid():
            self._process[1].communicate()
        self._process = None

    def _start_process(self) -> subprocess.Popen[bytes]:
        """The git process that answers. A fork of docsgate starts one of its own."""
        if self._process is None or self._process[0] != os.getpid():
            import subprocess  # noqa: PLC0415 - only runs over git's objects start it

            process = subprocess.Popen(  # noqa: S603 - a fixed command, found as the shell finds it
                git_command("cat-file", "--batch"),
                cwd=self.top,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            self._process = os.getpid(), process
        return self._process[1]


class GitFiles:
    """The entries below one folder of a repository, by path relative to it."""

    def __init__(self, objects: Objects, blobs: Mapping[str, Blob], commit: str = "") -> None:
        """`commit` is empty for the index. Callers of `staged` and `committed` close `objects`."""
        self.objects, self._blobs, self._commit = objects, blobs, commit

    @classmethod
    def staged(cls, start: Path) -> GitFiles:
        """The index of the repository around `start`. Raises UsageError, also for a conflict."""
        top = top_level(start)
        blobs = {}
        for line in run_git(top, "ls-files", "--stage", "-z").split(b"\0")[:-1]:
            head, _, path = line.partition(b"\t")
            mode, name, stage = head.decode().split(" ")
            if stage != "0":
                raise UsageError(f"{os.fsdecode(path)}: has a merge conflict; resolve and stage it")
            blobs[os.fsdecode(path)] = Blob(mode, name)
        if any(blob.name in _EMPTY for blob in blobs.values()):
            for path in run_git(top, "diff-files", "--name-only", "--diff-filter=A", "-z").split(
                b"\0"
            ):
                # `git add --intent-to-add` lists a file whose content is not yet staged.
                blobs.pop(os.fsdecode(path), None)
        return cls(Objects(top), blobs)

    @classmethod
    def committed(cls, start: Path, revision: str) -> GitFiles:
        """The newest common ancestor of HEAD and `revision`, in the repository around `start`.

        Where `revision` is a branch with newer commits, this is the commit at which the present
        branch left it. Before the first commit, `HEAD` has no files. Raises UsageError when git
        fails, or when there is no such commit.
        """
        top = top_level(start)
        if revision == "HEAD" and not has_commit(top, "HEAD"):
            return cls(Objects(top), {})
        try:
            base = run_git(top, "merge-base", "--end-of-options", revision, "HEAD").decode().strip()
        except UsageError as error:
            raise UsageError(explain_unrelated(top, revision, str(error))) from None
        return cls.at(top, base)

    @classmethod
    def at(cls, top: Path, commit: str) -> GitFiles:
        """The files of `commit`, in the repository whose top level is `top`. Raises UsageError."""
        blobs = {}
        for line in run_git(top, "ls-tree", "-r", "-z", "--full-tree", commit).split(b"\0")[:-1]:
            head, _, path = line.partition(b"\t")
            blobs[os.fsdecode(path)] = Blob(*head.decode().split(" ")[::2])
        return cls(Objects(top), blobs, commit)

    def find_moved_files(self) -> dict[str, str]:
        """The path in the index of each renamed file of the commit. Raises UsageError."""
        if not self._commit:
            return {}
        renames = ("diff", "--cached", "--name-status", "--diff-filter=R", "-M", "-z")
        words = run_git(self.top, *renames, self._commit).split(b"\0")[:-1]
        pairs = zip(words[1::3], words[2::3], strict=True)
        return {os.fsdecode(old): os.fsdecode(new) for old, new in pairs}

    @property
    def paths(self) -> Iterable[str]:
        """The paths of all files and symbolic links."""
        return self._blobs.keys()

    @property
    def top(self) -> Path:
        """Git's top level."""
        return self.objects.top

    def below(self, folder: str) -> GitFiles:
        """The entries below `folder`, a path relative to the present one."""
        prefix = f"{folder}/" if folder else ""
        inside = {
            path.removeprefix(prefix): blob
            for path, blob in self._blobs.items()
            if path.startswith(prefix)
        }
        return GitFiles(self.objects, inside)

    def entries(self, folder: str) -> list[tuple[str, bool]]:
        """The names in `folder`, and whether each is a folder and no symbolic link to one."""
        files, folders = self._names
        found = [(name, False) for name in files.get(folder, ())]
        return found + [(name, True) for name in folders.get(folder, ())]

    @cached_property
    def _names(self) -> tuple[Mapping[str, set[str]], Mapping[str, set[str]]]:
        """For each folder, the names of the files and symbolic links in it, and of the folders."""
        files, folders = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
        for path, blob in self._blobs.items():
            (folders if blob.mode == _SUBMODULE else files)[dirname(path)].add(_name(path))
        for path in [*files, *folders]:
            place = path
            while place and _name(place) not in folders[dirname(place)]:
                folders[dirname(place)].add(_name(place))
                place = dirname(place)
        return files, folders

    @cached_property
    def tree(self) -> Tree:
        """All files and folders. The target of a symbolic link is listed at the link, too."""
        files, folders = self._names
        targets = {path: self._target(path) for path in self._links}
        return git_tree(files, folders, targets, self._blobs)

    def read(self, path: str, bytes_max: int) -> bytes:
        """The content at `path`. Raises OSError and RefusedError, as reading from disk does."""
        place = self._resolve(path)
        blob = self._blobs.get(place)
        if blob is not None and blob.mode != _SUBMODULE:
            return self.objects.read(blob.name, bytes_max)
        if blob is not None or self.tree.is_folder(place):
            raise RefusedError("is a folder named like a document", "rename the folder")
        if path in self._blobs:
            raise _broken_link_error()
        raise OSError(ENOENT, os.strerror(ENOENT))

    def link_target(self, path: str) -> str:
        """What the symbolic link at `path` says; empty where there is none."""
        blob = self._blobs.get(path)
        if blob is None or blob.mode != _LINK:
            return ""
        return os.fsdecode(self.objects.read(blob.name, _LINK_BYTES_MAX))

    @cached_property
    def _links(self) -> list[str]:
        return [path for path, blob in self._blobs.items() if blob.mode == _LINK]

    def _target(self, path: str) -> str | None:
        try:
            return self._resolve(path)
        except (OSError, RefusedError):
            return None

    def _resolve(self, path: str) -> str:
        """`path` with its symbolic links followed. Raises RefusedError where they lead out."""
        if not self._links:
            return path
        parts, place, hops = path.split("/")[::-1], "", 0
        while parts:
            part = parts.pop()
            if part == ".." and not place:
                raise _leaving_link_error()
            inner = dirname(place) if part == ".." else f"{place}/{part}".lstrip("/")
            blob = None if part in {"", ".", ".."} else self._blobs.get(inner)
            if blob is None or blob.mode != _LINK:
                place = place if part in {"", "."} else inner
                continue
            target = os.fsdecode(self.objects.read(blob.name, _LINK_BYTES_MAX))
            hops += 1
            if hops > _HOPS_MAX:
                raise _broken_link_error()
            if target.startswith("/"):
                raise _leaving_link_error()
            parts += target.split("/")[::-1]
        return place


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def _broken_link_error() -> RefusedError:
    return RefusedError("is a symbolic link to nothing", "repair or delete the link")


def _leaving_link_error() -> RefusedError:
    return RefusedError(
        "lies behind a symbolic link that leaves the repository",
        "copy the document into the repository",
    )
