"""What a character or a set of characters is in a regular expression: escapes and classes.

ECMA-262, sections 22.2.1 (ClassAtom, CharacterEscape, CharacterClass) and Annex B.1.2. `Pattern` is
the state of a reading; `regexp` reads what is made of characters. Raises `PatternError`.
"""

from __future__ import annotations

import re

_PROPERTY = re.compile(r"[pP]\{[A-Za-z_]+(?:=[A-Za-z0-9_]+)?\}|[pP]\{[A-Za-z0-9_]+\}")
_UNICODE_ESCAPE = re.compile(r"u(?:[0-9A-Fa-f]{4}|\{0*(?:10|[0-9A-Fa-f])?[0-9A-Fa-f]{1,4}\})")
_HEX_ESCAPE = re.compile(r"x[0-9A-Fa-f]{2}")
_CONTROL_ESCAPE = re.compile(r"c[A-Za-z]")
SYNTAX = frozenset("^$\\.*+?()[]{}|/")


class PatternError(Exception):
    """The pattern is malformed."""


class Pattern:
    """The text of a pattern, how far it was read, and what it has defined and referred to."""

    __slots__ = (
        "groups", "highest_reference", "named", "names", "position", "references", "sets", "text",
        "unicode",
    )  # fmt: skip

    def __init__(self, text: str, *, unicode: bool, sets: bool, named: bool) -> None:
        self.text, self.position = text, 0
        self.unicode, self.sets, self.named = unicode, sets, named
        self.groups = 0
        self.highest_reference = 0
        self.names: set[str] = set()
        self.references: set[str] = set()


def read_class(pattern: Pattern) -> None:
    """CharacterClass, with nested ones under flag `v`."""
    pattern.position += 1
    eat_text(pattern, "^")
    left = -1
    while not eat_text(pattern, "]"):
        if pattern.position >= len(pattern.text):
            raise PatternError("unterminated character class")
        if pattern.sets and pattern.text[pattern.position] == "[":
            read_class(pattern)
            continue
        left = _read_class_atom(pattern)
        if pattern.text.startswith("-", pattern.position) and not pattern.text.startswith(
            "-]", pattern.position
        ):
            pattern.position += 1
            if pattern.position >= len(pattern.text) or (
                pattern.sets and pattern.text[pattern.position] in "-["
            ):
                continue
            right = _read_class_atom(pattern)
            if pattern.unicode and -1 in (left, right):
                raise PatternError("invalid character class")
            if -1 not in (left, right) and left > right:
                raise PatternError("range out of order in character class")


def _read_class_atom(pattern: Pattern) -> int:
    """The code of the character, or -1 for a set of characters."""
    character = pattern.text[pattern.position]
    if character != "\\":
        if pattern.sets and character in "(){}/|":
            raise PatternError("invalid character in character class")
        pattern.position += 1
        return ord(character)
    pattern.position += 1
    start = pattern.position
    if pattern.text.startswith("b", start) or (
        pattern.unicode and pattern.text.startswith("-", start)
    ):
        pattern.position += 1
        return 8 if pattern.text[start] == "b" else ord("-")
    read_character_escape(pattern)
    return _decode_escape(pattern.text[start : pattern.position])


def read_character_escape(pattern: Pattern) -> None:
    """What follows a backslash, where it refers to no group."""
    if pattern.unicode:
        _read_strict_escape(pattern)
        return
    # Annex B takes nearly every escape for the character itself.
    character = pattern.text[pattern.position : pattern.position + 1]
    if character == "c":
        eat_match(pattern, _CONTROL_ESCAPE)
    elif character != "u" or eat_match(pattern, _UNICODE_ESCAPE) is None:
        pattern.position += 1


def _read_strict_escape(pattern: Pattern) -> None:
    """An escape under flag `u` or `v`."""
    text, position = pattern.text, pattern.position
    character = text[position : position + 1]
    if character and character in "dDsSwWtnvfr":
        pattern.position += 1
    elif character and character in "pP":
        if eat_match(pattern, _PROPERTY) is None:
            raise PatternError("invalid property name")
    elif character == "0" and not text[position + 1 : position + 2].isdigit():
        pattern.position += 1
    elif not (
        eat_match(pattern, _UNICODE_ESCAPE)
        or eat_match(pattern, _HEX_ESCAPE)
        or eat_match(pattern, _CONTROL_ESCAPE)
    ):
        if character not in SYNTAX:
            raise PatternError("invalid escape")
        pattern.position += 1


def _decode_escape(escape: str) -> int:
    """The code of the character that `escape`, without its backslash, means."""
    if not escape or escape[0] in "dDsSwWpPcq":
        return -1
    if escape[0] in "ux" and len(escape) > 1:
        return int(escape[1:].strip("{}"), 16)
    return ord(
        {"t": "\t", "n": "\n", "v": "\v", "f": "\f", "r": "\r", "0": "\0"}.get(escape, escape)[0]
    )


def eat_text(pattern: Pattern, word: str) -> bool:
    """Move past `word`, if it is here."""
    if pattern.text.startswith(word, pattern.position):
        pattern.position += len(word)
        return True
    return False


def eat_match(pattern: Pattern, expression: re.Pattern[str]) -> re.Match[str] | None:
    """Move past what `expression` matches here, if it does."""
    found = expression.match(pattern.text, pattern.position)
    if found:
        pattern.position = found.end()
    return found
