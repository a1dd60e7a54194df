"""The literals in a JavaScript or TypeScript configuration, read as text and never run.

    file    = { … ("const" name … "=" | "exports" "=" | "default" | "return" | "=>") value … }
    value   = object | array | "(" value ")" | string { "+" string } | number | name { "." name }
            | "true" | "false" | "null" | "require" "." "resolve" "(" string ")"
            | "path" "." "join" "(" "__dirname" { "," string } ")" | other [ "??" value ]

A name has the value of the constant that the file defines above, with what is assigned to its
members, `require.resolve` that of what it looks for. What a function is called with is exported as
if it were no call. Anything else (a call, a function, a template with expressions) is `UNKNOWN`,
and its end is found by counting brackets. A value also ends where a line begins that cannot go on
with it, as in files without semicolons (ECMA-262, section 12.10.1).
"""

from __future__ import annotations

from itertools import islice
from typing import Any, NamedTuple

from .javascript_tokens import (
    CASTS,
    CLOSED,
    END,
    ENDS,
    OPEN,
    UNKNOWN,
    Token,
    called_path,
    read_tokens,
    string_value,
)

_TOKENS_MAX = 100_000
_DEPTH_MAX = 40
_STEPS_MAX = 300_000
"""How often tokens may be looked at. A real file needs some thousand looks; beyond the limit, the
rest of a file is ignored."""

_WORDS = {"true": True, "false": False, "null": None, "undefined": None}
_SPREADS = "..."
_FALLBACKS = (["?", "?"], ["|", "|"])


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


class _Reader:
    def __init__(self, text: str, *, keeps_spreads: bool = False) -> None:
        self._tokens = list(islice(read_tokens(text), _TOKENS_MAX))
        self._keeps_spreads = keeps_spreads
        self._at = 0
        self._constants: dict[str, object] = {}
        self._steps_left = _STEPS_MAX

    def exported(self) -> dict[str, Any]:
        returned: dict[str, Any] = {}
        exports = False
        while self._at < len(self._tokens) and self._steps_left > 0:
            token = self._take()
            if token.text in ("const", "let", "var"):
                self._constant()
                continue
            if self._assigns(token):
                continue
            is_export = self._exports(token)
            is_arrow = exports and token.text == "=>" and self._peek().text == "("
            if not is_export and not is_arrow and token.text != "return":
                continue
            exports |= is_export
            value = self._exported_value()
            if isinstance(value, dict) and is_export:
                return value
            if isinstance(value, dict) and len(value) > len(returned):
                returned = value
        return returned

    def _exports(self, token: Token) -> bool:
        """Whether the value after `token`, or after the `=` behind it, is what the file exports."""
        assigns = token.text in ("exports", "export") and self._peek().text == "="
        return token.text == "default" or assigns

    def _exported_value(self) -> object:
        """The value here, or the first argument of the function that is called with it."""
        at = self._at + (self._peek().text == "=")
        if [token.text for token in self._tokens[at - 3 : at]][1:] == ["as", "default"]:
            return self._constants.get(self._tokens[at - 3].text, UNKNOWN)
        value = self._value_at(at)
        if value is UNKNOWN and [token.text for token in self._tokens[at + 1 : at + 2]] == ["("]:
            return self._value_at(at + 2)
        return value

    def _assigns(self, token: Token) -> bool:
        """Whether a member of the object that is named `token` gets a value here; it is set."""
        known = self._constants.get(token.text)
        tokens = self._tokens[self._at : self._at + 3]
        if not isinstance(known, dict) or [one.text for one in tokens[::2]] != [".", "="]:
            return False
        known[tokens[1].text] = self._value_at(self._at + 3)
        return True

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
        name, at, depth = self._take().text, self._at, 0
        while at < min(len(self._tokens), self._at + 40):
            token = self._tokens[at]
            if token.text == "=" and not depth:
                self._constants[name] = self._value_at(at + 1)
                return
            depth += (token.text in OPEN) - (token.text in CLOSED)
            if depth < 0 or (not depth and token.text in (";", "=>")):
                return
            at += 1

    def _value_at(self, at: int) -> object:
        """The value that starts at token `at`. The reader does not move."""
        before, self._at = self._at, at
        value = self._value(0)
        self._at = before
        return value

    def _peek(self) -> Token:
        self._steps_left -= 1
        is_over = self._at >= len(self._tokens) or self._steps_left < 0
        return END if is_over else self._tokens[self._at]

    def _take(self) -> Token:
        token = self._peek()
        self._at += 1
        return token

    def _value(self, depth: int) -> object:
        """Read the value here, up to the mark that ends it."""
        token = self._take()
        value: object = UNKNOWN
        if token.text in OPEN and depth < _DEPTH_MAX:
            value = self._bracketed(token.text, depth + 1)
        elif token.kind == "string":
            value = self._joined(string_value(token.text))
        elif token.kind == "number":
            value = token.text
        elif found := called_path(self._tokens[self._at - 1 : self._at + 20]):
            value, count = found
            self._at += count - 1
        elif token.kind == "name":
            value = _WORDS.get(token.text, self._constants.get(token.text, UNKNOWN))
            value = self._member(value)
        elif token.kind != "regex":
            self._at -= 1
        if self._peek().ends_value:
            return value
        if self._peek().text not in CASTS:
            value = UNKNOWN
        self._skip()
        if value is UNKNOWN and depth < _DEPTH_MAX and self._takes_fallback():
            return self._value(depth + 1)
        return value

    def _bracketed(self, opening: str, depth: int) -> object:
        """The object, list or value in parentheses whose `opening` bracket was read."""
        if opening == "{":
            return self._object(depth)
        return self._array(depth) if opening == "[" else self._parenthesised(depth)

    def _takes_fallback(self) -> bool:
        """Whether the expression goes on with `??` or `||`; the reader is then after it."""
        is_one = self._texts_ahead(2) in _FALLBACKS
        self._at += 2 * is_one
        return is_one

    def _texts_ahead(self, count: int) -> list[str]:
        return [token.text for token in self._tokens[self._at : self._at + count]]

    def _joined(self, value: object) -> object:
        """The string `value` with those that `+` adds to it."""
        while isinstance(value, str) and self._peek().text == "+":
            self._at += 1
            added = self._take()
            more = string_value(added.text) if added.kind == "string" else UNKNOWN
            value = value + more if isinstance(more, str) else UNKNOWN
        return value

    def _member(self, value: object) -> object:
        """The member of the object `value` that is named here, if one is."""
        while isinstance(value, dict) and self._peek().text == ".":
            self._at += 1
            value = value.get(self._take().text, UNKNOWN)
        return value

    def _object(self, depth: int) -> dict[str, Any]:
        found: dict[str, Any] = {}
        while (key := self._take()).text != "}" and key is not END:
            if key.kind in ("name", "string") and self._peek().text == ":":
                self._at += 1
                name = key.text if key.kind == "name" else str(string_value(key.text))
                found[name] = self._value(depth)
            elif key.kind == "name" and self._peek().text in (",", "}"):
                found[key.text] = self._constants.get(key.text, UNKNOWN)
            elif key.text == "...":
                self._spread(found, depth)
            elif key.text != ",":
                self._at -= key.text in OPEN
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
        while (token := self._peek()).text != "]" and token is not END:
            if token.text == ",":
                self._at += 1
                continue
            spreads = token.text == "..."
            self._at += spreads
            before = self._at
            value = self._value(depth)
            found += value if spreads and isinstance(value, list) else [value]
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

    def _skip(self, stops: frozenset[str] = ENDS) -> None:
        """Move to the mark that ends the expression here."""
        depth = 0
        while (token := self._peek()) is not END:
            text = token.text
            falls_back = stops is ENDS and text in "?|" and self._texts_ahead(2) in _FALLBACKS
            if not depth and (text in stops or falls_back):
                return
            depth += (text in OPEN) - (text in CLOSED)
            self._at += 1
