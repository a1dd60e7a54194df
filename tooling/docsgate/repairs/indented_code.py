"""Indented code as fenced code, with the same contents.

    ····if a < b {          ```text
    ········return          if a < b {
                      to    ····return
                            ```

Inside a list the fence stands where the item's text stands; the code keeps what it is indented
by beyond that.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Edit, Fix
from ..text import Span

if TYPE_CHECKING:
    from ..model import Document

_INDENT = re.compile(r"[ \t]*")
_TICKS = re.compile(r"`{3,}")
_TAB = 4


def fenced(document: Document, block: Span) -> Fix | None:
    """The fix that fences the indented code at `block`; None inside quotes."""
    source = document.source
    first = source.position(block.start)[0]
    last = source.position(max(block.end - 1, block.start))[0]
    while last > first and not source.slice(source.line(last)).strip():
        last -= 1
    whole = Span(source.line(first).start, source.line(last).end)
    if source.text[whole.start : block.start].strip(" \t"):
        return None
    lines = [source.slice(source.line(number)) for number in range(first, last + 1)]
    base = min(_width(line) for line in lines if line.strip()) - _TAB
    if base < 0:
        return None
    ending = "\r\n" if source.text.startswith("\r\n", whole.end) else "\n"
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(source.slice(whole))), default=0))
    margin = " " * base
    kept = [f"{margin}{_without(line, base + _TAB)}" if line.strip() else "" for line in lines]
    block_lines = [f"{margin}{fence}text", *kept, f"{margin}{fence}"]
    return Fix((Edit(whole, ending.join(block_lines)),))


def _width(line: str) -> int:
    """By how many columns `line` is indented; a tab goes to the next multiple of four."""
    indent = _INDENT.match(line)
    return len(indent[0].expandtabs(_TAB)) if indent else 0


def _without(line: str, columns: int) -> str:
    """`line` without its first `columns` columns of white space."""
    at, column = 0, 0
    while at < len(line) and column < columns and line[at] in " \t":
        column += _TAB - column % _TAB if line[at] == "\t" else 1
        at += 1
    return " " * (column - columns) + line[at:] if column > columns else line[at:]
