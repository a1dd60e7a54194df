"""The paths to which the links of documents lead, and what others find there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..files.git_ignored import declared_ignored
from ..readers.destination import destination

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from collections.abc import Set as AbstractSet

    from ..files.listing import Tree
    from ..project import LoadedProject


def linked_paths(project: LoadedProject) -> frozenset[str]:
    """The paths in the repository, but for its root, to which links of `project` lead."""
    places = (
        destination(document, link) for document in project.documents for link in document.links
    )
    return frozenset(place.path for place in places if place is not None and place.path)


def missing_paths(paths: Iterable[str], tree: Tree) -> frozenset[str]:
    """Those of `paths` at which there is neither a file nor a folder."""
    return frozenset(path for path in paths if not tree.is_file(path) and not tree.is_folder(path))


def ignored_paths(
    paths: Iterable[str], missing: AbstractSet[str], project: LoadedProject
) -> frozenset[str]:
    """Those of `paths` that git ignores, in every clone.

    Git is asked about what is `missing`, and about what it ignores on this machine: a link to that
    is judged as it is where nobody has made the file.
    """
    tree, is_ignored = project.tree, project.config.is_ignored
    asked = (path for path in paths if path in missing or is_ignored(path))
    written = (form for path in asked if not tree.is_through_link(path) for form in _forms(path))
    found = declared_ignored(project.config.root, written)
    return frozenset(path.rstrip("/") for path in found)


def _forms(path: str) -> Iterator[str]:
    """`path` as that of a file and, where it looks like one, as that of a folder."""
    yield path
    if "." not in path.rpartition("/")[2]:
        yield f"{path}/"
