"""The listings of what git holds, as the disk would show them: symbolic links are followed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .listing import Listing, Tree

if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from collections.abc import Set as AbstractSet

_NONE: frozenset[str] = frozenset()


def git_tree(
    files: Mapping[str, AbstractSet[str]],
    folders: Mapping[str, AbstractSet[str]],
    targets: Mapping[str, str | None],
    held: Container[str],
) -> Tree:
    """All files and folders. The target of a symbolic link is listed at the link, too.

    `files` and `folders` have the names in each folder; links are among the files. `targets` has
    the place to which each link leads, None for one outside. `held` are the paths that git has.
    """
    linked = {
        path: target
        for path, target in targets.items()
        if target is not None and (target in files or target in folders)
    }
    no_files = {path for path, target in targets.items() if target not in held}
    listings = {
        path: _listing(path, files.get(path, _NONE), folders.get(path, _NONE), linked, no_files)
        for path in {"", *files, *folders}
    }
    return Tree(listings | _behind(linked, listings), frozenset(linked))


def _listing(
    folder: str,
    files: AbstractSet[str],
    folders: AbstractSet[str],
    linked: Container[str],
    no_files: Container[str],
) -> Listing:
    """What is in `folder`: a link to a folder, one of `linked`, counts as a folder."""
    start = f"{folder}/" if folder else ""
    through = {name for name in files if start + name in linked}
    kept = {name for name in files if start + name not in no_files}
    return Listing(frozenset(kept - through), frozenset(folders | through))


def _behind(linked: Mapping[str, str], listings: Mapping[str, Listing]) -> dict[str, Listing]:
    """At each link the listings of the folder to which it leads, and of those below it."""
    return {
        path + place.removeprefix(target): listing
        for path, target in linked.items()
        for place, listing in listings.items()
        if place == target or place.startswith(f"{target}/")
    }
