"""HTML comments, which Docusaurus accepts where plain MDX does not.

    comment ::= '<!--' (not '>', not '->', not '-->' at once) ... '-->'

(@slorber/remark-comment.)
"""

from __future__ import annotations

_OPEN = "<!--"
CLOSE = "-->"


def comment_end(text: str, start: int) -> int:
    """After the comment that begins at `start` in `text`, or -1."""
    search = comment_body(text, start)
    end = text.find(CLOSE, search) if search >= 0 else -1
    return end + len(CLOSE) if end >= 0 else -1


def comment_body(text: str, start: int) -> int:
    """Where the end of the comment may be looked for, or -1 when none begins at `start`."""
    if not text.startswith(_OPEN, start):
        return -1
    body = start + len(_OPEN)
    if text.startswith((">", "->"), body):
        return -1
    return body + 1 if text.startswith("-", body) else body
