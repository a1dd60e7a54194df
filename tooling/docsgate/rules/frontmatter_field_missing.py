"""
A required field is missing or empty.

The index, the status badge and the feed have a hole where it should be.

Add the field. Which fields a collection requires is configured as
`[tool.docsgate.collections.<name>] required`.

Before:

    ---
    title: "ADR-007: One cache"
    status:
    ---

After:

    ---
    title: "ADR-007: One cache"
    status: Proposed
    date: 2026-03-01
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..model.frontmatter import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..model.frontmatter import Value
    from ..project import Project

ID = "frontmatter-field-missing"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each required field without a value."""
    front, collection = document.frontmatter, document.membership
    if front is None or front.problem or not front.closed or collection is None:
        return
    for name, kind in collection.required:
        entry = front.get(name)
        if entry is None:
            message = f"{collection.name} requires the field `{name}`"
            help_ = f"add `{name}:` with a {kind.value}"
            yield Diagnostic(ID, document.path, front.span, message, help_)
        elif _is_empty(entry.value):
            message = f"the required field `{name}` is empty"
            yield Diagnostic(ID, document.path, entry.key_span, message, f"write a {kind.value}")


def _is_empty(value: Value) -> bool:
    if value.kind in (ValueKind.LIST, ValueKind.MAPPING):
        return not value.items
    return not value.text.strip() or value.kind is ValueKind.NULL
