"""The lines of a document, and the columns that its tabs make.

A line ends at LF, CR LF or CR. A tab reaches to the next multiple of four columns, and a
container may take a part of it: so a tab is followed by filling marks, one for each column that
it spans beyond the first (micromark's virtual spaces).
"""

from __future__ import annotations

FILL = "\x00"
_TAB_STOP = 4


class FilledLine:
    """One line, or the rest of one from `column` on: where it stands in the document, and its text
    with tabs filled.
    """

    __slots__ = ("end", "ends", "filled", "has_tabs", "start")

    def __init__(self, text: str, start: int, end: int, *, ends: bool, column: int = 0) -> None:
        self.start = start
        self.end = end
        self.ends = ends
        raw = text[start:end]
        self.has_tabs = "\t" in raw
        self.filled = fill_tabs(raw, column) if self.has_tabs else raw

    def offset(self, position: int) -> int:
        """The offset in the document of `position` in the filled text."""
        if not self.has_tabs:
            return self.start + position
        return self.start + position - self.filled.count(FILL, 0, position)


def column_of(text: str, offset: int) -> int:
    """The column, from zero, at which `offset` of `text` stands."""
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    return len(fill_tabs(text[start:offset], 0))


def fill_tabs(raw: str, column: int) -> str:
    """`raw`, which starts at `column`, each tab followed by marks for its further columns."""
    parts = raw.split("\t")
    filled = []
    for part in parts[:-1]:
        column += len(part)
        extra = _TAB_STOP - 1 - column % _TAB_STOP
        filled.append(part + "\t" + FILL * extra)
        column += extra + 1
    return "".join(filled) + parts[-1]
