"""The lines by which the scanner tells the builder where lists and items begin and end.

They hold a control character that Python-Markdown removes from every source, so no line of text
looks like a marker.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

START, END = "\u0002", "\u0003"

ANY = re.compile(rf"{START}dgl:[^{END}\n]*{END}\n*")


@dataclass(frozen=True, slots=True)
class Marker:
    """A marker. `kind` is `open`, `item` or `close`, and `number` is that of the list.

    The other fields describe a list that opens.
    """

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
    """The marker that `block` consists of; None when it is no marker."""
    found = _MARKER.match(block) if START in block else None
    if found is None:
        return None
    kind, number, ordered, start, tight = found.groups()
    return Marker(kind, int(number), ordered == "1", int(start), tight == "1")
