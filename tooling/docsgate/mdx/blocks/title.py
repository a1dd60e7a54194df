"""The title of a page, which Docusaurus takes out of it: what it holds never reaches the page.

(@docusaurus/mdx-loader, `contentTitle`.) The first heading of the document, wherever it is,
if it is one of the first level and no thematic break is before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .block_events import Enter, Text
from .block_reader import BlockReader, flat_blocks
from .state import Mode

if TYPE_CHECKING:
    from ..source.problem import Problem


def title_span(text: str) -> tuple[int, int]:
    """Where the text of the title starts and ends in `text`; nowhere when there is none."""
    reader = BlockReader(text, _ignore, Mode(docusaurus=True, every_block=True))
    for event in flat_blocks(reader, reader.read_whole()):
        if isinstance(event, Text) and event.depth:
            last = len(event.chunk.text) - 1
            span = event.start, event.chunk.source(last) + 1
            return span if event.depth == 1 else (0, 0)
        if isinstance(event, Enter) and event.kind in ("thematicBreak", "emptyHeading"):
            break
    return 0, 0


def _ignore(_problem: Problem) -> None:
    """What is wrong was reported before."""
