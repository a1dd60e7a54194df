"""
A document is superseded by one that was rejected or withdrawn.

Then neither of them holds, though each looks as if the other one did.

Give this document back the status that it had, or name the successor that was accepted.

In the example, ADR-012 was rejected, and ADR-013 was accepted.

Before:

    ---
    status: Superseded by ADR-012
    ---

After:

    ---
    status: Superseded by ADR-013
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..decisions.statuses import is_rejected, is_superseded
from ..decisions.succession import citation_or_path, successor_values
from ..diagnostics import Diagnostic

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "lifecycle-successor-rejected"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the status of a superseded document all of whose successors were rejected."""
    status = document.get("status")
    if document.membership is None or status is None:
        return
    if not is_superseded(status.value.text):
        return
    named = project.succession.named.get(document.path)
    if named is None and successor_values(document.outline):
        return  # It is not clear by what.
    newer = (*(named or ()), *project.succession.superseding.get(document.path, ()))
    if not newer or not all(is_rejected(one.text("status")) for one in newer):
        return
    message = f"superseded by `{citation_or_path(newer[0])}`, which is `{newer[0].text('status')}`"
    help_ = "name the one that was accepted"
    yield Diagnostic(ID, document.path, status.value.span, message, help_)
