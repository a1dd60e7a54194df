"""The frontmatter of a document as frozen values: every key and value knows its span."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from .text import Span


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

    `span` runs from the opening `---` to the end of the closing line, `yaml` is what stands
    between them. `closed` is false when no closing line was found; then there are no fields.
    """

    span: Span
    yaml: Span
    closed: bool = True
    fields: tuple[Field, ...] = ()
    problem: YamlProblem | None = None

    def get(self, key: str) -> Field | None:
        """The first field named `key`, if there is one."""
        return next((entry for entry in self.fields if entry.key == key), None)
