"""A block of fenced code whose lines all stand where its opening fence does.

CommonMark takes from each line of code as many spaces as stand before the opening fence, and is
content with less; and a closing fence may stand elsewhere, or be longer. Python-Markdown wants

      ```py              ```py
    x = 1         as       x = 1
    `````                ```

so the spaces that are missing are added, and the closing fence is written as the opening one.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Claim, Edit, Fix
from ..readers.mkdocs.fences import before_fence
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document, Fence

_TAB = 4
_PREFIX = " \t>"


def as_the_opening_fence(document: Document, fence: Fence) -> Fix | None:
    """What moves the lines of `fence`, a closed block, behind what stands before its opening fence.

    None where there is nothing to move, and where a list marker stands there.
    """
    before = before_fence(document, fence)
    if before.strip(_PREFIX):
        return None
    edits = tuple(_edits(document, fence, before))
    return Fix(edits, Claim.CODE) if edits else None


def blank_line_before(document: Document, fence: Fence) -> Fix | None:
    """A blank line above `fence`; None in a quote."""
    source = document.source
    start = source.line(source.position(fence.span.start)[0]).start
    ending = "\r\n" if source.text.endswith("\r\n", 0, start) else "\n"
    quoted = ">" in before_fence(document, fence)
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
