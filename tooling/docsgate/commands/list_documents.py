"""The numbered documents of a project, and what each says of itself in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from ..decisions.facts import date_of, label_of, short_title_of, status_of, texts_of
from ..decisions.numbering import number_of
from ..decisions.succession import SUCCESSOR_FIELDS, Documents, split_names
from ..errors import UsageError
from ..files.disk import SUFFIXES

if TYPE_CHECKING:
    from ..model.document import Document
    from ..project import LoadedProject


class ListedDocument(NamedTuple):
    """One document, as its frontmatter describes it; its path is relative to the project."""

    label: str  # `ADR-012`
    collection: str
    title: str
    status: str
    date: str
    supersedes: list[str]
    superseded_by: list[str]
    path: str


def numbered_documents(project: LoadedProject) -> list[ListedDocument]:
    """All numbered documents, by collection and number."""
    found = [
        (document.collection.name, int(digits), document)
        for document in project.documents
        if document.collection and document.membership and (digits := number_of(document))
    ]
    found.sort(key=lambda row: (*row[:2], row[2].path))
    return [
        ListedDocument(
            label_of(document),
            name,
            short_title_of(document),
            status_of(document),
            date_of(document),
            texts_of(document, "supersedes"),
            texts_of(document, *SUCCESSOR_FIELDS),
            document.path,
        )
        for name, _, document in found
    ]


def chosen_documents(project: LoadedProject, kind: str | None, status: str) -> list[ListedDocument]:
    """Those of the collection `kind`, if any is named, whose status begins with `status`.

    Raises UsageError where no collection is named so.
    """
    names = dict.fromkeys(collection.name for collection in project.config.collections)
    if kind is not None and kind not in names:
        raise UsageError(f"no collection is named `{kind}`; there are {', '.join(names)}")
    return [
        entry
        for entry in numbered_documents(project)
        if kind in {None, entry.collection} and entry.status.lower().startswith(status.lower())
    ]


def document_called(project: LoadedProject, name: str) -> Document:
    """The document that people call `name`: `ADR-12`, `12` if one collection has it, or its path.

    Raises UsageError.
    """
    if "/" in name or name.lower().endswith(SUFFIXES):
        found = [name]
    else:
        documents = Documents(project.outlines)
        cited = {one.cited for one in split_names(name, documents.names)}
        if name.isdecimal() and name.isascii():
            cited = {(collection, int(name)) for collection in documents.names}
        found = [each.path for one in cited if one for each in documents.find_numbered(one)]
    known = sorted(path for path in found if path in project.by_path)
    if len(known) > 1:
        raise UsageError(f"`{name}` may be {' or '.join(known)}; name one by its path")
    if not known:
        raise UsageError(f"no document is called `{name}`; see `docsgate list`")
    return project.by_path[known[0]]
