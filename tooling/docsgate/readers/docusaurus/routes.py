"""The route at which Docusaurus shows a document (`plugin-content-docs`: slug, numberPrefix)."""

from __future__ import annotations

import re
from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING

from ..address import resolve_url

if TYPE_CHECKING:
    from ...model.outline import Outline

_IGNORED_PREFIX = re.compile(r"\d+[-_.]\d+")
_NUMBER_PREFIX = re.compile(r"\d+\s*[-_.]+\s*(?P<suffix>[^-_.\s].*)")
_INDEXES = frozenset({"index", "readme"})
_LEFT_OUT = re.compile(r"(?:^|/)[._]")


def is_route(path: str) -> bool:
    """Whether the file at `path`, relative to the docs folder, becomes a page.

    A file does not if its name, or that of a folder around it, starts with `.` or `_`.
    """
    return path.endswith((".md", ".mdx")) and _LEFT_OUT.search(path) is None


def route_of(path: str, document: Outline) -> str:
    """The route of the document at `path` in the docs folder; for an index it ends in `/`."""
    folder = "/".join(without_number(part) for part in dirname(path).split("/"))
    base = f"/{folder}/" if folder else "/"
    slug = document.text("slug")
    if slug.startswith("/"):
        return slug
    name = splitext(basename(path))[0]
    if slug:
        return resolve_url(base, slug)
    if name.lower() in _INDEXES or name.lower() == basename(dirname(path)).lower():
        return base
    return resolve_url(base, document.text("id") or without_number(name))


def without_number(name: str) -> str:
    """A file's or folder's `name` without a number in front that orders it (`01-intro`)."""
    match = None if _IGNORED_PREFIX.match(name) else _NUMBER_PREFIX.fullmatch(name)
    return match["suffix"] if match else name
