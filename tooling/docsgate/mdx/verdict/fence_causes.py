"""The commonest hidden cause: a fence that was meant to close a code block and opens one.

A closing fence is bare. Written as ```` ```text ```` inside a block it is content, the block goes
on, and its end is the fence that was meant to open the next block. Written so where no block is
open, because an opening fence is missing or was taken for a closing one, it opens a block: an
author leaves a blank line before an opening fence and none after it, here it is the other way
round. Either way prose is code and code is prose from there on, and MDX reads the braces and tags
in it. The place to mend is the fence.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_FENCE = re.compile(r"[\n\r][ \t>]*(`{3,}|~{3,})[ \t]*(\w*)[ \t]*(?=[\n\r]|\Z)")
_OPENER = re.compile(r"(?:`{3,}|~{3,})[ \t]*\w+[ \t]*(?=\r?\n[ \t>]*(?:[\r\n]|\Z))")
_TEXT_BEFORE = re.compile(r"[^\s>][ \t]*\r?\n[ \t>]*\Z")


def inner_fences(text: str, fences: Iterable[tuple[int, str, int]]) -> list[tuple[int, str]]:
    """Offset and text of the fences in `text` that were meant to close.

    They are those with a word inside the fenced blocks that `fences` open, and those of `fences`
    that open a block right after text and right before a blank line.
    """
    found: list[tuple[int, str]] = []
    for start, marker, size in fences:
        opener = _OPENER.match(text, start)
        if opener is not None and _TEXT_BEFORE.search(text, max(0, start - 300), start):
            found.append((start, opener.group().rstrip()))
        for fence in _FENCE.finditer(text, start):
            if fence[1][0] != marker:
                continue
            if not fence[2] and len(fence[1]) >= size:
                break
            if fence[2] and len(fence[1]) == size:
                found.append((fence.start(1), fence[1] + fence[2]))
    found.sort()
    return found


def fence_help(text: str, fences: list[tuple[int, str]], offset: int) -> str:
    """What to write when one of `fences` before `offset` is the cause, or nothing."""
    index = bisect_left(fences, (offset, ""))
    if not index:
        return ""
    fence_offset, fence = fences[index - 1]
    number = text.count("\n", 0, fence_offset) + 1
    marker = fence.rstrip("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_")
    return f"the fence {fence[:20]} in line {number} closes nothing: write {marker} there"
