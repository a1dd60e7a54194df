"""
Change what frontmatter says of a decision's life, in place: its status, and who superseded it.

Only the value in question is written; comments, quotes, order and line endings stay as they are.
The block is read again afterwards, and unless it says what was wanted and nothing else has
changed, nothing is written.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from .errors import UsageError
from .fixing.change import Change
from .frontmatter import read_frontmatter
from .metadata import ValueKind
from .nearest import nearest
from .stage.facts import label_of, text_of
from .succession import (
    SUCCESSOR_FIELDS,
    is_over,
    is_settled,
    references,
    superseded_in,
)
from .text import LINE_ENDING, Source, Span

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from .metadata import Frontmatter
    from .model import Document, Outline

_PLAIN = re.compile(r"[A-Za-z][\w. -]*(?<! )")
_MARKER = re.compile(r"[ \t]*-[ \t]+")


def with_status(document: Document, status: str) -> Change:
    """`document` with another status, one of its collection's. Raises UsageError."""
    allowed = document.collection.statuses if document.collection else ()
    word = next((name for name in allowed if name.lower() == status.lower()), status)
    if allowed and word not in allowed:
        names = {name.lower(): name for name in allowed}
        near = nearest(status.lower(), names)
        hint = f"did you mean `{names[near]}`" if near else f"there are {', '.join(allowed)}"
        raise UsageError(f"no status is called `{status}`; {hint}")
    return Change(document.source, _with(document, "status", word), ())


def superseded(
    old: Document, new: Document, cited: Mapping[str, Mapping[int, Outline]]
) -> list[Change]:
    """Both documents after `new` took the place of `old`. Raises UsageError."""
    if old.path == new.path:
        raise UsageError("a document cannot supersede itself")
    if not is_settled(new.outline):
        status = new.outline.text("status")
        raise UsageError(
            f"{label_of(new)} is `{status}`: accept it first,"
            f" with `docsgate status {label_of(new)} Accepted`"
        )
    status = superseded_in(old.collection.statuses if old.collection else ())
    is_marked = is_over(text_of(old, "status"))
    after = old.source if is_marked else _with(old, "status", status)
    fields = {**(old.collection.fields if old.collection else {}), SUCCESSOR_FIELDS[0]: None}
    key = next(
        (name for name in SUCCESSOR_FIELDS if old.get(name)),
        next(name for name in fields if name in SUCCESSOR_FIELDS),
    )
    after = _naming(old, after, key, new, cited)
    return [
        Change(old.source, after, ()),
        Change(new.source, _naming(new, new.source, "supersedes", old, cited), ()),
    ]


def _naming(
    document: Document, source: Source, key: str, other: Document, names: Collection[str]
) -> Source:
    """`source`, a state of `document`, whose field `key` names `other` among the rest."""
    front = _read(source)
    name = text_of(other, "id") or label_of(other)
    own = document.collection.name if document.collection else ""
    (wanted,) = references(label_of(other), own, names)
    found = front.get(key)
    values = found.value.items or (found.value,) if found else ()
    named = [one for value in values for one in references(value.text, own, names)]
    if any((one.name, one.number) == (wanted.name, wanted.number) for one in named):
        return source
    if found is None or (not named and found.value.kind is not ValueKind.LIST):
        return _with_in(source, key, name)
    return _added(source, key, name)


def _with(document: Document, key: str, text: str) -> Source:
    return _with_in(document.source, key, text)


def _with_in(source: Source, key: str, text: str) -> Source:
    """`source` with `text` as the value of `key`, in its quotes if it has any."""
    front = _read(source)
    found = front.get(key)
    written = text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
    if found is None:
        line = f"{key}: {written}{_line_ending(source)}"
        return _proved(source, Span(front.yaml.end, front.yaml.end), line, key, (text,))
    span = found.value.span
    quote = source.text[span.start : span.start + 1]
    if quote in {"'", '"'} and _PLAIN.fullmatch(text):
        written = f"{quote}{text}{quote}"
    if span.start == span.end and source.text[span.start - 1] == ":":
        written = f" {written}"
    return _proved(source, span, written, key, (text,))


def _added(source: Source, key: str, text: str) -> Source:
    """`source` with `text` as one more member of the field `key`, which becomes a list."""
    found = _read(source).get(key)
    assert found is not None, "asked for before"
    written = text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
    value, shown = found.value, source.slice(found.value.span)
    members = (*(item.text for item in value.items), text)
    if value.kind is not ValueKind.LIST:
        return _proved(source, value.span, f"[{shown}, {written}]", key, (value.text, text))
    if shown.startswith("["):
        end = value.span.end - 1
        return _proved(
            source, Span(end, end), f", {written}" if value.items else written, key, members
        )
    last = source.line(source.position(value.items[-1].span.start)[0])
    marker = _MARKER.match(source.slice(last))
    line = f"{_line_ending(source)}{marker[0] if marker else ''}{written}"
    return _proved(source, Span(last.end, last.end), line, key, members)


def _proved(source: Source, span: Span, text: str, key: str, value: tuple[str, ...]) -> Source:
    """`source` with the edit, if it says just that; else nothing can be done. Raises UsageError."""
    before = _read(source)
    changed = source.text[: span.start] + text + source.text[span.end :]
    after = Source(source.path, changed, source.bom)
    front = read_frontmatter(after)
    said = {**before.texts, key: value}
    if (
        front is None
        or front.problem is not None
        or front.texts != said
        or changed[front.span.end :] != source.text[before.span.end :]
    ):
        shown = ", ".join(value)
        raise UsageError(f"{source.path}: write `{key}: {shown}` by hand; nothing was changed")
    return after


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
