"""What MDX makes of the lines of a page: its blocks in order, and which of them elements hold."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from ..garbage import uncollected
from ..text import Span
from .blocks.block_events import Code, Enter, FlowTag, Text
from .blocks.block_reader import BlockReader, flat_blocks
from .blocks.state import Mode
from .docusaurus.preprocess import OffsetMap, preprocess
from .finding import Dialect
from .tags.element_spans import element_spans, is_inside

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from .blocks.block_events import BlockEvent
    from .source.problem import Problem


class Block(NamedTuple):
    """A block, the beginning of a container, or a tag at block level.

    `kind` is micromark's name of it, `text` the name of the tag or the code of a code block without
    white space. `is_inside`: a JSX element holds it.
    """

    kind: str
    text: str
    is_inside: bool


class PageOutline(NamedTuple):
    """The blocks in order, and where in the text the outermost JSX elements are.

    `fenced` are the code blocks: where each is, and where its code ends. `tags` are those at block
    level.
    """

    blocks: tuple[Block, ...]
    elements: tuple[Span, ...]
    fenced: tuple[tuple[Span, int], ...]
    tags: tuple[Span, ...]


@lru_cache(maxsize=8)  # The text after one fix is the text before the next.
def page_outline(text: str, dialect: Dialect) -> PageOutline:
    """The outline of the document `text`. What its compiler rejects is read as text."""
    changed, offsets = text.replace("\x00", "\ufffd"), OffsetMap()
    docusaurus = dialect is Dialect.DOCUSAURUS
    if docusaurus:
        changed, offsets = preprocess(changed)
    with uncollected():
        reader = BlockReader(changed, _ignore, Mode(docusaurus=docusaurus, every_block=True))
        events = list(flat_blocks(reader, reader.read_whole()))
    tags = [event.tag for event in events if isinstance(event, FlowTag)]
    spans = element_spans(tags, len(changed))

    def written(start: int, end: int) -> Span:
        return Span(offsets.source(start), offsets.source(end - 1) + 1)

    codes = [event for event in events if isinstance(event, Code)]
    return PageOutline(
        tuple(_blocks(events, spans)),
        tuple(written(*span) for span in spans),
        tuple((written(one.start, one.end), written(0, one.code_end).end) for one in codes),
        tuple(written(tag.start, tag.end) for tag in tags),
    )


def _blocks(events: Iterable[BlockEvent], spans: list[tuple[int, int]]) -> Iterator[Block]:
    for event in events:
        if isinstance(event, FlowTag):
            tag = event.tag
            kind = "close" if tag.closes else "open"
            yield Block(kind, tag.name, is_inside(spans, tag.start))
        elif isinstance(event, Code):
            code = "".join("".join(event.lines).split())
            yield Block("code", code, is_inside(spans, event.start))
        elif isinstance(event, (Enter, Text)):
            yield Block(event.kind, "", is_inside(spans, event.start))


def _ignore(_problem: Problem) -> None:
    """What is wrong is reported by rules of its own."""
