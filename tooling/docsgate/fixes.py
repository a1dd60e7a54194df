"""Edits of diagnostics, applied to text.

Edits of one fix belong together. Two fixes that touch the same place are not applied in the same
round: the later one waits until the text was parsed again and its finding, if it is still there,
carries new edits.
"""

from __future__ import annotations

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
        if not any(_touch(edit, other) for edit in fix.edits for other in taken):
            taken += fix.edits
            applied += 1
    pieces: list[str] = []
    at = 0
    for edit in sorted(taken):
        pieces += (text[at : edit.span.start], edit.text)
        at = edit.span.end
    return "".join([*pieces, text[at:]]), applied


def _touch(one: Edit, other: Edit) -> bool:
    """Whether two edits overlap or meet, so that their order would matter."""
    return one.span.start <= other.span.end and other.span.start <= one.span.end
