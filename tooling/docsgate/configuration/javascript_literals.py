"""The literals in a JavaScript or TypeScript configuration, read as text and never run.

    file    = { … ("const" name … "=" | "exports" "=" | "default" | "return") value … }
    value   = object | array | "(" value ")" | string | number | "true" | "false" | "null" | name
            | "require" "." "resolve" "(" string ")" | other

A name has the value of the constant that the file defines above, `require.resolve` that of what it
looks for. Anything else (a call, a function,
a template with expressions) is `UNKNOWN`, and its end is found by counting brackets. A value also
ends where a line begins that cannot go on with it, as in files without semicolons (ECMA-262,
section 12.10.1).
"""

from __future__ import annotations

import re
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from ..late_pattern import LatePattern

if TYPE_CHECKING:
    from collections.abc import Iterator

UNKNOWN: Final = object()
"""A value that only running the file would tell."""

_TOKEN = LatePattern(
    r"\s+|//[^\n]*|/\*.*?\*/"
    r"|(?P<string>\"(?>(?:[^\"\\\n]|\\.)*)\"|'(?>(?:[^'\\\n]|\\.)*)'|`(?>(?:[^`\\]|\\.)*)`)"
    r"|(?P<number>\d[\d.]*)|(?P<name>[A-Za-z_$][\w$]*+)|(?P<mark>\.\.\.|=>|.)",
    re.DOTALL,
)
_TOKENS_MAX = 100_000
_DEPTH_MAX = 40
_STEPS_MAX = 300_000
"""How often tokens may be looked at. A real file needs some thousand looks; beyond the limit, the
rest of a file is ignored."""

_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_SPREADS = "..."
_OPEN, _CLOSED = frozenset("([{"), frozenset(")]}")
_ENDS = frozenset(",;)]}")
_CASTS = frozenset({"as", "satisfies"})
_CONTINUE = frozenset({"in", "instanceof", *_CASTS})
"""Words that go on with an expression, also at the start of a line."""


class _Token(NamedTuple):
    kind: str
    text: str
    begins_line: bool = False

    @property
    def ends_value(self) -> bool:
        """Whether a value that stands in front of this token is over."""
        begins_statement = self.begins_line and self.kind != "mark" and self.text not in _CONTINUE
        return self.text in _ENDS or (begins_statement and not self.text.startswith("`"))


_END = _Token("mark", ";")


def read_exported(text: str) -> dict[str, Any]:
    """The object that the module `text` exports, or that its function returns; empty for none."""
    return _Reader(text).exported()


class Supply(NamedTuple):
    """The keys of an object, and the names of what it spreads that are no object of the file.

    A spread that is no name, and a member without a plain key, are the name "".
    """

    keys: frozenset[str]
    spreads: frozenset[str]


def read_default_keys(text: str) -> Supply | None:
    """What is in the object that the module `text` exports by default; None for no object."""
    return _Reader(text, keeps_spreads=True).supply()


def _tokens(text: str) -> Iterator[_Token]:
    begins_line = True
    for match in _TOKEN.compiled.finditer(text):
        if match.lastgroup is None:
            begins_line = begins_line or "\n" in match[0]
            continue
        yield _Token(match.lastgroup, match[0], begins_line)
        begins_line = False


class _Reader:
    def __init__(self, text: str, *, keeps_spreads: bool = False) -> None:
        self._tokens = list(islice(_tokens(text), _TOKENS_MAX))
        self._keeps_spreads = keeps_spreads
        self._at = 0
        self._constants: dict[str, object] = {}
        self._steps_left = _STEPS_MAX

    def exported(self) -> dict[str, Any]:
        returned: dict[str, Any] = {}
        while self._at < len(self._tokens) and self._steps_left > 0:
            token = self._take()
            if token.kind != "name":
                continue
            if token.text in ("const", "let", "var"):
                self._constant()
                continue
            is_export = token.text == "default" or (
                token.text == "exports" and self._peek().text == "="
            )
            if not is_export and token.text != "return":
                continue
            at = self._at + (self._peek().text == "=")
            value = self._value_at(at)
            if isinstance(value, dict) and is_export:
                return value
            if isinstance(value, dict) and len(value) > len(returned):
                returned = value
        return returned

    def supply(self) -> Supply | None:
        before, found = "", None
        while self._at < len(self._tokens) and self._steps_left > 0:
            token = self._take()
            if token.text in ("const", "let", "var"):
                self._constant()
            elif (before, token.text) == ("export", "default") or (
                token.text == "exports" and self._peek().text == "="
            ):
                found = self._value_at(self._at + (token.text == "exports"))
            before = token.text
        if not isinstance(found, dict) or self._steps_left <= 0 or self._at >= _TOKENS_MAX:
            return None
        spreads = frozenset(found.pop(_SPREADS, ()))
        return Supply(frozenset(found), spreads)

    def _constant(self) -> None:
        """Remember the value of `name [: type] = value`.

        The reader stays after the name, so that a `return` inside the value is found as well.
        """
        name, at = self._take().text, self._at
        while at < min(len(self._tokens), self._at + 20):
            token = self._tokens[at]
            if token.text == "=":
                self._constants[name] = self._value_at(at + 1)
                return
            if token.text in (";", "=>") or token.text in _CLOSED:
                return
            at += 1

    def _value_at(self, at: int) -> object:
        """The value that starts at token `at`. The reader does not move."""
        before, self._at = self._at, at
        value = self._value(0)
        self._at = before
        return value

    def _peek(self) -> _Token:
        self._steps_left -= 1
        is_over = self._at >= len(self._tokens) or self._steps_left < 0
        return _END if is_over else self._tokens[self._at]

    def _take(self) -> _Token:
        token = self._peek()
        self._at += 1
        return token

    def _value(self, depth: int) -> object:
        """Read the value here, up to the mark that ends it."""
        token = self._take()
        value: object = UNKNOWN
        if token.text == "{" and depth < _DEPTH_MAX:
            value = self._object(depth + 1)
        elif token.text == "[" and depth < _DEPTH_MAX:
            value = self._array(depth + 1)
        elif token.text == "(" and depth < _DEPTH_MAX:
            value = self._parenthesised(depth + 1)
        elif token.kind == "string":
            value = _string(token.text)
        elif token.kind == "number":
            value = token.text
        elif token.text == "require":
            value = self._resolved()
        elif token.kind == "name":
            value = _WORDS.get(token.text, self._constants.get(token.text, UNKNOWN))
        else:
            self._at -= 1
        if self._peek().ends_value:
            return value
        if self._peek().text not in _CASTS:
            value = UNKNOWN
        self._skip()
        return value

    def _resolved(self) -> object:
        """The name of the module that a call of `require.resolve` looks for."""
        tokens = self._tokens[self._at : self._at + 5]
        if [token.text for token in tokens[:3]] != [".", "resolve", "("] or len(tokens) < 5:
            return UNKNOWN
        if tokens[3].kind != "string" or tokens[4].text != ")":
            return UNKNOWN
        self._at += 5
        return _string(tokens[3].text)

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (key := self._take()).text != "}" and key is not _END:
            if key.kind in ("name", "string") and self._peek().text == ":":
                self._at += 1
                name = key.text if key.kind == "name" else str(_string(key.text))
                found[name] = self._value(depth)
            elif key.kind == "name" and self._peek().text in (",", "}"):
                found[key.text] = self._constants.get(key.text, UNKNOWN)
            elif key.text == "...":
                self._spread(found, depth)
            elif key.text != ",":
                self._at -= key.text in _OPEN
                self._skip(stops=frozenset(",}"))
                self._note_spread(found, "")
        return found

    def _spread(self, found: dict[str, Any], depth: int) -> None:
        """Read what follows `...` into `found`."""
        name, at = self._peek().text, self._at
        spread = self._value(depth)
        if isinstance(spread, dict):
            notes = {*found.get(_SPREADS, ()), *spread.get(_SPREADS, ())}
            found |= spread
            found |= {_SPREADS: notes} if notes else {}
        else:
            self._note_spread(found, name if self._at == at + 1 else "")

    def _note_spread(self, found: dict[str, Any], name: str) -> None:
        if self._keeps_spreads:
            found.setdefault(_SPREADS, set()).add(name)

    def _array(self, depth: int) -> list[Any]:
        found: list[Any] = []
        while (token := self._peek()).text != "]" and token is not _END:
            if token.text == ",":
                self._at += 1
                continue
            self._at += token.text == "..."
            before = self._at
            found.append(self._value(depth))
            self._at += self._at == before  # At a stray bracket, nothing was read: step over it.
        self._at += 1
        return found

    def _parenthesised(self, depth: int) -> object:
        """The value in parentheses, of which the first was read; UNKNOWN for several values."""
        value = self._value(depth)
        if self._peek().text != ")":
            value = UNKNOWN
            self._skip(stops=frozenset(")"))
        self._at += 1
        return value

    def _skip(self, stops: frozenset[str] = _ENDS) -> None:
        """Move to the mark that ends the expression here."""
        depth = 0
        while (token := self._peek()) is not _END:
            text = token.text
            if not depth and text in stops:
                return
            depth += (text in _OPEN) - (text in _CLOSED)
            self._at += 1


def _string(written: str) -> object:
    if written[0] == "`" and "${" in written:
        return UNKNOWN
    return re.sub(r"\\(.)", r"\1", written[1:-1])
