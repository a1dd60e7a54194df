"""
A field is not one that the collection knows.

Most often it is a known one misspelt, so that the real field is missing.

Correct the spelling. A field beside the one that it resembles is reported only if it is one typing
mistake away, such as `statuss` beside `status`. Where a collection sets `unknown-fields = false`,
every field that is neither required nor optional is reported; otherwise only those that resemble a
known one.

Before:

    ---
    statuss: Accepted
    ---

After:

    ---
    status: Accepted
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..nearest import mistyped, nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-field-unknown"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report misspelt fields, and all unknown ones where the collection is closed."""
    collection = document.membership
    if document.frontmatter is None or collection is None:
        return
    known = collection.fields
    present = {entry.key for entry in document.frontmatter.fields}
    for entry in document.frontmatter.fields:
        if entry.key in known:
            continue
        absent = [name for name in known if name not in present]
        near = nearest(entry.key.lower(), absent, likeness=0.8) or mistyped(
            entry.key.lower(), known
        )
        if not near and collection.unknown_fields:
            continue
        message = f"unknown field `{entry.key}`"
        help_ = f"did you mean `{near}`" if near else f"known are {', '.join(known)}"
        yield Diagnostic(
            ID, document.path, entry.key_span, message, help_, severity=Severity.WARNING
        )
