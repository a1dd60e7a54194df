"""Collects the lines of the output, and separates blocks by blank lines."""

from __future__ import annotations


class Writer:
    """Writes lines with a prefix: `> ` for each quote around them, four spaces for each body."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, prefix: str, text: str) -> None:
        """Write `prefix` and `text`; without a text, the prefix has no spaces at its end."""
        self.lines.append(prefix + text if text else prefix.rstrip(" "))

    def apart(self, prefix: str, text: str) -> int:
        """Write `text` below exactly one blank line, so that it begins a block for every parser.

        Returns its place among the lines.
        """
        self.blank(prefix)
        while (
            len(self.lines) > 1 and self.lines[-1] == self.lines[-2] and _is_blank(self.lines[-1])
        ):
            self.lines.pop()
        self.lines.append(prefix + text)
        return len(self.lines) - 1

    def blank(self, prefix: str) -> None:
        """Write a blank line, unless the last line is blank or there is none."""
        if not self.lines:
            return
        last = self.lines[-1]
        if not _is_blank(last) or len(last) > len(prefix.rstrip(" ")):
            self.lines.append(prefix.rstrip(" "))

    def take_back(self, place: int, prefix: str) -> list[str]:
        """Remove the lines from `place` on, and return them without their prefix."""
        lines = [line.removeprefix(prefix) for line in self.lines[place:]]
        del self.lines[place:]
        return lines


def _is_blank(line: str) -> bool:
    return not line.strip(" >")
