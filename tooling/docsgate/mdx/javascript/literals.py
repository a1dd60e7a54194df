"""Numbers, strings, escapes and words: the tokens that need more than one look.

ECMA-262, sections 12.7 (names), 12.9.3 (numbers) and 12.9.4 (strings). Module code is strict, so
legacy octal numbers and escapes are always errors.
"""

from __future__ import annotations

import re
from typing import NoReturn

from .characters import ASCII_WORD, continues_identifier, starts_identifier

_DECIMAL = "0123456789"
_HEX = "0123456789abcdefABCDEF"
_DIGITS = {16: _HEX, 10: _DECIMAL, 8: "01234567", 2: "01"}
_STRING_RUN = re.compile(r"[^\\\n\r\"']*")
_OCTAL = re.compile("[0-7]{1,3}")
UNEXPECTED = "Unexpected token"
TOO_DEEP = "Nested too deep"
_MAXIMUM_CODE = 0x10FFFF
_MAXIMUM_BYTE = 255


class JavaScriptError(Exception):
    """The text is not JavaScript.

    `position` is the place that acorn names, `reached` how far its tokenizer had read by then:
    an error that reached the end of the text may be mended by more text.
    """

    def __init__(self, position: int, reached: int, message: str) -> None:
        super().__init__(message)
        self.position = position
        self.reached = reached
        self.message = message


class BadTemplateEscapeError(Exception):
    """An escape that only a tagged template may hold."""


class Literals:
    """A cursor in the text, and the readers of literals."""

    def __init__(self, text: str, start: int) -> None:
        self.text = text
        self.size = len(text)
        self.pos = start
        self.start = start
        self.contains_escape = False
        self.in_template = False

    def fail(self, position: int, message: str) -> NoReturn:
        """Raise at `position`."""
        raise JavaScriptError(position, self.pos, message)

    def peek(self, offset: int = 0) -> str:
        """The character at `offset` from the cursor, or nothing at the end."""
        return self.text[self.pos + offset : self.pos + offset + 1]

    def read_integer(self, radix: int, *, legacy: bool = False) -> bool:
        """Digits with single separators between them; whether there was anything."""
        start, last = self.pos, ""
        leading_zero = legacy and self.peek() == "0"
        digits = _DIGITS[radix]
        while self.pos < self.size:
            character = self.text[self.pos]
            if character == "_":
                if leading_zero or last == "_" or self.pos == start:
                    self.fail(self.pos, "Misplaced numeric separator")
            elif character not in digits:
                break
            last = character
            self.pos += 1
        if last == "_":
            self.fail(self.pos - 1, "Numeric separator is not allowed at the last of digits")
        return self.pos != start

    def read_radix_number(self, radix: int) -> None:
        """`0x1f`, `0o17`, `0b11`, each with an optional `n`."""
        self.pos += 2
        if not self.read_integer(radix):
            self.fail(self.start + 2, f"Expected number in radix {radix}")
        if self.peek() == "n":
            self.pos += 1
        elif starts_identifier(self.peek()):
            self.fail(self.pos, "Identifier directly after number")

    def read_number(self, *, after_dot: bool) -> None:
        """A decimal number. The cursor stands on its first digit or on its dot."""
        start = self.pos
        if not after_dot and not self.read_integer(10, legacy=True):
            self.fail(start, "Invalid number")
        if self.pos - start > 1 and self.text[start] == "0":
            self.fail(start, "Invalid number")
        if not after_dot and self.peek() == "n":
            self.pos += 1
        else:
            if self.peek() == ".":
                self.pos += 1
                self.read_integer(10)
            if self.peek() in ("e", "E"):
                self.pos += 1
                if self.peek() in ("+", "-"):
                    self.pos += 1
                if not self.read_integer(10):
                    self.fail(start, "Invalid number")
        if starts_identifier(self.peek()):
            self.fail(self.pos, "Identifier directly after number")

    def read_string(self, quote: str) -> str:
        """A quoted string; the cursor stands on its first quote. Its value is returned."""
        self.pos += 1
        parts = []
        while True:
            run = _STRING_RUN.match(self.text, self.pos)
            if run:
                parts.append(run.group())
                self.pos = run.end()
            if self.pos >= self.size:
                self.fail(self.start, "Unterminated string constant")
            character = self.text[self.pos]
            if character == quote:
                self.pos += 1
                return "".join(parts)
            if character == "\\":
                parts.append(self.read_escape(template=False))
            elif character in "\n\r":
                self.fail(self.start, "Unterminated string constant")
            else:
                parts.append(character)
                self.pos += 1

    def bad_escape(self, position: int, message: str) -> NoReturn:
        """An escape that no string and no untagged template may hold."""
        if self.in_template:
            raise BadTemplateEscapeError
        self.fail(position, message)

    def read_escape(self, *, template: bool) -> str:
        """An escape; the cursor stands on the backslash."""
        character = self.peek(1)
        self.pos += 2
        if character == "x":
            return chr(self.read_hex(2))
        if character == "u":
            return chr(min(self.read_code_point(), _MAXIMUM_CODE))
        if character == "\r":
            if self.peek() == "\n":
                self.pos += 1
            return ""
        if character in ("8", "9"):
            self.bad_escape(self.pos - 1, "Invalid escape sequence")
        if character and character in "01234567":
            return self._read_octal(template=template)
        if character in ("\n", "\u2028", "\u2029"):
            return ""
        return {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "v": "\v", "f": "\f"}.get(
            character, character
        )

    def _read_octal(self, *, template: bool) -> str:
        found = _OCTAL.match(self.text, self.pos - 1)
        assert found is not None
        digits = found.group()
        if int(digits, 8) > _MAXIMUM_BYTE:
            digits = digits[:-1]
        self.pos += len(digits) - 1
        if digits != "0" or self.peek() in ("8", "9"):
            kind = "template string" if template else "strict mode"
            self.bad_escape(self.pos - 1 - len(digits), f"Octal literal in {kind}")
        return chr(int(digits, 8))

    def read_code_point(self) -> int:
        r"""The digits after `\\u`: four, or any number of them in braces."""
        if self.peek() != "{":
            return self.read_hex(4)
        self.pos += 1
        position = self.pos
        code = self.read_hex(self.text.find("}", self.pos) - self.pos)
        self.pos += 1
        if code > _MAXIMUM_CODE:
            self.bad_escape(position, "Code point out of bounds")
        return code

    def read_hex(self, length: int) -> int:
        """Exactly `length` hexadecimal digits."""
        start = self.pos
        while self.pos - start < length and self.peek() and self.peek() in _HEX:
            self.pos += 1
        if self.pos == start or self.pos - start != length:
            self.bad_escape(start, "Bad character escape sequence")
        return int(self.text[start : self.pos], 16)

    def read_word(self) -> str:
        """An identifier, its escapes resolved; `contains_escape` says whether it has any."""
        self.contains_escape = False
        found = ASCII_WORD.match(self.text, self.pos)
        assert found is not None
        word, self.pos = found.group(), found.end()
        while self.pos < self.size:
            character = self.text[self.pos]
            if continues_identifier(character):
                self.pos += 1
            elif character == "\\":
                character = self._read_word_escape(first=not word)
            else:
                break
            word += character
        return word

    def _read_word_escape(self, *, first: bool) -> str:
        self.contains_escape = True
        start = self.pos
        self.pos += 1
        if self.peek() != "u":
            self.bad_escape(self.pos, "Expecting Unicode escape sequence")
        self.pos += 1
        character = chr(min(self.read_code_point(), _MAXIMUM_CODE))
        accepts = starts_identifier if first else continues_identifier
        if not accepts(character):
            self.bad_escape(start, "Invalid Unicode escape")
        return character
