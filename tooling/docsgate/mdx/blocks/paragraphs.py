"""Paragraphs, the text of headings that are underlined, and the definitions before them.

CommonMark 0.31, sections 4.3, 4.7 and 4.8.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..source.labels import definition_end
from ..source.text_chunk import join
from .block_events import Text

if TYPE_CHECKING:
    from .flow_line import FlowLine
    from .state import Blocks, FlowState


def read_paragraph(state: FlowState, lines: list[FlowLine], *, depth: int = 0) -> Blocks | None:
    """The paragraph that `lines` are, or the heading of `depth`, without definitions before it.

    None: `lines` hold nothing but definitions.
    """
    document, first = state.document, lines[0]
    has_definitions = first.text.startswith("[")
    if not has_definitions and document.mode.is_dull("\n".join([line.text for line in lines])):
        return ()
    chunk = join([(line.text, line.offset) for line in lines])
    if has_definitions:
        start = _definitions_end(chunk.text, document.gathered.defined)
        if start >= len(chunk.text):
            return None
        if start:
            index = chunk.line_of(start)
            first, skip = lines[index], start - chunk.starts[index]
            pairs = [(line.text, line.offset) for line in lines[index + 1 :]]
            chunk = join([(first.text[skip:], first.offset + skip), *pairs])
    kind = "setextHeading" if depth else "paragraph"
    return (Text(kind, chunk.offsets[0], chunk, first.start, depth=depth),)


def _definitions_end(text: str, defined: set[str]) -> int:
    """After the definitions at the start of `text`, and white space; adds to `defined`."""
    start = 0
    while text.startswith("[", start):
        end, name = definition_end(text, start)
        if end < 0:
            break
        defined.add(name)
        start = end
        while text[start : start + 1] in (" ", "\t"):
            start += 1
    return start
