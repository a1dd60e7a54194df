"""Fields of a document that its text holds in a table or a list, where GitHub shows frontmatter."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ...late_pattern import LatePattern

if TYPE_CHECKING:
    from ...configuration.settings import Collection
    from ...model.document import Document

_ENTRY = LatePattern(r"[ \t]*(?:\||[-*+][ \t])?[ \t]*[*_`]*([\w-]+)[*_`]*[ \t]*[:|]", re.MULTILINE)
_TOP = 1_000
"""How many characters below the top of a document may hold its fields."""


def says_its_fields(document: Document, collection: Collection) -> bool:
    """Whether the begin of `document` has two of the fields that are the custom of `collection`."""
    if collection.custom is None:
        return False
    top = document.source.text[:_TOP]
    wanted = {name.casefold() for name, _ in collection.custom.fields}
    written = {found[1].casefold() for found in _ENTRY.compiled.finditer(top)}
    return len(wanted & written) > 1
