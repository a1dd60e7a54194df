"""Empty list items that Python-Markdown takes for something else."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ...model.document import Document, ListItem


def is_misread_empty(document: Document, item: ListItem) -> bool:
    """Whether `item` has nothing in the line of its marker, and the site reads no item there."""
    return _is_lone_marker(document, item) and _is_misread_marker(document, item)


def _is_lone_marker(document: Document, item: ListItem) -> bool:
    """Whether nothing follows the marker of `item` in its line, and nothing is before it."""
    source = document.source
    line = source.slice(source.line(source.position(item.span.start)[0]))
    return line.strip() == item.marker


def _is_misread_marker(document: Document, item: ListItem) -> bool:
    """Whether the site takes the lone marker of `item` for text, or for a line below a heading.

    A marker needs a space behind it. Below the first line of a block, `-` makes a heading of that.
    """
    source = document.source
    number = source.position(item.span.start)[0]
    if not source.slice(source.line(number)).endswith(" "):
        return True
    above = [source.slice(source.line(one)).strip() for one in (number - 1, number - 2) if one > 0]
    return item.marker == "-" and above[0] != "" and not any(above[1:])
