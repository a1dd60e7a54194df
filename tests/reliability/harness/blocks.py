"""Fenced blocks of a page, each with the line on which it begins."""

import re
from dataclasses import dataclass

FENCE = re.compile(r"^(```+)(\w+)[^\n]*\n(.*?)^\1 *$", re.MULTILINE | re.DOTALL)
REFUSED = re.compile(r"# refused: (.*)\n")


@dataclass(frozen=True)
class Block:
    language: str
    text: str
    line: int

    @property
    def refusals(self) -> list[str]:
        """The refusals that the first line of the block expects, as `C05 9:52`."""
        match = REFUSED.match(self.text)
        return match[1].split(", ") if match else []


def blocks_of(page) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    return [
        Block(match[2], match[3], text.count("\n", 0, match.start()) + 1)
        for match in FENCE.finditer(text)
    ]
