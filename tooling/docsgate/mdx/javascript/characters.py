"""Which characters JavaScript takes for identifiers, white space and line ends.

ECMA-262, sections 12.2, 12.3 and 12.7; Unicode properties ID_Start and ID_Continue are derived
from general categories as Unicode Standard Annex 31 defines them.
"""

from __future__ import annotations

import re
from functools import lru_cache
from unicodedata import category

_START_CATEGORIES = frozenset(("Lu", "Ll", "Lt", "Lm", "Lo", "Nl"))
_PART_CATEGORIES = _START_CATEGORIES | {"Mn", "Mc", "Nd", "Pc"}
_OTHER_START = frozenset("\u1885\u1886\u2118\u212e\u309b\u309c")
_OTHER_PART = frozenset("\u00b7\u0387\u19da\u30fb\uff65\u200c\u200d") | {
    chr(code) for code in range(0x1369, 0x1372)
}
_PATTERN_SYNTAX = frozenset("\u2e2f")

LINE_BREAK = re.compile("\r\n?|[\n\u2028\u2029]")
SPACE_CHARACTER = "[\t\n\x0b\x0c\r \u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]"
SPACE = re.compile(SPACE_CHARACTER + "*")
ASCII_WORD = re.compile(r"[A-Za-z0-9_$]*")


@lru_cache(maxsize=4096)
def starts_identifier(character: str) -> bool:
    """Whether `character` (one, or none at the end of the text) can begin an identifier."""
    if not character:
        return False
    if character < "\x80":
        return character.isalpha() or character in "$_"
    return (
        category(character) in _START_CATEGORIES or character in _OTHER_START
    ) and character not in _PATTERN_SYNTAX


@lru_cache(maxsize=4096)
def continues_identifier(character: str) -> bool:
    """Whether `character` (one, or none at the end of the text) may be inside an identifier."""
    if not character:
        return False
    if character < "\x80":
        return character.isalnum() or character in "$_"
    return (
        category(character) in _PART_CATEGORIES
        or character in _OTHER_START
        or character in _OTHER_PART
    ) and character not in _PATTERN_SYNTAX
