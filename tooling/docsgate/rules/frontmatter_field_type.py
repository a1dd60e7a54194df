"""
A field holds the wrong type of value.

A list where a string belongs, a number where a list belongs: templates print it wrongly or fail.

Write the type that the collection declares. `strings` is a string or a list of strings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collections import is_template
from ..config import FieldType
from ..diagnostics import Diagnostic
from ..model import ValueKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project, Value

ID = "frontmatter-field-type"

_SCALARS = frozenset(
    {ValueKind.STRING, ValueKind.INTEGER, ValueKind.FLOAT, ValueKind.BOOLEAN, ValueKind.DATE}
)
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
    if document.frontmatter is None or collection is None or is_template(document):
        return
    declared = collection.fields
    for entry in document.frontmatter.fields:
        kind = declared.get(entry.key, FieldType.ANY)
        if kind is FieldType.ANY or entry.value.kind is ValueKind.NULL:
            continue
        if not _fits(kind, entry.value):
            message = f"`{entry.key}` is a {entry.value.kind.value}, not {_EXAMPLES[kind]}"
            help_ = f"write {_EXAMPLES[kind]}"
            yield Diagnostic(ID, document.path, entry.value.span, message, help_)


def _fits(kind: FieldType, value: Value) -> bool:
    if value.kind not in _ACCEPTED[kind]:
        return False
    if kind in (FieldType.STRINGS, FieldType.LIST):
        return all(item.kind in _SCALARS for item in value.items)
    return True
