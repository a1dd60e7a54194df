"""What may have been meant by a misspelt word."""

from __future__ import annotations

from difflib import get_close_matches
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The one of `known` that `word` resembles most; empty when none is like it.

    `likeness` lies between 0, for words without a common letter, and 1 (difflib, `ratio`).
    """
    return next(iter(get_close_matches(word, list(known), n=1, cutoff=likeness)), "")
