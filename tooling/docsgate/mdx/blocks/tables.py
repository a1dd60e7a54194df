"""Tables: whether two lines make the head of one, and where the cells of a row are.

GitHub Flavored Markdown, section 4.10, as micromark-extension-gfm-table tokenizes it. Cells are
cut at `|` before anything inside them is read, so a bar in braces or in code ends a cell too,
unless a backslash is before it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..source.text_chunk import Chunk
from .block_events import BlockEvent, Enter, Exit, Text

if TYPE_CHECKING:
    from .flow_line import FlowLine
    from .state import Blocks, FlowState

_DELIMITER = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)*(?:[ \t]*:?-+:?)?[ \t]*\Z")
_DELIMITER_CELL = re.compile("-+")
_CELL = re.compile(r"(?:[^|\\]|\\[\\|]|\\(?![\\|]))+")
_SPACE = " \t"


def is_head(head: str, delimiter: str) -> bool:
    """Whether `delimiter` is a delimiter row with as many cells as `head` has."""
    if "-" not in delimiter or delimiter.strip("|:- \t") or _DELIMITER.match(delimiter) is None:
        return False
    if "|" not in delimiter and ":" not in delimiter:
        return False
    count = head_cells(head)
    return bool(count) and count == len(_DELIMITER_CELL.findall(delimiter))


def read_row(state: FlowState, line: FlowLine, kind: str) -> Blocks:
    """The row that `line` is; its cells are of `kind`."""
    if state.document.mode.is_dull(line.text):
        return ()
    blocks: list[BlockEvent] = [Enter("tableRow", line.offset, line.start)]
    for cell, start, end in cells(line.text):
        chunk = Chunk(line.text[start:end], line.offset + start)
        blocks.append(Text(kind, line.offset + cell, chunk, line.start))
    return *blocks, Exit(line.start)


def head_cells(head: str) -> int:
    """How many cells `head` has as a table's first row; zero when it cannot be one."""
    if head.strip(_SPACE) == "|":
        return 0
    count, open_cell = 0, not head.startswith("|")
    position = 0
    while position < len(head):
        character = head[position]
        if character in _SPACE:
            position += 1
            continue
        if open_cell:
            open_cell = False
            count += 1
        if character == "|":
            open_cell = True
            position += 1
        else:
            found = _CELL.match(head, position)
            assert found is not None
            position = found.end()
    return count


def cells(row: str) -> list[tuple[int, int, int]]:
    """For each cell of `row` that holds text: where the cell and its text start, where it ends."""
    found = []
    cell = position = 0
    while position < len(row):
        if row[position] == "|":
            cell = position
            position += 1
            continue
        match = _CELL.match(row, position)
        assert match is not None
        text = match.group()
        inner = text.strip(_SPACE)
        if inner:
            start = position + text.index(inner[0])
            found.append((cell, start, start + len(inner)))
        position = match.end()
    return found
