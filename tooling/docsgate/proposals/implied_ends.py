"""Where HTML implies a closing tag that is not written (HTML standard, 13.1.2.4 "Optional tags").

An item ends where the next one begins, where its list ends, and where its table cell or block of
raw HTML ends. White space before that place stays outside of the item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..mdx.tags.html_names import VOID_ELEMENTS
from ..text import Span

if TYPE_CHECKING:
    from ..model.document import Document

_ENDS_P = (
    "address", "article", "aside", "blockquote", "details", "dl", "div", "fieldset", "figure",
    "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "main", "nav", "ol", "p",
    "pre", "section", "table", "ul",
)  # fmt: skip
_ITEM_ENDS = {
    "p": _ENDS_P,
    "li": ("li",),
    "dt": ("dt", "dd"),
    "dd": ("dt", "dd"),
    "td": ("td", "th", "tr"),
    "th": ("td", "th", "tr"),
    "tr": ("tr", "tbody", "tfoot"),
    "option": ("option", "optgroup"),
}
ENDS_ITSELF = frozenset({
    *_ITEM_ENDS, "rp", "rt", "thead", "tbody", "tfoot", "ul", "ol", "dl",
})  # fmt: skip
"""Elements whose tags are never shown as text: where HTML implies no end for them, they are left
as they are."""

CONTAINERS = frozenset({
    "address", "article", "aside", "blockquote", "center", "details", "div", "dl", "fieldset",
    "figure", "footer", "form", "header", "main", "nav", "ol", "section", "ul",
})  # fmt: skip
"""Elements that end with the element or the document around them, without the parts of tables."""

_TABLE = frozenset({"td", "th", "tr"})
_IN_CELLS = frozenset({"ul", "ol", "dl"})
_CELL_END = re.compile(r"(?<!\\)\||[\r\n]|\Z")


def implied_end(document: Document, start: int) -> int | None:
    """Where the element whose tag begins at `start` ends; None where that is not certain."""
    index = next((i for i, tag in enumerate(document.html_tags) if tag.span.start == start), None)
    if index is None:
        return None
    opener = document.html_tags[index]
    name = opener.name.lower()
    container = _container(document, opener.span)
    in_cell = _is_cell(document, opener.span)
    if container is None or name in (_TABLE if in_cell else _IN_CELLS):
        return None
    text, limit = document.source.text, container.end
    depth: list[str] = []
    for tag in document.html_tags[index + 1 :]:
        if tag.span.start >= limit:
            break
        other = tag.name.lower()
        if not depth and (tag.closing or other in _ITEM_ENDS.get(name, ())):
            if tag.closing and other == name:
                return None  # It has a closing tag, but not where MDX looks for one.
            limit = tag.span.start
            break
        if tag.closing and other in depth:
            del depth[len(depth) - 1 - depth[::-1].index(other) :]
        elif (
            not tag.closing and other not in VOID_ELEMENTS and other not in ENDS_ITSELF - _IN_CELLS
        ):
            depth.append(other)
    return len(text[:limit].rstrip())


def _container(document: Document, tag: Span) -> Span | None:
    """The table cell or the block of raw HTML around `tag`; None where it is in other text."""
    if _is_cell(document, tag):
        end = _CELL_END.search(document.source.text, tag.end)
        return Span(tag.start, end.start()) if end else None
    block = next((span for span in document.literal if span.start <= tag.start < span.end), None)
    return block if block is not None and block != tag else None


def _is_cell(document: Document, tag: Span) -> bool:
    return any(table.span.start <= tag.start < table.span.end for table in document.tables)
