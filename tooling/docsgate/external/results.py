"""The result of asking another site for an address."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping


class Fate(StrEnum):
    """How asking for an address ended.

    Only `ALIVE` and `DEAD` are facts about the page; the others are about this attempt.
    """

    ALIVE = "alive"
    DEAD = "dead"  # The server, or the name service, says that it does not exist.
    BLOCKED = "blocked"  # The server refuses to show it to a program, or docsgate must not ask.
    UNREACHABLE = "unreachable"  # There was no answer, or none that says anything.


class Result(NamedTuple):
    """The answer for one address without its fragment.

    `reason` is in words. `moved_to` is the final address when every redirect on the way was
    permanent. `known` are the fragments that were looked for, and `missing` are those of them that
    the page does not have. Without `lasting`, the network of this machine may be the cause.
    """

    fate: Fate
    reason: str = ""
    moved_to: str = ""
    missing: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()
    lasting: bool = True


def counted(results: Mapping[str, Result]) -> str:
    """One line that says how many addresses had which fate."""
    fates = [result.fate for result in results.values()]
    moved = sum(1 for result in results.values() if result.moved_to)
    parts = [f"{fates.count(fate)} {fate.value}" for fate in Fate]
    return f"{len(fates)} addresses of other sites: {', '.join(parts)}; {moved} moved"
