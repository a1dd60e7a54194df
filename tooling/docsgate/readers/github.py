"""A link as the reader on GitHub follows it.

A path counts from the document, or from the repository root when it starts with `/`; it must name
a file or a folder exactly, and may leave the docs folder but not the repository. A folder shows its
README. The address of a document is `blob/main/` and its path, so a path that climbs out of the
repository may come back by the name of the main branch. git keeps a symbolic link as a file, so
nothing can be reached through a linked folder, and of a submodule only the commit, so nothing can
be reached in it.
"""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING

from .address import resolve_path
from .verdicts import Outcome, Verdict

if TYPE_CHECKING:
    from ..files.listing import Tree
    from ..model.document import Link
    from .address import Address

_READMES = ("README.md", "readme.md", "Readme.md", "README.markdown")

_VIEWS = frozenset({"blob", "tree", "raw", "edit"})
_BRANCHES = frozenset({"main", "master", "HEAD"})


class GithubReader:
    """Follows links between the files of the repository."""

    def __init__(self, tree: Tree) -> None:
        """`tree` lists the folders that links lead to."""
        self._tree = tree

    def reads(self, _path: str) -> bool:
        """Whether the document is shown to this reader, which is always so."""
        return True

    def follow(self, path: str, _link: Link, address: Address) -> Verdict:
        """Where a link in the document at `path` leads."""
        if not address.written:
            return Verdict(Outcome.FOUND, path)
        folder = "" if address.path.startswith("/") else dirname(path)
        wanted = resolve_path(folder, address.path)
        if wanted is None and (file := _behind_branch(folder, address.path)):
            return Verdict(Outcome.FOUND, file, file)  # Its folder may not have been listed.
        if wanted is None or "\0" in address.path:
            return Verdict(Outcome.OUTSIDE, "", address.path)
        tree = self._tree
        if tree.repository_around(wanted) != tree.repository_around(path):
            return Verdict(Outcome.MISSING, "", wanted)
        if tree.is_file(wanted) and not tree.is_through_link(wanted):
            is_folder = address.path.endswith("/")
            return Verdict(Outcome.MISSING if is_folder else Outcome.FOUND, wanted, wanted)
        if tree.is_folder(wanted) and not tree.is_through_link(wanted):
            return Verdict(Outcome.FOUND, self._readme(wanted), wanted)
        spelt = tree.find_spelling(wanted)
        if spelt is not None and spelt != wanted:
            return Verdict(Outcome.CASE, spelt, wanted)
        return Verdict(Outcome.MISSING, "", wanted)

    def _readme(self, folder: str) -> str:
        """The README that GitHub shows below the files of `folder`; empty without one."""
        names = self._tree.files_in(folder)
        name = next((name for name in _READMES if name in names), "")
        return f"{folder}/{name}" if folder and name else name


def _behind_branch(folder: str, path: str) -> str:
    """The file to which `../main/x` or `../../tree/main/x` leads from `folder`; empty without."""
    if path.startswith("/") or "\0" in path:
        return ""
    place = resolve_path(f"blob/main/{folder}".rstrip("/"), path) or ""
    view, _, rest = place.partition("/")
    branch, _, file = rest.partition("/")
    return file if view in _VIEWS and branch in _BRANCHES else ""
