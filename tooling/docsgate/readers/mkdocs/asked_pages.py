"""The pages to which the links of a run may lead with a fragment, by their names.

Where a link leads is known only after all documents are read, and until then anchors are wanted
for all that may be meant. So a link counts for every page that has the name which it ends in.
"""

from __future__ import annotations

import re
from posixpath import basename, dirname, splitext
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ...model.document import Document

_FRAGMENT = re.compile(r"#(?=[^\s#])")
_DELIMITER = re.compile(r"[\s()<>\[\]\"'=]")
_COUNTED = "__"
_PATH_MAX = 300


class Asked(NamedTuple):
    """The `names` of the pages, and the paths of those that link to themselves.

    With `has_counted`, a link leads to an id such as `__tabbed_1_1`, which the site counts.
    """

    names: frozenset[str] = frozenset()
    has_counted: bool = False

    def has(self, path: str) -> bool:
        """Whether a link may lead to a part of the document at `path`."""
        stem = splitext(basename(path))[0].lower()
        folder = basename(dirname(path)).lower()
        return (
            path in self.names
            or stem in self.names
            or (stem in ("index", "readme") and (folder in self.names or not folder))
        )


def find_asked_pages(documents: Iterable[Document]) -> Asked:
    """What the links in `documents` ask for, wherever the site may find links in them."""
    names: set[str] = set()
    has_counted = False
    for document in documents:
        text = document.source.text
        for match in _FRAGMENT.finditer(text, document.body_start):
            at = match.start()
            if not at or text[at - 1] in "\n#":
                continue
            has_counted = has_counted or text.startswith(_COUNTED, at + 1)
            if text[at - 1].isspace() and not _is_target(text, at):
                continue
            before = _DELIMITER.split(text[max(0, at - _PATH_MAX) : at])[-1]
            written = unquote(before).rstrip("/")
            name = splitext(basename(written))[0].lower()
            names.add(name if written else document.path)
    return Asked(frozenset(names), has_counted)


def _is_target(text: str, at: int) -> bool:
    """Whether what is at `at`, after white space, may be the target of a link or a definition."""
    return text[max(0, at - _PATH_MAX) : at].rstrip().endswith(("(", "]:", "="))


def join_asked(parts: Iterable[Asked]) -> Asked:
    """All that is asked for in `parts`."""
    parts = tuple(parts)
    names = frozenset[str]().union(*(part.names for part in parts))
    return Asked(names, any(part.has_counted for part in parts))
