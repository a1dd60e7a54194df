"""Headings that begin with `#`.

CommonMark 0.31, section 4.2, with any indent.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..source.text_chunk import Chunk
from .block_events import Text, frame

if TYPE_CHECKING:
    from .flow_line import FlowLine
    from .state import Blocks, FlowState

_HEADING = re.compile(r"(#{1,6})(?:[ \t]+|\Z)")


def read_heading(state: FlowState, line: FlowLine, *, interrupts: bool) -> Blocks | None:
    """Read a heading on one line, which begins with `#`."""
    found = _HEADING.match(line.text)
    if found is None:
        return None
    if interrupts:
        return ()
    mode, start = state.document.mode, found.end()
    text = _without_closing(line.text[start:].rstrip(" \t"))
    if not text:
        return frame("emptyHeading", line) if mode.every_block else ()
    if mode.is_dull(text):
        return ()
    chunk = Chunk(text, line.offset + start)
    return (Text("atxHeading", line.offset, chunk, line.start, depth=len(found[1])),)


def _without_closing(text: str) -> str:
    """`text` without the marks that close it: they stand alone, or after white space."""
    body = text.rstrip("#")
    closes = body != text and (not body or body[-1] in " \t")
    return body.rstrip(" \t") if closes else text
