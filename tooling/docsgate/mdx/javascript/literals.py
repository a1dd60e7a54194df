"""Numbers, strings, escapes and words: the tokens that need more than one look.

ECMA-262, sections 12.7 (names), 12.9.3 (numbers) and 12.9.4 (strings). Module code is strict, so
legacy octal numbers and escapes are always errors.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from .characters import ASCII_WORD, continues_identifier, starts_identifier
from .failures import BadTemplateEscapeError, fail

if TYPE_CHECKING:
    from .state import ParserState

_DECIMAL = "0123456789"
_HEX = "0123456789abcdefABCDEF"
_DIGITS = {16: _HEX, 10: _DECIMAL, 8: "01234567", 2: "01"}
_STRING_RUN = re.compile(r"[^\\\n\r\"']*")
_OCTAL = re.compile("[0-7]{1,3}")
_MAXIMUM_CODE = 0x10FFFF
_MAXIMUM_BYTE = 255


def peek(state: ParserState, offset: int = 0) -> str:
    """The character at `offset` from the cursor, or nothing at the end."""
    return state.text[state.position + offset : state.position + offset + 1]


def read_number(state: ParserState, *, after_dot: bool) -> None:
    """A decimal number. The cursor is on its first digit or on its dot."""
    start = state.position
    if not after_dot and not read_digits(state, 10, legacy=True):
        fail(state, start, "Invalid number")
    if state.position - start > 1 and state.text[start] == "0":
        fail(state, start, "Invalid number")
    if not after_dot and peek(state) == "n":
        state.position += 1
    else:
        if peek(state) == ".":
            state.position += 1
            read_digits(state, 10)
        if peek(state) in ("e", "E"):
            state.position += 1
            if peek(state) in ("+", "-"):
                state.position += 1
            if not read_digits(state, 10):
                fail(state, start, "Invalid number")
    if starts_identifier(peek(state)):
        fail(state, state.position, "Identifier directly after number")


def read_radix_number(state: ParserState, radix: int) -> None:
    """`0x1f`, `0o17`, `0b11`, each with an optional `n`."""
    state.position += 2
    if not read_digits(state, radix):
        fail(state, state.start + 2, f"Expected number in radix {radix}")
    if peek(state) == "n":
        state.position += 1
    elif starts_identifier(peek(state)):
        fail(state, state.position, "Identifier directly after number")


def read_digits(state: ParserState, radix: int, *, legacy: bool = False) -> bool:
    """Digits with single separators between them; whether there was anything."""
    start, last = state.position, ""
    leading_zero = legacy and peek(state) == "0"
    digits = _DIGITS[radix]
    while state.position < state.size:
        character = state.text[state.position]
        if character == "_":
            if leading_zero or last == "_" or state.position == start:
                fail(state, state.position, "Misplaced numeric separator")
        elif character not in digits:
            break
        last = character
        state.position += 1
    if last == "_":
        fail(state, state.position - 1, "Numeric separator is not allowed at the last of digits")
    return state.position != start


def read_string(state: ParserState, quote: str) -> str:
    """A quoted string; the cursor is on its first quote. Its value is returned."""
    state.position += 1
    parts = []
    while True:
        run = _STRING_RUN.match(state.text, state.position)
        if run:
            parts.append(run.group())
            state.position = run.end()
        if state.position >= state.size:
            fail(state, state.start, "Unterminated string constant")
        character = state.text[state.position]
        if character == quote:
            state.position += 1
            return "".join(parts)
        if character == "\\":
            parts.append(read_escape(state, template=False))
        elif character in "\n\r":
            fail(state, state.start, "Unterminated string constant")
        else:
            parts.append(character)
            state.position += 1


def read_escape(state: ParserState, *, template: bool) -> str:
    """An escape; the cursor is on the backslash."""
    character = peek(state, 1)
    state.position += 2
    if character == "x":
        return chr(_read_hex(state, 2))
    if character == "u":
        return chr(min(_read_code_point(state), _MAXIMUM_CODE))
    if character == "\r":
        if peek(state) == "\n":
            state.position += 1
        return ""
    if character in ("8", "9"):
        fail_escape(state, state.position - 1, "Invalid escape sequence")
    if character and character in "01234567":
        return _read_octal(state, template=template)
    if character in ("\n", "\u2028", "\u2029"):
        return ""
    return {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "v": "\v", "f": "\f"}.get(
        character, character
    )


def fail_escape(state: ParserState, position: int, message: str) -> NoReturn:
    """Raise for an escape that no string and no untagged template may hold.

    In a template it is `BadTemplateEscapeError`: what it means is decided by its tag.
    """
    if state.in_template:
        raise BadTemplateEscapeError
    fail(state, position, message)


def _read_octal(state: ParserState, *, template: bool) -> str:
    r"""`\0`, or an octal escape, for which it raises; the cursor is after the first digit."""
    found = _OCTAL.match(state.text, state.position - 1)
    assert found is not None
    digits = found.group()
    if int(digits, 8) > _MAXIMUM_BYTE:
        digits = digits[:-1]
    state.position += len(digits) - 1
    if digits != "0" or peek(state) in ("8", "9"):
        kind = "template string" if template else "strict mode"
        fail_escape(state, state.position - 1 - len(digits), f"Octal literal in {kind}")
    return chr(int(digits, 8))


def _read_code_point(state: ParserState) -> int:
    r"""The digits after `\u`: four, or any number of them in braces."""
    if peek(state) != "{":
        return _read_hex(state, 4)
    state.position += 1
    position = state.position
    code = _read_hex(state, state.text.find("}", state.position) - state.position)
    state.position += 1
    if code > _MAXIMUM_CODE:
        fail_escape(state, position, "Code point out of bounds")
    return code


def _read_hex(state: ParserState, length: int) -> int:
    """Exactly `length` hexadecimal digits."""
    start = state.position
    while state.position - start < length and peek(state) and peek(state) in _HEX:
        state.position += 1
    if state.position == start or state.position - start != length:
        fail_escape(state, start, "Bad character escape sequence")
    return int(state.text[start : state.position], 16)


def read_word(state: ParserState) -> str:
    """An identifier, its escapes resolved; `contains_escape` says whether it has any."""
    state.contains_escape = False
    found = ASCII_WORD.match(state.text, state.position)
    assert found is not None
    word, state.position = found.group(), found.end()
    while state.position < state.size:
        character = state.text[state.position]
        if continues_identifier(character):
            state.position += 1
        elif character == "\\":
            character = _read_word_escape(state, first=not word)
        else:
            break
        word += character
    return word


def _read_word_escape(state: ParserState, *, first: bool) -> str:
    r"""`\u` in a name; raises when the character may not stand there."""
    state.contains_escape = True
    start = state.position
    state.position += 1
    if peek(state) != "u":
        fail_escape(state, state.position, "Expecting Unicode escape sequence")
    state.position += 1
    character = chr(min(_read_code_point(state), _MAXIMUM_CODE))
    accepts = starts_identifier if first else continues_identifier
    if not accepts(character):
        fail_escape(state, start, "Invalid Unicode escape")
    return character
