"""Characters that are written as entities, such as `&amp;`."""

from __future__ import annotations


def unescape(text: str) -> str:
    """`text` with its entities resolved (HTML standard, 13.5 "Named character references")."""
    if "&" not in text:
        return text
    from html import unescape as resolve  # noqa: PLC0415 - few documents need its long list

    return resolve(text)
