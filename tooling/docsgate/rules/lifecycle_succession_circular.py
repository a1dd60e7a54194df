"""
The succession of a document leads back to it: each supersedes the other, or it supersedes itself.

Nobody can tell which one holds.

Correct one of the references: the newer document has `supersedes`, the older one `superseded_by`.

In the example, ADR-012 says `supersedes: ADR-007`, and the block is from ADR-007.

Before:

    ---
    supersedes: ADR-012
    ---

After:

    ---
    superseded_by: ADR-012
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..decisions.succession import SUCCESSOR_FIELDS, citation_or_path
from ..diagnostics import Diagnostic
from ..text import START

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "lifecycle-succession-circular"

_FIELDS = (*SUCCESSOR_FIELDS, "supersedes", "status")


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report a document from which succession leads in a circle."""
    newer = project.succession.circular.get(document.path)
    if newer is None:
        return
    entry = next((found for key in _FIELDS if (found := document.get(key))), None)
    span = START if entry is None else entry.value.span
    message = f"its succession leads by `{citation_or_path(newer)}` back to it"
    if newer.path == document.path:
        message = "it supersedes itself"
    yield Diagnostic(ID, document.path, span, message, "correct one of the references")
