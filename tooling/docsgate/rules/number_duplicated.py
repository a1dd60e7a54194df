"""
Two documents of a collection have the same number.

`ADR-012` then means two things. It happens when two branches take the next number, and git
merges them without a conflict.

Give one of them the next free number.
"""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING

from ..collections import is_template, number, number_in
from ..diagnostics import Diagnostic
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..config import Collection
    from ..model import Document, Project

ID = "number-duplicated"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a number that a neighbour in the same folder has too."""
    collection = document.collection
    own = number(document)
    if collection is None or own is None or is_template(document):
        return
    neighbours = project.tree.files_in(dirname(document.path))
    digits = str(int(own))  # Most names do not hold them, and need no closer look.
    for name in sorted(name for name in neighbours if digits in name and name != document.name):
        other = _number(collection, name)
        if other is not None and int(other) == int(own):
            taken = [int(found) for name in neighbours if (found := _number(collection, name))]
            message = f"number {own} is also that of `{name}`"
            help_ = f"renumber one of them; {max(taken) + 1:0{len(own)}d} is free"
            yield Diagnostic(ID, document.path, Span(0, 0), message, help_)
            return


def _number(collection: Collection, name: str) -> str | None:
    """The number of the document `name`, unless it is a template."""
    return None if collection.is_template(name) else number_in(collection, name)
