"""The lists and items that Python-Markdown reads otherwise than CommonMark does.

tests/site/test_lists_of_python_markdown.py compares it with both, on generated pages.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from ...configuration.mkdocs_yml import USUAL_FENCES, MkdocsFile
from ...configuration.settings import Target
from ...diagnostics import Diagnostic, Severity
from ...readers.mkdocs.quotes import quotes_with_lists
from ...text import Span, inside
from .empty_items import is_misread_empty

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from ...diagnostics import Fix
    from ...model.document import Document, ListItem

ID = "list-flattened"

_BLANK = re.compile(r"(?:\r\n?+|\n)[ \t]*+(?=\r|\n)")
_INDENT = 4
_PARAGRAPH_LINES_MAX = 100


class _Problem(NamedTuple):
    """What the site makes of a list, and what mends it, if anything does."""

    message: str
    help: str
    mend: Callable[[Document, ListItem], Fix | None] = lambda _document, _item: None


def _separate(document: Document, item: ListItem) -> Fix | None:
    """A blank line before an outermost list."""
    from ...proposals.lists import add_blank_line_before

    return None if item.depth else add_blank_line_before(document, item)


def _indent_levels(document: Document, item: ListItem) -> Fix | None:
    """Four columns for each level of the whole list."""
    from ...proposals.lists import indent_by_four_columns

    return indent_by_four_columns(document, item)


_RUN_IN = _Problem(
    "mkdocs runs this list into the text above", "leave a blank line before it", _separate
)

_EMPTY = _Problem(
    "mkdocs shows this empty item as text or makes a heading of the one above",
    "write what belongs to the item behind its marker, or delete the line",
)
_FANCY = "pymdownx.fancylists"
_BLOCKS = "pymdownx.blocks."
USUAL_SITE = MkdocsFile(fences=USUAL_FENCES)


def flattened_lists(document: Document, site: MkdocsFile) -> Iterator[Diagnostic]:
    """The findings in `document`, which may be a quote, and in the quotes that it holds."""
    above: list[ListItem] = []
    blocks = _Blocks(document, site)
    for item in document.list_items:
        if document.inversions and document.is_upside_down(item.span.start):
            return
        problem = None if item.quoted else _problem_of(document, item, above, blocks)
        if problem is not None:
            yield _finding(document, item, problem)
        above[item.depth :] = [item]
    for quote in quotes_with_lists(document):
        for finding in flattened_lists(quote.document, site):
            span = quote.span(finding.span)
            yield replace(finding, path=document.path, span=span, fix=None)


def _problem_of(
    document: Document, item: ListItem, above: list[ListItem], blocks: _Blocks
) -> _Problem | None:
    """`above` holds the item's parents and, in its list, the item before it."""
    if not item.first_in_list:
        if _is_swallowed(document, item, above[item.depth], blocks):
            return _RUN_IN
        if is_misread_empty(document, item):
            return _EMPTY
        return _moved_problem(document, item, above) if item.depth else None
    problem = _problem(document, item, above, blocks)
    if problem is _RUN_IN and _follows_block(document, item, blocks):
        problem = None
    if problem is None and is_misread_empty(document, item):
        return _EMPTY
    return problem


def _moved_problem(document: Document, item: ListItem, above: list[ListItem]) -> _Problem | None:
    """What is wrong with an `item` that is further out than the one before it in its list.

    Where a blank line is above them, Python-Markdown takes both for items of the same list.
    """
    previous, parent = above[item.depth], above[item.depth - 1]
    if _BLANK.search(document.source.text, parent.span.start, item.span.start):
        return None
    is_further_out = _indent(document, item) < _INDENT * item.depth <= _indent(document, previous)
    if is_further_out or _begins_beside(document, previous, parent):
        return _nested_problem(document, item, parent)
    return None


def _begins_beside(document: Document, item: ListItem, parent: ListItem) -> bool:
    """Whether `item` is the first of its list, in the line of its `parent`: `- - item`."""
    line = document.source.position
    return item.first_in_list and line(item.span.start)[0] == line(parent.span.start)[0]


class _Blocks:
    """Where blocks of a document begin and end, by lines, worked out when first asked for."""

    def __init__(self, document: Document, site: MkdocsFile) -> None:
        self._document = document
        self.has_superfences = site.fences.superfences
        self.knows_parentheses = _FANCY in site.extensions
        self.has_blocks = any(name.startswith(_BLOCKS) for name in site.extensions)

    @cached_property
    def headings(self) -> set[int]:
        """The last lines of headings that are headings on the site, too: of one line of text."""
        source = self._document.source
        return {
            source.position(heading.span.end - 1)[0]
            for heading in self._document.headings
            if "\n" not in source.slice(heading.text_span)
        }

    @cached_property
    def fences(self) -> dict[int, int]:
        """From the last lines of fenced code to the first."""
        line, fences = self._document.source.position, self._document.fences
        return {line(fence.span.end)[0]: line(fence.span.start)[0] for fence in fences}

    @cached_property
    def definitions(self) -> set[int]:
        """The last lines of link reference definitions."""
        line = self._document.source.position
        return {line(definition.span.end)[0] for definition in self._document.definitions}


def _follows_block(document: Document, item: ListItem, blocks: _Blocks) -> bool:
    """Whether Python-Markdown starts anew at `item` without a blank line.

    After code in an item it goes on with the item, so there that takes a heading.
    """
    line = document.source.position(item.span.start)[0] - 1
    if line in blocks.headings:
        return True
    if not item.depth and line in blocks.fences:
        return not blocks.has_superfences
    if blocks.has_blocks and _is_block_mark(document, line):
        return True
    return not item.depth and line in blocks.definitions


def _is_block_mark(document: Document, number: int) -> bool:
    """Whether line `number` opens or closes a block of pymdownx: `/// note`."""
    return document.source.slice(document.source.line(number)).lstrip(" ").startswith("///")


def _finding(document: Document, item: ListItem, problem: _Problem) -> Diagnostic:
    span = Span(item.span.start, item.span.start + len(item.marker))
    return Diagnostic(
        ID,
        document.path,
        span,
        problem.message,
        problem.help,
        Severity.WARNING,
        targets=(Target.MKDOCS.value,),
        fix=problem.mend(document, item),
    )


def _problem(
    document: Document, item: ListItem, above: list[ListItem], blocks: _Blocks
) -> _Problem | None:
    """`above` holds the item's parents and, when a list stands just before, its last item."""
    source = document.source
    if item.marker.endswith(")") and not blocks.knows_parentheses:
        number = item.marker[:-1]
        return _Problem(f"mkdocs knows no list of `{item.marker}`", f"write `{number}.`")
    line = source.position(item.span.start)[0]
    if item.depth:
        return _nested_problem(document, item, above[item.depth - 1])
    if (
        above
        and not above[0].quoted
        and not source.text[above[0].span.end : item.span.start].strip()
    ):
        if above[0].marker[0].isdigit() == item.marker[0].isdigit():
            return None  # One list or two: the items look the same.
        text = "write a line of text between them"
        return _Problem("mkdocs goes on with the list above", text)
    is_joined = blocks.has_superfences and line - 1 in blocks.fences
    if line == 1 or (_is_free(document, line - 1) and not is_joined):
        return None
    return _RUN_IN


def _nested_problem(document: Document, item: ListItem, parent: ListItem) -> _Problem | None:
    source = document.source
    line, parent_line = (source.position(one.span.start)[0] for one in (item, parent))
    if line == parent_line:
        return None
    indent, wanted = _indent(document, item), _INDENT * item.depth
    if indent < wanted:
        message = f"mkdocs flattens this list: it is indented by {indent} spaces"
        return _Problem(message, f"indent it by {wanted} spaces", _indent_levels)
    if line == parent_line + 1:
        return None
    first = max(parent_line, line - _PARAGRAPH_LINES_MAX)
    lines = [source.slice(source.line(number)) for number in range(first, line)]
    in_later_paragraph = lines[-1].strip() and not all(map(str.strip, lines))
    return _RUN_IN if in_later_paragraph else None


def _is_swallowed(document: Document, item: ListItem, previous: ListItem, blocks: _Blocks) -> bool:
    """Whether `item` follows, without a blank line, what the item before it says after one.

    Python-Markdown reads the lines between two blank lines as one block, which belongs to the item
    before when it begins further in.
    """
    source = document.source
    if not _BLANK.search(source.text, previous.span.start, item.span.start):
        return False
    number = source.position(item.span.start)[0]
    first = source.position(previous.span.start)[0]
    top = source.line(number)
    while number > first:  # Upwards from the marker; a block of code is like one line.
        number = blocks.fences.get(number - 1, number - 1)
        if not source.slice(source.line(number)).strip():
            text = source.slice(top).expandtabs(_INDENT)
            return len(text) - len(text.lstrip()) > _indent(document, item)
        top = source.line(number)
    return False


def _indent(document: Document, item: ListItem) -> int:
    """Columns before the item, a tab reaching to the next multiple of four."""
    source = document.source
    line = source.line(source.position(item.span.start)[0])
    return len(source.text[line.start : item.span.start].expandtabs(_INDENT))


def _is_free(document: Document, number: int) -> bool:
    """Whether line `number` is blank, a thematic break, or code or raw HTML and nothing else."""
    line = document.source.line(number)
    text = document.source.slice(line).replace(" ", "").replace("\t", "")
    if not text or (len(text) > 2 and text in (mark * len(text) for mark in "-*_")):
        return True
    # A block of code or raw HTML holds the line ending behind it; what is in a paragraph does not.
    is_code = inside(document.code, line.end)
    return inside(document.literal, line.end) and (is_code or text.endswith(">"))
