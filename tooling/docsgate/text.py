"""Source text, addressed by offset and shown to people as line and column.

Every position in the program is an offset in Unicode code points into the decoded text of one
file; line and column exist only in reports. A line ends at LF, CR LF or CR, as in CommonMark
section 2.1. Form feed, vertical tab, U+0085, U+2028 and U+2029 do not end a line, which is why
`str.splitlines` is not used anywhere.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, count
from operator import add
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

LINE_ENDING = re.compile(r"\r\n?|\n")


class Span(NamedTuple):
    """Half-open range of code-point offsets into one source text."""

    start: int
    end: int


START = Span(0, 0)
"""Where a finding stands that is about a file as a whole."""


@dataclass(frozen=True, eq=False, repr=False)
class Source:
    """One file's text, read once.

    `path` is relative to the project root, with `/` between its parts. `text` is the decoded
    content as it stands in the file: line endings untouched, a leading byte order mark removed
    and remembered in `bom`.
    """

    path: str
    text: str
    bom: bool = False

    @cached_property
    def line_starts(self) -> tuple[int, ...]:
        """Offset of the first character of each line."""
        if "\r" in self.text:
            return (0, *(ending.end() for ending in LINE_ENDING.finditer(self.text)))
        ends = accumulate(map(len, self.text.split("\n")))  # Several times faster than a pattern.
        return (0, *map(add, ends, count(1)))[:-1]

    def position(self, offset: int) -> tuple[int, int]:
        """Line and column of `offset`, both counted from one."""
        line = bisect_right(self.line_starts, offset)
        return line, offset - self.line_starts[line - 1] + 1

    def line(self, number: int) -> Span:
        """Span of line `number`, counted from one, without its line ending."""
        start = self.line_starts[number - 1]
        last = number == len(self.line_starts)
        end = len(self.text) if last else self.line_starts[number]
        return Span(start, start + len(self.text[start:end].rstrip("\r\n")))

    def slice(self, span: Span) -> str:
        """The text that `span` covers."""
        return self.text[span.start : span.end]


def inside(spans: Sequence[Span], offset: int) -> bool:
    """Whether one of `spans`, which are in file order and apart, holds `offset`."""
    low, high = 0, len(spans)
    while low < high:
        middle = (low + high) // 2
        if spans[middle].end <= offset:
            low = middle + 1
        else:
            high = middle
    return low < len(spans) and spans[low].start <= offset


def keep_outermost(spans: Iterable[Span]) -> list[Span]:
    """The outermost of `spans`, in file order."""
    outermost: list[Span] = []
    for span in sorted(spans):
        if not outermost or span.start >= outermost[-1].end:
            outermost.append(span)
        elif span.start == outermost[-1].start:  # Sorted, the longer one comes later.
            outermost[-1] = span
    return outermost
