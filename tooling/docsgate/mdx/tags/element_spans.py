"""Where the JSX elements of a page are."""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from .tag import Tag


def element_spans(tags: Iterable[Tag], size: int) -> list[tuple[int, int]]:
    """Where the outermost elements start and end, in order; `tags` are those of the page in order.

    The closing tag belongs to its element. An element that nothing closes goes on to the end of the
    page, which is at `size`.
    """
    spans: list[tuple[int, int]] = []
    opened: list[Tag] = []
    for tag in tags:
        if tag.self_closing:
            spans += [] if opened else [(tag.start, tag.end)]
        elif not tag.closes:
            opened.append(tag)
        elif any(opener.name == tag.name for opener in opened):
            while opened[-1].name != tag.name:
                opened.pop()
            opener = opened.pop()
            if not opened:
                spans.append((opener.start, tag.end))
    return [*spans, (opened[0].start, size)] if opened else spans


def is_inside(spans: Sequence[tuple[int, int]], offset: int) -> bool:
    """Whether an element of `spans` holds `offset`; its own opening tag is not inside it."""
    index = bisect_left(spans, (offset, 0)) - 1
    return index >= 0 and offset < spans[index][1]
