"""
A document is superseded, and nobody says by what.

Its reader learns that the decision does not hold, and not which one does.

Name the successor with `superseded_by`, or in the status (`Superseded by ADR-012`), or with
`supersedes` in the successor. If there is none, `Deprecated` says so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collections import membership
from ..diagnostics import Diagnostic, Severity
from ..succession import successor

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document
    from ..project import Project

ID = "lifecycle-successor-unset"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the status of a document that is superseded by nothing in particular."""
    collection, status = membership(document), document.get("status")
    if collection is None or status is None or document.path in project.succession.superseding:
        return
    if " by " in status.value.text or successor(document.outline) != "?":
        return
    message = "superseded, and nobody says by what"
    help_ = f"add `superseded_by: {collection.name.upper()}-…`"
    yield Diagnostic(ID, document.path, status.value.span, message, help_, Severity.WARNING)
