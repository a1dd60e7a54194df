"""The report that people read: the worst first, each with its line and a caret, and a summary.

Where it goes to a screen, it is as long as one can take in, and says where the rest is.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.readers_there import describe_readers
from ..diagnostics import Severity
from .closing import advice, totals
from .entries import blocks_of
from .listing import Style, entry_lines
from .table import folded, table
from .terminal import printable, shown_width, style

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from ..checking.report import Report
    from .entries import Block

_LISTED_MIN = 20
"""So many lines are left for findings, however long the summary is."""

_ENTRIES_MAX = 4
_DOCUMENTS_MAX = 3
"""So many documents show what a rule finds before other rules have their turn."""


class Screen(NamedTuple):
    """A terminal that shows `columns` columns, and a reader who takes in so many `lines`."""

    columns: int
    lines: int = 60


def render(
    report: Report, *, colour: bool = False, verbose: bool = False, screen: Screen | None = None
) -> str:
    """The whole report, or what a `screen` shows of it, ending with SUCCESS or FAILURE."""
    if screen is None:
        closing = _closing(report, table(report.findings, colour=colour), Style(colour))
        passed = _passed(report) if verbose else []
        lines = [*_first(report, Style(colour)), *_listed(report, Style(colour)), *passed, *closing]
    else:
        lines = _on_screen(report, screen, Style(colour, screen.columns))
    return "\n".join(lines) + "\n"


def _first(report: Report, look: Style) -> list[str]:
    """What is said before all else, and an empty line."""
    said = report.first
    return [style(printable(said), "bold yellow", colour=look.colour), ""] if said else []


def _listed(report: Report, look: Style) -> Iterator[str]:
    """Every finding, below the document that it is in."""
    path = ""
    for block in blocks_of(report):
        if block.path != path:
            yield from [""] * bool(path)
            yield style(printable(block.path), "bold", colour=look.colour)
        path = block.path
        for entry in block.entries:
            yield from entry_lines(report, entry, look)
    yield from [""] * bool(path)


def _on_screen(report: Report, screen: Screen, look: Style) -> list[str]:
    """As much as `screen` has room for: errors and warnings as far as they go, notes counted."""
    weighty = [one for one in report.findings if one.severity is not Severity.INFO]
    notes = [one for one in report.findings if one.severity is Severity.INFO]
    rows = [*table(weighty, colour=look.colour, short=True), *folded(notes)]
    closing = _closing(report, rows, look)
    first = _first(report, look)
    room = max(_LISTED_MIN, screen.lines - _height([*first, *closing], look) - 2)
    listed, shown = _fitted(report, room, look)
    if shown < len(weighty):
        rest = f"{shown} of {len(weighty)} errors and warnings are shown; --full shows everything"
        listed += [style(rest, "bold", colour=look.colour), ""]
    elif notes:
        listed += [style("--full shows the notes, too", "bold", colour=look.colour), ""]
    return [*first, *listed, *closing]


def _fitted(report: Report, room: int, look: Style) -> tuple[list[str], int]:
    """The lines of the first findings that fit into `room` lines, and how many findings these are.

    No document takes the room of all others: what it has beyond a few entries is counted.
    """
    lines: list[str] = []
    shown, path = 0, ""
    for block in _varied(blocks_of(report)):
        if block.severity is Severity.INFO:
            break
        head = [] if block.path == path else [*[""] * bool(path), block.path]
        left = room - _height(lines, look) - len(head) - 1
        added, number = _shortened(report, block, left, look)
        if not number:
            break
        lines += [
            style(printable(line), "bold", colour=look.colour) if line else "" for line in head
        ]
        lines += added
        shown, path = shown + number, block.path
    return [*lines, *[""] * bool(path)], shown


def _varied(blocks: Iterable[Block]) -> Iterator[Block]:
    """`blocks` with documents that show something new before further ones with the same faults.

    Blocks of one severity stay together.
    """
    shown: Counter[str] = Counter()
    for _, group in groupby(blocks, key=lambda block: (block.severity, block.stops_a_build)):
        later = []
        for block in group:
            rules = {entry.first.rule for entry in block.entries}
            if all(shown[rule] >= _DOCUMENTS_MAX for rule in rules):
                later.append(block)
            else:
                shown.update(rules)
                yield block
        yield from later


def _shortened(report: Report, block: Block, room: int, look: Style) -> tuple[list[str], int]:
    """The first entries of `block` in at most `room` lines, and how many findings they show."""
    lines: list[str] = []
    shown = 0
    for entry in block.entries[:_ENTRIES_MAX]:
        added = entry_lines(report, entry, look)
        if _height([*lines, *added], look) + 1 > room:
            break
        lines += added
        shown += len(entry.findings)
    total = sum(len(entry.findings) for entry in block.entries)
    if shown and shown < total:
        lines.append(f"          and {total - shown} more in this document")
    return lines, shown


def _height(lines: Sequence[str], look: Style) -> int:
    """The lines of a screen that `lines` take, since it wraps those that are too long."""
    return sum(1 + max(0, shown_width(line) - 1) // look.columns for line in lines)


def _passed(report: Report) -> Iterator[str]:
    failing = {finding.path for finding in report.findings}
    for tally in report.tallies:
        if tally.path not in failing:
            yield f"✓ {printable(tally.path)}"
    yield ""


def _closing(report: Report, rows: Sequence[str], look: Style) -> list[str]:
    """The `rows` of the table, for whom was judged, notes, totals, how to begin, the verdict."""
    readers = describe_readers(report.project.config, [one.path for one in report.tallies])
    verdict, name = ("FAILURE", "bold red") if report.failed else ("SUCCESS", "bold green")
    return [
        *rows,
        *[""] * bool(rows),
        *([printable(readers)] if readers else []),
        *map(printable, report.notes),
        *totals(report, look.columns),
        *advice(report),
        style(verdict, name, colour=look.colour),
    ]
