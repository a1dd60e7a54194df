"""A run of text that is scanned as one: the lines of a paragraph, a cell, a tag that is growing.

Container prefixes (`> `, list indents) are gone from it, line endings are LF; `source` leads from
an offset in the chunk back to the document. A chunk of a block grows line by line while the
document is read; a chunk of text is complete from the start.
"""

from __future__ import annotations

from bisect import bisect_right


class Chunk:
    """Text, and where each of its lines stands in the document."""

    __slots__ = ("closed", "lazy", "offsets", "starts", "text")

    def __init__(self, text: str, offset: int, *, closed: bool = True) -> None:
        self.text = text
        self.starts = [0]
        self.offsets = [offset]
        self.lazy = [-1]
        self.closed = closed

    def append(self, text: str, offset: int, *, lazy: int = -1) -> None:
        """Add a line; the line before it ends in LF. `lazy`: where it starts if it is lazy."""
        self.starts.append(len(self.text))
        self.offsets.append(offset)
        self.lazy.append(lazy)
        self.text += text

    def end_line(self) -> None:
        """The last line is complete."""
        self.text += "\n"

    def source(self, position: int) -> int:
        """The offset in the document of `position` in the chunk."""
        if len(self.starts) == 1:
            return self.offsets[0] + position
        index = bisect_right(self.starts, position) - 1
        return self.offsets[index] + position - self.starts[index]

    def part(self, start: int, end: int) -> Chunk:
        """The chunk of what is between `start` and `end`."""
        part = Chunk(self.text[start:end], self.source(start))
        for line_start, offset in zip(self.starts, self.offsets, strict=True):
            if start < line_start < end:
                part.starts.append(line_start - start)
                part.offsets.append(offset)
        return part

    def line_of(self, position: int) -> int:
        """The index of the chunk's line that holds `position`."""
        return bisect_right(self.starts, position) - 1


def join(lines: list[tuple[str, int]]) -> Chunk:
    """The complete chunk that `lines`, each with its offset, make."""
    chunk = Chunk("\n".join(text for text, _ in lines), lines[0][1])
    position = 0
    for text, offset in lines:
        if position:
            chunk.starts.append(position)
            chunk.offsets.append(offset)
        position += len(text) + 1
    return chunk
