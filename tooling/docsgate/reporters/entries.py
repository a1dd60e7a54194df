"""Findings as people read them: alike ones of a document are one entry, the worst come first."""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ..diagnostics import Severity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..checking.report import Report
    from ..diagnostics import Diagnostic

SEVERITIES = tuple(Severity)
"""From the heaviest to the lightest."""

_APART_MAX = 3
"""So many findings of one rule in a document are shown apart, if they are not alike."""

_STOPPING = ("mdx-", "site-build-failed")
_EVERYBODY = 9
_NUMBER = re.compile(r"\d+")


class Entry(NamedTuple):
    """Findings of one rule in one document: one of them, several that are alike, or many."""

    findings: tuple[Diagnostic, ...]
    are_alike: bool = True

    @property
    def first(self) -> Diagnostic:
        """The finding that is nearest to the top of the document."""
        return self.findings[0]

    @property
    def readers(self) -> int:
        """How many readers meet it; more than there are when all do."""
        return max(len(one.targets) or _EVERYBODY for one in self.findings)


class Block(NamedTuple):
    """The entries of one severity in one document: those at which a build stops, or the others."""

    path: str
    severity: Severity
    stops_a_build: bool
    entries: tuple[Entry, ...]

    @property
    def rank(self) -> tuple[int, bool, int, str]:
        """Errors before warnings before notes; what stops a build, then what most readers meet."""
        readers = max(entry.readers for entry in self.entries)
        return SEVERITIES.index(self.severity), not self.stops_a_build, -readers, self.path


def blocks_of(report: Report) -> list[Block]:
    """The findings of `report` in the order in which people should read them."""
    groups: dict[tuple[str, Severity, bool], list[Diagnostic]] = {}
    for one in report.findings:
        groups.setdefault((one.path, one.severity, _stops_a_build(one)), []).append(one)
    blocks = [
        Block(*key, tuple(sorted(_entries(found), key=lambda entry: entry.first.span)))
        for key, found in groups.items()
    ]
    return sorted(blocks, key=lambda block: block.rank)


def _stops_a_build(finding: Diagnostic) -> bool:
    """Whether a build of the pages ends here, so that there is nothing to read."""
    return finding.severity is Severity.ERROR and finding.rule.startswith(_STOPPING)


def _entries(found: Iterable[Diagnostic]) -> Iterator[Entry]:
    """The findings of one severity in one document, folded by their rules."""
    for _, group in groupby(sorted(found, key=lambda one: one.rule), key=lambda one: one.rule):
        of_rule = tuple(group)
        alike = alike_ones(of_rule)
        if len(alike) > _APART_MAX:
            yield Entry(of_rule, are_alike=False)
        else:
            yield from map(Entry, alike)


def alike_ones(found: Iterable[Diagnostic]) -> list[tuple[Diagnostic, ...]]:
    """`found` in groups that say the same, but for numbers, which may be those of lines."""
    groups: dict[tuple[object, ...], list[Diagnostic]] = {}
    for one in found:
        words = _NUMBER.sub("", one.message)
        groups.setdefault((words, one.help, one.targets, bool(one.stops)), []).append(one)
    return [tuple(group) for group in groups.values()]
