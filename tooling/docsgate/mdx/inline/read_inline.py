"""All the text of a document, in the order in which the compiler reads it: level by level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..blocks.block_events import Nested, Text
from ..source.suspects import SUSPECT, next_suspect
from ..source.urls import suspicious_offsets
from .paragraph import Inline

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from ..blocks.block_reader import BlockReader
    from ..source.problem import Problem
    from .inline_links import InlineLink


def read_inline(
    reader: BlockReader,
    report: Callable[[Problem], None],
    links: list[InlineLink] | None = None,
    *,
    every_link: bool = False,
) -> None:
    """Scan the text in the events of `reader`, then what was found in it, level by level.

    What a directive holds is read last. Links are added to `links`, if it is a list. Text in which
    nothing can be rejected is passed over, unless `every_link` is wanted.
    """
    level: Sequence[object] = reader.events
    delayed: list[object] = []
    while level or delayed:
        following: list[object] = []
        for event in level:
            if isinstance(event, Text):
                text = event.chunk.text
                wanted = links is not None and _may_link(text, every_link=every_link)
                if wanted or _may_matter(text, skims=reader.mode.skims):
                    scanner = Inline(reader, event, report, links)
                    event.events = scanner.scan()
                    following += scanner.nested
            elif isinstance(event, Nested):
                event.events = reader.nested().read_nested(event)
                delayed += event.events
        if not following:
            following, delayed = delayed, []
        level = following


def _may_link(text: str, *, every_link: bool) -> bool:
    """Whether a link in `text` may be rejected, or be one at all where `every_link` counts."""
    return (every_link and "](" in text) or bool(suspicious_offsets(text))


def _may_matter(text: str, *, skims: bool) -> bool:
    """Whether `text` may hold a tag or an expression that is not harmless, or any at all."""
    return next_suspect(text, 0) < len(text) or (not skims and SUSPECT.search(text) is not None)
