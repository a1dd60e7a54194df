"""Collects the lines of the output, and keeps blocks apart by blank lines."""

from __future__ import annotations


class Writer:
    """Lines behind their prefixes: `> ` for each quote around them, four spaces for a body."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, prefix: str, text: str) -> None:
        """Write `text`; nothing but the prefix, without spaces at its end, when it is empty."""
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
        """Write a blank line, unless there is one, or nothing above."""
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
