"""Whether a repair of fences is certain, so that it may be made without being asked for.

A repair that only changes info strings is certain, because every fence keeps its place. A closing
fence that is missing is always a guess. An opening fence that is missing is certain where code is
introduced, by a heading, a label in bold or a colon, and can begin nowhere else:

    **Output**:                 the label is prose, so the missing fence belongs below it
    Tracing session 12          the text between a label and the closing fence is one block
    ```

The evidence for the thresholds is `python tests/tools/fixing/weights.py`. Of the 1,044 documents
whose fences were broken on purpose there, 509 repairs are certain, and 8 of these are wrong.
"""

from __future__ import annotations

import re
from itertools import takewhile
from typing import TYPE_CHECKING

from .fences import PROSE, introduces_code, is_label

if TYPE_CHECKING:
    from .fences import Line, Reading

_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d+[.)])[ \t]")
_CODE_WEIGHT_MIN = 0.6
"""The mean weight above which an introduced paragraph reads as code.

It is above 0.4, the weight of prose whose lines begin with small letters. With half of it, 29 more
repairs are certain, and 2 more are wrong; with twice as much, 24 fewer and 3 fewer.
"""

_CODE_ALONE_WEIGHT_MIN = 1.2
"""The mean weight above which a paragraph that nothing introduces reads as code.

With half of it, 15 more repairs are certain, and 3 more are wrong; with twice as much, 15 fewer are
certain, and as many are wrong.
"""

_PROSE_WEIGHT_MIN = -2.5
"""The mean weight below which the text between a label and a fence is prose, so that the fence is
left over. Half of it or twice as much changes nothing."""


_FIRST_LINE_WEIGHT_MIN = -1.0
"""The weight above which the first line of a block can be code that does not begin right below its
introduction. At half of it nothing changes; at -2, 7 more repairs are certain, and 1 more is wrong.
"""


def is_certain(lines: list[Line], readings: list[Reading]) -> bool:
    """Whether nothing in `readings`, which belong to `lines`, is a guess."""
    inner = False
    for index, reading in enumerate(readings):
        if reading.role == "content" and not inner and not lines[index].info:
            return False  # The first block inside a Markdown example must begin with a language.
        inner = reading.role == "content" or (inner and reading.role == "")
        if reading.added == "close" or (reading.added and not _begins_code(lines, readings, index)):
            return False
        if reading.role == "removed" and any(not line.blank for line in lines[index + 1 :]):
            return False
    return not readings or readings[-1].state == PROSE


def _begins_code(lines: list[Line], readings: list[Reading], index: int) -> bool:
    """Whether code begins at `index`, and can begin nowhere else.

    Something must introduce the code there. Besides, either its first paragraph must read as code,
    so that the block cannot begin later, or that paragraph must be everything between a label and
    the closing fence. Code that nothing introduces must be one paragraph that clearly reads as
    code, with a blank line and prose or a fence above it.
    """
    at = next((number for number in reversed(range(index)) if not lines[number].blank), None)
    if at is None or _is_indented_below(lines[at], lines[index]):
        return False
    if introduces_code(lines, index) or lines[index].text.startswith(("**", "`")):
        return False
    end = index
    while end < len(lines) and readings[end].role == "":
        end += 1
    first = list(takewhile(lambda line: not line.blank, lines[index:end]))
    if not first:
        return False
    mean = sum(line.weight for line in first) / len(first)
    whole, at_once = index + len(first) == end, at == index - 1
    if not introduces_code(lines, at):
        apart = lines[at].info is not None or lines[at].weight < 0
        return whole and apart and not at_once and mean > _CODE_ALONE_WEIGHT_MIN
    if whole and at_once and is_label(lines[at]):
        return mean > _PROSE_WEIGHT_MIN and not any(_ITEM.match(line.text) for line in first)
    return mean > _CODE_WEIGHT_MIN and (first[0].weight > _FIRST_LINE_WEIGHT_MIN or at_once)


def _is_indented_below(above: Line, line: Line) -> bool:
    """Whether `line` is indented more than `above`, as a line in the middle of code is."""
    if _ITEM.match(above.text):
        return False
    indents = [len(one.text) - len(one.text.lstrip(" \t")) for one in (above, line)]
    return indents[1] > indents[0]
