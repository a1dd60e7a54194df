"""What a document is within its collection: a member, an index page, a template; its number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.settings import Collection, FieldType

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..files.listing import Tree
    from ..model.document import Document, Outline
    from ..model.frontmatter import Field

_INDEX_NAMES = frozenset({"index.md", "readme.md", "index.mdx", "readme.mdx"})
_DATE_NAMES = frozenset({"date", "created", "updated"})


def is_index(name: str) -> bool:
    """Whether the file `name` is a folder's index page."""
    return name.lower() in _INDEX_NAMES


def is_template(document: Document | Outline) -> bool:
    """Whether the document is a template of its collection, or stands in a templates folder."""
    if "/templates/" in f"/{document.path}":
        return True
    return document.collection is not None and document.collection.is_template(document.name)


def is_member(document: Document) -> bool:
    """Whether the rules of the document's collection apply to it."""
    if document.collection is None or is_index(document.name):
        return False
    return not is_template(document)


def membership(document: Document) -> Collection | None:
    """The collection whose rules apply to the document, if any do."""
    return document.collection if is_member(document) else None


def number(document: Document | Outline) -> str | None:
    """The document's number as its file name writes it."""
    if document.collection is None:
        return None
    return number_in(document.collection, document.name)


def citation_of(document: Document | Outline) -> str:
    """How a numbered document is cited, `ADR-012`; empty for one without a number."""
    digits = number(document)
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


def date_fields(document: Document) -> Iterator[Field]:
    """The frontmatter fields that hold dates: as declared, or by their usual names."""
    if document.frontmatter is None or is_template(document):
        return
    declared = document.collection.fields if document.collection else {}
    for entry in document.frontmatter.fields:
        kind = declared.get(entry.key)
        if kind is FieldType.DATE or (kind is None and entry.key in _DATE_NAMES):
            yield entry
