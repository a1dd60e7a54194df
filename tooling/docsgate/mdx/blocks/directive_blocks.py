"""Directives at block level, which Docusaurus reads: `::name` and `:::name`.

(micromark-extension-directive.) What is between `:::name` and `:::` is a document of its own.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..docusaurus.directives import parse_head
from ..source.text_chunk import Chunk
from .block_events import BlockEvent, Enter, Exit, Nested, Text

if TYPE_CHECKING:
    from ..docusaurus.directives import Head
    from .flow_line import FlowLine
    from .state import Blocks, FlowState, Growing

_CLOSING = re.compile(r"(:{3,})[ \t]*\Z")


def read_directive(
    state: FlowState, line: FlowLine, *, interrupts: bool
) -> Blocks | Growing | None:
    """Read a leaf or a container directive; `line` begins with `:`."""
    head = parse_head(line.text) if state.document.mode.docusaurus else None
    if head is None:
        return None
    if interrupts:
        return ()
    if head.is_container:
        return _read_container(state, line, head)
    enter = Enter("directiveLeaf", line.offset, line.start)
    return enter, *_label(line, head), Exit(line.start)


def _label(line: FlowLine, head: Head) -> Blocks:
    """The label, unless it is missing or empty. In a container it is a block of its own."""
    if head.label is None or head.label[0] == head.label[1]:
        return ()
    start, end = head.label
    chunk = Chunk(line.text[start:end], line.offset + start)
    opener = line.offset + start - 1 if head.is_container else line.offset
    return (Text("directiveLabel", opener, chunk, line.start),)


def _read_container(state: FlowState, line: FlowLine, head: Head) -> Growing:
    """Take lines up to the closing colons, of which there are at least as many as open it."""
    blocks: list[BlockEvent] = [Enter("directiveContainer", line.offset, line.start)]
    blocks += _label(line, head)
    indent = line.offset - line.before
    spans: list[tuple[int, int]] = []
    cut = False
    while True:
        following = yield from state.take()
        if following is None:
            cut = state.lazy_end >= 0
            break
        if following.lazy:
            state.give_back((following,))
            cut = True
            break
        closing = _CLOSING.match(following.text)
        if closing and len(closing[1]) >= head.colons:
            break
        start = min(following.offset, following.before + indent)
        spans.append((start, following.offset + len(following.text)))
    if spans:
        blocks.append(Nested(spans, line.start, cut))
    return *blocks, Exit(line.start)
