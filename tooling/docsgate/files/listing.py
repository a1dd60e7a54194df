"""Which files and folders exist around the places that documents link to.

`disk` lists the folders once, before any rule runs; rules only look things up in the result.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from posixpath import basename, dirname
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class Listing(NamedTuple):
    """Names directly inside one folder, spelt as on disk."""

    files: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()


@dataclass(frozen=True, eq=False, repr=False)
class Tree:
    """Listings of folders by path relative to the root; the root itself is `""`."""

    listings: Mapping[str, Listing] = field(default_factory=dict)
    linked_folders: frozenset[str] = frozenset()  # symbolic links to folders

    def is_file(self, path: str) -> bool:
        """Whether `path` is a file, in exactly this spelling."""
        return basename(path) in self._listing(dirname(path)).files

    def is_folder(self, path: str) -> bool:
        """Whether `path` is a folder, in exactly this spelling."""
        return not path or basename(path) in self._listing(dirname(path)).folders

    def is_through_link(self, path: str) -> bool:
        """Whether `path` is, or leads through, a symbolic link to a folder."""
        while path and self.linked_folders:
            if path in self.linked_folders:
                return True
            path = dirname(path)
        return False

    def repository_around(self, path: str) -> str:
        """The folder that holds `path` and is a repository of its own, such as a submodule.

        Empty where there is none but that of the root. Git keeps none of its files in the other.
        """
        around = (folder for folder in self._repositories if path.startswith(f"{folder}/"))
        return max(around, default="")

    @cached_property
    def _repositories(self) -> tuple[str, ...]:
        return tuple(
            folder
            for folder, listing in self.listings.items()
            if folder and (".git" in listing.files or ".git" in listing.folders)
        )

    def below(self, folder: str) -> Iterator[str]:
        """Paths, relative to `folder`, of the files in it and in the listed folders below it."""
        prefix = f"{folder}/" if folder else ""
        for path, listing in self.listings.items():
            if path == folder or path.startswith(prefix):
                inner = path.removeprefix(prefix) if path != folder else ""
                start = f"{inner}/" if inner else ""
                yield from (start + name for name in listing.files)

    def files_in(self, folder: str) -> frozenset[str]:
        """Names of the files in `folder`."""
        return self._listing(folder).files

    def folders_in(self, folder: str) -> frozenset[str]:
        """Names of the folders in `folder`."""
        return self._listing(folder).folders

    def find_spelling(self, path: str) -> str | None:
        """The existing path that differs from `path` at most in upper and lower case, if any."""
        found = ""
        for part in path.split("/"):
            listing = self._listing(found)
            names = sorted(listing.files | listing.folders)
            match = (
                part
                if part in names
                else next((name for name in names if name.casefold() == part.casefold()), None)
            )
            if match is None:
                return None
            found = f"{found}/{match}" if found else match
        return found

    def _listing(self, folder: str) -> Listing:
        return self.listings.get(folder) or _EMPTY


_EMPTY = Listing()
