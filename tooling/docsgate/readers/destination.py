"""A link's target as a path in the repository, as GitHub reads it."""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING, NamedTuple

from .address import address_of, is_external, is_local_disk, resolve_path

if TYPE_CHECKING:
    from ..model.document import Document, Link


class Destination(NamedTuple):
    """Where a link leads inside the repository.

    `path` is relative to the project root, without a trailing `/`; it is empty for the root
    and None when it leaves the root. `written` is the path as the author wrote it.
    """

    path: str | None
    written: str


def destination(document: Document, link: Link) -> Destination | None:
    """Where `link` in `document` leads; None when it leads to another site or a local disk."""
    if is_external(link.target) or is_local_disk(link.target):
        return None
    address = address_of(link.target)
    if not address.written:
        return Destination(document.path, "")
    folder = "" if address.path.startswith("/") else dirname(document.path)
    path = None if "\0" in address.path else resolve_path(folder, address.path)
    return Destination(path, address.written)
