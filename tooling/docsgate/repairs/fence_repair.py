"""The edits that put fences right, whether they are certain, and the evidence for them.

A repair rewrites fence lines only: a closer loses its info string, which goes to the opener that
has none; a fence that is missing is added on a line of its own; one that is left over at the end
is taken away. It is certain when nothing was guessed: a fence is added only where code begins at
once below a heading, or after a colon and a blank line.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from ..diagnostics import Edit, Fix
from ..text import Span, inside
from .fences import PROSE, Line, Reading, read_fences

if TYPE_CHECKING:
    from ..model import Document

_RUNS_SHOWN = 2


@dataclass(frozen=True)
class Repair:
    """How a document's fences are put right: `fix` carries the edits, the rest is evidence."""

    fix: Fix
    lines: list[Line]
    readings: list[Reading]
    first_line: int
    was_code: list[bool]

    @cached_property
    def changed(self) -> list[tuple[int, int, bool]]:
        """Lines that trade places: offset, number, and whether the line becomes code."""
        return [
            (line.span.start, self.first_line + number, reading.state != PROSE)
            for number, (line, reading) in enumerate(zip(self.lines, self.readings, strict=True))
            if line.info is None
            and not line.blank
            and (reading.state != PROSE) != self.was_code[number]
        ]

    def evidence(self, offset: int) -> str:
        """Which lines after `offset` trade places, such as `lines 4-6 are prose, 8-9 code`."""
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
    """How to put the fences of `document` right; None where rewriting fence lines cannot do it."""
    lines, readings = read_fences(document)
    if any(
        reading.role == "content" and not line.info
        for line, reading in zip(lines, readings, strict=True)
    ):
        return None
    edits = tuple(_edits(document, lines, readings))
    if not edits:
        return None
    fix = Fix(edits, safe=_is_certain(lines, readings))
    code = [fence.content for fence in document.fences]
    was_code = [inside(code, line.span.start) for line in lines]
    first = document.source.position(document.body_start)[0]
    return Repair(fix, lines, readings, first, was_code)


def _edits(document: Document, lines: list[Line], readings: list[Reading]) -> list[Edit]:
    edits = []
    for line, new in zip(lines, _repaired(lines, readings), strict=True):
        ending = _ending(document, line.span.end)
        if not new:
            edits.append(Edit(Span(line.span.start, line.span.end + len(ending)), ""))
        elif new != [line.text]:
            edits.append(Edit(line.span, (ending or "\n").join(new)))
    return edits


def _repaired(lines: list[Line], readings: list[Reading]) -> list[list[str]]:
    """What each line becomes: itself, a mended fence, nothing, or itself after an added fence."""
    result = []
    spare = ""
    for line, reading in zip(lines, readings, strict=True):
        text = line.text
        info = line.info or ""
        if reading.role == "close" and info:
            text, spare = f"{line.margin}```", info
        elif reading.role == "open":
            text = text if info else f"{line.margin}```{spare}"
            spare = ""
        new = [] if reading.role == "removed" else [text]
        if reading.added:
            new.insert(0, "```text" if reading.added == "open" else "```")
        result.append(new)
    if readings and readings[-1].state != PROSE:
        result[-1] = [*result[-1], "```"]
    return result


def _is_certain(lines: list[Line], readings: list[Reading]) -> bool:
    for index, reading in enumerate(readings):
        if reading.added == "close" or (reading.added and not _begins_code(lines, readings, index)):
            return False
        if reading.role == "removed" and any(not line.blank for line in lines[index + 1 :]):
            return False
    return not readings or readings[-1].state == PROSE


def _begins_code(lines: list[Line], readings: list[Reading], index: int) -> bool:
    """Whether what begins at `index` is code, and stands where code stands."""
    before = next((line.text for line in reversed(lines[:index]) if not line.blank), "").strip()
    introduced = before.startswith(("#", "**")) or before.endswith((":", ":**"))
    apart = index == 0 or lines[index - 1].blank or before.startswith("**")
    end = index
    while end < len(lines) and readings[end].role == "":
        end += 1
    weights = [line.weight for line in lines[index:end] if not line.blank]
    return introduced and apart and sum(weights) > 0.3 * len(weights) and weights[0] > -1.0


def _ending(document: Document, at: int) -> str:
    text = document.source.text
    return "\r\n" if text.startswith("\r\n", at) else text[at : at + 1]
