"""
A document was superseded, and its status does not say so.

Whoever finds it follows a decision that another one replaced. The newer document says so with
`supersedes`, or this one names it with `superseded_by`, and the status was forgotten.

Write `Superseded` as the status. As long as the newer document was not accepted, this one holds;
so it does where only a part is superseded (`supersedes: ADR-012 (section 3)`).

Before:

    ---
    status: Accepted
    superseded_by: ADR-012
    ---

After:

    ---
    status: Superseded
    superseded_by: ADR-012
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..decisions.statuses import has_held, is_in_force, is_open, superseded_among
from ..decisions.succession import citation_or_path
from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "lifecycle-status-outdated"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a status that says nothing of the successor that the document has."""
    collection, status = document.membership, document.get("status")
    if collection is None or status is None:
        return
    text = status.value.text.strip()
    if not (is_in_force(text) or is_open(text)):
        return
    told = project.succession
    newer = (*told.superseding.get(document.path, ()), *told.named.get(document.path, ()))
    held = [one for one in newer if has_held(one) and one.path != document.path]
    if not held:
        return
    message = f"`{citation_or_path(held[0])}` supersedes this, which is still `{text}`"
    word = superseded_among(collection.statuses)
    help_ = f"write `{word}`" if word else "say so, or correct the reference"
    yield Diagnostic(ID, document.path, status.value.span, message, help_)
