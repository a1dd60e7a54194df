"""Fences that turn code into prose and prose into code: closing fences with an info string.

CommonMark (section 4.5) lets only a bare fence close a block, and lets any bare fence do so. A
closing fence written with an info string therefore does something else, in one of two ways:

    ```go                      after an opener      The line is code; the block runs on to the
    code                                            next bare fence, which was an opener.
    ```text   <-- not a close

    code                       after no opener      The line opens a block: the prose below
    ```text   <-- an opener                         it is shown as code, and the bare fence
                                                    that should open the next code closes it.
    prose

Blank lines tell the second case from a real opener: an author leaves one before an opener and none
after it; here there is none before the fence and one after it. That alone is not enough, because
right blocks are written so, too. It counts below another such fence, or where the block cannot be
right (`_may_be_right`).

In a third case, a closing fence is missing. The prose below it is read as code, up to the bare
fence that should open the next block and closes this one instead. The same signs tell this case,
the other way round.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..late_pattern import LatePattern
from ..model.document import Inversion
from ..text import LINE_ENDING, Span

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..model.document import Fence

_FENCE_LINE = LatePattern(
    r"(?:(?<=[\r\n])|\A)[ \t>]*+(`{3,}+|~{3,}+)[ \t]*+([^\s`~][^`\r\n]*+)(?=[\r\n]|\Z)"
)
_PROSE = LatePattern(
    r"[ \t>]*(?:#{1,6} \S|[-*+] \S|\d+[.)] \S|\*\*|>|\||\[|[A-Z`_]"
    r"|-{3,}[ \t]*(?:\r\n?|\n)[ \t]*(?:\r\n?|\n))"
)
_INTRODUCTION = LatePattern(r"[ \t>]*(?:#{1,6} \S|\*\*.*\*\*.*:?[ \t]*$|[A-Z`].*:[ \t]*$)")
_ITEM_WITH_COLON = LatePattern(r"[ \t>]*\d+[.)][ \t].*:[ \t]*\s*\Z")
_TITLE = LatePattern(r"(?:[ \t>]*(?:\r\n?|\n))+[ \t>]*(?:#{2,6} \S|\*\*|-{3,}[ \t]*(?=[\r\n]))")
_PLAIN = frozenset({"text", "txt", "plaintext", "console", "output"})
_BLANK_LINE = LatePattern(r"[ \t>]*(?:[\r\n]|\Z)")
_BLANK_START = LatePattern(r"[ \t>]*(?:\r\n?|\n)")


def find_inversions(text: str, fences: Sequence[Fence]) -> Iterator[Inversion]:
    """Yield each fence in `text` that does not do what it was written for, in file order."""
    is_inverted = False
    for fence in fences:
        inner = _swallowed_fence(text, fence)
        if inner is not None:
            is_inverted = True
            yield inner
        opens = fence.info and _follows_code(text, fence) and _starts_with_prose(text, fence)
        if opens and (is_inverted or not _may_be_right(text, fence)):
            is_inverted = True
            line = Span(fence.span.start, fence.info_span.end)
            yield Inversion(line, fence.info, fence, "opens")
        elif fence.closed and _ends_with_prose(text, fence) and _precedes_code(text, fence):
            is_inverted = True
            marker = text.index(fence.marker, fence.content.end)
            yield Inversion(Span(marker, marker + len(fence.marker)), "", fence, "closes")


def _swallowed_fence(text: str, fence: Fence) -> Inversion | None:
    """The first line in `fence` that would close the block if it had no info string.

    A closing fence may be indented by three spaces at most (CommonMark, section 4.5).
    """
    if text.find(fence.marker, fence.content.start, fence.content.end) < 0:
        return None
    column = fence.span.start - _line_start(text, fence.span.start)
    for inner in _FENCE_LINE.compiled.finditer(text, fence.content.start, fence.content.end):
        longer = inner[1][0] == fence.marker[0] and len(inner[1]) >= len(fence.marker)
        if longer and inner.start(1) - inner.start() <= column + 3:
            if _is_one_dump(text, fence):
                return None
            info = inner[2].rstrip()
            line = Span(inner.start(1), inner.start(2) + len(info))
            return Inversion(line, info, fence, "swallowed")
    return None


def _is_one_dump(text: str, fence: Fence) -> bool:
    """Whether `fence` holds plain text with a fence in it, and its end is that of the document.

    If the inner fence was meant to close the block, the last one would open one with nothing in it.
    """
    return fence.closed and fence.language in _PLAIN and not text[fence.span.end :].strip()


def _follows_code(text: str, fence: Fence) -> bool:
    """Whether the line above the fence has text."""
    return _line_above(text, fence).strip(" \t>") != ""


def _line_above(text: str, fence: Fence) -> str:
    """The line above the fence, empty where there is none."""
    line_start = _line_start(text, fence.span.start)
    if line_start == 0:
        return ""
    end = line_start - (2 if text.endswith("\r\n", 0, line_start) else 1)
    return text[_line_start(text, end) : end]


def _line_start(text: str, offset: int) -> int:
    return max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1


def _starts_with_prose(text: str, fence: Fence) -> bool:
    """Whether the block starts with a blank line and goes on as Markdown."""
    at, end = fence.content
    if not _BLANK_START.compiled.match(text, at, end):
        return False
    while blank := _BLANK_START.compiled.match(text, at, end):
        at = blank.end()
    return at < end and _PROSE.compiled.match(text, at, end) is not None


def _may_be_right(text: str, fence: Fence) -> bool:
    """Whether `fence` may be a right block, which only begins like prose.

    What excludes that is a closing fence that was meant to open a block: with text below, and with
    a blank line or an item that ends with a colon above. So does a block of plain text that begins
    with a heading, a label in bold or a line across the page, when no line that ends with a colon
    introduces it.
    """
    is_introduced = _line_above(text, fence).rstrip(" \t*").endswith(":")
    if fence.language in _PLAIN and not is_introduced:
        first = fence.content.start
        if _TITLE.compiled.match(text, first, fence.content.end):
            return False
    if not fence.closed:
        return True
    above = text[_line_start(text, fence.content.end - 1) : fence.content.end]
    ending = LINE_ENDING.match(text, fence.span.end)
    below = _BLANK_LINE.compiled.match(text, ending.end() if ending else fence.span.end)
    is_like_opening = (
        not above.strip(" \t>\r\n") or _ITEM_WITH_COLON.compiled.match(above) is not None
    )
    return not is_like_opening or below is not None


def _ends_with_prose(text: str, fence: Fence) -> bool:
    """Whether the block ends with a line that introduces something, and a blank line."""
    lines = LINE_ENDING.split(
        text[max(fence.content.start, fence.content.end - 1000) : fence.content.end]
    )
    if len(lines) < 4 or any(line.strip(" \t>") for line in lines[-2:]):
        return False
    last = next((line for line in reversed(lines) if line.strip(" \t>")), "")
    return _INTRODUCTION.compiled.match(last) is not None


def _precedes_code(text: str, fence: Fence) -> bool:
    """Whether the line below the block has text that does not read as Markdown."""
    ending = LINE_ENDING.match(text, fence.span.end)
    at = ending.end() if ending else fence.span.end
    following = LINE_ENDING.search(text, at)
    line = text[at : following.start() if following else len(text)]
    return line.strip(" \t>") != "" and not _PROSE.compiled.match(line)
