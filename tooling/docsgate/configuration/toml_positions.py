"""The position of each key in a TOML document.

`tomllib` reads TOML but forgets positions, and a configuration error needs one. This scanner
follows TOML 1.0.0 far enough to name every key path of a document that `tomllib` has accepted:
table headers (sections "Table", "Array of Tables"), dotted and quoted keys ("Keys"), and inline
tables ("Inline Table"). Strings and comments are skipped as a whole.
"""

from __future__ import annotations

import re
import tomllib

from ..text import Span

KeyPath = tuple[str | int, ...]

_SKIP = re.compile(r"[ \t\r\n]*+(?>(?:#[^\n]*+[ \t\r\n]*+)*)")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_STRING = re.compile(
    r'"""(?>(?:[^"\\]|\\.|"(?!""))*)"{3,5}'
    r"|'''(?>(?:[^']|'(?!''))*)'{3,5}"
    r'|"(?>(?:[^"\\\n]|\\.)*)"'
    r"|'[^'\n]*+'",
    re.DOTALL,
)
_SCALAR = re.compile(r"[^,\]}\s#][^,\]}\n#]*+")


def key_positions(text: str) -> dict[KeyPath, Span]:
    """Map the path of each key, and of each member of an array (by index), to its span."""
    return _Scanner(text).scan()


class _Scanner:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._found: dict[KeyPath, Span] = {}
        self._tables: dict[KeyPath, int] = {}

    def scan(self) -> dict[KeyPath, Span]:
        table: KeyPath = ()
        while self._skip():
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._key_value(table)
        return self._found

    def _skip(self) -> bool:
        skipped = _SKIP.match(self._text, self._at)
        self._at = skipped.end() if skipped else self._at
        return self._at < len(self._text)

    def _header(self) -> KeyPath:
        is_array = self._text.startswith("[[", self._at)
        self._at += 2 if is_array else 1
        path = self._key(())
        self._at = self._text.index("]", self._at) + (2 if is_array else 1)
        if is_array:
            number = self._tables.get(path, -1) + 1
            self._tables[path] = number
            return (*path, number)
        return path

    def _key(self, parent: KeyPath) -> KeyPath:
        """Read a dotted key; remember the position of each of its parts."""
        path = parent
        while True:
            self._skip()
            quoted = _STRING.match(self._text, self._at)
            match = quoted or _BARE.match(self._text, self._at)
            assert match, "tomllib accepted the document, so there is a key here"
            path = (*path, _unquote(match[0]) if quoted else match[0])
            self._found.setdefault(path, Span(*match.span()))
            self._at = match.end()
            self._skip()
            if self._text[self._at] != ".":
                return path
            if path in self._tables:
                path = (*path, self._tables[path])
            self._at += 1

    def _key_value(self, table: KeyPath) -> None:
        path = self._key(table)
        self._at = self._text.index("=", self._at) + 1
        self._value(path)

    def _value(self, path: KeyPath) -> None:
        self._skip()
        start, opening = self._at, self._text[self._at]
        if opening == "[":
            self._members(path, "]")
        elif opening == "{":
            self._members(path, "}")
        else:
            match = _STRING.match(self._text, self._at) or _SCALAR.match(self._text, self._at)
            assert match, "tomllib accepted the document, so there is a value here"
            self._at = match.end()
        if isinstance(path[-1], int):
            self._found[path] = Span(start, self._at)

    def _members(self, path: KeyPath, closing: str) -> None:
        self._at += 1
        number = 0
        while self._skip() and self._text[self._at] != closing:
            if self._text[self._at] == ",":
                self._at += 1
                number += 1
            elif closing == "]":
                self._value((*path, number))
            else:
                self._key_value(path)
        self._at += 1


def _unquote(key: str) -> str:
    """The name in the quotes of `key`; only basic strings, in double quotes, have escapes."""
    return next(iter(tomllib.loads(f"{key}=0"))) if "\\" in key else key[1:-1]
