"""Which cells of a table's row Python-Markdown shows (`TableProcessor._split`, 3.11).

A pipe in code ends no cell there, which it does in GFM, so the two count other cells. Cells for
which the head of the table has no column are shown by neither.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...late_pattern import LatePattern

if TYPE_CHECKING:
    from ...model.document import Document

_MARK = LatePattern(r"\\\\|(?P<ticks>\\?`+)|\\\||(?P<pipe>\|)")


def is_hidden_in_table(document: Document, offset: int) -> bool:
    """Whether `offset` is in a row's code, or in a cell of it that the site does not show."""
    text = document.source.text
    before_it = text[text.rfind("\n", 0, offset) + 1 : offset]
    if "|" not in before_it and "`" not in before_it:
        return False
    tables = (table for table in document.tables if table.span.start <= offset < table.span.end)
    table = next(tables, None)
    if table is None:
        return False
    row, before = _row_at(document, offset)
    head, _ = _row_at(document, table.span.start)
    code = _code_in(row)
    if any(start <= before < end for start, end in code):
        return True
    pipes = _cell_ends(row, code)
    if pipes[:1] == [0] and (head.startswith("|") or head.endswith("|")):
        pipes = pipes[1:]
    return sum(pipe < before for pipe in pipes) >= table.columns


def _row_at(document: Document, offset: int) -> tuple[str, int]:
    """The row at `offset` without what is around it, and where in it the offset is."""
    text = document.source.text
    start, end = text.rfind("\n", 0, offset) + 1, text.find("\n", offset)
    line = text[start : len(text) if end < 0 else end]
    row = line.lstrip(" >")
    return row.rstrip(), offset - start - (len(line) - len(row))


def _cell_ends(row: str, code: list[tuple[int, int]]) -> list[int]:
    """Where the cells of `row` end: at the pipes outside of `code`."""
    pipes = [mark.start() for mark in _MARK.compiled.finditer(row) if mark["pipe"]]
    return [pipe for pipe in pipes if not any(start <= pipe < end for start, end in code)]


def _code_in(row: str) -> list[tuple[int, int]]:
    """Where code starts and ends in `row`."""
    ticks = [mark for mark in _MARK.compiled.finditer(row) if mark["ticks"]]
    code = []
    while ticks:
        opening, *ticks = ticks
        size = len(opening["ticks"].lstrip("\\"))
        # An escape takes the first backtick of what opens, and does not count in what closes.
        size -= opening["ticks"].startswith("\\")
        closing = [i for i, mark in enumerate(ticks) if len(mark["ticks"].lstrip("\\")) == size]
        if closing and size:
            code.append((opening.start(), ticks[closing[0]].end()))
            ticks = ticks[closing[0] + 1 :]
    return code
