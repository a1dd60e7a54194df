"""
The field `tags` is there and holds no tag.

The document is missing from every tag page.

Name at least one tag, or delete the field where it is optional.

Before:

    ---
    tags: []
    ---

After:

    ---
    tags: [storage]
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..model.frontmatter import ValueKind
from .shared.weights import Weight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..model.frontmatter import Value
    from ..project import Project

ID = "frontmatter-tags-empty"
WEIGHT = Weight.STYLE


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report empty tags, and an empty member among them."""
    entry = document.get("tags")
    if entry is None or document.is_template:
        return
    if _is_empty(entry.value):
        if not _is_required(document):
            message, help_ = "`tags` is empty", "name a tag, or delete the field"
            yield Diagnostic(ID, document.path, entry.key_span, message, help_, Severity.WARNING)
        return
    for item in entry.value.items:
        if _is_empty(item):
            message, help_ = "`tags` holds an empty tag", "write a tag, or delete it"
            yield Diagnostic(ID, document.path, item.span, message, help_, Severity.WARNING)


def _is_empty(value: Value) -> bool:
    """Whether `value` holds nothing, or says `null` or `~`, at which builders of sites stop."""
    is_null = value.kind is ValueKind.NULL
    return not value.items and (is_null or not value.text.strip())


def _is_required(document: Document) -> bool:
    """Whether `frontmatter-field-missing` reports the empty field already."""
    collection = document.membership
    return collection is not None and "tags" in dict(collection.required)
