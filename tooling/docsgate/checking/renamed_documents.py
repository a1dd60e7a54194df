"""Finds the documents of a baseline that have other names today, by the findings that they kept.

Git is not asked: CI often has one commit without its history, and a move need not be committed.
"""

from __future__ import annotations

from dataclasses import replace
from posixpath import basename
from typing import TYPE_CHECKING

from ..files.disk import is_file
from .fingerprints import fingerprinted

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from collections.abc import Set as AbstractSet

    from ..diagnostics import Diagnostic
    from .report import Report

_PAIRS_MAX = 10_000
"""A pair takes some 50 microseconds; where there are more, only equal file names are compared."""


def follow_renames(
    report: Report, known: Mapping[tuple[str, str], AbstractSet[str]]
) -> dict[tuple[str, str], frozenset[str]]:
    """`known`, by path and rule, with the findings of renamed documents at their present paths.

    A document of `report` without known findings is one of `known` that is gone if it has at least
    half of its findings, and more of them than the others.
    """
    moved = {key: frozenset(names) for key, names in known.items()}
    for old, new in _renames(report, known):
        sub = _report_on(report, new)
        before = fingerprinted(sub, {new: old})
        for (one, was), (_, name) in zip(before, fingerprinted(sub), strict=True):
            if was in moved.get((old, one.rule), ()):
                moved[old, one.rule] -= {was}
                moved[new, one.rule] = moved.get((new, one.rule), frozenset()) | {name}
    return moved


def _renames(
    report: Report, known: Mapping[tuple[str, str], AbstractSet[str]]
) -> Iterator[tuple[str, str]]:
    """The old and the new path of each document that was renamed."""
    recorded: dict[str, set[tuple[str, str]]] = {}
    for (path, rule), names in known.items():
        recorded.setdefault(path, set()).update((rule, name) for name in names)
    present = {tally.path for tally in report.tallies}
    files = report.project.config.files
    gone = [path for path in recorded if path not in present and not is_file(files, path)]
    fresh = sorted({one.path for one in report.findings if one.path not in recorded})
    taken: set[str] = set()
    for score, _, old, new in sorted(_scores(report, recorded, gone, fresh), reverse=True):
        if 2 * score >= len(recorded[old]) and not {old, new} & taken:
            taken |= {old, new}
            yield old, new


def _scores(
    report: Report, recorded: Mapping[str, set[tuple[str, str]]], gone: list[str], fresh: list[str]
) -> Iterator[tuple[int, bool, str, str]]:
    """How many findings each two of the paths `gone` and `fresh` have in common, if any; whether
    their files have one name; and the two.
    """
    few = len(gone) * len(fresh) <= _PAIRS_MAX
    for new in fresh if gone else ():
        sub = _report_on(report, new)
        for old in gone:
            alike = basename(old) == basename(new)
            if few or alike:
                found = {(one.rule, name) for one, name in fingerprinted(sub, {new: old})}
                if common := len(found & recorded[old]):
                    yield common, alike, old, new


def _report_on(report: Report, path: str) -> Report:
    """`report` with the findings of the document at `path` only."""
    own: tuple[Diagnostic, ...] = tuple(one for one in report.findings if one.path == path)
    return replace(report, findings=own)
