"""Edits of diagnostics, applied to text.

Edits of one fix belong together. Two fixes that touch the same place are not applied in the same
round: the later one waits until the text was parsed again and its finding, if it is still there,
carries new edits.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from .diagnostics import Edit, Fix


def apply_fixes(text: str, fixes: Iterable[Fix]) -> tuple[str, int]:
    """Apply as many of `fixes` as do not touch each other, first come first served.

    Returns the new text and how many fixes were applied.
    """
    taken: list[Edit] = []
    applied = 0
    for fix in fixes:
        if not any(_touches(edit, taken) for edit in fix.edits):
            for edit in fix.edits:
                insort(taken, edit)
            applied += 1
    pieces: list[str] = []
    at = 0
    for edit in taken:
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join([*pieces, text[at:]]), applied


def _touches(edit: Edit, taken: list[Edit]) -> bool:
    """Whether the edit overlaps or meets one of `taken`, so that their order would matter.

    Those taken are in order and apart, so only the two neighbours need a look.
    """
    after = bisect_left(taken, edit)
    return any(
        edit.span.start <= other.span.end and other.span.start <= edit.span.end
        for other in taken[max(0, after - 1) : after + 1]
    )
