"""What Docusaurus does to a document before MDX reads it.

(@docusaurus/mdx-loader, `preprocessor`.) Three replacements by pattern, in this order: a fence
named `mdx-code-block` is taken away and its content left; `{#id}` on a line that starts with `#`
gets a backslash; `:::note Title` becomes `:::note[Title]`. They know nothing of code.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_UNWRAPPED = [
    re.compile(rf"(\A|\r?\n) *{fence} *mdx-code-block\r?\n(.*?)\r?\n *{fence}(\r?\n|\Z)", re.DOTALL)
    for fence in ("```", "````")
]
_HEADING = re.compile("(?:\\A|\n)#{1,6}(?!#)[^\n\r\u2028\u2029]*")
_ADMONITION = re.compile(
    "(?:\\A|(?<=[\n\r\u2028\u2029]))((?:> ?)*(?: +|\t+)?:{3,}(?:secondary|info|success|danger|note|"
    "tip|warning|important|caution))( +)([^\n\r\u2028\u2029]*)(?=[\n\r\u2028\u2029]|\\Z)"
)

Edit = tuple[int, int, str]


class OffsetMap:
    """Leads from offsets in a changed text back to the text before the changes."""

    def __init__(self) -> None:
        self.steps: list[tuple[list[int], list[int], list[int]]] = []

    def apply(self, text: str, edits: Iterable[Edit]) -> str:
        """`text` with `edits`, which are in order and apart."""
        changed, kept, sizes = [0], [0], []
        parts: list[str] = []
        position = size = 0
        for start, end, replacement in edits:
            parts += (text[position:start], replacement)
            sizes.append(start - position)
            size += start - position + len(replacement)
            position = end
            changed.append(size)
            kept.append(end)
        if not parts:
            return text
        sizes.append(len(text) - position)
        self.steps.append((changed, kept, sizes))
        return "".join(parts) + text[position:]

    def source(self, offset: int) -> int:
        """The offset before all changes; for inserted text, the place of the insertion."""
        for changed, kept, sizes in reversed(self.steps):
            index = bisect_right(changed, offset) - 1
            offset = kept[index] + min(offset - changed[index], sizes[index])
        return offset


def preprocess(text: str) -> tuple[str, OffsetMap]:
    """The text that MDX is given, and the way back."""
    offsets = OffsetMap()
    if "mdx-code-block" in text:
        for expression in _UNWRAPPED:
            edits: list[Edit] = []
            for found in expression.finditer(text):
                edits.append((found.end(1), found.start(2), ""))
                edits.append((found.end(2), found.start(3), ""))
            text = offsets.apply(text, edits)
    if "{#" in text:
        text = offsets.apply(text, _heading_edits(text))
    if ":::" in text:
        edits = []
        for found in _ADMONITION.finditer(text):
            edits += [(found.start(2), found.end(2), "["), (found.end(3), found.end(3), "]")]
        text = offsets.apply(text, edits)
    if text.startswith("\ufeff"):  # The bundler takes one byte order mark away, MDX a second one.
        text = offsets.apply(text, [(0, 1, "")])
    return text, offsets


def _heading_edits(text: str) -> list[Edit]:
    edits: list[Edit] = []
    for found in _HEADING.finditer(text):
        line = found.group()
        brace = line.find("{#")
        if brace < 0 or line[brace - 1] == "\\":
            continue
        start = found.start()
        edits.append((start + brace, start + brace, "\\"))
        doubled = line.find("\\\\{#", brace)
        if doubled >= 0:
            edits.append((start + doubled, start + doubled + 1, ""))
    return edits
