"""The parts of a link's target (RFC 3986, section 3), and paths resolved against a base."""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import unquote

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_DRIVE = re.compile(r"[A-Za-z]:[\\/]|file:", re.IGNORECASE)


class Address(NamedTuple):
    """The parts of a target that is no URL of another site.

    `written` is the path as the author wrote it, `path` is that path without percent-encoding.
    """

    written: str
    path: str
    query: str
    fragment: str


def is_external(target: str) -> bool:
    """Whether `target` has a scheme (`https:`, `mailto:`) or an authority (`//host`)."""
    if target.startswith("//"):
        return True
    return _SCHEME.match(target) is not None and not is_local_disk(target)


def is_local_disk(target: str) -> bool:
    r"""Whether `target` names a place on the author's disk: `file:` or a drive (`C:\`)."""
    return _DRIVE.match(target) is not None


def address_of(target: str) -> Address:
    """The parts of `target`, which must not be external."""
    before, _, fragment = target.partition("#")
    written, _, query = before.partition("?")
    path = unquote(written) if "%" in written else written
    return Address(written, path, query, unquote(fragment) if "%" in fragment else fragment)


def resolve_path(folder: str, path: str) -> str | None:
    """`path` relative to `folder` without `.` and `..`; None when it climbs above the root."""
    parts = folder.split("/") if folder else []
    for part in path.split("/"):
        if part == "..":
            if not parts:
                return None
            parts.pop()
        elif part not in ("", "."):
            parts.append(part)
    return "/".join(parts)


def resolve_url(base: str, path: str) -> str:
    """The path that a browser on the page `base` asks for to follow `path` (RFC 3986, 5.2.4).

    `base` starts with `/`. The result never climbs above the root, and ends with `/` when `path`
    ends with `/`, `.` or `..`. A backslash counts as a slash, as it does in browsers.
    """
    path = path.replace("\\", "/")
    full = path if path.startswith("/") else base[: base.rfind("/") + 1] + path
    parts: list[str] = []
    names = full.split("/")[1:]
    for name in names:
        if name == "..":
            if parts:
                parts.pop()
        elif name != ".":
            parts.append(name)
    if names[-1] in (".", ".."):
        parts.append("")
    return "/" + "/".join(parts)
