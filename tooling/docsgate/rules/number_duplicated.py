"""
Two documents of a collection have the same number.

`ADR-012` then means two things. It happens when two branches take the next number, and git
merges them without a conflict.

Give one of them the next free number.
"""

from __future__ import annotations

from posixpath import dirname
from typing import TYPE_CHECKING

from ..collections import is_index, number_in
from ..diagnostics import Diagnostic
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "number-duplicated"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a number that a neighbour in the same folder has too."""
    collection = document.collection
    if collection is None or collection.is_template(document.name):
        return
    own = number_in(collection, document.name)
    if own is None:
        return
    neighbours = project.tree.files_in(dirname(document.path))
    numbers = {
        name: number_in(collection, name)
        for name in neighbours
        if not collection.is_template(name) and not is_index(name)
    }
    for name in sorted(numbers):
        other = numbers[name]
        if name != document.name and other is not None and int(other) == int(own):
            free = max(int(n) for n in numbers.values() if n is not None) + 1
            message = f"number {own} is also that of `{name}`"
            help_ = f"renumber one of them; {free:0{len(own)}d} is free"
            yield Diagnostic(ID, document.path, Span(0, 0), message, help_)
            return
