"""Text that is safe and aligned on a terminal.

Documents are not trusted: an escape sequence in one must not reach the terminal that shows it.
"""

from __future__ import annotations

import re
import unicodedata

_UNSAFE = re.compile(
    r"[\x00-\x08\x0a-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
_STYLED = re.compile(r"\x1b\[[\d;]*m")
_NO_COLUMN = frozenset({"Mn", "Me", "Cf"})

STYLES = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


def printable(text: str) -> str:
    """`text` with control characters and direction overrides shown as U+FFFD.

    Lone surrogates are shown so, too; Python uses them for bytes of a file name that is not UTF-8.
    """
    return _UNSAFE.sub("\ufffd", text)


def printable_json(text: str) -> str:
    """JSON `text` with the same characters escaped, which changes none of its values."""
    return "\n".join(_UNSAFE.sub(_escape, line) for line in text.split("\n"))


def printable_lines(text: str) -> str:
    """`text` of several lines, made printable line by line."""
    return "\n".join(printable(line) for line in text.split("\n"))


def width(text: str) -> int:
    """The columns that `text` takes on a terminal: two for a wide character, none for a mark."""
    if text.isascii():
        return len(text)
    return sum(map(_columns, text))


def shown_width(text: str) -> int:
    """The columns that `text` takes, which may have the escapes of styles in it."""
    return width(_STYLED.sub("", text))


def style(text: str, names: str, *, colour: bool) -> str:
    """`text` in the named styles, when `colour` is wanted."""
    if not colour:
        return text
    codes = ";".join(STYLES[name] for name in names.split())
    return f"\x1b[{codes}m{text}\x1b[0m"


def _columns(character: str) -> int:
    if unicodedata.category(character) in _NO_COLUMN:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _escape(match: re.Match[str]) -> str:
    return f"\\u{ord(match[0]):04x}"
