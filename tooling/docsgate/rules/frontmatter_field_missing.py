"""
A required field is missing or empty.

The index, the status badge and the feed have a hole where it should be.

Add the field. Which fields a collection requires is configured as
`[tool.docsgate.collections.<name>] required`. Where nobody configured it, a field is required if at
least four in five of the documents in the folder have it, and there are five or more; the message
says how many.

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

from ..configuration.settings import FieldType
from ..diagnostics import Diagnostic
from ..model.frontmatter import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Collection
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
        what = "value" if kind is FieldType.ANY else kind.value
        if entry is None:
            message = _message(collection, name)
            help_ = f"add `{name}:` with a {what}"
            yield Diagnostic(ID, document.path, front.span, message, help_)
        elif _is_empty(entry.value):
            message = f"the required field `{name}` is empty"
            if collection.custom is not None:
                message = f"the field `{name}` is empty; {_custom(collection, name)} fill it in"
            yield Diagnostic(ID, document.path, entry.key_span, message, f"write a {what}")


def _message(collection: Collection, name: str) -> str:
    if collection.custom is None:
        return f"{collection.name} requires the field `{name}`"
    return f"no field `{name}`; {_custom(collection, name)} have it"


def _custom(collection: Collection, name: str) -> str:
    assert collection.custom is not None, "callers ask whether there is a custom"
    return collection.custom.says(dict(collection.custom.fields).get(name))


def _is_empty(value: Value) -> bool:
    if value.kind in (ValueKind.LIST, ValueKind.MAPPING):
        return not value.items
    return not value.text.strip() or value.kind is ValueKind.NULL
