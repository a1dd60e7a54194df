"""The number of a document within its collection, as its file name has it."""

from __future__ import annotations

import re
from posixpath import dirname, splitext
from typing import TYPE_CHECKING

from ..late_pattern import LatePattern
from ..model.roles import entry, is_index, is_template, number_at

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..configuration.settings import Collection
    from ..files.listing import Tree
    from ..model.document import Document
    from ..model.outline import Outline


def number_of(document: Document | Outline) -> str | None:
    """The document's number as its file name writes it."""
    if document.collection is None:
        return None
    return number_at(document.path, document.collection)


def folder_of(document: Document | Outline) -> str:
    """The folder in which the document has its number."""
    return dirname(entry(document.path, document.collection))


def citation_of(document: Document | Outline) -> str:
    """How a numbered document is cited, `ADR-012`; empty for one without a number."""
    digits = number_of(document)
    if document.collection is None or digits is None:
        return ""
    return f"{document.collection.name.upper()}-{digits}"


def numbered_files(tree: Tree, collection: Collection, folder: str) -> dict[int, tuple[str, ...]]:
    """The documents of `collection` in `folder`, but for templates, by their numbers.

    Each is a path relative to `folder`. Of translations of one document, the first counts.
    """
    found: dict[int, tuple[str, ...]] = {}
    for path in sorted(_entries(tree, folder)):
        full = f"{folder}/{path}" if folder else path
        digits = number_at(full, collection)
        if digits is None or is_template(full, collection):
            continue
        known = found.get(int(digits), ())
        if without_language(path) not in map(without_language, known):
            found[int(digits)] = (*known, path)
    return found


_OTHER_FORMATS = frozenset({".rst", ".adoc", ".asciidoc", ".org", ".txt", ".html", ".pdf"})


def numbers_beside(tree: Tree, members: Iterable[Outline]) -> frozenset[int]:
    """The numbers of documents in the folders of `members` that are not written in Markdown.

    Their names are those of members but for what is after the last dot.
    """
    folders = {(folder_of(one), one.collection) for one in members if one.collection}
    names = (
        (f"{splitext(name)[0]}.md", collection)
        for folder, collection in folders
        for name in tree.files_in(folder)
        if splitext(name)[1].lower() in _OTHER_FORMATS
    )
    found = (number_at(name, collection) for name, collection in names)
    return frozenset(int(digits) for digits in found if digits is not None)


_LANGUAGE = LatePattern(r"\.[a-z]{2}(?:[-_][a-z]{2,4})?(?=\.[a-z]+$)", re.IGNORECASE)


def without_language(path: str) -> str:
    """`path` without the language of `one-cache.de.md`: what translations have in common."""
    return _LANGUAGE.compiled.sub("", path)


def _entries(tree: Tree, folder: str) -> Iterator[str]:
    """The files in `folder`, and the index pages of the folders in it."""
    yield from tree.files_in(folder)
    for inner in tree.folders_in(folder):
        path = f"{folder}/{inner}" if folder else inner
        yield from (f"{inner}/{name}" for name in tree.files_in(path) if is_index(name))
