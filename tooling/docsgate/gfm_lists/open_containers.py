"""The blocks that hold others: quotes, list items, and the indented bodies of extensions."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto


class Kind(Enum):
    """What a container is."""

    ROOT = auto()
    QUOTE = auto()
    ITEM = auto()
    BODY = auto()


@dataclass(slots=True)
class OpenList:
    """A list that may go on. `place` is the line of its opening marker in the output."""

    number: int
    kind: str
    ordered: bool
    start: int
    place: int = 0
    tight: bool = True


@dataclass(slots=True)
class Container:
    """An open container.

    `width` is how far its content is indented; `prefix` comes before each of its lines in the
    output; `list` is the list that is open directly inside, `own` the list that an item belongs to.
    """

    kind: Kind
    width: int = 0
    prefix: str = ""
    in_item: bool = False
    list: OpenList | None = None
    own: OpenList | None = None
    has_child: bool = False

    def take(self, rest: str) -> int | None:
        """How many characters of `rest` the container takes; None when the line does not go on.

        CommonMark, sections 5.1 (block quotes) and 5.2 (list items).
        """
        indent = len(rest) - len(rest.lstrip(" "))
        if self.kind is Kind.QUOTE:
            if indent > 3 or rest[indent : indent + 1] != ">":
                return None
            return indent + (2 if rest[indent + 1 : indent + 2] == " " else 1)
        if self.kind is Kind.ROOT:
            return 0
        if indent == len(rest):
            goes_on = self.has_child or self.kind is Kind.BODY
            return min(self.width, len(rest)) if goes_on else None
        return self.width if indent >= self.width else None
