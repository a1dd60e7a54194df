"""
Change what frontmatter says of a decision's life, in place: its status, and who superseded it.

Only the value in question is written (see `edit_frontmatter`); each command writes all its
documents or none.
"""

from __future__ import annotations

from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from ..configuration.settings import FieldType
from ..decisions.facts import label_of, text_of
from ..decisions.statuses import is_in_force, is_nothing, is_superseded, superseded_among
from ..decisions.succession import SUCCESSOR_FIELDS, Documents, read_succession, split_names
from ..errors import UsageError
from ..fixing.change import Change
from ..model.frontmatter import ValueKind
from ..nearest import nearest
from .edit_frontmatter import (
    NO_SCALAR,
    error_of_edit,
    read_block,
    values_of,
    with_member,
    with_value,
)
from .open_project import find_document, save

if TYPE_CHECKING:
    from ..model.document import Document
    from ..project import LoadedProject
    from ..text import Source


def status_of(project: LoadedProject, name: str) -> str:
    """The status of the document that `name` calls, as it writes it. Raises UsageError."""
    return text_of(find_document(project, name), "status")


def change_status(project: LoadedProject, name: str, word: str) -> list[str]:
    """Give the document that `name` calls the status `word`; the paths of what was written.

    Raises UsageError and WriteError.
    """
    return save(project, [with_status(find_document(project, name), word)])


def supersede(project: LoadedProject, old: str, new: str) -> list[str]:
    """Let the document called `new` supersede `old`; the paths of what was written.

    Raises UsageError and WriteError.
    """
    changes = changes_to_supersede(
        find_document(project, old), find_document(project, new), project
    )
    return save(project, changes)


def with_status(document: Document, status: str) -> Change:
    """`document` with another status, one of its collection's. Raises UsageError."""
    _refuse_unfit(document)
    allowed = document.collection.statuses if document.collection else ()
    word = next((name for name in allowed if name.lower() == status.lower()), status)
    if allowed and word not in allowed:
        known = {name.lower(): name for name in allowed}
        near = nearest(status.lower(), known)
        hint = f"did you mean `{known[near]}`" if near else f"there are {', '.join(allowed)}"
        raise UsageError(f"no status is called `{status}`; {hint}")
    return Change(document.source, with_value(document.source, "status", word), ())


def changes_to_supersede(old: Document, new: Document, project: LoadedProject) -> list[Change]:
    """The changes of both documents that let `new` supersede `old`. Raises UsageError."""
    for document in (old, new):
        _refuse_unfit(document)
    status = text_of(new, "status")
    if old.path == new.path:
        raise UsageError("a document cannot supersede itself")
    if status and not is_in_force(status):
        known = new.collection.statuses if new.collection else ()
        word = next(filter(is_in_force, known), "Accepted")
        raise UsageError(
            f"{label_of(new)} is `{status}`: accept it first,"
            f" with `docsgate status {label_of(new)} {word}`"
        )
    documents = Documents(project.outlines)
    superseding = read_succession(project.outlines, documents).superseding
    if any(one.path == old.path for one in superseding.get(new.path, ())):
        raise UsageError(f"{label_of(old)} says already that it supersedes {label_of(new)}")
    collection = old.membership
    outdated = superseded_among(collection.statuses if collection else ())
    if outdated is None:
        raise UsageError(f"no status of the collection of {old.path} is for superseded documents")
    after = old.source
    if not is_superseded(text_of(old, "status")):
        after = with_value(after, "status", outdated)
    after = _with_name(old, after, _choose_field(old, SUCCESSOR_FIELDS), new, documents)
    other = _with_name(new, new.source, _choose_field(new, ("supersedes",)), old, documents)
    return [Change(old.source, after, ()), Change(new.source, other, ())]


def _refuse_unfit(document: Document) -> None:
    """Raise UsageError unless `document` is a readable member of a collection."""
    if document.unreadable is not None:
        raise UsageError(f"{document.path}: {document.unreadable.message}")
    if document.membership is None:
        raise UsageError(f"{document.path}: is no document of a collection")


def _choose_field(document: Document, keys: tuple[str, ...]) -> str:
    """The field to write, one of `keys`. Raises UsageError when the collection has none of them."""
    collection = document.membership
    assert collection is not None, "_refuse_unfit has checked it"
    known = [key for key in keys if key in collection.fields]
    if collection.unknown_fields:
        known.append(keys[0])
    there = [key for key in keys if document.get(key)]
    if not (there or known):
        raise UsageError(f"{document.path}: its collection has no field `{keys[0]}`")
    return [*there, *known][0]


def _with_name(
    document: Document, source: Source, key: str, other: Document, documents: Documents
) -> Source:
    """`source`, an edited text of `document`, in which the field `key` also names `other`."""
    by, fields = document.outline, document.collection.fields if document.collection else {}
    forms = (text_of(other, "id"), label_of(other), relpath(other.path, dirname(by.path)))
    clear = [f for f in forms if [one.path for one in documents.find_named(f, by)] == [other.path]]
    name = (clear or [other.path])[0]
    found = read_block(source).get(key)
    if found is None or (found.value.kind not in NO_SCALAR and is_nothing(found.value.text)):
        return with_value(source, key, name, as_list=fields.get(key) is FieldType.LIST)
    named = [one.path for value in values_of(found) for one in documents.find_named(value, by)]
    if other.path in named:
        return source
    pieces = list(split_names(found.value.text, documents.names))
    if found.value.kind is not ValueKind.LIST and len(pieces) != len(
        documents.find_named(found.value.text, by)
    ):
        raise error_of_edit(source, key, name)
    return with_member(source, key, name)
