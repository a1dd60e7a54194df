"""
A file name does not follow its collection's pattern.

The number cannot be read from it, so duplicates and mismatches with `id` and title stay unseen,
and lists sort it to the wrong place.

Rename the file, with `git mv`, to the form of its neighbours: `adr-007-one-cache.md`. Index
pages (`index.md`, `README.md`) and templates are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collections import is_member, number
from ..diagnostics import Diagnostic
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "filename-mismatched"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a member of a collection whose name the pattern does not match."""
    collection = document.collection
    if collection is None or collection.filename is None or not is_member(document):
        return
    if number(document) is None and not collection.filename.fullmatch(document.name):
        message = f"file name `{document.name}` is not that of an {collection.name}"
        help_ = f"rename it to `{collection.name}-NNN-short-title.md`"
        if not collection.anywhere:
            help_ = f"the collection's pattern is `{collection.filename.pattern}`"
        yield Diagnostic(ID, document.path, Span(0, 0), message, help_)
