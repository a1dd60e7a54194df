"""The title of a page, which Docusaurus takes out of it: what it holds never reaches the page.

(@docusaurus/mdx-loader, `contentTitle`.) The first heading of the document, wherever it stands,
if it is one of the first level and no thematic break stands before it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .block_events import Enter, Nested, Text
from .block_reader import BlockReader

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..source.problem import Problem


def title_span(text: str) -> tuple[int, int]:
    """Where the text of the title starts and ends in `text`; nowhere when there is none."""
    whole = BlockReader(text, _ignore, docusaurus=True, patient=False)
    whole.links = []
    for event in _flat(whole, whole.read_text(skims=False)):
        if isinstance(event, Text) and event.depth:
            last = len(event.chunk.text) - 1
            span = event.start, event.chunk.source(last) + 1
            return span if event.depth == 1 else (0, 0)
        if isinstance(event, Enter) and event.kind in ("thematicBreak", "emptyHeading"):
            break
    return 0, 0


def _ignore(_problem: Problem) -> None:
    """What is wrong was reported before."""


def _flat(document: BlockReader, events: Iterable[object]) -> Iterator[object]:
    """All blocks in order, those in directives too."""
    for event in events:
        if isinstance(event, Nested):
            inner = document.nested()
            yield from _flat(inner, inner.read_nested(event))
        else:
            yield event
