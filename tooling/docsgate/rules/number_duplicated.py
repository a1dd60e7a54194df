"""
Two documents of a collection have the same number.

A citation of that number then means two things. It happens when two branches take the next number,
and git merges them without a conflict.

The finding is in the later one and names the other. `0000` is no number yet.

Give one of them the next free number. Translations (`007-one-cache.de.md`) may share one. So may a
document that is kept for old addresses and says no more than `Moved to [007](007-one-cache.md)`.

Before:

    docs-cms/adr/adr-007-one-cache.md
    docs-cms/adr/adr-007-one-queue.md

After:

    docs-cms/adr/adr-007-one-cache.md
    docs-cms/adr/adr-008-one-queue.md
"""

from __future__ import annotations

from posixpath import dirname, join
from typing import TYPE_CHECKING

from ..decisions.numbering import folder_of, number_of, without_language
from ..diagnostics import Diagnostic
from ..readers.address import address_of, resolve_path
from ..text import START
from .shared.pairs import is_said_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "number-duplicated"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a number that a neighbour in the same folder has too."""
    collection, own = document.membership, number_of(document)
    if collection is None or own is None:
        return
    if not int(own):
        return  # 0000 is no number yet.
    folder = folder_of(document)
    taken = project.numbered.get((collection.name, folder), {})
    for name in taken.get(int(own), ()):
        other = join(folder, name)
        if is_said_at(project, other, document.path):
            continue
        if _points(project, document.path, other) or _points(project, other, document.path):
            continue
        if without_language(other) != without_language(document.path):
            message = f"number {own} is also that of `{name}`"
            help_ = f"renumber one of them; {max(taken) + 1:0{len(own)}d} is free"
            yield Diagnostic(ID, document.path, START, message, help_)
            return


def _points(project: Project, path: str, other: str) -> bool:
    """Whether the document at `path` does nothing but point to the one at the path `other`."""
    outline = project.outlines.get(path)
    if outline is None:
        return False
    return resolve_path(dirname(path), address_of(outline.pointed_to).path) == other
