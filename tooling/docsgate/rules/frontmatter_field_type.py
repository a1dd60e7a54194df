"""
A field holds the wrong type of value.

Templates print it wrongly or fail: they find a list in place of a string, or a number in place of
a list.

Write the type that the collection declares. `strings` is a string or a list of strings.

Before:

    ---
    status: [Accepted]
    ---

After:

    ---
    status: Accepted
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.settings import FieldType
from ..diagnostics import Diagnostic
from ..model.frontmatter import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..model.frontmatter import Value
    from ..project import Project

ID = "frontmatter-field-type"

_SCALARS = frozenset(
    {ValueKind.STRING, ValueKind.INTEGER, ValueKind.FLOAT, ValueKind.BOOLEAN, ValueKind.DATE}
)
_MEMBERS = _SCALARS | {ValueKind.NULL}
_ACCEPTED = {
    FieldType.STRING: _SCALARS - {ValueKind.BOOLEAN},
    FieldType.LIST: frozenset({ValueKind.LIST}),
    FieldType.DATE: frozenset({ValueKind.DATE, ValueKind.STRING, ValueKind.INTEGER}),
    FieldType.INTEGER: frozenset({ValueKind.INTEGER}),
    FieldType.BOOLEAN: frozenset({ValueKind.BOOLEAN}),
    FieldType.MAPPING: frozenset({ValueKind.MAPPING}),
    FieldType.STRINGS: _SCALARS | {ValueKind.LIST},
}
_EXAMPLES = {
    FieldType.STRING: "a string",
    FieldType.STRINGS: "a string or a list of strings",
    FieldType.LIST: "a list such as `[one, two]`",
    FieldType.DATE: "a date such as `2026-03-01`",
    FieldType.INTEGER: "a whole number",
    FieldType.BOOLEAN: "`true` or `false`",
    FieldType.MAPPING: "`key: value` lines",
}


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each known field whose value has another type than declared."""
    collection = document.collection
    if document.frontmatter is None or collection is None or document.is_template:
        return
    declared = collection.fields
    for entry in document.frontmatter.fields:
        kind = declared.get(entry.key, FieldType.ANY)
        if kind is FieldType.ANY or entry.value.kind is ValueKind.NULL:
            continue
        help_ = f"write {_EXAMPLES[kind]}"
        if entry.value.kind not in _ACCEPTED[kind]:
            message = f"`{entry.key}` is {_with_article(entry.value)}"
            yield Diagnostic(ID, document.path, entry.value.span, message, help_)
        elif kind in (FieldType.STRINGS, FieldType.LIST):
            for item in entry.value.items:
                if item.kind not in _MEMBERS:
                    message = f"`{entry.key}` holds {_with_article(item)}"
                    yield Diagnostic(ID, document.path, item.span, message, help_)


def _with_article(value: Value) -> str:
    name = value.kind.value
    return f"an {name}" if name == "integer" else f"a {name}"
