"""Definitions, and what follows the `]` of a link or an image.

CommonMark 0.31, sections 4.7 and 6.3, as micromark tokenizes them. Each function takes a text and
an offset and returns the offset after the construct, or -1. What these constructs cover is
neither a tag nor an expression: destinations, titles and reference labels are safe.
"""

from __future__ import annotations

import re

_UNBROKEN = re.compile(r"(?>(?:[^\[\]\\]|\\[\[\]\\]|\\(?![\[\]\\]))*)")
_LABEL = re.compile(r"\[((?:[^\[\]\\]|\\[\[\]\\]|\\(?![\[\]\\]))*)\]")
_SPACES = re.compile(r"[ \t\n]*")
_LINE_SPACES = re.compile(r"[ \t]*")
_ENCLOSED = re.compile(r"<(?:[^<>\\\n]|\\[<>\\]|\\(?![<>\\]))*>")
_RAW = re.compile(r"[^\x00-\x20\x7f()\\]+")
_TITLE = {
    '"': re.compile(r'"(?:[^"\\]|\\["\\]|\\(?!["\\]))*"'),
    "'": re.compile(r"'(?:[^'\\]|\\['\\]|\\(?!['\\]))*'"),
    "(": re.compile(r"\((?:[^)\\]|\\[)\\]|\\(?![)\\]))*\)"),
}
_LABEL_SIZE_MAX = 999
_NESTING_MAX = 32
_TOO_DEEP = re.compile(r"(?:[^\x00-\x20\x7f()\\]*\(){33}")
_WHITE = re.compile(r"[\t\n\r ]+")


def normalize(identifier: str) -> str:
    """The form in which two labels are compared."""
    return _WHITE.sub(" ", identifier).strip(" ").lower().upper()


def is_label(text: str, start: int, end: int) -> bool:
    """Whether no bracket stands between `start` and `end`: no other text can be defined."""
    found = _UNBROKEN.match(text, start, end)
    return found is not None and found.end() == end


def label_end(text: str, start: int) -> int:
    """After `[label]`; the label holds something other than white space, and no bracket."""
    found = _LABEL.match(text, start, start + 2 * _LABEL_SIZE_MAX + 4)
    if found is None or len(found[1]) > _LABEL_SIZE_MAX or not found[1].strip(" \t\n"):
        return -1
    return found.end()


def destination_end(text: str, start: int, nesting_max: float) -> int:
    """After a link destination, in angle brackets or without."""
    if text.startswith("<", start):
        found = _ENCLOSED.match(text, start)
        return found.end() if found else -1
    if nesting_max == _NESTING_MAX and _TOO_DEEP.match(text, start):
        return -1
    end = _raw_end(text, start, nesting_max)
    return end if end > start and text[end : end + 1] in ("", " ", "\t", "\n", ")") else -1


def _raw_end(text: str, start: int, nesting_max: float) -> int:
    """After the characters of a destination without angle brackets, parentheses in it paired."""
    position, depth, size = start, 0, len(text)
    while position < size:
        run = _RAW.match(text, position)
        if run:
            position = run.end()
            continue
        character = text[position]
        if character == "\\":
            position += 2 if text[position + 1 : position + 2] in ("(", ")", "\\") else 1
        elif character == "(" and depth < nesting_max:
            depth += 1
            position += 1
        elif character == ")" and depth:
            depth -= 1
            position += 1
        else:
            break
    return -1 if depth else position


def title_end(text: str, start: int) -> int:
    """After a title in quotes or parentheses."""
    expression = _TITLE.get(text[start : start + 1])
    found = expression.match(text, start) if expression else None
    return found.end() if found else -1


def spaces_end(text: str, start: int) -> int:
    """After white space, line ends included."""
    found = _SPACES.match(text, start)
    assert found is not None
    return found.end()


def resource_end(text: str, start: int) -> int:
    """After `(destination "title")`."""
    position = spaces_end(text, start + 1)
    if text.startswith(")", position):
        return position + 1
    position = destination_end(text, position, _NESTING_MAX)
    if position < 0:
        return -1
    after = spaces_end(text, position)
    if after > position:
        title = title_end(text, after)
        if title >= 0:
            after = spaces_end(text, title)
        elif text[after : after + 1] in ('"', "'", "("):
            return -1
    return after + 1 if text.startswith(")", after) else -1


def definition_end(text: str, start: int) -> tuple[int, str]:
    """After `[label]: destination "title"` and its line end, with the normalized label."""
    position = label_end(text, start)
    if position < 0 or not text.startswith(":", position):
        return -1, ""
    name = normalize(text[start + 1 : position - 1])
    position = destination_end(text, spaces_end(text, position + 1), float("inf"))
    if position < 0:
        return -1, ""
    after = spaces_end(text, position)
    title = title_end(text, after) if after > position else -1
    for end in (title, position):
        line = _LINE_SPACES.match(text, end) if end >= 0 else None
        if line and (line.end() == len(text) or text[line.end()] == "\n"):
            return min(line.end() + 1, len(text)), name
    return -1, ""
