"""Indented code as fenced code, with the same contents.

    ····if a < b {          ```text
    ········return          if a < b {
                      to    ····return
                            ```

Inside a list, the fence begins in the column of the item's text; the code keeps the indentation it
has beyond that column.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Edit, Fix
from ..text import Span
from .lists import content_column

if TYPE_CHECKING:
    from ..model.document import Document

_QUOTE = re.compile(r"(?: {0,3}> ?)+")
_TICKS = re.compile(r"`{3,}")
_TAB = 4


def fence_code(document: Document, block: Span) -> Fix | None:
    """The fix that fences the indented code at `block`.

    None where its lines do not all begin with the same block quote markers.
    """
    source = document.source
    first = source.position(block.start)[0]
    last = source.position(max(block.end - 1, block.start))[0]
    while last > first and not source.slice(source.line(last)).strip(" \t>"):
        last -= 1
    whole = Span(source.line(first).start, source.line(last).end)
    quote = _QUOTE.match(source.text, whole.start, block.start)
    prefix = quote[0] if quote else ""
    lines = [source.slice(source.line(number)) for number in range(first, last + 1)]
    if not all(line.startswith(prefix) or line == prefix.rstrip() for line in lines):
        return None
    lines = [line[len(prefix) :] for line in lines]
    base = 0 if prefix else _item_margin(document, block)
    ending = "\r\n" if source.text.startswith("\r\n", whole.end) else "\n"
    fence = "`" * max(3, 1 + max(map(len, _TICKS.findall(source.slice(whole))), default=0))
    margin = " " * (base if prefix else _site_margin(document, block, base))
    bare = [_dedent(line, base + _TAB) for line in lines]
    kept = [f"{margin}{line}" if line else "" for line in bare]  # A blank line stays as it was.
    new = [f"{margin}{fence}text", *kept, f"{margin}{fence}"]
    text = ending.join(f"{prefix}{line}" if line else prefix.rstrip() for line in new)
    return Fix((Edit(whole, text),), Claim.SAME)


def _item_margin(document: Document, block: Span) -> int:
    """The column at which the text of the innermost list item around `block` begins."""
    holders = [
        item for item in document.list_items if item.span.start < block.start < item.span.end
    ]
    return content_column(document, holders[-1]) if holders else 0


def _site_margin(document: Document, block: Span, base: int) -> int:
    """The column of the fence, at least `base`.

    CommonMark accepts up to three columns more than `base`, and Python-Markdown wants four columns
    for each level. But after a paragraph that is indented less, Python-Markdown has left the list
    and would take four columns for indented code, so the fence stays at `base` there.
    """
    wanted = -(-base // _TAB) * _TAB
    source = document.source
    last = source.position(block.start)[0] - 1
    while last > 1 and not source.slice(source.line(last)).strip():
        last -= 1
    while last > 1 and source.slice(source.line(last - 1)).strip():
        last -= 1
    paragraph = source.slice(source.line(last)).expandtabs(_TAB)
    starts_item = any(source.position(item.span.start)[0] == last for item in document.list_items)
    indent = len(paragraph) - len(paragraph.lstrip())
    return wanted if starts_item or indent >= wanted else base


def _dedent(line: str, columns: int) -> str:
    """`line` without its first `columns` columns of white space."""
    at, column = 0, 0
    while at < len(line) and column < columns and line[at] in " \t":
        column += _TAB - column % _TAB if line[at] == "\t" else 1
        at += 1
    return " " * (column - columns) + line[at:] if column > columns else line[at:]
