"""Fences that trade code and prose: a closing fence that carries an info string.

CommonMark (section 4.5) lets only a bare fence close a block. A closing fence written with an
info string therefore does something else, in one of two ways:

    ```go                      after an opener      The line is code; the block runs on to the
    code                                            next bare fence, which was an opener.
    ```text   <-- not a close

    code                       after no opener      The line opens a block: the prose below
    ```text   <-- an opener                         it is shown as code, and the bare fence
                                                    that should open the next code closes it.
    prose

The second is told from a real opener by what stands around it: an author leaves a blank line
before an opener and none after it; here there is none before it and one after it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .model import Inversion
from .text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from .model import Fence

_FENCE_LINE = re.compile(r"^[ \t>]*(`{3,}|~{3,})[ \t]*([^\s`~][^`\r\n]*?)[ \t]*$", re.MULTILINE)
_PROSE = re.compile(r"[ \t>]*(?:#{1,6} \S|[-*+] \S|\d+[.)] \S|\*\*|>|\||\[|[A-Z`_])")
_BLANK_START = re.compile(r"[ \t>]*(?:\r\n?|\n)")


def find_inversions(text: str, fences: Sequence[Fence]) -> Iterator[Inversion]:
    """Yield each closing fence in `text` that carries an info string, in file order."""
    for fence in fences:
        if _follows_code(text, fence) and _BLANK_START.match(text, fence.content.start):
            line = Span(fence.span.start, fence.info_span.end)
            if fence.info and _starts_with_prose(text, fence):
                yield Inversion(line, fence.info, fence, swallowed=False)
        for inner in _FENCE_LINE.finditer(text, fence.content.start, fence.content.end):
            if inner[1][0] == fence.marker[0] and len(inner[1]) >= len(fence.marker):
                yield Inversion(Span(inner.start(1), inner.end(2)), inner[2], fence, swallowed=True)
                break


def _follows_code(text: str, fence: Fence) -> bool:
    """Whether the line above the fence has text."""
    line_start = _line_start(text, fence.span.start)
    if line_start == 0:
        return False
    end = line_start - (2 if text.endswith("\r\n", 0, line_start) else 1)
    return text[_line_start(text, end) : end].strip(" \t>") != ""


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _starts_with_prose(text: str, fence: Fence) -> bool:
    """Whether the first line with text reads as Markdown: a heading, an item, a sentence."""
    at = fence.content.start
    while blank := _BLANK_START.match(text, at, fence.content.end):
        at = blank.end()
    return at < fence.content.end and _PROSE.match(text, at, fence.content.end) is not None
