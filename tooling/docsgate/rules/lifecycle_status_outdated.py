"""
A document was superseded, and its status does not say so.

Whoever finds it follows a decision that another one replaced. The newer document says so with
`supersedes`, or this one names it with `superseded_by`, and the status was forgotten.

Write `Superseded` as the status. As long as the newer document is only proposed, or was rejected,
this one still holds.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collections import membership
from ..diagnostics import Diagnostic
from ..succession import is_over, is_settled, label, successors, superseded_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document
    from ..project import Project

ID = "lifecycle-status-outdated"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the status of a document that has a successor, unless it says that it is over."""
    collection, status = membership(document), document.get("status")
    if collection is None or status is None:
        return
    text = status.value.text.strip()
    if not text or is_over(text):
        return
    claiming = project.succession.superseding.get(document.path, ())
    named = successors(document.outline, project.cited)
    newer = next((one for one in (*claiming, *named) if is_settled(one)), None)
    if newer is None or newer.path == document.path:
        return
    message = f"`{label(newer)}` supersedes this, which is still `{text}`"
    help_ = f"write `{superseded_in(collection.statuses)}`"
    yield Diagnostic(ID, document.path, status.value.span, message, help_)
