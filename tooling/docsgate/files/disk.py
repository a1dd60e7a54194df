"""Reads documents and lists folders. No other module does so on disk; git's files come through it.

A document repository may be hostile. Folders behind symbolic links are not entered, a file is
read only when it is a regular file inside the root and of a sane size, and whatever cannot be
read becomes a value that a rule reports, never an exception.
"""

from __future__ import annotations

import os
import stat
from codecs import BOM_UTF8
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ..errors import RefusedError
from ..text import START, Source, Span
from .git_objects import GitFiles
from .listing import Listing, Tree

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

SUFFIXES = (".md", ".mdx", ".markdown")
SIZE_BYTES_MAX = 10_000_000
"""Larger files are refused: the largest real document seen has 0.4 MB."""

FOLDERS_MAX = 50_000
"""More folders than this are not listed for links: no documentation has so many."""

Files = Path | GitFiles
"""Where files are read from: a folder on disk, or the version of it that git holds."""

_UNLISTED = frozenset({".git", "node_modules", "__pycache__"})
SKIPPED_FOLDERS = frozenset({"node_modules", "__pycache__", "site-packages", "venv"})
"""Folders of installed packages, which hold nobody's own documents."""


class Unreadable(NamedTuple):
    """A document that could not be read. `message` says why, `span` where, if that is known."""

    source: Source
    message: str
    help: str
    span: Span = START


def list_documents(
    files: Files, folder: str, excluded: Callable[[str], bool] | None = None
) -> Iterator[str]:
    """Yield paths of Markdown files below `folder`, relative to `files`, in any order."""
    waiting = [folder]
    while waiting:
        place = waiting.pop()
        for name, is_folder in list_folder(files, place):
            path = f"{place}/{name}" if place else name
            hidden = name.startswith(".") or name in SKIPPED_FOLDERS
            if hidden or (excluded and excluded(path)):
                continue
            if name.lower().endswith(SUFFIXES):
                yield path  # A folder with such a name, too: reading it reports what is wrong.
            elif is_folder:
                waiting.append(path)


def list_folder(files: Files, folder: str) -> list[tuple[str, bool]]:
    """The names in `folder`, and whether each is a folder and no symbolic link to one."""
    if isinstance(files, GitFiles):
        return files.entries(folder)
    try:
        with os.scandir(files / folder) as entries:
            return [(entry.name, entry.is_dir(follow_symlinks=False)) for entry in entries]
    except OSError:
        return []


def is_file(files: Files, path: str) -> bool:
    """Whether there is a file at `path`, which may be longer than the file system allows."""
    if isinstance(files, GitFiles):
        return files.tree.is_file(path)
    try:
        return (files / path).is_file()
    except OSError:
        return False


def first_file(files: Files, paths: Iterable[str]) -> str:
    """The first of `paths` at which there is a file; empty without one."""
    return next((path for path in paths if is_file(files, path)), "")


def is_folder(files: Files, path: str) -> bool:
    """Whether there is a folder at `path`, which may be longer than the file system allows."""
    if isinstance(files, GitFiles):
        return files.tree.is_folder(path)
    try:
        return (files / path).is_dir()
    except OSError:
        return False


def read_source(files: Files, path: str) -> Source | Unreadable:
    """Read the document at `path`, relative to `files`."""
    try:
        data = _read(files, path)
    except RefusedError as refused:
        return Unreadable(Source(path, ""), refused.message, refused.help)
    except OSError as error:
        message = f"cannot be read: {(error.strerror or str(error)).lower()}"
        return Unreadable(Source(path, ""), message, "check that it exists and may be read")
    return decode(path, data)


def decode(path: str, data: bytes) -> Source | Unreadable:
    """Decode the UTF-8 `data` of the document `path`. A byte order mark is allowed."""
    bom = data.startswith(BOM_UTF8)
    content = data[len(BOM_UTF8) :] if bom else data
    try:
        return Source(path, content.decode("utf-8"), bom)
    except UnicodeDecodeError as error:
        text = content.decode("utf-8", "replace")
        offset = len(content[: error.start].decode("utf-8"))
        message = f"byte 0x{content[error.start]:02x} is not UTF-8"
        help_ = "save the file as UTF-8"
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            message = "the file is UTF-16, not UTF-8"
        return Unreadable(Source(path, text, bom), message, help_, Span(offset, offset + 1))


def _read(files: Files, path: str) -> bytes:
    if isinstance(files, GitFiles):
        return files.read(path, SIZE_BYTES_MAX)
    root, full = files, files / path
    if _has_link(root, path):
        if full.is_symlink() and not full.exists():
            raise RefusedError("is a symbolic link to nothing", "repair or delete the link")
        if not _is_within(root, full):
            message = "lies behind a symbolic link that leaves the repository"
            raise RefusedError(message, "copy the document into the repository")
    # Without O_NONBLOCK, opening a named pipe would wait for a writer.
    descriptor = os.open(full, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    try:
        _refuse_what_is_no_document(os.fstat(descriptor))
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            return file.read()
    finally:
        os.close(descriptor)


def _refuse_what_is_no_document(status: os.stat_result) -> None:
    if stat.S_ISDIR(status.st_mode):
        raise RefusedError("is a folder named like a document", "rename the folder")
    if not stat.S_ISREG(status.st_mode):
        raise RefusedError("is not a regular file", "replace it by a file")
    if status.st_size > SIZE_BYTES_MAX:
        raise RefusedError.too_large(status.st_size, SIZE_BYTES_MAX)


def _has_link(root: Path, path: str) -> bool:
    """Whether a part of `path`, relative to `root`, may be a symbolic link, or leads upwards.

    Most paths have no such part. Then they need not be resolved up to the root of the file system.
    """
    place = str(root)
    for part in path.split("/"):
        place = f"{place}/{part}"
        try:
            if part == ".." or stat.S_ISLNK(os.lstat(place).st_mode):
                return True
        except OSError:
            return True
    return False


def _is_within(root: Path, path: Path) -> bool:
    top = os.path.realpath(root)
    return os.path.commonpath([os.path.realpath(path), top]) == top


def list_tree(files: Files, folders: Iterable[str], whole: Iterable[str] = ()) -> Tree:
    """List `folders` and the folders above them, and everything below the folders `whole`."""
    if isinstance(files, GitFiles):
        return files.tree
    root = files
    listings: dict[str, Listing] = {}
    linked: set[str] = set()
    for folder in {"", *(part for place in folders for part in _upwards(place))}:
        if _is_within(root, root / folder):
            _list(root, folder, listings, linked)
    waiting = [folder for folder in whole if _is_within(root, root / folder)]
    _list_below(root, waiting, listings, linked)
    return Tree(listings, frozenset(linked))


def _list_below(
    root: Path, waiting: list[str], listings: dict[str, Listing], linked: set[str]
) -> None:
    """Enter the folders `waiting` and all folders below them into `listings`."""
    entered = {os.path.realpath(root / folder) for folder in waiting}
    while waiting and len(listings) < FOLDERS_MAX:
        folder = waiting.pop()
        listing = listings.get(folder) or _list(root, folder, listings, linked)
        for name in sorted(listing.folders - _UNLISTED) if listing else ():
            inner = f"{folder}/{name}" if folder else name
            if _is_new(root, root / inner, entered):
                waiting.append(inner)


def _is_new(root: Path, folder: Path, entered: set[str]) -> bool:
    """Whether to list `folder`: one behind a symbolic link only once, and only inside the root.

    Its real place is then added to `entered`.
    """
    if not folder.is_symlink():
        return True
    real = os.path.realpath(folder)
    if real in entered or not _is_within(root, folder):
        return False
    entered.add(real)
    return True


def _list(
    root: Path, folder: str, listings: dict[str, Listing], linked: set[str]
) -> Listing | None:
    """Enter the listing of `folder` into `listings`, and note it when it is a symbolic link."""
    listing = _listing(root, folder)
    if listing is not None:
        listings[folder] = listing
        if folder and (root / folder).is_symlink():
            linked.add(folder)
    return listing


def read_site_file(files: Files, path: str) -> str:
    """Text of the site's configuration at `path`; empty when it cannot be read."""
    data = _read_inside(files, path)
    return "" if data is None else data.decode("utf-8", "replace")


def count_lines(files: Files, path: str) -> int | None:
    """How many lines the file at `path` has; None when it cannot be read."""
    data = _read_inside(files, path)
    return None if data is None else data.count(b"\n") + (not data.endswith(b"\n"))


def _read_inside(files: Files, path: str) -> bytes | None:
    """The bytes of the file at `path`; None when it cannot be read, or is outside of `files`."""
    try:
        inside = isinstance(files, GitFiles) or _is_within(files, files / path)
        return _read(files, path) if inside else None
    except (RefusedError, OSError, ValueError):
        return None


def _upwards(folder: str) -> Iterator[str]:
    while folder:
        yield folder
        folder = folder.rpartition("/")[0]


def _listing(root: Path, folder: str) -> Listing | None:
    files: set[str] = set()
    folders: set[str] = set()
    try:
        with os.scandir(root / folder) as entries:
            for entry in entries:
                try:
                    if entry.is_dir():
                        folders.add(entry.name)
                    elif not entry.is_symlink() or _is_inside(root, entry.path):
                        files.add(entry.name)
                except OSError:
                    continue  # A loop of symbolic links is neither a file nor a folder.
    except (OSError, ValueError):
        return None
    return Listing(frozenset(files), frozenset(folders))


def _is_inside(root: Path, path: str) -> bool:
    """Whether a symbolic link leads to a file that exists inside the root."""
    full = Path(path)
    return full.is_file() and _is_within(root, full)
