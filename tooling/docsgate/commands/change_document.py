"""
Change what frontmatter says of a decision's life, in place: its status, and who superseded it.

Only the value in question is written; comments, quotes, order and line endings stay as they are.
The block is read again afterwards, and unless it says what was wanted and nothing else has
changed, nothing is written.
"""

from __future__ import annotations

import json
import re
from posixpath import dirname, relpath
from typing import TYPE_CHECKING

from ..configuration.settings import FieldType
from ..decisions.facts import label_of, text_of
from ..decisions.statuses import is_in_force, is_nothing, is_superseded, superseded_among
from ..decisions.succession import SUCCESSOR_FIELDS, Documents, names, succession
from ..errors import UsageError
from ..fixing.change import Change
from ..model.frontmatter import ValueKind
from ..nearest import nearest
from ..parsing.read_frontmatter import read_frontmatter
from ..text import LINE_ENDING, Source, Span
from .open_project import find_document, save

if TYPE_CHECKING:
    from ..model.document import Document
    from ..model.frontmatter import Field, Frontmatter, Value
    from ..project import LoadedProject

_PLAIN = re.compile(r"[A-Za-z][\w. -]*(?<! )")
_MARKER = re.compile(r"[ \t]*-[ \t]+")
_NO_SCALAR = (ValueKind.LIST, ValueKind.MAPPING)


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
    changes = superseded(find_document(project, old), find_document(project, new), project)
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
    return Change(document.source, _with(document.source, "status", word), ())


def superseded(old: Document, new: Document, project: LoadedProject) -> list[Change]:
    """Both documents after `new` took the place of `old`. Raises UsageError."""
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
    superseding = succession(project.outlines, documents).superseding
    if any(one.path == old.path for one in superseding.get(new.path, ())):
        raise UsageError(f"{label_of(old)} says already that it supersedes {label_of(new)}")
    collection = old.membership
    over = superseded_among(collection.statuses if collection else ())
    if over is None:
        raise UsageError(f"no status of the collection of {old.path} is for superseded documents")
    after = old.source
    if not is_superseded(text_of(old, "status")):
        after = _with(after, "status", over)
    after = _naming(old, after, _field(old, SUCCESSOR_FIELDS), new, documents)
    other = _naming(new, new.source, _field(new, ("supersedes",)), old, documents)
    return [Change(old.source, after, ()), Change(new.source, other, ())]


def _refuse_unfit(document: Document) -> None:
    """Raise UsageError for what is no readable member of a collection."""
    if document.unreadable is not None:
        raise UsageError(f"{document.path}: {document.unreadable.message}")
    if document.membership is None:
        raise UsageError(f"{document.path}: is no document of a collection")


def _field(document: Document, keys: tuple[str, ...]) -> str:
    """The one of the fields `keys` to write. Raises UsageError when the collection has none."""
    collection = document.membership
    assert collection is not None, "asked before"
    known = [key for key in keys if key in collection.fields]
    if collection.unknown_fields:
        known.append(keys[0])
    there = [key for key in keys if document.get(key)]
    if not (there or known):
        raise UsageError(f"{document.path}: its collection has no field `{keys[0]}`")
    return [*there, *known][0]


def _naming(
    document: Document, source: Source, key: str, other: Document, documents: Documents
) -> Source:
    """`source`, a state of `document`, whose field `key` names `other` among the rest."""
    by, fields = document.outline, document.collection.fields if document.collection else {}
    forms = (text_of(other, "id"), label_of(other), relpath(other.path, dirname(by.path)))
    clear = [f for f in forms if [one.path for one in documents.named(f, by)] == [other.path]]
    name = (clear or [other.path])[0]
    found = _read(source).get(key)
    if found is None or (found.value.kind not in _NO_SCALAR and is_nothing(found.value.text)):
        return _with(source, key, name, as_list=fields.get(key) is FieldType.LIST)
    named = [one.path for value in _values(found) for one in documents.named(value, by)]
    if other.path in named:
        return source
    pieces = list(names(found.value.text, documents.names))
    if found.value.kind is not ValueKind.LIST and len(pieces) != len(
        documents.named(found.value.text, by)
    ):
        raise _by_hand(source, key, name)
    return _added(source, key, name)


def _values(entry: Field) -> list[str]:
    if entry.value.kind is ValueKind.LIST:
        return [item.text for item in entry.value.items]
    return [entry.value.text]


def _with(source: Source, key: str, text: str, *, as_list: bool = False) -> Source:
    """`source` with `text` as the value of `key`, in its quotes if it has any."""
    front = _read(source)
    found = front.get(key)
    written = f"[{_scalar(text)}]" if as_list else _scalar(text)
    if found is None:
        line = f"{key}: {written}{_line_ending(source)}"
        return _proved(source, Span(front.yaml.end, front.yaml.end), line, key, (text,))
    if found.value.kind in _NO_SCALAR:
        raise _by_hand(source, key, text)
    span = found.value.span
    quote = source.text[span.start : span.start + 1]
    if quote in {"'", '"'} and _PLAIN.fullmatch(written):
        written = f"{quote}{text}{quote}"
    if span.start == span.end and source.text[span.start - 1] == ":":
        written = f" {written}"
    return _proved(source, span, written, key, (text,))


def _added(source: Source, key: str, text: str) -> Source:
    """`source` with `text` as one more member of the field `key`, which becomes a list."""
    found = _read(source).get(key)
    assert found is not None, "asked for before"
    value, shown, written = found.value, source.slice(found.value.span), _scalar(text)
    if value.kind is ValueKind.MAPPING:
        raise _by_hand(source, key, text)
    if value.kind is not ValueKind.LIST:
        members = (*(one.strip() for one in value.text.split(",")), text)
        return _proved(source, value.span, f"[{shown}, {written}]", key, members)
    members = (*(item.text for item in value.items), text)
    if shown.startswith("["):
        end = Span(value.span.end - 1, value.span.end - 1)
        separator = ", " if value.items else ""
        return _proved(source, end, f"{separator}{written}", key, members)
    last = source.line(source.position(value.items[-1].span.start)[0])
    marker = _MARKER.match(source.slice(last))
    line = f"{_line_ending(source)}{marker[0] if marker else ''}{written}"
    return _proved(source, Span(last.end, last.end), line, key, members)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _proved(source: Source, span: Span, text: str, key: str, value: tuple[str, ...]) -> Source:
    """
    `source` with the edit, if its block says the same but for `key`, which holds the texts `value`.

    Raises UsageError.
    """
    before = _read(source)
    changed = source.text[: span.start] + text + source.text[span.end :]
    after = Source(source.path, changed, source.bom)
    front = read_frontmatter(after)
    found = front.get(key) if front is not None and front.problem is None else None
    if (
        front is None
        or found is None
        or tuple(_values(found)) != value
        or any(item.items for item in found.value.items)
        or any(entry.key == key for entry in front.fields if entry is not found)
        or _others(front, key) != _others(before, key)
        or changed[front.span.end :] != source.text[before.span.end :]
    ):
        raise _by_hand(source, key, ", ".join(value))
    return after


def _others(front: Frontmatter, key: str) -> list[object]:
    """Everything that the block says, but for the first field called `key`."""
    first = front.get(key)
    return [(entry.key, _plain(entry.value)) for entry in front.fields if entry is not first]


def _plain(value: Value) -> tuple[object, ...]:
    return value.kind, value.text, tuple(map(_plain, value.items))


def _by_hand(source: Source, key: str, text: str) -> UsageError:
    return UsageError(f"{source.path}: write `{key}: {text}` by hand; nothing was changed")


def _read(source: Source) -> Frontmatter:
    """The frontmatter of `source`. Raises UsageError without any that can be read."""
    front = read_frontmatter(source)
    if front is None:
        raise UsageError(f"{source.path}: has no frontmatter to change")
    if not front.closed or front.problem is not None:
        raise UsageError(f"{source.path}: its frontmatter cannot be read; see docsgate validate")
    return front


def _line_ending(source: Source) -> str:
    found = LINE_ENDING.search(source.text)
    return found[0] if found else "\n"
