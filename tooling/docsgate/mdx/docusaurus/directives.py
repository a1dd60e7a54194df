"""Directives, which Docusaurus reads: `:name[label]{attributes}` in text, `::name` and `:::name`.

(micromark-extension-directive.) Their attributes take braces that would be expressions otherwise;
their labels are inline content; what is between `:::name` and `:::` is a document.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ..source.nearby import is_escaped

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_COLONS = re.compile(":+")
_SPACES = re.compile(r"[ \t]*")
_SPACES_AND_LINES = re.compile(r"[ \t\n]*")
_SHORTCUT = re.compile(r"[#.][^\"#'.<=>`}\s][^\"'<=>`#.}\s]*")
_ATTRIBUTE_NAME = re.compile(r"[A-Za-z:_][A-Za-z0-9:._-]*")
_UNQUOTED = re.compile(r"[^\"'<=>`}\s]+")
_LABEL_ESCAPES_MAX = 999
_LABEL_DEPTH_MAX = 32


def name_end(text: str, start: int) -> int:
    """After a directive's name, or -1."""
    found = _NAME.match(text, start)
    if found is None or found.group()[-1] in "-_":
        return -1
    return found.end()


def label_end(text: str, start: int, *, one_line: bool) -> int:
    """After `[label]`, brackets in it balanced, or -1."""
    depth = escapes = 0
    position = start + 1
    while position < len(text):
        character = text[position]
        if escapes > _LABEL_ESCAPES_MAX or (character == "\n" and one_line):
            return -1
        if character == "[":
            depth += 1
            if depth > _LABEL_DEPTH_MAX:
                return -1
        elif character == "]":
            if not depth:
                return position + 1
            depth -= 1
        elif character == "\\" and text[position + 1 : position + 2] in ("[", "\\", "]"):
            escapes += 1
            position += 1
        position += 1
    return -1


def attributes_end(text: str, start: int, *, one_line: bool) -> int:
    """After `{attributes}`, or -1."""
    spaces = _SPACES if one_line else _SPACES_AND_LINES
    position = start + 1
    while True:
        position = _end(spaces, text, position)
        character = text[position : position + 1]
        if character == "}":
            return position + 1
        if character and character in "#.":
            found = _SHORTCUT.match(text, position)
            if found is None or text[found.end() : found.end() + 1] in (
                "", '"', "'", "<", "=", ">", "`",
            ):  # fmt: skip
                return -1
            position = found.end()
            continue
        found = _ATTRIBUTE_NAME.match(text, position)
        if found is None:
            return -1
        position = _end(spaces, text, found.end())
        if text.startswith("=", position):
            position = _value_end(text, _end(spaces, text, position + 1), one_line=one_line)
            if position < 0:
                return -1


def _value_end(text: str, start: int, *, one_line: bool) -> int:
    quote = text[start : start + 1]
    if quote in ('"', "'"):
        close = text.find(quote, start + 1)
        if close < 0 or (one_line and "\n" in text[start:close]):
            return -1
        after = text[close + 1 : close + 2]
        return close + 1 if after in ("}", " ", "\t", "\n") and after else -1
    found = _UNQUOTED.match(text, start)
    if found is None or text[found.end() : found.end() + 1] in (
        "", '"', "'", "<", "=", ">", "`",
    ):  # fmt: skip
        return -1
    return found.end()


def _end(expression: re.Pattern[str], text: str, start: int) -> int:
    found = expression.match(text, start)
    assert found is not None
    return found.end()


class TextDirective(NamedTuple):
    """A directive in text: where it ends, and where its label with its brackets is."""

    end: int
    label: tuple[int, int] | None


def text_directive(text: str, start: int) -> TextDirective | None:
    """The directive whose colon is at `start` of `text`."""
    if start and text[start - 1] == ":" and not is_escaped(text, start):
        return None
    position, label = name_end(text, start + 1), None
    if position < 0 or text.startswith(":", position):
        return None
    if text.startswith("[", position):
        end = label_end(text, position, one_line=False)
        if end >= 0:
            label, position = (position, end), end
    if text.startswith("{", position):
        end = attributes_end(text, position, one_line=False)
        position = end if end >= 0 else position
    return TextDirective(position, label)


class Head(NamedTuple):
    """The first line of a directive in a block: its colons, and where its label is."""

    colons: int
    label: tuple[int, int] | None

    @property
    def is_container(self) -> bool:
        """Whether lines follow that belong to it."""
        return self.colons > len("::")


def parse_head(text: str) -> Head | None:
    """Read the first line of a directive in a block."""
    colons = _end(_COLONS, text, 0)
    if colons == 1:
        return None
    position = name_end(text, colons)
    if position < 0:
        return None
    label = None
    if text.startswith("[", position):
        end = label_end(text, position, one_line=True)
        if end >= 0:
            label = position + 1, end - 1
            position = end
    if text.startswith("{", position):
        end = attributes_end(text, position, one_line=True)
        position = end if end >= 0 else position
    return Head(colons, label) if _end(_SPACES, text, position) == len(text) else None
