"""Lists as both CommonMark and Python-Markdown read them.

Python-Markdown wants a blank line before a list, and four columns for each level: for a nested
marker as for a paragraph that goes on in an item. CommonMark is content with that too:

    Text:              Text:
    - one
      - two      to    - one
        more               - two
                               more

Only white space changes. What stands in code blocks keeps its place relative to its fence.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..diagnostics import Edit, Fix
from ..text import Span

if TYPE_CHECKING:
    from ..model import Document, ListItem

_LEVEL = 4
_INDENT = re.compile(r"[ \t]*")
_AFTER_MARKER = re.compile(r"[ \t]*")


def blank_line_before(document: Document, item: ListItem) -> Fix:
    """A blank line above the line of `item`."""
    source = document.source
    start = source.line(source.position(item.span.start)[0]).start
    ending = "\r\n" if source.text.endswith("\r\n", 0, start) else "\n"
    return Fix((Edit(Span(start, start), ending),))


def four_columns_a_level(document: Document, item: ListItem) -> Fix | None:
    """Four columns for each level below the outermost item that holds `item`."""
    source = document.source
    holders = [one for one in document.list_items if one.depth == 0]
    outer = next((one for one in reversed(holders) if one.span.start <= item.span.start), None)
    if outer is None or outer.quoted:
        return None
    inner = [
        one for one in document.list_items if outer.span.start <= one.span.start < outer.span.end
    ]
    starts = {source.position(one.span.start)[0] for one in inner}
    if len(starts) < len(inner):
        return None  # Two items begin on one line.
    edits = []
    first, last = (source.position(at)[0] for at in (outer.span.start, outer.span.end - 1))
    for number in range(first + 1, last + 1):
        edit = _line_edit(document, inner, number)
        if edit is not None:
            edits.append(edit)
    return Fix(tuple(edits)) if edits else None


def _line_edit(document: Document, inner: list[ListItem], number: int) -> Edit | None:
    """The new indentation of line `number`; None when it keeps its own."""
    source = document.source
    line = source.line(number)
    indent = _INDENT.match(source.text, line.start, line.end)
    if indent is None or indent.end() == line.end:
        return None
    at = indent.end()
    owner = next((one for one in reversed(inner) if one.span.start <= at < one.span.end), None)
    if owner is None:
        return None
    columns = len(indent[0].expandtabs(_LEVEL))
    if at == owner.span.start:
        wanted = _LEVEL * owner.depth
    elif columns >= content_column(document, owner):
        wanted = _LEVEL * (owner.depth + 1) + columns - content_column(document, owner)
    else:
        return None  # A lazy line belongs to its paragraph wherever it begins.
    if indent[0] == " " * wanted:
        return None
    return Edit(Span(line.start, at), " " * wanted)


def content_column(document: Document, item: ListItem) -> int:
    """The column at which the text of `item` begins."""
    source = document.source
    line = source.line(source.position(item.span.start)[0])
    column = len(source.text[line.start : item.span.start].expandtabs(_LEVEL)) + len(item.marker)
    space = _AFTER_MARKER.match(source.text, item.span.start + len(item.marker), line.end)
    width = len(space[0].expandtabs(_LEVEL)) if space else 1
    return column + (width if 1 <= width <= _LEVEL else 1)
