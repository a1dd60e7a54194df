"""Lists as both CommonMark and Python-Markdown read them.

Python-Markdown wants a blank line before a list, and four columns for each level, both for nested
markers and for further paragraphs of an item. CommonMark reads that form in the same way:

    Text:              Text:
    - one
      - two      to    - one
        more               - two
                               more

Only white space changes. The lines of code blocks keep their place relative to the fence.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Edit, Fix
from ..text import Span

if TYPE_CHECKING:
    from ..model.document import Document, ListItem

_LEVEL = 4
_ITEMS_MAX = 200
"""An outermost item with more items inside is not changed: each line searches all of them for its
own, so the time grows with the product of lines and items."""

_INDENT = re.compile(r"[ \t]*")
_AFTER_MARKER = re.compile(r"[ \t]*")


def add_blank_line_before(document: Document, item: ListItem) -> Fix:
    """The fix that adds a blank line above the line of `item`."""
    source = document.source
    start = source.line(source.position(item.span.start)[0]).start
    ending = "\r\n" if source.text.endswith("\r\n", 0, start) else "\n"
    return Fix((Edit(Span(start, start), ending),), Claim.LISTS)


def indent_by_four_columns(document: Document, item: ListItem) -> Fix | None:
    """The fix that gives four columns to each level below the outermost item around `item`.

    None where nothing changes, in a block quote, where two items begin on one line, and where the
    outermost item holds more than `_ITEMS_MAX`.
    """
    source, items = document.source, document.list_items
    at = bisect_right(items, item.span.start, key=_start) - 1
    while at >= 0 and items[at].depth:
        at -= 1
    if at < 0 or items[at].quoted:
        return None
    outer = items[at]
    end = bisect_left(items, outer.span.end, lo=at, key=_start)
    if end - at > _ITEMS_MAX:
        return None
    inner = list(items[at:end])
    starts = {source.position(one.span.start)[0] for one in inner}
    if len(starts) < len(inner):
        return None  # Two items begin on one line.
    first, last = (source.position(place)[0] for place in (outer.span.start, outer.span.end - 1))
    following = items[end] if end < len(items) else None
    if following and not following.first_in_list and not following.depth:
        inner.append(following)
        last += 1
    edits = [_line_edit(document, inner, number) for number in range(first + 1, last + 1)]
    made = tuple(edit for edit in edits if edit is not None)
    return Fix(made, Claim.LISTS) if made else None


def _start(item: ListItem) -> int:
    return item.span.start


def _follows_later_paragraph(document: Document, items: list[ListItem], item: ListItem) -> bool:
    """Whether the item before `item` has a paragraph after a blank line, right above `item`.

    Python-Markdown would take the marker of `item` for text of that paragraph, so a blank line is
    needed. The list is loose already, so another blank line changes nothing on GitHub.
    """
    source = document.source
    line = source.position(item.span.start)[0]
    before = [one for one in items if one.span.start < item.span.start and one.depth == item.depth]
    start = source.position(before[-1].span.start)[0] if before else line
    lines = [source.line(number) for number in range(start, line)]
    if not lines or not source.slice(lines[-1]).strip():
        return False
    return any(
        not source.slice(blank).strip()
        and _owner(items, _text_start(document, after)) == before[-1]
        for blank, after in pairwise(lines)
    )


def _owner(items: list[ListItem], offset: int) -> ListItem | None:
    """The innermost of `items` around `offset`; None when there is none."""
    return next((one for one in reversed(items) if one.span.start <= offset < one.span.end), None)


def _text_start(document: Document, line: Span) -> int:
    indent = _INDENT.match(document.source.text, line.start, line.end)
    return indent.end() if indent else line.start


def _line_edit(document: Document, inner: list[ListItem], number: int) -> Edit | None:
    """The new indentation of line `number`; None when it keeps its own."""
    source = document.source
    line = source.line(number)
    indent = _INDENT.match(source.text, line.start, line.end)
    if indent is None or indent.end() == line.end:
        return None
    at = indent.end()
    owner = _owner(inner, at)
    if owner is None:
        return None
    columns = len(indent[0].expandtabs(_LEVEL))
    above = ""
    if at == owner.span.start:
        wanted = _LEVEL * owner.depth
        if _follows_later_paragraph(document, inner, owner):
            above = "\r\n" if source.text.endswith("\r\n", 0, line.start) else "\n"
    elif columns >= content_column(document, owner):
        wanted = _LEVEL * (owner.depth + 1) + columns - content_column(document, owner)
    else:
        return None  # A lazy continuation line belongs to its paragraph, whatever its indentation.
    new = above + " " * wanted
    return None if indent[0] == new else Edit(Span(line.start, at), new)


def content_column(document: Document, item: ListItem) -> int:
    """The column at which the text of `item` begins (CommonMark, section 5.2)."""
    source = document.source
    line = source.line(source.position(item.span.start)[0])
    column = len(source.text[line.start : item.span.start].expandtabs(_LEVEL)) + len(item.marker)
    space = _AFTER_MARKER.match(source.text, item.span.start + len(item.marker), line.end)
    width = len(space[0].expandtabs(_LEVEL)) if space else 1
    return column + (width if 1 <= width <= _LEVEL else 1)
