"""Indented code that MDX reads as prose, because it has no indented code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..finding import Finding
from ..inline.late import flatten
from ..tags.element_spans import element_spans, is_inside
from ..tags.elements import is_component
from ..tags.tag import Tag

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..blocks.block_reader import BlockReader


def live_code(blocks: BlockReader) -> Iterator[Finding]:
    """A warning for each block that was meant as code, in no order.

    Inside a JSX element no indented line was meant so: it is indented because the element is, as in
    HTML, and it is GitHub that shows code where the author wrote prose. Neither was a component. A
    fence that is indented so far is a fence in MDX.
    """
    indented = blocks.gathered.indented
    if not indented:
        return
    tags = [event for event in flatten(blocks.events) if isinstance(event, Tag)]
    elements = element_spans(tags, len(blocks.text))
    components = {tag.start for tag in tags if tag.flow and is_component(tag.name)}
    for offset in indented:
        if blocks.text[offset : offset + 60].lstrip(" \t>").startswith(("```", "~~~")):
            continue
        if offset not in components and not is_inside(elements, offset):
            yield Finding(
                "mdx-render-indented",
                offset,
                offset + 1,
                "MDX knows no indented code: what CommonMark shows as code here is read as prose",
                "put it between ``` fences",
                "warning",
            )
