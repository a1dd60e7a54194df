"""Blocks whose lines are not Markdown: fenced code, raw HTML, and indented code.

Sections are those of CommonMark 0.31.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from .syntax import ends_at_blank

if TYPE_CHECKING:
    import re

LONG_FENCE = "~" * 24


@dataclass(frozen=True, slots=True)
class Taken:
    """What a block does with a line: the text to write, and whether the block is over.

    Without a text to write, the line is no part of the block and must be read again.
    """

    text: str | None
    over: bool = False


@dataclass(frozen=True, slots=True)
class Fenced:
    """Fenced code, section 4.5, opened by `fence` after `indent` spaces."""

    fence: str
    indent: int

    def take(self, rest: str) -> Taken:
        """Remove the indentation of the opening fence from `rest`, or find the closing fence.

        The closing fence may be longer than the opening one.
        """
        text = rest.lstrip(" ")
        spaces = len(rest) - len(text)
        mark = text.rstrip(" ")
        if spaces <= 3 and len(mark) >= len(self.fence) and not mark.strip(self.fence[0]):
            return Taken("", over=True)
        return Taken(rest[min(self.indent, spaces) :])


@dataclass(frozen=True, slots=True)
class Indented:
    """Indented code, section 4.4, that is written as fenced code."""

    fence: str = LONG_FENCE

    def take(self, rest: str) -> Taken:
        """Go on through blank lines and lines that are indented by four spaces."""
        over = bool(rest.strip()) and not rest.startswith("    ")
        return Taken(None, over=True) if over else Taken(rest[4:])


@dataclass(frozen=True, slots=True)
class Html:
    """Raw HTML, section 4.6, up to a match of `end`. Its first line was written at `place`."""

    end: re.Pattern[str]
    place: int

    def take(self, rest: str) -> Taken:
        """Go on to the line that holds the end, or to a blank line."""
        if ends_at_blank(self.end):
            return Taken(rest) if rest.strip() else Taken(None, over=True)
        return Taken(rest, over=self.end.search(rest) is not None)


Literal = Fenced | Indented | Html
