"""
A document is superseded, and nobody says by what.

Its reader learns that the decision does not hold, and not which one does.

Name the successor with `superseded_by`, or in the status (`Superseded by ADR-012`), or with
`supersedes` in the successor. If there is none, write `Deprecated`.

Before:

    ---
    status: Superseded
    ---

After:

    ---
    status: Superseded
    superseded_by: ADR-012
    ---
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..decisions.numbering import number_of
from ..decisions.statuses import is_nothing
from ..diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "lifecycle-successor-unset"

_STATUS = re.compile(r"\W*superseded\W*", re.IGNORECASE)
_FIELD = re.compile(r"(?:superseded|replaced)[-_]?by|successor", re.IGNORECASE)
_TEXT = re.compile(r"\b(?:superseded|replaced)\W{1,9}by\b", re.IGNORECASE)


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the status of a document that is superseded by nothing in particular."""
    collection, status = document.membership, document.get("status")
    if collection is None or status is None or not _STATUS.fullmatch(status.value.text):
        return
    digits = number_of(document)
    if digits is not None and (collection.name, int(digits)) in project.succession.mentioned:
        return
    for key, texts in document.outline.texts.items():
        if _FIELD.fullmatch(key) and not all(map(is_nothing, texts)):
            return
    if _TEXT.search(document.source.text, document.body_start):
        return
    message = "superseded, and nobody says by what"
    help_ = f"add `superseded_by: {collection.name.upper()}-…`"
    yield Diagnostic(ID, document.path, status.value.span, message, help_, Severity.WARNING)
