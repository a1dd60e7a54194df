"""
Change one field of a frontmatter in place.

Only the value in question is written; comments, quotes, order and line endings stay as they are.
The block is read again afterwards, and unless it says what was wanted and nothing else has
changed, nothing is written.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from ..errors import UsageError
from ..model.frontmatter import ValueKind
from ..parsing.read_frontmatter import read_frontmatter
from ..text import LINE_ENDING, Source, Span

if TYPE_CHECKING:
    from ..model.frontmatter import Field, Frontmatter, Value

NO_SCALAR = (ValueKind.LIST, ValueKind.MAPPING)
"""Kinds of values that a single text cannot replace."""

_PLAIN = re.compile(r"[A-Za-z][\w. -]*(?<! )")
_MARKER = re.compile(r"[ \t]*-[ \t]+")


def values_of(entry: Field) -> list[str]:
    """The texts of a list, or the one text of anything else."""
    if entry.value.kind is ValueKind.LIST:
        return [item.text for item in entry.value.items]
    return [entry.value.text]


def with_value(
    source: Source, key: str, text: str, *, as_list: bool = False, written: str = ""
) -> Source:
    """
    `source` with `text` as the value of `key`.

    The quotes of the old value are kept. Without any, `text` gets quotes if YAML might read
    something else without them, unless `written` says how to write it. A field that is not there is
    added as the last one. Raises UsageError.
    """
    front = read_block(source)
    found = front.get(key)
    written = written or (f"[{_scalar(text)}]" if as_list else _scalar(text))
    if found is None:
        line = f"{key}: {written}{_line_ending(source)}"
        return _check_edit(source, Span(front.yaml.end, front.yaml.end), line, key, (text,))
    if found.value.kind in NO_SCALAR:
        raise error_of_edit(source, key, text)
    start = found.value.span.start
    shown = source.slice(found.value.span).rstrip("\r\n")  # Block scalars end with their line.
    if not as_list:
        written = _in_quotes_of(shown, written, text)
    if not shown and source.text[start - 1] == ":":
        written = f" {written}"
    return _check_edit(source, Span(start, start + len(shown)), written, key, (text,))


def _in_quotes_of(shown: str, written: str, text: str) -> str:
    """`written`, the source of `text`, in the quotes of the source `shown` where it has any."""
    if shown.startswith("'") and text.isprintable():
        return "'" + text.replace("'", "''") + "'"
    if shown.startswith('"'):
        return json.dumps(text, ensure_ascii=False)
    return written


def with_member(source: Source, key: str, text: str) -> Source:
    """`source` with `text` as one more member of the field `key`, which becomes a list."""
    found = read_block(source).get(key)
    assert found is not None, "the caller has found the field"
    value, shown, written = found.value, source.slice(found.value.span), _scalar(text)
    if value.kind is ValueKind.MAPPING:
        raise error_of_edit(source, key, text)
    if value.kind is not ValueKind.LIST:
        members = (*(one.strip() for one in value.text.split(",")), text)
        return _check_edit(source, value.span, f"[{shown}, {written}]", key, members)
    members = (*(item.text for item in value.items), text)
    if shown.startswith("["):
        end = Span(value.span.end - 1, value.span.end - 1)
        separator = ", " if value.items else ""
        return _check_edit(source, end, f"{separator}{written}", key, members)
    last = source.line(source.position(value.items[-1].span.start)[0])
    marker = _MARKER.match(source.slice(last))
    line = f"{_line_ending(source)}{marker[0] if marker else ''}{written}"
    return _check_edit(source, Span(last.end, last.end), line, key, members)


def _scalar(text: str) -> str:
    return text if _PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)


def _check_edit(source: Source, span: Span, text: str, key: str, value: tuple[str, ...]) -> Source:
    """
    `source` with `text` in place of `span`.

    Raises UsageError unless `key` then has the texts `value` and all else is as before.
    """
    before = read_block(source)
    changed = source.text[: span.start] + text + source.text[span.end :]
    after = Source(source.path, changed, source.bom)
    front = read_frontmatter(after)
    found = front.get(key) if front is not None and front.problem is None else None
    if (
        front is None
        or found is None
        or tuple(values_of(found)) != value
        or any(item.items for item in found.value.items)
        or any(entry.key == key for entry in front.fields if entry is not found)
        or _all_but(front, key) != _all_but(before, key)
        or changed[front.span.end :] != source.text[before.span.end :]
    ):
        raise error_of_edit(source, key, ", ".join(value))
    return after


def _all_but(front: Frontmatter, key: str) -> list[object]:
    """Everything that the block says, except for the first field called `key`."""
    first = front.get(key)
    return [(entry.key, _as_tuples(entry.value)) for entry in front.fields if entry is not first]


def _as_tuples(value: Value) -> tuple[object, ...]:
    return value.kind, value.text, tuple(map(_as_tuples, value.items))


def error_of_edit(source: Source, key: str, text: str) -> UsageError:
    """The error of a command that cannot write `text` as the value of `key`."""
    return UsageError(f"{source.path}: write `{key}: {text}` by hand; nothing was changed")


def read_block(source: Source) -> Frontmatter:
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
