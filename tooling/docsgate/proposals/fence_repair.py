"""The edits that put fences right, whether they are certain, and the evidence for them.

A repair rewrites fence lines only. The info string of a closing fence moves to the next opening
fence that has none. A missing fence is added on a line of its own, and a fence that is left over is
removed. A block that shows Markdown with fenced blocks inside gets longer fences. `fence_certainty`
says whether any of that is a guess.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ..diagnostics import Claim, Edit, Fix
from ..text import Span, inside
from .fence_certainty import is_certain
from .fences import PROSE, Line, Reading, read_fences

if TYPE_CHECKING:
    from ..model.document import Document

_RUNS_SHOWN = 2


@dataclass(frozen=True)
class Repair:
    """How the fences of a document are put right: the edits, and what explains them to a reader.

    `lines` and `readings` belong together one by one, `first_line` is the number of the first line
    of the body, and `was_code` says of each line whether it is code before the repair.
    """

    fix: Fix
    lines: list[Line]
    readings: list[Reading]
    first_line: int
    was_code: list[bool]

    @cached_property
    def changed(self) -> list[tuple[int, int, bool]]:
        """The lines that turn into code or into prose: offset, number, whether it becomes code."""
        return [
            (line.span.start, self.first_line + number, reading.state != PROSE)
            for number, (line, reading) in enumerate(zip(self.lines, self.readings, strict=True))
            if line.info is None
            and not line.blank
            and (reading.state != PROSE) != self.was_code[number]
        ]

    def evidence(self, offset: int) -> str:
        """Which lines after `offset` turn into code or prose, such as `then 4-6 prose, 8-9 code`.

        Empty when there is no such line.
        """
        runs = []
        after = bisect_right(self.changed, offset, key=itemgetter(0))
        for code, group in groupby(self.changed[after:], key=itemgetter(2)):
            numbers = [number for _, number, _ in group]
            shown = f"{numbers[0]}-{numbers[-1]}" if len(numbers) > 1 else str(numbers[0])
            runs.append(f"{shown} {'code' if code else 'prose'}")
            if len(runs) == _RUNS_SHOWN:
                break
        return f"then {', '.join(runs)}" if runs else ""


def repair_fences(document: Document) -> Repair | None:
    """How to put the fences of `document` right.

    None when no fence line needs a change, or when changing fence lines alone is not enough.
    """
    lines, readings = read_fences(document)
    nested = _fences_to_lengthen(lines, readings)
    if nested is None:
        return None
    edits = tuple(_edits(document, lines, _repair_lines(lines, readings, nested)))
    if not edits:
        return None
    fix = Fix(edits, Claim.FENCES, safe=is_certain(lines, readings))
    code = [fence.content for fence in document.fences]
    was_code = [inside(code, line.span.start) for line in lines]
    first = document.source.position(document.body_start)[0]
    return Repair(fix, lines, readings, first, was_code)


def _fences_to_lengthen(lines: list[Line], readings: list[Reading]) -> frozenset[int] | None:
    """The fences that must become longer: those of blocks that show Markdown with blocks inside.

    None where a fence inside a block would close the block and is not one of a pair.
    """
    nested: set[int] = set()
    opener = 0
    inner: list[str] = []
    for index, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        if reading.role == "open":
            opener, inner = index, []
        elif reading.role == "content":
            inner.append(line.info or "")
        elif reading.role == "close" and "" in inner:
            if len(inner) % 2 or any(inner[1::2]):
                return None
            nested |= {opener, index}
    return frozenset(nested)


def _edits(document: Document, lines: list[Line], repaired: list[list[str]]) -> list[Edit]:
    edits = []
    for line, new in zip(lines, repaired, strict=True):
        ending = _line_ending(document, line.span.end)
        if not new:
            edits.append(Edit(Span(line.span.start, line.span.end + len(ending)), ""))
        elif new != [line.text]:
            edits.append(Edit(line.span, (ending or "\n").join(new)))
    return edits


def _repair_lines(
    lines: list[Line], readings: list[Reading], nested: frozenset[int]
) -> list[list[str]]:
    """The new lines for each line: one, none for a removed fence, two where a fence is added."""
    result = []
    spare = ""
    for index, (line, reading) in enumerate(zip(lines, readings, strict=True)):
        text = line.text
        info = line.info or ""
        if reading.role == "close" and info:
            text, spare = f"{line.margin}```", info
        elif reading.role == "open":
            text = text if info else f"{line.margin}```{spare}"
            spare = ""
        if index in nested:
            text = text.replace("```", "````", 1)
        new = [] if reading.role == "removed" else [text]
        if reading.added:
            new.insert(0, _fence_to_add(lines, readings, index))
        result.append(new)
    if readings and readings[-1].state != PROSE:
        result[-1] = [*result[-1], "```"]
    return result


def _fence_to_add(lines: list[Line], readings: list[Reading], index: int) -> str:
    """The fence to add above the line `index`, indented as the other fence of its block."""
    if readings[index].added == "close":
        own = next(i for i in reversed(range(index)) if readings[i].role == "open")
        return f"{lines[own].margin}```"
    own = next(i for i in range(index, len(lines)) if readings[i].role == "close")
    return f"{lines[own].margin}```text"


def _line_ending(document: Document, at: int) -> str:
    text = document.source.text
    return "\r\n" if text.startswith("\r\n", at) else text[at : at + 1]
