"""The number of a document within its collection, as its file name has it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..configuration.settings import Collection
    from ..files.listing import Tree
    from ..model.document import Document, Outline


def number_of(document: Document | Outline) -> str | None:
    """The document's number as its file name writes it."""
    if document.collection is None:
        return None
    return number_in(document.collection, document.name)


def citation_of(document: Document | Outline) -> str:
    """How a numbered document is cited, `ADR-012`; empty for one without a number."""
    digits = number_of(document)
    if document.collection is None or digits is None:
        return ""
    return f"{document.collection.name.upper()}-{digits}"


def number_in(collection: Collection, name: str) -> str | None:
    """The number in the file name `name`, if the collection's pattern has one."""
    pattern = collection.filename
    match = pattern.fullmatch(name) if pattern else None
    number = match.groupdict().get("number") if match else None
    return number if number and number.isdecimal() else None


def numbered_files(tree: Tree, collection: Collection, folder: str) -> dict[int, tuple[str, ...]]:
    """The documents of `collection` in `folder`, but for templates, by their numbers."""
    found: dict[int, tuple[str, ...]] = {}
    for name in sorted(tree.files_in(folder)):
        digits = None if collection.is_template(name) else number_in(collection, name)
        if digits is not None:
            found[int(digits)] = (*found.get(int(digits), ()), name)
    return found
