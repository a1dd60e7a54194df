"""Where a text may hold something that MDX rejects.

Every rejection starts at a `<` or a `{`. Most of them are harmless wherever they stand:

- A tag that closes itself, with plain attributes, and a plain expression, both on one line. If such
  a piece is read as a tag or as an expression, it is accepted; if it is not (in code, behind a
  backslash), it is text, and holds nothing that could begin a tag or an expression there.
- An element around a few plain words, on one line. Nothing can come between its tags: no mark of
  code, links, emphasis or directives stands there. If a backslash stands before it, only its
  opening tag is text, so then it is no longer harmless.

None of them holds the bar of a table.
"""

from __future__ import annotations

import re

from ..javascript.plain import find_plain_end

SUSPECT = re.compile("[<{]")
_ATTRIBUTES = r"(?>(?:[ \t]+[A-Za-z][A-Za-z0-9-]*+(?:=\"[A-Za-z0-9 ./#_-]*\")?)*)[ \t]*+"
_TAG = re.compile(rf"<([A-Za-z][A-Za-z0-9-]*+){_ATTRIBUTES}(/?)>")
_TAG_AND_TEXT = re.compile(rf"</?[A-Za-z][A-Za-z0-9-]*+{_ATTRIBUTES}/?>[ \t]*+[^ \t<{{]")
_WORDS = re.compile(r"[A-Za-z0-9 .,;-]*+</([A-Za-z][A-Za-z0-9-]*+)>")
_PLAIN = re.compile(r"\{[^\n\r<{|}`\\]*\}")


def next_suspect(text: str, start: int, suspect: re.Pattern[str] = SUSPECT) -> int:
    """The offset of the first match of `suspect` that is not harmless, or the end of the text."""
    position = start
    while True:
        found = suspect.search(text, position)
        if found is None:
            return len(text)
        position = _harmless_end(text, found.start())
        if position < 0:
            return found.start()


def line_kind(line: str) -> str:
    """`block`: one harmless tag or expression fills `line`; `text`: other text follows a plain one.

    Nothing when more must be known. The line starts with `<` or `{`.
    """
    if line[0] == "<":
        found = _TAG.match(line)
        if found and found[2] and found.end() == len(line):
            return "block"
        return "text" if _TAG_AND_TEXT.match(line) else ""
    end = _expression_end(line, 0)
    if end == len(line):
        return "block"
    return "text" if end >= 0 and line[end:].lstrip(" \t")[:1] not in ("", "<") else ""


def _harmless_end(text: str, start: int) -> int:
    """After the harmless piece at `start`, or -1."""
    character = text[start]
    if character == "{":
        return _expression_end(text, start)
    found = _TAG.match(text, start) if character == "<" else None
    if found is None:
        return -1
    if found[2]:
        return found.end()
    closing = _WORDS.match(text, found.end())
    if closing is None or closing[1] != found[1] or text[start - 1 : start] == "\\":
        return -1
    return closing.end()


def _expression_end(text: str, start: int) -> int:
    found = _PLAIN.match(text, start)
    if found is None or find_plain_end(text, start + 1, found.end()) != found.end() - 1:
        return -1
    return found.end()
