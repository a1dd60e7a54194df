"""The numbered documents of a project, and what each says of itself in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from .collections import is_member, number
from .errors import UsageError
from .stage.facts import date_of, label_of, short_title_of, text_of, texts_of
from .succession import SUCCESSOR_FIELDS, references

if TYPE_CHECKING:
    from .model import Document
    from .project import Project


class Entry(NamedTuple):
    """One document, as its frontmatter describes it; its path is relative to the project."""

    label: str  # `ADR-012`
    collection: str
    title: str
    status: str
    date: str
    supersedes: list[str]
    superseded_by: list[str]
    path: str


def entries(project: Project) -> list[Entry]:
    """All numbered documents, by collection and number."""
    found = [
        (document.collection.name, int(digits), document)
        for document in project.documents
        if document.collection and is_member(document) and (digits := number(document))
    ]
    found.sort(key=lambda row: (*row[:2], row[2].path))
    return [
        Entry(
            label_of(document),
            name,
            short_title_of(document),
            text_of(document, "status"),
            date_of(document),
            texts_of(document, "supersedes"),
            texts_of(document, *SUCCESSOR_FIELDS),
            document.path,
        )
        for name, _, document in found
    ]


def document_called(project: Project, name: str) -> Document:
    """The document that people call `name`: `ADR-12`, `12` if one collection has it, or its path.

    Raises UsageError.
    """
    if name in project.by_path:
        return project.by_path[name]
    found = [
        project.cited[named.name].get(named.number)
        for own in project.cited
        for named in references(name, own, project.cited)
    ]
    paths = sorted({outline.path for outline in found if outline is not None})
    known = [path for path in paths if path in project.by_path]
    if len(known) > 1:
        raise UsageError(f"`{name}` is the number of {' and of '.join(known)}; name the collection")
    if not known:
        raise UsageError(f"no document is called `{name}`; see `docsgate list`")
    return project.by_path[known[0]]
