"""Characters that are written as entities, such as `&amp;`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .late_pattern import LatePattern

if TYPE_CHECKING:
    import re

_REFERENCE = LatePattern(
    r"&(?:#(?P<decimal>[0-9]{1,7})|#[xX](?P<hexadecimal>[0-9A-Fa-f]{1,6})"
    r"|(?P<name>[A-Za-z][A-Za-z0-9]{0,30}));"
)
_REPLACEMENT = "\ufffd"
_NO_TEXT = LatePattern(r"[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef]")
_CHARACTER_MAX = 0x10FFFF


def unescape(text: str) -> str:
    """`text` with its entities resolved (HTML standard, 13.5 "Named character references")."""
    if "&" not in text:
        return text
    from html import unescape as resolve  # noqa: PLC0415 - few documents need its long list

    return resolve(text)


def resolve_references(text: str) -> str:
    """`text` with its character references resolved (CommonMark 0.31, section 2.5).

    Other than in HTML, each ends with a semicolon, and a number means that character; those that
    are no text become U+FFFD, as in micromark.
    """
    if "&" not in text:
        return text
    from html.entities import html5 as names  # noqa: PLC0415 - few documents need its long list

    def resolved(found: re.Match[str]) -> str:
        if found["name"]:
            return names.get(f"{found['name']};", found[0])
        code = int(found["decimal"] or found["hexadecimal"], 10 if found["decimal"] else 16)
        character = chr(code) if code <= _CHARACTER_MAX else _REPLACEMENT
        return _REPLACEMENT if _NO_TEXT.compiled.match(character) else character

    return _REFERENCE.compiled.sub(resolved, text)
