"""The frontmatter fields that hold dates."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...configuration.known_layouts import is_own_layout
from ...configuration.settings import FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document
    from ...model.frontmatter import Field

_DATE_NAMES = frozenset({"date", "created", "updated"})


def date_fields(document: Document) -> Iterator[Field]:
    """The frontmatter fields that hold dates: as declared, or by their usual names.

    In other documents than members of collections, and those of this project's own layout, nobody
    said what `date` holds.
    """
    if document.frontmatter is None or document.is_template:
        return
    if document.collection is None and not is_own_layout(document.path):
        return
    declared = document.collection.fields if document.collection else {}
    for entry in document.frontmatter.fields:
        kind = declared.get(entry.key)
        if kind is FieldType.DATE or (kind is None and entry.key in _DATE_NAMES):
            yield entry
