"""Fenced code that the site reads in another way than GitHub.

Python-Markdown looks for fences line by line, before it reads lists, quotes and raw HTML. Two
extensions do that. `pymdownx.superfences` accepts a fence after spaces and `>`, and wants the code
and the closing fence after the same; `fenced_code`, which MkDocs always loads, accepts fences at
the margin only. Both want the closing fence to be as long as the opening one. At an info string
that they do not understand they open no block, and then the closing fence opens one.

Each block is judged from its own opening fence on, so that a misread block hides no other one.
Where no block is misread, the site finds the same blocks as GitHub.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ...text import Span, inside
from .fence_infos import rewrite_info, takes_info

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...configuration.mkdocs_yml import FenceStyle
    from ...model.document import Document, Fence
    from ...text import Source

_TAB = 4
_LINES_MAX = 100
"""How many lines above a fence are searched for indented code."""

_MARK = re.compile(r"`{3,}|~{3,}")
_PREFIX = " \t>"


class Cause(Enum):
    """Why the site misreads a block."""

    INFO = "info"  # The site does not accept its info string.
    MARKER = "marker"  # There is a list marker before its opening fence.
    MARGIN = "margin"  # Its opening fence is not at the margin.
    CODE = "code"  # A line of the code is indented less than the fence.
    INDENT = "indent"  # Its closing fence is indented in another way than its opening fence.
    LENGTH = "length"  # Its closing fence is longer than its opening fence.
    JOINED = "joined"  # Superfences joins it with the indented code right above.
    ABOVE = "above"  # A line above it opens a block, but is no fence on GitHub.


class Misreading(NamedTuple):
    """A misread block: `span` is the fence or line that the site reads differently."""

    cause: Cause
    span: Span
    fence: Fence


def misreadings(document: Document, style: FenceStyle) -> Iterator[Misreading]:
    """The blocks of fenced code that the site takes for text, or ends elsewhere than GitHub.

    Blocks that are never closed are left out, because each reader ends them in its own way.
    """
    following = document.body_start
    blocks = _first_lines_by_last(document) if document.indented_code else {}
    for fence in document.fences:
        above = _find_open_above(document, Span(following, fence.span.start), style)
        if above is not None:
            yield Misreading(Cause.ABOVE, above, fence)
        following = fence.span.end
        if fence.closed:
            for cause, span in _find_misreadings(document, fence, style, blocks):
                yield Misreading(cause, span, fence)


def _find_misreadings(
    document: Document, fence: Fence, style: FenceStyle, blocks: dict[int, int]
) -> Iterator[tuple[Cause, Span]]:
    if style.gfm_lists:
        found = _left_by_gfm_lists(document, fence, style)
    elif _is_plain(document.source.text, fence, style):
        found = None
    else:
        found = _why_not_opened(document, fence, style) or _why_not_closed(document, fence)
    if found is not None:
        yield found
    if style.superfences and blocks and not style.gfm_lists:
        yield from _find_joined(document, fence, blocks)


def _is_plain(text: str, fence: Fence, style: FenceStyle) -> bool:
    """Whether every site reads the block: a quick test that most blocks pass."""
    start = fence.span.start
    before = text[text.rfind("\n", 0, start) + 1 : start]
    if before and (before.strip(" ") or not style.superfences):
        return False
    if fence.info and not (fence.info.isascii() and fence.info.isalnum()):
        return False
    if text[fence.content.end : fence.span.end].rstrip() != before + fence.marker:
        return False
    if not before:
        return True
    lines = text[fence.content.start : fence.content.end].split("\n")
    return all(line.startswith(before) or not line.strip() for line in lines)


def _left_by_gfm_lists(
    document: Document, fence: Fence, style: FenceStyle
) -> tuple[Cause, Span] | None:
    """Why the block is misread although `docsgate.gfm_lists` rewrites its fences; None if not.

    That extension makes both fences alike and moves those in list items to the margin. But it keeps
    options that Python-Markdown may not accept, and does not move fences out of a quote.
    """
    if not style.superfences and ">" in text_before_fence(document, fence):
        return Cause.MARGIN, _opening_line(document, fence)
    is_read = takes_info(style, fence.info) or takes_info(style, rewrite_info(fence.info))
    return None if is_read else (Cause.INFO, fence.info_span)


def text_before_fence(document: Document, fence: Fence) -> str:
    """The text before the opening fence on its line."""
    source = document.source
    line = source.position(fence.span.start)[0]
    return source.text[source.line_starts[line - 1] : fence.span.start]


def _opening_line(document: Document, fence: Fence) -> Span:
    source = document.source
    return Span(fence.span.start, source.line(source.position(fence.span.start)[0]).end)


def _why_not_opened(
    document: Document, fence: Fence, style: FenceStyle
) -> tuple[Cause, Span] | None:
    source = document.source
    line = source.line(source.position(fence.span.start)[0])
    before = source.text[line.start : fence.span.start]
    if before.strip(_PREFIX):
        return Cause.MARKER, _opening_line(document, fence)
    if before and not style.superfences:
        return Cause.MARGIN, _opening_line(document, fence)
    info = source.text[fence.span.start + len(fence.marker) : line.end].rstrip()
    return None if takes_info(style, info) else (Cause.INFO, fence.info_span)


def _why_not_closed(document: Document, fence: Fence) -> tuple[Cause, Span] | None:
    source = document.source
    before = text_before_fence(document, fence)
    first, last = (source.position(at)[0] for at in (fence.span.start, fence.span.end - 1))
    block = SiteBlock(before, fence.marker)
    for number in range(first + 1, last) if before else ():
        code = source.line(number)
        if block.take(source.slice(code)) is State.NONE:
            return Cause.CODE, _trimmed(source, code)
    closing = source.line(last)
    if block.take(source.slice(closing)) is State.CLOSED:
        return None
    mark = _trimmed(source, closing)
    is_longer = mark.end - mark.start > len(fence.marker)
    return (Cause.LENGTH if is_longer else Cause.INDENT), mark


def _find_joined(
    document: Document, fence: Fence, blocks: dict[int, int]
) -> Iterator[tuple[Cause, Span]]:
    """The block, if no blank line separates it from indented code above: superfences joins them.

    Python-Markdown looks at the lines between two blank lines. `blocks` maps the last line of each
    block of fenced code to its first, because a block counts like one line there.
    """
    source = document.source
    number = source.position(fence.span.start)[0]
    first = max(1, number - _LINES_MAX)
    while number > first and _is_visible(source, number - 1):
        number = blocks.get(number - 1, number - 1)
    line = source.line(number)
    if line.end > line.start and inside(document.indented_code, line.end - 1):
        yield Cause.JOINED, _opening_line(document, fence)


def _is_visible(source: Source, number: int) -> bool:
    return bool(source.slice(source.line(number)).strip())


def _first_lines_by_last(document: Document) -> dict[int, int]:
    line = document.source.position
    return {line(fence.span.end - 1)[0]: line(fence.span.start)[0] for fence in document.fences}


def _trimmed(source: Source, line: Span) -> Span:
    """`line` without the white space and `>` around its text."""
    text = source.slice(line)
    start = len(text) - len(text.lstrip(_PREFIX))
    return Span(line.start + start, line.start + max(start, len(text.rstrip())))


def _find_open_above(document: Document, gap: Span, style: FenceStyle) -> Span | None:
    """The line in `gap` that opens a block on the site that is still open after `gap`, if any."""
    text, source, at = document.source.text, document.source, gap.start
    if text.find("```", *gap) < 0 and text.find("~~~", *gap) < 0:
        return None
    never_closed: set[str] = set()
    while (mark := _MARK.search(text, at, gap.end)) is not None:
        at = mark.end()
        number = source.position(at)[0]
        line = source.line(number)
        before = text[line.start : mark.start()]
        if before.strip(_PREFIX) or (before and not style.superfences) or mark[0] in never_closed:
            continue
        if style.gfm_lists and not inside(document.literal, mark.start()):
            continue  # The extension `docsgate.gfm_lists` escapes a fence that is text on GitHub.
        if not takes_info(style, text[at : line.end].rstrip()):
            continue
        end = source.position(gap.end)[0]
        state, last = _read_on(source, SiteBlock(before, mark[0]), number, end)
        if state is not State.OPEN:
            at = source.line(last).end
        elif style.superfences or _is_closed(document, mark[0], gap.end, style):
            return Span(mark.start(), line.end)
        else:
            never_closed.add(mark[0])
    return None


def _read_on(source: Source, block: SiteBlock, first: int, end: int) -> tuple[State, int]:
    """The state of `block`, opened in line `first`, before line `end`, and the line it is from."""
    for number in range(first + 1, end):
        state = block.take(source.slice(source.line(number)))
        if state is not State.OPEN:
            return state, number
    return State.OPEN, end


def _is_closed(document: Document, fence: str, start: int, style: FenceStyle) -> bool:
    """Whether there is a `fence` at the margin after `start`.

    With `docsgate.gfm_lists`, the fences of all blocks count, because it moves them to the margin.
    """
    if style.gfm_lists:
        return any(one.marker == fence and one.span.start >= start for one in document.fences)
    closing = re.compile(rf"^{fence}[ \t\r]*$", re.MULTILINE)
    return closing.search(document.source.text, start) is not None


class State(Enum):
    """What a block is after a line: open, closed, or found to be no block."""

    OPEN = "open"
    CLOSED = "closed"
    NONE = "none"


class SiteBlock:
    """A block that superfences has opened with `fence` after `before`.

    Where `before` is empty, `fenced_code` reads the block in the same way.
    """

    def __init__(self, before: str, fence: str) -> None:
        self._width = len(before.expandtabs(_TAB))
        self._quotes = before.count(">")
        self._fence = fence
        self._after_blank = False

    def take(self, line: str) -> State:
        """Read the next `line`, and return the state of the block after it."""
        text = line.expandtabs(_TAB)
        content = text[: self._width].lstrip(_PREFIX) + text[self._width :]
        before = text[: len(text) - len(content)]
        quotes = before.count(">")
        if not text.strip() or (self._quotes >= quotes and not content):
            self._after_blank = True
            return State.OPEN
        if quotes > self._quotes or (self._after_blank and quotes < self._quotes):
            return State.NONE
        if len(before) < self._width:
            return State.NONE
        self._after_blank = False
        return State.CLOSED if content.rstrip() == self._fence else State.OPEN
