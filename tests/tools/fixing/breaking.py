"""Breaks the fences of real documents on purpose, and looks at what the repair makes of them.

The history of one repository has few ways in which fences go wrong. Here they are broken at random
in documents of other repositories: from some block on, closing fences get `text` and opening ones
lose their language; and opening or closing fences are removed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from docsgate.fixing.apply import apply_edits
from docsgate.parsing.markdown import parse
from docsgate.proposals.fence_repair import repair_fences
from docsgate.text import Source
from tools.fixing.independent import code_blocks

if TYPE_CHECKING:
    import random
    from collections.abc import Iterable, Iterator

_FENCE = re.compile(r"([ \t>]*)```[^`]*")
_CHARACTERS_MAX = 60_000


class Breakage(NamedTuple):
    """A way to break fences: whether they are inverted, and how many are removed."""

    name: str
    inverted: bool
    openers: int
    closers: int


BREAKAGES = (
    Breakage("inverted", inverted=True, openers=0, closers=0),
    Breakage("inverted, one opener gone", inverted=True, openers=1, closers=0),
    Breakage("inverted, two openers gone", inverted=True, openers=2, closers=0),
    Breakage("one opener gone", inverted=False, openers=1, closers=0),
    Breakage("two openers gone", inverted=False, openers=2, closers=0),
    Breakage("one closer gone", inverted=False, openers=0, closers=1),
)


@dataclass
class Score:
    """How many documents were broken, named and mended, and how many became what they were."""

    broken: int = 0
    named: int = 0
    safe: int = 0
    safe_right: int = 0
    right: int = 0


def whole(texts: Iterable[str]) -> Iterator[tuple[list[str], list[int]]]:
    """The lines of each of `texts` with at least three sound blocks, and which lines are fences."""
    for text in texts:
        if len(text) > _CHARACTERS_MAX or "\r" in text or "~~~" in text or "````" in text:
            continue
        document = parse(Source("a.md", text))
        lines = text.split("\n")
        fences = [number for number, line in enumerate(lines) if _FENCE.fullmatch(line)]
        healthy = not document.inversions and all(fence.closed for fence in document.fences)
        if healthy and len(fences) == 2 * len(document.fences) >= 6:
            yield lines, fences


def score(
    documents: Iterable[tuple[list[str], list[int]]], way: Breakage, chance: random.Random
) -> Score:
    """Break each of `documents` in this `way` and repair it."""
    result = Score()
    for lines, fences in documents:
        expected = blocks("\n".join(lines))
        text = broken(lines, fences, way, chance)
        document = parse(Source("a.md", text))
        result.broken += 1
        result.named += bool(document.inversions)
        repair = repair_fences(document) if document.inversions else None
        if repair is None:
            continue
        after = apply_edits(text, repair.fix.edits)
        right = blocks(after) == expected
        result.right += right
        if repair.fix.safe and not parse(Source("a.md", after)).inversions:
            result.safe += 1
            result.safe_right += right
    return result


def broken(lines: list[str], fences: list[int], way: Breakage, chance: random.Random) -> str:
    """The text of `lines` with its `fences` broken in this `way`."""
    lines = list(lines)
    pairs = list(zip(fences[::2], fences[1::2], strict=True))
    if way.inverted:
        for opener, closer in pairs[chance.choice((0, chance.randrange(len(pairs)))) :]:
            lines[opener] = _margin(lines[opener]) + "```"
            lines[closer] = _margin(lines[closer]) + "```text"
    gone = {opener for opener, _ in chance.sample(pairs, way.openers)}
    gone |= {closer for _, closer in chance.sample(pairs, way.closers)}
    return "\n".join(line for number, line in enumerate(lines) if number not in gone)


def _margin(line: str) -> str:
    found = _FENCE.fullmatch(line)
    return found[1] if found else ""


def blocks(text: str) -> list[str]:
    """The code blocks of `text`, sorted."""
    return sorted(block.strip("\n") for block in code_blocks(text))
