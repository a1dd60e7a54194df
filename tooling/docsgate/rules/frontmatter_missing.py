"""
A document of a collection has no frontmatter.

Its title, status and date are unknown to the index, the site and every tool.

Start the file with a block of `key: value` lines between two lines of `---`. Where the collection
was not configured, this is required if at least four in five of the documents in the folder have
such a block, and there are five or more; the message says how many, and it is a warning. A document
that begins with the same fields in a table or a list has them, too.

Before:

    # ADR-007: One cache

After:

    ---
    title: "ADR-007: One cache"
    status: Proposed
    date: 2026-03-01
    ---

    # ADR-007: One cache
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..text import START
from .shared.fields_in_text import says_its_fields

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "frontmatter-missing"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report a member of a collection that requires frontmatter and has none."""
    collection = document.membership
    if document.frontmatter or collection is None or says_its_fields(document, collection):
        return
    if not document.source.text.strip():
        return  # The document is empty, which says it all.
    from ..decisions.status_in_text import status_in_text  # Few documents get here.

    keeps_status_in_text = collection.anywhere and status_in_text(document)
    if collection.frontmatter_required and not keeps_status_in_text:
        names = ", ".join(f"`{name}`" for name, _ in collection.required)
        message = f"no frontmatter, which every {collection.name} must have"
        severity = Severity.ERROR
        if custom := collection.custom:
            message = f"no frontmatter; {custom.says(custom.frontmatter)} have it"
            severity = Severity.WARNING
        help_ = f"start with a `---` block that holds {names}" if names else "add a `---` block"
        yield Diagnostic(ID, document.path, START, message, help_, severity)
