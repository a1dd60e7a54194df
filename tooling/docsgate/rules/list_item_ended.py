"""
GitHub shows a paragraph or code in a list item, and the site shows it behind the list.

To go on in an item after a blank line, Python-Markdown wants four spaces for each level of the
list; CommonMark is content with the column of the item's text. With two or three spaces the site
ends the list there, so that the text stands outside and the next number is 1 again.

Indent what belongs to an item by four spaces for each level; that is right everywhere. Or add the
Markdown extension `docsgate.gfm_lists` to mkdocs.yml, which reads lists as GitHub does; then
nothing is reported. The finding stands at the first such place of each item at the margin, and
`--fix` mends that item as a whole.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..config import Target
from ..diagnostics import Diagnostic, Severity
from ..text import Span, inside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, ListItem, Project

ID = "list-item-ended"

_INDENT = 4
_AFTER_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t]*+(?:\r\n?+|\n)([ \t]*+)(?=\S)")


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the first block in each outermost item that Python-Markdown takes out of an item."""
    if Target.MKDOCS not in project.config.targets or project.config.site_reads_gfm_lists:
        return
    reported: int | None = None
    for span, item, outermost in _blocks(document):
        wanted = _INDENT * (item.depth + 1)
        columns = len(document.source.slice(span).expandtabs(_INDENT))
        if columns >= wanted or outermost == reported:
            continue
        if document.is_upside_down(span.end):
            return
        reported = outermost
        from ..repairs.lists import four_columns_a_level

        yield Diagnostic(
            ID,
            document.path,
            Span(span.end, span.end + 1),
            f"the site ends the list above: this is indented by {columns} spaces",
            f"indent it by {wanted} spaces",
            Severity.WARNING,
            target=Target.MKDOCS.value,
            fix=four_columns_a_level(document, item),
        )


def _blocks(document: Document) -> Iterator[tuple[Span, ListItem, int]]:
    """What goes on in an item after a blank line: its indentation, the innermost item that holds
    it, and where the outermost one begins. Markers of items are left out, and so are blocks that
    nobody sees and lines of code.
    """
    items, following = document.list_items, 0
    holding: list[ListItem] = []
    fences = {fence.span.start for fence in document.fences}
    notes = [note.span for note in document.footnotes if note.is_definition]
    unseen = sorted([*notes, *(definition.span for definition in document.definitions)])
    for match in _AFTER_BLANK.finditer(document.source.text, document.body_start):
        if following == len(items) and not holding:
            return
        at = match.end()
        while following < len(items) and items[following].span.start <= at:
            item = items[following]
            following += 1
            del holding[item.depth :]
            holding.append(item)
        while holding and holding[-1].span.end <= at:
            holding.pop()
        if not holding or holding[-1].span.start == at:
            continue
        if (at in fences or not inside(document.code, at)) and not inside(unseen, at):
            yield Span(*match.span(1)), holding[-1], holding[0].span.start
