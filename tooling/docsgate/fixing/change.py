"""What mending comes to: documents before and after, and fixes that could not be proved."""

from __future__ import annotations

import re
from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple, Self

if TYPE_CHECKING:
    from ..diagnostics import Diagnostic
    from ..text import Source


_SPECIAL = re.compile(r'[\x00-\x1f\x7f"\\]')


class Change(NamedTuple):
    """One document before and after; `rules` names the rule of each finding that was mended."""

    before: Source
    after: Source
    rules: tuple[str, ...]

    @property
    def fixes(self) -> int:
        """How many findings were mended."""
        return len(self.rules)

    def diff(self) -> str:
        """The change as a unified diff, which `patch` and `git apply` take.

        To them, only LF ends a line, and a byte order mark is text.
        """
        names = _name("a", self.before.path), _name("b", self.after.path)
        lines = unified_diff(_lines(self.before), _lines(self.after), *names)
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in lines
        )


class Refusal(NamedTuple):
    """A fix that was not applied, because its proof failed for `reason`."""

    path: str
    line: int
    column: int
    rule: str
    reason: str

    @classmethod
    def of(cls, source: Source, found: Diagnostic, reason: str) -> Self:
        """The refusal of the fix of `found` in `source`."""
        return cls(source.path, *source.position(found.span.start), found.rule, reason)

    def __str__(self) -> str:
        place = f"{self.path}:{self.line}:{self.column}"
        return f"{place}: {self.rule} not fixed: {self.reason}"


class Mended(NamedTuple):
    """What a run mends, and what it leaves because the proof failed."""

    changes: tuple[Change, ...]
    refusals: tuple[Refusal, ...]

    @property
    def fixes(self) -> int:
        """How many findings were mended."""
        return sum(change.fixes for change in self.changes)


def _lines(source: Source) -> list[str]:
    """The lines of `source` with their endings, as programs for patches see them."""
    text = f"\ufeff{source.text}" if source.bom else source.text
    lines = [f"{line}\n" for line in text.split("\n")]
    last = lines.pop()[:-1]
    return [*lines, last] if last else lines


def _name(side: str, path: str) -> str:
    """`path` as the header of a diff names it: in quotes where it must, as `git diff` does."""
    name = f"{side}/{path}"
    if _SPECIAL.search(name):
        return '"' + _SPECIAL.sub(_escape, name) + '"'
    return f"{name}\t" if " " in name else name


def _escape(match: re.Match[str]) -> str:
    mark = match[0]
    return f"\\{mark}" if mark in '"\\' else f"\\{ord(mark):03o}"
