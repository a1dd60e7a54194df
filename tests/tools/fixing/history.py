"""Documents whose fences were inverted once, with the versions from before that.

A block of the earlier version whose lines are all in the later version must be a block of the
repaired version.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

from tools.fixing.independent import code_blocks

CORPUS = Path(__file__).resolve().parents[4] / "shared" / "corpus"
LATER, EARLIER = CORPUS / "prism-c45f0c7", CORPUS / "prism-5ac5e3f"
MISSING = "no corpus beside the project"
_NUMBER = re.compile(r"(?:adr-|rfc-)?(\d+)", re.IGNORECASE)


@dataclass(frozen=True)
class Pair:
    """The later and the earlier text of one document."""

    path: str
    later: str
    earlier: str

    def expected(self) -> list[str]:
        """The blocks of the earlier version whose lines are all in the later one."""
        lines = {line.strip() for line in self.later.split("\n")}
        return [
            block.strip("\n")
            for block in code_blocks(self.earlier)
            if all(line.strip() in lines for line in block.split("\n") if line.strip())
        ]

    def lost(self, text: str) -> list[str]:
        """The expected blocks that `text` does not have."""
        present = {block.strip("\n") for block in code_blocks(text)}
        return [block for block in self.expected() if block not in present]


def pairs() -> list[Pair]:
    """All documents of the later tree that the earlier one has."""
    earlier = {_key(path): path for path in sorted(EARLIER.rglob("*.md"))}
    return [
        Pair(str(path.relative_to(LATER)), path.read_text("utf-8"), match.read_text("utf-8"))
        for path in sorted(LATER.rglob("*.md"))
        if (match := earlier.get(_key(path)))
    ]


def _key(path: Path) -> tuple[str, str]:
    number = _NUMBER.match(path.name)
    return path.parent.name, str(int(number[1])) if number else path.name.lower()
