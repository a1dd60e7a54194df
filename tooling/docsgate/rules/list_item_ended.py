"""
GitHub shows a paragraph or code in a list item, and the site shows it behind the list.

To go on in an item after a blank line, Python-Markdown wants four spaces for each level of the
list; CommonMark is content with the column of the item's text. With two or three spaces the site
ends the list there, so that the text is shown outside it and the next number is 1 again. Indented
code wants four spaces more.

Indent what belongs to an item by four spaces for each level; that is right everywhere. Or add the
Markdown extension `docsgate.gfm_lists` to mkdocs.yml, which reads lists as GitHub does; then
nothing is reported. The finding is at the first such place of each item at the margin, and
`--fix` mends that item as a whole.

Before:

    1. Install it.

       It takes a minute.

    2. Start it.

After:

    1. Install it.

        It takes a minute.

    2. Start it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from ..configuration.readers_there import reads_lists_otherwise
from ..configuration.settings import Target
from ..diagnostics import Diagnostic, Severity
from ..readers.mkdocs.quotes import quotes_with_lists
from ..text import Span, inside, keep_outermost

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.document import Document, ListItem
    from ..project import Project

ID = "list-item-ended"

_INDENT = 4
_AFTER_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t]*+(?:\r\n?+|\n)([ \t]*+)(?=\S)")
_CLOSING_TAGS = re.compile(
    r"(?>(?:[ \t]*+</[a-zA-Z][\w-]*+[ \t]*+>[ \t]*+(?>(?:\r?\n)?))+)(?=<|[ \t]*(?:\r?\n|\Z))"
)


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report the first block in each outermost item that Python-Markdown takes out of an item."""
    if reads_lists_otherwise(project.config, document.path):
        yield from _check_part(document, project)


def _check_part(document: Document, project: Project) -> Iterator[Diagnostic]:
    """The findings in `document`, which may be a quote, and in the quotes that it holds."""
    items = document.list_items
    outermost = [number for number, item in enumerate(items) if not item.depth]
    unseen: list[Span] | None = None
    for number, following in pairwise([*outermost, len(items)]):
        for span, item in _blocks(document, items[number:following]):
            columns = len(document.source.slice(span).expandtabs(_INDENT))
            wanted = _INDENT * (item.depth + 1)
            if columns >= wanted:
                if columns < wanted + _INDENT and _begins_code(document, span.end):
                    yield _code_finding(document, span.end, columns, wanted + _INDENT)
                    break
                continue
            unseen = _find_unseen_spans(document, project) if unseen is None else unseen
            if not inside(unseen, span.end) and not _only_closes(document, items[number], span.end):
                if not document.is_upside_down(span.end):
                    yield _finding(document, item, span.end, columns)
                break
    for quote in quotes_with_lists(document):
        for finding in _check_part(quote.document, project):
            span = quote.span(finding.span)
            yield replace(finding, path=document.path, span=span, fix=None)


def _blocks(document: Document, items: Sequence[ListItem]) -> Iterator[tuple[Span, ListItem]]:
    """What goes on after a blank line in `items`, of which the first holds the others: its
    indentation, and the innermost item that holds it. Markers of items are left out.
    """
    text, outer, following = document.source.text, items[0], 1
    holding = [outer]
    for match in _AFTER_BLANK.finditer(text, outer.span.start, outer.span.end):
        at = match.end()
        while following < len(items) and items[following].span.start <= at:
            del holding[items[following].depth :]
            holding.append(items[following])
            following += 1
        while holding[-1].span.end <= at:
            holding.pop()
        if holding[-1].span.start != at:
            yield Span(*match.span(1)), holding[-1]


def _find_unseen_spans(document: Document, project: Project) -> list[Span]:
    """Definitions, footnotes, and code but for its first characters; in file order and apart.

    Of several definitions of a label, one counts, and none is shown.
    """
    notes = (note.span for note in document.footnotes if note.is_definition)
    definitions = chain(
        (definition.span for definition in document.definitions),
        project.readings.of(document).definitions,
    )
    code = (Span(span.start + 1, span.end) for span in document.code)
    return keep_outermost(chain(notes, definitions, code))


def _only_closes(document: Document, outer: ListItem, at: int) -> bool:
    """Whether the lines at `at` hold nothing but tags that close what was opened above the list."""
    match = _CLOSING_TAGS.match(document.source.text, at)
    if match is None:
        return False
    opened: Counter[str] = Counter()
    for tag in document.html_tags:
        if not inside([Span(outer.span.start, match.end())], tag.span.start):
            continue
        opened[tag.name] += -1 if tag.closing else 1
        if tag.span.start >= at and opened[tag.name] >= 0:
            return False
    return True


def _begins_code(document: Document, at: int) -> bool:
    """Whether GitHub shows a block of indented code that begins in the line of `at`."""
    return any(block.start <= at < block.end for block in document.indented_code)


def _code_finding(document: Document, at: int, columns: int, wanted: int) -> Diagnostic:
    return Diagnostic(
        ID,
        document.path,
        Span(at, at + 1),
        f"mkdocs shows this code as text: it is indented by {columns} spaces",
        f"indent it by {wanted} spaces, or put it between fences",
        Severity.WARNING,
        targets=(Target.MKDOCS.value,),
    )


def _finding(document: Document, item: ListItem, at: int, columns: int) -> Diagnostic:
    from ..proposals.lists import indent_by_four_columns

    return Diagnostic(
        ID,
        document.path,
        Span(at, at + 1),
        f"mkdocs ends the list above: this is indented by {columns} spaces",
        f"indent it by {_INDENT * (item.depth + 1)} spaces",
        Severity.WARNING,
        targets=(Target.MKDOCS.value,),
        fix=indent_by_four_columns(document, item),
    )
