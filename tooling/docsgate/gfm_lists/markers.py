"""The lines that stand for a list between the scanner and the builder.

A control character, which Python-Markdown removes from every source, keeps them apart from text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

START, END = "\u0002", "\u0003"

ANY = re.compile(rf"{START}dgl:[^{END}\n]*{END}\n*")


@dataclass(frozen=True, slots=True)
class Marker:
    """`kind` is `open`, `item` or `close`; the others describe a list that opens."""

    kind: str
    number: int
    ordered: bool = False
    start: int = 1
    tight: bool = True

    def __str__(self) -> str:
        ordered, tight = int(self.ordered), int(self.tight)
        return f"{START}dgl:{self.kind}:{self.number}:{ordered}:{self.start}:{tight}{END}"


_MARKER = re.compile(
    rf"\n*{START}dgl:(open|item|close):(\d+):([01]):(\d+):([01]){END}\s*\Z",
)


def read_marker(block: str) -> Marker | None:
    """The marker that `block` consists of, if it does."""
    found = _MARKER.match(block) if START in block else None
    if found is None:
        return None
    kind, number, ordered, start, tight = found.groups()
    return Marker(kind, int(number), ordered == "1", int(start), tight == "1")
