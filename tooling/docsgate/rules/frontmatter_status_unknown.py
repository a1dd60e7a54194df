"""
The status is not one that the collection allows.

The index cannot sort the document, the badge shows a word that nobody defined, and nobody can
tell whether the decision binds.

Write one of the configured statuses. Upper and lower case do not matter, and a successor may
follow, as in `Superseded by ADR-012`.

Before:

    ---
    status: Acepted
    ---

After:

    ---
    status: Accepted
    ---
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..model.frontmatter import ValueKind
from ..nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-status-unknown"

_SUCCESSOR = re.compile(r"(?<!\s)\s++by\s++\S.*\Z", re.DOTALL)


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a status outside the collection's list."""
    collection, entry = document.membership, document.get("status")
    if collection is None or entry is None:
        return
    if not collection.statuses or entry.value.kind is ValueKind.NULL:
        return
    status = _SUCCESSOR.sub("", entry.value.text.strip())
    allowed = {name.lower(): name for name in collection.statuses}
    if not status or status.lower() in allowed:
        return
    near = nearest(status.lower(), allowed, likeness=0.75)
    known = ", ".join(collection.statuses)
    help_ = f"did you mean `{allowed[near]}`" if near else f"write one of {known}"
    message = f"unknown status `{entry.value.text.strip()}`"
    yield Diagnostic(ID, document.path, entry.value.span, message, help_)
