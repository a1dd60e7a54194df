"""
A link reference definition is used by nothing.

It is invisible to readers, and usually the rest of a deleted or misspelt link.

Delete it, or correct the label of the link that should use it.

Before:

    See [the queue][queue].

    [queue]: ./queue.md
    [store]: ./store.md

After:

    See [the queue][queue].

    [queue]: ./queue.md
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "link-definition-unused"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each definition whose label no link uses."""
    used = {_normalize_label(link.label) for link in document.links if link.label}
    for definition in document.definitions:
        is_comment = definition.label == "//" or definition.target == "#"
        if _normalize_label(definition.label) in used or is_comment:
            continue
        if document.is_upside_down(definition.span.start):
            return
        message = f"nothing uses the definition of `[{definition.label}]`"
        yield Diagnostic(ID, document.path, definition.span, message, "delete it", Severity.WARNING)


def _normalize_label(label: str) -> str:
    """Labels match by case folding and collapsed white space (CommonMark 6.3)."""
    return " ".join(label.split()).casefold()
