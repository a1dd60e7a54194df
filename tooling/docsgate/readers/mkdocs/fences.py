"""Fenced code as the site reads it, where that is not what GitHub reads.

Python-Markdown looks for fences in lines, before it knows of any list, quote or raw HTML. Two
extensions do it. `pymdownx.superfences` takes a fence behind spaces and `>`, and wants the code
and the closing fence behind the same; `fenced_code`, which mkdocs loads by itself, takes fences at
the margin only. Both want the closing fence to be as long as the opening one, and open no block
with an info string that they do not understand; then the closing fence opens one.

Each block is judged from its own opening fence on, so that one that is misread hides no other:
where none is, the site finds the blocks of GitHub one after the other.
"""

from __future__ import annotations

import re
from enum import Enum
from typing import TYPE_CHECKING, NamedTuple

from ...text import Span, inside
from .fence_infos import rewritten, takes_info

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ...configuration.mkdocs_yml import FenceStyle
    from ...model.document import Document, Fence
    from ...text import Source

_TAB = 4
_LINES_MAX = 100
"""How far back indented code is looked for."""

_MARK = re.compile(r"`{3,}|~{3,}")
_PREFIX = " \t>"


class Cause(Enum):
    """Why the site misreads a block."""

    INFO = "info"  # its info string
    MARKER = "marker"  # a list marker before its opening fence
    MARGIN = "margin"  # its opening fence stands not at the margin
    CODE = "code"  # a line of code stands further out than the fence
    INDENT = "indent"  # its closing fence stands elsewhere than the opening one
    LENGTH = "length"  # its closing fence is longer
    JOINED = "joined"  # indented code right above it, with which superfences takes it back
    ABOVE = "above"  # a line above it, which is no fence on GitHub, opens a block


class Misreading(NamedTuple):
    """`span` is the fence or the line that the site takes otherwise, `fence` the block."""

    cause: Cause
    span: Span
    fence: Fence


def misreadings(document: Document, style: FenceStyle) -> Iterator[Misreading]:
    """Blocks of fenced code that the site takes for text, or does not end where GitHub does.

    A block that is never closed is none of them: each reader has an end of its own for it.
    """
    following = document.body_start
    blocks = _blocks(document) if document.indented_code else {}
    for fence in document.fences:
        above = _open_above(document, Span(following, fence.span.start), style)
        if above is not None:
            yield Misreading(Cause.ABOVE, above, fence)
        following = fence.span.end
        if fence.closed:
            for cause, span in _misread(document, fence, style, blocks):
                yield Misreading(cause, span, fence)


def _misread(
    document: Document, fence: Fence, style: FenceStyle, blocks: dict[int, int]
) -> Iterator[tuple[Cause, Span]]:
    if style.gfm_lists:
        found = _left_by_gfm_lists(document, fence, style)
    elif _is_plain(document.source.text, fence, style):
        found = None
    else:
        found = _unopened(document, fence, style) or _unclosed(document, fence)
    if found is not None:
        yield found
    if style.superfences and blocks and not style.gfm_lists:
        yield from _joined(document, fence, blocks)


def _is_plain(text: str, fence: Fence, style: FenceStyle) -> bool:
    """Whether every site reads the block; most are of this kind, and quickly told."""
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
    """What is misread though `docsgate.gfm_lists` writes fences alike, and those in items outside.

    It keeps options that Python-Markdown may not take, and leaves a quote where it is.
    """
    if not style.superfences and ">" in before_fence(document, fence):
        return Cause.MARGIN, _opening(document, fence)
    is_read = takes_info(style, fence.info) or takes_info(style, rewritten(fence.info))
    return None if is_read else (Cause.INFO, fence.info_span)


def before_fence(document: Document, fence: Fence) -> str:
    """What stands before the opening fence on its line."""
    source = document.source
    line = source.position(fence.span.start)[0]
    return source.text[source.line_starts[line - 1] : fence.span.start]


def _opening(document: Document, fence: Fence) -> Span:
    source = document.source
    return Span(fence.span.start, source.line(source.position(fence.span.start)[0]).end)


def _unopened(document: Document, fence: Fence, style: FenceStyle) -> tuple[Cause, Span] | None:
    source = document.source
    line = source.line(source.position(fence.span.start)[0])
    before = source.text[line.start : fence.span.start]
    if before.strip(_PREFIX):
        return Cause.MARKER, _opening(document, fence)
    if before and not style.superfences:
        return Cause.MARGIN, _opening(document, fence)
    info = source.text[fence.span.start + len(fence.marker) : line.end].rstrip()
    return None if takes_info(style, info) else (Cause.INFO, fence.info_span)


def _unclosed(document: Document, fence: Fence) -> tuple[Cause, Span] | None:
    source = document.source
    before = before_fence(document, fence)
    first, last = (source.position(at)[0] for at in (fence.span.start, fence.span.end - 1))
    block = SiteBlock(before, fence.marker)
    for number in range(first + 1, last) if before else ():
        code = source.line(number)
        if block.take(source.slice(code)) is State.NONE:
            return Cause.CODE, _visible(source, code)
    closing = source.line(last)
    if block.take(source.slice(closing)) is State.CLOSED:
        return None
    mark = _visible(source, closing)
    is_longer = mark.end - mark.start > len(fence.marker)
    return (Cause.LENGTH if is_longer else Cause.INDENT), mark


def _joined(
    document: Document, fence: Fence, blocks: dict[int, int]
) -> Iterator[tuple[Cause, Span]]:
    """Superfences takes a block for text that no blank line parts from indented code above it.

    What Python-Markdown looks at is what stands between two blank lines; `blocks` holds the first
    line of each block of fenced code by its last, for a block is like one line.
    """
    source = document.source
    number = source.position(fence.span.start)[0]
    first = max(1, number - _LINES_MAX)
    while number > first and _is_visible(source, number - 1):
        number = blocks.get(number - 1, number - 1)
    line = source.line(number)
    if line.end > line.start and inside(document.indented_code, line.end - 1):
        yield Cause.JOINED, _opening(document, fence)


def _is_visible(source: Source, number: int) -> bool:
    return bool(source.slice(source.line(number)).strip())


def _blocks(document: Document) -> dict[int, int]:
    line = document.source.position
    return {line(fence.span.end - 1)[0]: line(fence.span.start)[0] for fence in document.fences}


def _visible(source: Source, line: Span) -> Span:
    """`line` without what stands before its text and behind it."""
    text = source.slice(line)
    start = len(text) - len(text.lstrip(_PREFIX))
    return Span(line.start + start, line.start + max(start, len(text.rstrip())))


def _open_above(document: Document, gap: Span, style: FenceStyle) -> Span | None:
    """A line in `gap`, above a block, that opens one on the site which is open still behind it."""
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
            continue  # It is escaped.
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
    """What becomes of `block`, opened in line `first`, before line `end`, and in which line."""
    for number in range(first + 1, end):
        state = block.take(source.slice(source.line(number)))
        if state is not State.OPEN:
            return state, number
    return State.OPEN, end


def _is_closed(document: Document, fence: str, start: int, style: FenceStyle) -> bool:
    """Whether a `fence` stands at the margin behind `start`, as `docsgate.gfm_lists` puts some."""
    if style.gfm_lists:
        return any(one.marker == fence and one.span.start >= start for one in document.fences)
    closing = re.compile(rf"^{fence}[ \t\r]*$", re.MULTILINE)
    return closing.search(document.source.text, start) is not None


class State(Enum):
    """What a block is behind a line: open, closed, or none after all."""

    OPEN = "open"
    CLOSED = "closed"
    NONE = "none"


class SiteBlock:
    """A block that superfences has opened with `fence` behind `before`; at the margin, any site."""

    def __init__(self, before: str, fence: str) -> None:
        self._width = len(before.expandtabs(_TAB))
        self._quotes = before.count(">")
        self._fence = fence
        self._after_blank = False

    def take(self, line: str) -> State:
        """What becomes of the block with `line`."""
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
