"""Edits of diagnostics, applied to text.

Edits of one fix belong together. Two fixes that touch the same place are not applied in the same
round: the later one waits until the text was parsed again and its finding, if it is still there,
carries new edits.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from ..diagnostics import Edit, Fix


def choose_separate_fixes(fixes: Iterable[Fix]) -> list[Fix]:
    """Those of `fixes` that touch none of the fixes chosen before them."""
    chosen_edits: list[Edit] = []
    chosen: list[Fix] = []
    for fix in dict.fromkeys(fixes):
        if not any(_touches(edit, chosen_edits) for edit in fix.edits):
            for edit in fix.edits:
                insort(chosen_edits, edit)
            chosen.append(fix)
    return chosen


def edits_of(fixes: Iterable[Fix]) -> list[Edit]:
    """All edits of `fixes`, in the order of the text."""
    return sorted(edit for fix in fixes for edit in fix.edits)


def apply_edits(text: str, edits: Sequence[Edit]) -> str:
    """`text` with `edits` carried out, which are in order and do not touch."""
    pieces: list[str] = []
    at = 0
    for edit in edits:
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join([*pieces, text[at:]])


def map_to_old_offsets(edits: Sequence[Edit]) -> Callable[[int], int]:
    """A function that takes an offset in the text after `edits` to that in the text before.

    An offset inside a replacement becomes the start of what was replaced.
    """
    starts: list[int] = []  # in the new text, where a replacement begins
    ends: list[tuple[int, int]] = []  # where it ends: in the new text, and in the old one
    replaced: list[int] = []  # where it began in the old text
    grown = 0
    for edit in edits:
        starts.append(edit.span.start + grown)
        replaced.append(edit.span.start)
        grown += len(edit.text) - (edit.span.end - edit.span.start)
        ends.append((edit.span.end + grown, edit.span.end))

    def old_offset(offset: int) -> int:
        index = bisect_right(starts, offset) - 1
        if index < 0:
            return offset
        new_end, old_end = ends[index]
        return replaced[index] if offset < new_end else old_end + offset - new_end

    return old_offset


def _touches(edit: Edit, chosen_edits: list[Edit]) -> bool:
    """Whether the edit overlaps or meets one of `chosen_edits`, so that their order would matter.

    The chosen edits are in order and do not touch, so only the two neighbours need a look.
    """
    after = bisect_left(chosen_edits, edit)
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for other in chosen_edits[max(0, after - 1) : after + 1]
    )
