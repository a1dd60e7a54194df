"""Block quotes with lists, each as a document of its own, which is how Python-Markdown reads them.

`BlockQuoteProcessor` removes `>` from the lines of a quote, with up to three spaces before it and
one after it, and reads what is left as it reads a page.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from ...parsing.markdown import parse
from ...text import Source, Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...model.document import Document

_MARK = re.compile(r" {0,3}> ?")


class Quote(NamedTuple):
    """The `document` in a quote, and where in the file each of its lines begins."""

    document: Document
    starts: tuple[int, ...]

    def span(self, span: Span) -> Span:
        """The place in the file of `span` in the quote."""
        return Span(self._place(span.start), self._place(span.end))

    def _place(self, offset: int) -> int:
        line = self.document.source.position(offset)[0]
        begin = self.document.source.line_starts[line - 1]
        return self.starts[line - 1] + offset - begin


def quotes_with_lists(document: Document) -> Iterator[Quote]:
    """The quotes at the margin of `document` that hold lists, in file order.

    A quote goes on to the next blank line.
    """
    source, end = document.source, 0
    for item in document.list_items:
        number = source.position(item.span.start)[0]
        if item.quoted and number > end and _MARK.match(_line(source, number)):
            first = number
            while first > 1 and _MARK.match(_line(source, first - 1)):
                first -= 1
            end = number
            while end < len(source.line_starts) and _line(source, end + 1).strip():
                end += 1
            yield _read_quote(source, range(first, end + 1))


def _read_quote(source: Source, numbers: range) -> Quote:
    """The quote in the lines `numbers`. A blank line comes first, so that none is frontmatter."""
    lines, starts = [""], [source.line_starts[numbers[0] - 1]]
    for number in numbers:
        line = _line(source, number)
        mark = _MARK.match(line)
        width = mark.end() if mark else 0
        lines.append(line[width:])
        starts.append(source.line_starts[number - 1] + width)
    starts.append(source.line(numbers[-1]).end)
    return Quote(parse(Source("", "\n".join(lines) + "\n")), tuple(starts))


def _line(source: Source, number: int) -> str:
    return source.slice(source.line(number))
