"""Where a new document goes: the folder, the notation and the number that are there already."""

from __future__ import annotations

import re
from posixpath import basename, dirname
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.discovery import documents_below, place_of
from ..errors import UsageError
from ..files.disk import is_folder
from ..model.roles import entry, is_template, number_at

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..configuration.settings import Collection, Config

_DATED = re.compile(r"\d{4}-?\d\d-?\d\d(?=[-_])")
_DIGITS = 3


class Place(NamedTuple):
    """The folder for a new document of `collection`, and the paths of the documents there.

    The last of `neighbours` is the one with the highest number; the others are in order of path.
    """

    collection: Collection
    folder: str
    neighbours: tuple[str, ...]


def find_place(config: Config, kind: str, folder: str | None = None) -> Place:
    """Where a new document of the collection `kind` goes: into `folder`, if one is named.

    Else, into the only folder with numbered documents of that kind. Raises UsageError.
    """
    known = [one for one in config.collections if one.name == kind]
    if not known:
        names = ", ".join(dict.fromkeys(one.name for one in config.collections))
        raise UsageError(f"no collection is named `{kind}`; there are {names}")
    found = _places(config, kind)
    if folder is not None:
        chosen = [place for place in found if place.folder == folder]
        at = place_of(config, f"{folder}/_.md")[0]
        if at is None or at.name != kind:
            raise UsageError(f"`{folder}` is no folder of the collection `{kind}`")
        return chosen[0] if chosen else Place(at, folder, ())
    preferred = _preferred(config, found)
    if len(preferred) > 1:
        folders = ", ".join(sorted(place.folder for place in preferred))
        message = f"there are several folders of `{kind}`: {folders}; choose one with --folder"
        raise UsageError(message)
    return preferred[0] if preferred else _first_place(config, known)


def next_name(place: Place, slug: str, today: str) -> tuple[str, str]:
    """The path of a new document below the folder, and its number; empty where files have dates."""
    collection, neighbours = place.collection, place.neighbours
    numbers = [number for path in neighbours if (number := number_at(path, collection))]
    last = basename(neighbours[-1]) if neighbours else ""
    if last and not numbers and (dated := _DATED.match(last)):
        day = today if "-" in dated[0] else today.replace("-", "")
        return f"{day}{last[dated.end()]}{slug}.md", ""
    number = str(max(map(int, numbers), default=0) + 1)
    number = number.zfill(len(max(numbers, key=int)) if numbers else _DIGITS)
    if not numbers:
        return f"{collection.name}-{number}-{slug}.md", number
    name = basename(entry(neighbours[-1], collection))
    prefix, _, rest = name.partition(numbers[-1])
    separator = re.match(r"[-_ ]*", rest)
    joint = (separator[0] if separator else "") or "-"
    stem = f"{prefix}{number}{joint}{slug.replace('-', '_') if joint == '_' else slug}"
    inner = last if entry(neighbours[-1], collection) != neighbours[-1] else ""
    return (f"{stem}/{inner}" if inner else f"{stem}.{last.rpartition('.')[2]}"), number


def _places(config: Config, kind: str) -> list[Place]:
    """The folders of collections called `kind` that have documents with numbers or dates."""
    found: dict[str, tuple[Collection, list[str]]] = {}
    for path in documents_below(config, [""]):
        collection, folder = place_of(config, path)
        if collection is None or collection.name != kind or is_template(path, collection):
            continue
        if not collection.is_observed:
            folder = dirname(entry(path, collection))
        if number_at(path, collection) or (collection.is_observed and _DATED.match(basename(path))):
            found.setdefault(folder, (collection, []))[1].append(path)
    return [
        Place(collection, folder, tuple(_by_number(paths, collection)))
        for folder, (collection, paths) in found.items()
    ]


def _by_number(paths: Sequence[str], collection: Collection) -> list[str]:
    return sorted(paths, key=lambda path: (int(number_at(path, collection) or 0), path))


def _preferred(config: Config, places: Sequence[Place]) -> Sequence[Place]:
    """Of several, those that somebody chose, in the order of the configuration; else all."""
    for collection in config.collections:
        chosen = [place for place in places if place.collection is collection]
        if chosen and not collection.is_observed:
            return chosen[:1]
    return places


def _first_place(config: Config, known: Sequence[Collection]) -> Place:
    """Where the first document of a kind goes: into a folder that waits for it, or beside the docs.

    Only where there are no docs yet does this project's layout begin.
    """
    first = known[0].folders[0]
    waiting = [
        f"{docs}/{folder}".lstrip("/")
        for one in known
        for docs in (("", "docs", "doc") if one.is_observed else ("",))
        for folder in one.folders
    ]
    is_own = first.startswith("docs-cms/") and not is_folder(config.files, "docs-cms")
    docs = next((one for one in ("docs", "doc") if is_folder(config.files, one)), "")
    beside = [f"{docs}/{basename(first)}"] if is_own and docs else []
    for folder in (*(one for one in waiting if is_folder(config.files, one)), *beside):
        collection = place_of(config, f"{folder}/_.md")[0]
        if collection is not None and collection.name == known[0].name:
            return Place(collection, folder, ())
    return Place(known[0], first, ())
