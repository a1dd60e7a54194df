"""A document that is kept for old addresses alone, and points to where its text is now."""

from __future__ import annotations

import re

from ..late_pattern import LatePattern

_LENGTH_MAX = 600
"""A longer body says more than where to look. Most documents are not looked at any further."""

_PARAGRAPH_LENGTH_MAX = 300
_HEADING = LatePattern(
    r"^ {0,3}#{1,6}(?:[ \t][^\n]*)?$|^[^\n]*\n {0,3}(?:=+|-{2,})[ \t]*$", re.MULTILINE
)
_LINK = LatePattern(r"(?<!!)\[[^\[\]]*\]\(\s*<?([^\s()<>]+)>?[^()\n]*\)")


def pointed_to(text: str, body_start: int) -> str:
    """The target of the link that is all the document `text` says; empty where it says more.

    Beside headings, its body is one short paragraph with one link: "Moved to [b](b.md)."
    """
    if len(text) - body_start > _LENGTH_MAX:
        return ""
    paragraph = _HEADING.compiled.sub("", text[body_start:]).strip()
    if "\n\n" in paragraph or len(paragraph) > _PARAGRAPH_LENGTH_MAX:
        return ""
    links = _LINK.compiled.findall(paragraph)
    return str(links[0]) if len(links) == 1 else ""
