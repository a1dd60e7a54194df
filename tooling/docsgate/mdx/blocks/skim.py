"""Passing over the parts of a document that can hold nothing of interest.

What matters to MDX begins with `<` or `{` that is not harmless (see `suspects`), with `import ` or
`export ` in column one, with a definition or a footnote (`]:`, which later text may refer to), with
a fence or with `:::`. Where no container and no block is open, everything up to the next of these
is inert, but a container in it may stay open behind it. It does not beyond a *reset*: a blank line,
and after it a line that starts in column one with none of white space, `>`, `*`, `+`, `-` and
digits. That line continues no quote, list or footnote, and a blank line ends every block that is
not among the suspects. So reading may jump to the last reset before the next suspect.

A fenced block that no container holds ends at the next line that closes it, whatever is
between: reading may jump to that line.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache
from typing import TYPE_CHECKING

from ..source.suspects import next_suspect

if TYPE_CHECKING:
    from collections.abc import Sequence

    from .state import FlowState

# Each branch starts with a literal, which lets the engine skip over all other characters fast.
_SUSPECT = re.compile(r"<|\{|```|~~~|\]:|:::|\n(?:im|ex)port |\r(?:im|ex)port ")
_RESET = re.compile(r"\n[ \t]*\r?\n(?=[^\s>*+0-9-])")


class Skimmer:
    """Finds the place up to which nothing needs to be read.

    `suspicious` are offsets of more that matters, in order.
    """

    def __init__(self, text: str, suspicious: Sequence[int]) -> None:
        self.text = text
        self.suspicious = suspicious
        self.suspect = -1
        self.resets: list[int] | None = None

    def target(self, position: int, state: FlowState | None) -> int:
        """Where to go on reading from `position`, at which a line starts outside containers.

        `state` is that of the open flow.
        """
        if state is not None:
            if state.fence:
                return self._fence_end(position, *state.fence)
            if state.concrete or state.interrupts or state.table_row_before:
                return position
        if not position and self.text.startswith(("---", "import ", "export ")):
            return position
        if self.suspect < position:
            self.suspect = next_suspect(self.text, max(position - 1, 0), _SUSPECT)
            index = bisect_left(self.suspicious, position)
            if index < len(self.suspicious):
                self.suspect = min(self.suspect, self.suspicious[index])
        if self.suspect == len(self.text):
            return self.suspect
        if self.resets is None:
            self.resets = [found.end() for found in _RESET.finditer(self.text, position)]
        index = bisect_right(self.resets, self.suspect)
        return max(position, self.resets[index - 1]) if index else position

    def _fence_end(self, position: int, marker: str, size: int) -> int:
        """The start of the line that closes the fence."""
        found = _closing(marker, size).search(self.text, position - 1)
        return found.start() + 1 if found else len(self.text)


@lru_cache(maxsize=32)
def _closing(marker: str, size: int) -> re.Pattern[str]:
    return re.compile(rf"[\n\r][ \t]*{marker}{{{size},}}[ \t]*(?=[\n\r]|\Z)")
