"""Collects the lines of the output, and keeps blocks apart by blank lines."""

from __future__ import annotations


class Writer:
    """Lines behind their prefixes: `> ` for each quote around them, four spaces for a body."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def line(self, prefix: str, text: str) -> None:
        """Write `text`; nothing but the prefix, without spaces at its end, when it is empty."""
        self.lines.append(prefix + text if text else prefix.rstrip(" "))

    def apart(self, prefix: str, text: str) -> None:
        """Write `text` so that it begins a block for every parser."""
        self.blank(prefix)
        self.lines.append(prefix + text)

    def blank(self, prefix: str) -> None:
        """Write a blank line, unless there is one, or nothing above."""
        if self.needs_blank(prefix):
            self.lines.append(prefix.rstrip(" "))

    def needs_blank(self, prefix: str) -> bool:
        """Whether something stands right above."""
        if not self.lines:
            return False
        last = self.lines[-1]
        return bool(last.strip(" >")) or len(last) > len(prefix.rstrip(" "))

    def take_back(self, place: int, prefix: str) -> list[str]:
        """Remove the lines from `place` on, and return them without their prefix."""
        lines = [line.removeprefix(prefix) for line in self.lines[place:]]
        del self.lines[place:]
        return lines
