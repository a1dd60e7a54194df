"""Where a text may hold something that MDX rejects.

Every rejection starts at a `<` or a `{`. Most of them are harmless wherever they stand: a tag that
closes itself, with plain attributes, and a plain expression, both on one line. If such a piece is
read as a tag or as an expression, it is accepted; if it is not (in code, behind a backslash), it
is text, and holds nothing that could begin a tag or an expression there, nor the bar of a table.
"""

from __future__ import annotations

import re

from .js.plain import plain_end

SUSPECT = re.compile("[<{]")
_TAG = re.compile(
    r"<[A-Za-z][A-Za-z0-9-]*(?:[ \t]+[A-Za-z][A-Za-z0-9-]*(?:=\"[A-Za-z0-9 ./#_-]*\")?)*[ \t]*/>"
)
_PLAIN = re.compile(r"\{[^\n\r<{|}`\\]*\}")


def next_suspect(text: str, start: int, suspect: re.Pattern[str] = SUSPECT) -> int:
    """The offset of the first match of `suspect` that is not harmless, or the end of the text."""
    position = start
    while True:
        found = suspect.search(text, position)
        if found is None:
            return len(text)
        position = harmless_end(text, found.start())
        if position < 0:
            return found.start()


def harmless_end(text: str, start: int) -> int:
    """After the harmless tag or expression at `start`, or -1."""
    character = text[start]
    if character == "{":
        found = _PLAIN.match(text, start)
        if found is None or plain_end(text, start + 1, found.end()) != found.end() - 1:
            return -1
        return found.end()
    if character == "<":
        found = _TAG.match(text, start)
        return found.end() if found else -1
    return -1
