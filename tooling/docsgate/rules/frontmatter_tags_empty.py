"""
The field `tags` is there and holds no tag.

The document is missing from every tag page.

Name at least one tag, or delete the field where it is optional.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collections import is_template
from ..diagnostics import Diagnostic, Severity
from ..model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "frontmatter-tags-empty"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report empty tags, and an empty member among them."""
    entry = document.get("tags")
    if entry is None or is_template(document):
        return
    value = entry.value
    if value.kind is ValueKind.NULL or (value.kind is ValueKind.LIST and not value.items):
        message, span = "`tags` is empty", entry.key_span
    elif any(not item.text.strip() and not item.items for item in value.items):
        message = "`tags` holds an empty tag"
        span = next(item.span for item in value.items if not item.text.strip())
    else:
        return
    help_ = "name a tag, or delete the field"
    yield Diagnostic(ID, document.path, span, message, help_, severity=Severity.WARNING)
