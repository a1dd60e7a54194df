"""The frontmatter fields that hold dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.settings import FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document
    from ...model.frontmatter import Field

_DATE_NAMES = frozenset({"date", "created", "updated"})


def date_fields(document: Document) -> Iterator[Field]:
    """The frontmatter fields that hold dates: as declared, or by their usual names."""
    if document.frontmatter is None or document.is_template:
        return
    declared = document.collection.fields if document.collection else {}
    for entry in document.frontmatter.fields:
        kind = declared.get(entry.key)
        if kind is FieldType.DATE or (kind is None and entry.key in _DATE_NAMES):
            yield entry
