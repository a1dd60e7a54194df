"""The frontmatter of a document as frozen values: every key and value knows its span."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from ..text import Span


_TOP_LENGTH = 2_000
"""How many characters below the frontmatter are searched for the words "superseded by"."""

_SUPERSEDED_BY = LatePattern(r"\bsuperseded\s+by\W{0,8}([a-z]+-\d+)", re.IGNORECASE)

_HEADING = LatePattern(r"^ {0,3}# +(.*?)[ #]*$", re.MULTILINE)


class ValueKind(StrEnum):
    """Type of a YAML node, after YAML 1.1 tag resolution."""

    STRING = "string"
    INTEGER = "integer"
    FLOAT = "float"
    BOOLEAN = "boolean"
    DATE = "date"
    NULL = "null"
    LIST = "list"
    MAPPING = "mapping"


class Value(NamedTuple):
    """A YAML value. `text` is a scalar's content without quotes. `items` holds the members of a
    list, or the keys and values of a mapping in turn.
    """

    kind: ValueKind
    text: str
    span: Span
    items: tuple[Value, ...] = ()


class Field(NamedTuple):
    """One top-level key of the frontmatter."""

    key: str
    key_span: Span
    value: Value


class YamlProblem(NamedTuple):
    """Why the YAML could not be read, where, and what to write instead."""

    message: str
    span: Span
    help: str


class Frontmatter(NamedTuple):
    """The YAML block at the top of a document.

    `span` runs from the opening `---` to the end of the closing line, and `yaml` covers the text
    between the two lines. `closed` is false when no closing line was found; then there are no
    fields. `dots` is the closing line if it is `...`, which only MkDocs takes for one.
    """

    span: Span
    yaml: Span
    closed: bool = True
    fields: tuple[Field, ...] = ()
    problem: YamlProblem | None = None
    dots: Span | None = None

    def get(self, key: str) -> Field | None:
        """The first field named `key`, if there is one."""
        return next((entry for entry in self.fields if entry.key == key), None)

    @property
    def texts(self) -> dict[str, tuple[str, ...]]:
        """The text of each field: for a list, those of its items; for a mapping, none."""
        return {
            entry.key: ()
            if entry.value.kind is ValueKind.MAPPING
            else tuple(value.text for value in entry.value.items or (entry.value,))
            for entry in self.fields
        }


def said_successor(text: str, front: Frontmatter) -> str:
    """The successor that `text` names after the words "superseded by", above its first section.

    Empty when it names none, or when `front` does not have the status "superseded".
    """
    if not "".join(front.texts.get("status", ())).lower().startswith("superseded"):
        return ""
    start = front.span.end
    section = text.find("\n## ", start, start + _TOP_LENGTH)
    end = section if section >= 0 else start + _TOP_LENGTH
    match = _SUPERSEDED_BY.compiled.search(text, start, end)
    return match[1].upper() if match else ""


def said_title(text: str, body_start: int, front: Frontmatter | None) -> str:
    """The title in `front`, or else the first heading of level 1 in `text`; empty without both."""
    field = front.get("title") if front else None
    if field is not None and (title := field.value.text.strip()):
        return title
    match = _HEADING.compiled.search(text, body_start)
    return match[1].strip() if match else ""
