"""A block of fenced code whose lines are all indented at least as far as its opening fence.

CommonMark (section 4.5) removes the indentation of the opening fence from each line of the code,
and accepts lines with less. It also accepts a closing fence with another indentation, or with more
marks. Python-Markdown accepts none of that:

      ```py              ```py
    x = 1         as       x = 1
    `````                ```

So the missing spaces are added, and the closing fence becomes the same as the opening one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Claim, Edit, Fix
from ..readers.mkdocs.fences import text_before_fence
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document, Fence

_TAB = 4
_PREFIX = " \t>"


def indent_like_opening_fence(document: Document, fence: Fence) -> Fix | None:
    """The fix that indents the lines of `fence`, a closed block, as its opening fence is.

    None where there is nothing to change, and where a list marker is before the opening fence.
    """
    before = text_before_fence(document, fence)
    if before.strip(_PREFIX):
        return None
    edits = tuple(_edits(document, fence, before))
    return Fix(edits, Claim.CODE) if edits else None


def add_blank_line_before(document: Document, fence: Fence) -> Fix | None:
    """The fix that adds a blank line above `fence`; None inside a block quote."""
    source = document.source
    start = source.line(source.position(fence.span.start)[0]).start
    ending = "\r\n" if source.text.endswith("\r\n", 0, start) else "\n"
    quoted = ">" in text_before_fence(document, fence)
    return None if quoted else Fix((Edit(Span(start, start), ending),), Claim.CODE)


def _edits(document: Document, fence: Fence, before: str) -> Iterator[Edit]:
    source = document.source
    first, last = (source.position(at)[0] for at in (fence.span.start, fence.span.end - 1))
    width = len(before.expandtabs(_TAB))
    for number in range(first + 1, last):
        line = source.line(number)
        text = source.slice(line)
        content = text.lstrip(_PREFIX)
        prefix = text[: len(text) - len(content)]
        if content and len(prefix.expandtabs(_TAB)) < width:
            yield Edit(Span(line.start, line.start + len(prefix)), before)
    closing = source.line(last)
    written, wanted = source.slice(closing).rstrip(), before + fence.marker
    if written != wanted:
        yield Edit(Span(closing.start, closing.start + len(written)), wanted)
