"""The commonest hidden cause: a fence that was meant to close a code block and opens one.

A closing fence is bare. Written as ```` ```text ```` it is content, the block goes on, and its
end is the fence that was meant to open the next block. From there on prose is code and code is
prose, whose braces and tags MDX then reads. The place to mend is the fence.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .document import Document


def fence_help(document: Document, offset: int) -> str:
    """What to write when a fence before `offset` is the cause, or nothing."""
    index = bisect_left(document.inner_fences, (offset, ""))
    if not index:
        return ""
    fence_offset, fence = document.inner_fences[index - 1]
    number = document.text.count("\n", 0, fence_offset) + 1
    marker = fence[: len(fence) - len(fence.lstrip(fence[0]))]
    return f"the fence `{fence[:20]}` in line {number} closes nothing: write `{marker}` there"
