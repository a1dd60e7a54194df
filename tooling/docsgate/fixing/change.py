"""What mending comes to: documents before and after, and fixes that could not be proved."""

from __future__ import annotations

from difflib import unified_diff
from typing import TYPE_CHECKING, NamedTuple, Self

from ..text import LINE_ENDING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..diagnostics import Diagnostic
    from ..text import Source


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
        """The change as a unified diff, which `patch` and `git apply` take."""
        names = f"a/{self.before.path}", f"b/{self.after.path}"
        before, after = list(_lines(self.before.text)), list(_lines(self.after.text))
        return "".join(
            line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
            for line in unified_diff(before, after, *names)
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


def _lines(text: str) -> Iterator[str]:
    """The lines of `text` with their endings."""
    at = 0
    for ending in LINE_ENDING.finditer(text):
        yield text[at : ending.end()]
        at = ending.end()
    if at < len(text):
        yield text[at:]
