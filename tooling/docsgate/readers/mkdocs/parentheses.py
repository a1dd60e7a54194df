"""Where the parentheses of an inline link end in Python-Markdown, and where its target does.

The rules are those of `LinkInlineProcessor.getLink` (Python-Markdown 3.11), with its oddities: in
what may be a title, parentheses are counted aside, for the case that the title never ends.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile(r"[()'\"]")


@dataclass(slots=True)
class _Quote:
    """The kind of quote that may be around a title, where the first is, and whether one ends it."""

    mark: str = ""
    start: int = -1
    ends: bool = False


class _Parentheses:
    """The state of one search."""

    def __init__(self) -> None:
        self.depth, self.last = 1, ""
        self._spare, self._spare_end = 1, -1
        self._first, self._second = _Quote(), _Quote()

    def read_opening(self) -> None:
        """Read `(`."""
        if not self._first.mark:
            self.depth += 1
        elif self._spare > 0:
            self._spare -= 1

    def read_closing(self, at: int) -> None:
        """Read `)` at `at`."""
        if self._closed_title() is not None:
            self.depth = 0
        elif not self._first.mark:
            self.depth -= 1
        elif self._spare > 0:
            self._spare -= 1
            if self._spare == 0:
                self._spare_end = at

    def read_quote(self, mark: str, at: int) -> None:
        """Read the quote `mark` at `at`."""
        first, second = self._first, self._second
        if not first.mark:
            first.mark, first.start = mark, at
            self._spare, self.depth = self.depth, 1
        elif mark == first.mark:
            first.ends = True
        elif not second.mark:
            second.mark, second.start = mark, at
        else:
            second.ends = True

    def target_end(self, at: int) -> int:
        """The end of the target in the link that the `)` at `at` ends."""
        title = self._closed_title()
        return at if title is None else title.start

    def spare_end(self) -> int | None:
        """The `)` that ends the link if there is no title; None without one."""
        return self._spare_end if self._spare == 0 and self._spare_end >= 0 else None

    def _closed_title(self) -> _Quote | None:
        """The quote that the last character ends, but for spaces."""
        quotes = (self._first, self._second)
        return next((quote for quote in quotes if quote.ends and quote.mark == self.last), None)


def find_end(text: str, start: int) -> tuple[int, int] | None:
    """The end of the target that begins at `start` in `text`, and that of its link; None without.

    `text` is what follows the opening parenthesis, in which escaped characters are hidden.
    """
    state = _Parentheses()
    for found in _MARK.finditer(text, start):
        at, mark = found.start(), found[0]
        if mark == "(":
            state.read_opening()
        elif mark == ")":
            state.last = text[start:at].rstrip(" ")[-1:]
            state.read_closing(at)
            if state.depth == 0:
                return state.target_end(at), at + 1
        else:
            state.read_quote(mark, at)
    end = state.spare_end()
    return None if end is None else (end, end + 1)
