"""Whether a repair of fences is certain, so that it may be made without being asked for.

Fences that only change their info string are certain, for each stood where it stands. A closing
fence that is missing is a guess. An opening fence that is missing is certain where code is
introduced, by a heading, a label in bold or a colon, and can begin nowhere else:

    **Output**:                 the label is prose, so the fence stands below it
    Tracing session 12          text between a label and the fence that ends it is one block
    ```
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from .fences import PROSE, introduces, is_label

if TYPE_CHECKING:
    from .fences import Line, Reading

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_CODE_WEIGHT_MIN = 0.6
"""The mean weight above which an introduced paragraph reads as code; prose that begins lines with
small letters comes to 0.4."""

_CODE_ALONE_WEIGHT_MIN = 1.2
"""The same for a paragraph that nothing introduces."""

_PROSE_WEIGHT_MIN = -2.5
"""The mean weight below which text under a label is prose, with a fence left over below it."""


def is_certain(lines: list[Line], readings: list[Reading]) -> bool:
    """Whether `readings` of `lines` hold no guess."""
    inner = False
    for index, reading in enumerate(readings):
        if reading.role == "content" and not inner and not lines[index].info:
            return False  # Markdown with blocks inside shows with which language the first begins.
        inner = reading.role == "content" or (inner and reading.role == "")
        if reading.added == "close" or (reading.added and not _begins_code(lines, readings, index)):
            return False
        if reading.role == "removed" and any(not line.blank for line in lines[index + 1 :]):
            return False
    return not readings or readings[-1].state == PROSE


def _begins_code(lines: list[Line], readings: list[Reading], index: int) -> bool:
    """Whether what begins at `index` is code, and can begin nowhere else.

    It stands where code is introduced, and either its first paragraph reads as code, so that
    it cannot begin later, or that paragraph is all there is between a label and the closing fence.
    """
    at = next((number for number in reversed(range(index)) if not lines[number].blank), None)
    if at is None or _goes_on(lines[at], lines[index]):
        return False
    if introduces(lines, index) or lines[index].text.startswith(("**", "`")):
        return False
    end = index
    while end < len(lines) and readings[end].role == "":
        end += 1
    first = list(takewhile(lambda line: not line.blank, lines[index:end]))
    if not first:
        return False
    mean = sum(line.weight for line in first) / len(first)
    whole, at_once = index + len(first) == end, at == index - 1
    if not introduces(lines, at):
        apart = lines[at].info is not None or lines[at].weight < 0
        return whole and apart and not at_once and mean > _CODE_ALONE_WEIGHT_MIN
    if whole and at_once and is_label(lines[at]):
        return mean > _PROSE_WEIGHT_MIN and not any(_ITEM.match(line.text) for line in first)
    return mean > _CODE_WEIGHT_MIN and (first[0].weight > -1.0 or at_once)


def _goes_on(above: Line, line: Line) -> bool:
    """Whether `line` is indented below `above`, as code is amid a block."""
    if _ITEM.match(above.text):
        return False
    indents = [len(one.text) - len(one.text.lstrip(" \t")) for one in (above, line)]
    return indents[1] > indents[0]
