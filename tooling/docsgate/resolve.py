"""A link's target as a path in the repository.

RFC 3986 splits the target; percent-encoding is undone; a path that starts with `/` counts from
the repository root, as GitHub reads it.
"""

from __future__ import annotations

import re
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from .model import Document, Link

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")


class Destination(NamedTuple):
    """Where a link leads inside the repository.

    `path` is relative to the project root, without a trailing `/`; it is empty for the root
    and None when it leaves the root. `written` is the path as the author wrote it.
    """

    path: str | None
    fragment: str
    written: str
    from_root: bool = False
    wants_folder: bool = False


def is_external(target: str) -> bool:
    """Whether `target` has a scheme (`https:`, `mailto:`) or an authority (`//host`)."""
    return target.startswith("//") or _SCHEME.match(target) is not None


def destination(document: Document, link: Link) -> Destination | None:
    """Where `link` in `document` leads, or None when it leaves for another site."""
    target = link.target
    if is_external(target):
        return None
    before, _, fragment = target.partition("#")
    written = before.partition("?")[0]
    if not written:
        return Destination(document.path, unquote(fragment), "")
    path = unquote(written)
    from_root = path.startswith("/")
    joined = path.lstrip("/") if from_root else join(dirname(document.path), path)
    normal = normpath(joined) if joined else "."
    wants_folder = path.endswith("/")
    if normal == ".." or normal.startswith("../") or "\0" in normal:
        return Destination(None, unquote(fragment), written, from_root, wants_folder)
    final = "" if normal == "." else normal
    return Destination(final, unquote(fragment), written, from_root, wants_folder)
