"""What the scanner says: one construct that MDX rejects or mistakes, and what to write instead."""

from __future__ import annotations

from enum import StrEnum
from typing import Literal, NamedTuple


class Dialect(StrEnum):
    """Whose compiler decides."""

    MDX = "mdx"
    DOCUSAURUS = "docusaurus"


class Finding(NamedTuple):
    """One construct, as offsets of code points in the document.

    `start` and `end` cover what the author should look at: the brace, the tag, the `<` itself.
    `reported` is the offset that the compiler would name, None where it names none; `first`
    marks the finding that the compiler reports, for it stops at one. `edits` are replacements
    (start, end, text) that say the same to MDX, CommonMark and Python-Markdown alike.
    """

    rule: str
    start: int
    end: int
    message: str
    help: str
    severity: Literal["error", "warning"] = "error"
    first: bool = False
    reported: int | None = None
    edits: tuple[tuple[int, int, str], ...] = ()
