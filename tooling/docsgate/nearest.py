"""What may have been meant by a misspelt word."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_TYPED_LENGTH_MIN = 6


def nearest(word: str, known: Iterable[str], likeness: float = 0.6) -> str:
    """The one of `known` that `word` resembles most; empty when none is like it.

    `likeness` is between 0, for words without a common letter, and 1.
    """
    return next(iter(nearest_ones(word, known, 1, likeness)), "")


def nearest_ones(word: str, known: Iterable[str], count: int, likeness: float = 0.6) -> list[str]:
    """The `count` words of `known` that `word` resembles most, best first, if they are like it.

    How much two words resemble each other is twice the number of letters that they have in common,
    in this order, over the letters of both. Among equals, the one with fewer typing mistakes comes
    first, where two letters that changed places are one mistake; then the alphabet decides.
    """
    names = list(known)
    if not names:
        return []
    from rapidfuzz import fuzz, process  # Only a run with a misspelt word loads it.
    from rapidfuzz.distance import OSA

    scored = process.extract(
        word, names, scorer=fuzz.ratio, limit=None, score_cutoff=100 * likeness
    )
    best = sorted(scored, key=lambda row: (-row[1], OSA.distance(word, row[0]), row[0]))
    return [name for name, _, _ in best[:count]]


def mistyped(word: str, known: Iterable[str]) -> str:
    """The one of `known` that `word` is, but for one typing mistake; empty without one.

    Words of fewer than six letters are left out: `date` and `dates` may both be meant.
    """
    long = [name for name in known if len(name) >= _TYPED_LENGTH_MIN and name != word]
    if not long:
        return ""
    from rapidfuzz import process
    from rapidfuzz.distance import OSA

    found = process.extractOne(word, long, scorer=OSA.distance, score_cutoff=1)
    return found[0] if found else ""
