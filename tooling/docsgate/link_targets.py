"""Whether what a document links to exists, and what the author may have meant.

Paths are judged as GitHub resolves them: relative to the document, or from the repository root
when they start with `/`. Where the built site resolves one that GitHub does not, the verdict
says so.
"""

from __future__ import annotations

from difflib import get_close_matches
from enum import Enum, auto
from posixpath import basename, dirname, relpath
from typing import TYPE_CHECKING, NamedTuple

from .resolve import Destination, destination

if TYPE_CHECKING:
    from .model import Document, Link, Project


class Outcome(Enum):
    """What became of looking for a target."""

    FOUND = auto()
    MISSING = auto()
    CASE = auto()  # exists, but for upper and lower case
    OUTSIDE = auto()  # leaves the repository
    REDIRECTED = auto()  # dead on GitHub, alive on the site by the server's redirect


class Verdict(NamedTuple):
    """Outcome for one link; `suggestion` is what to write instead, if it can be told."""

    outcome: Outcome
    place: Destination
    suggestion: str = ""


def judge(document: Document, link: Link, project: Project) -> Verdict | None:
    """Judge `link` in `document`; None when it leads to another site."""
    place = destination(document, link)
    if place is None:
        return None
    if place.path is None:
        return Verdict(Outcome.OUTSIDE, place)
    tree = project.tree
    if not place.written or (tree.is_file(place.path) and not place.wants_folder):
        return Verdict(Outcome.FOUND, place)
    if tree.is_folder(place.path):
        return Verdict(Outcome.FOUND, place)
    spelt = tree.spelt(place.path)
    if spelt is not None:
        return Verdict(Outcome.CASE, place, _as_written(document, place, spelt))
    for suffix in (".md", ".mdx"):
        if tree.is_file(place.path + suffix):
            suggestion = place.written.rstrip("/") + suffix
            return Verdict(Outcome.REDIRECTED, place, suggestion)
    return Verdict(Outcome.MISSING, place, _nearest(document, place, project))


def _as_written(document: Document, place: Destination, path: str) -> str:
    """`path` in the notation of the link: from the root, or relative with its `./`."""
    if place.from_root:
        return f"/{path}"
    relative = relpath(path, dirname(document.path) or ".")
    dotted = place.written.startswith("./") and not relative.startswith(".")
    return f"./{relative}" if dotted else relative


def _nearest(document: Document, place: Destination, project: Project) -> str:
    """The path of an existing file with the same name elsewhere, or a similar one nearby."""
    assert place.path is not None, "only a path inside the repository is looked for"
    name = basename(place.path)
    same_name = [path for path in sorted(project.by_path) if basename(path) == name]
    if len(same_name) == 1:
        return _as_written(document, place, same_name[0])
    folder = dirname(place.path)
    near = get_close_matches(name, sorted(project.tree.files_in(folder)), n=1, cutoff=0.75)
    if near:
        return _as_written(document, place, f"{folder}/{near[0]}" if folder else near[0])
    names = {basename(path): path for path in sorted(project.by_path)}
    near = get_close_matches(name, names, n=1, cutoff=0.8)
    return _as_written(document, place, names[near[0]]) if near else ""
