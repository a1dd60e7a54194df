"""The lines that show an entry: its place, what is wrong, the text, and what to write instead."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, NamedTuple

from ..configuration.settings import Target
from ..diagnostics import Severity
from .entries import alike_ones
from .terminal import printable, shown_width, style, width

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from ..checking.report import Report
    from ..diagnostics import Diagnostic
    from .entries import Entry

COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}
NAMES = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

_MARGIN = " " * 10
_MESSAGE_COLUMN = 18
_MESSAGE_WIDTH = 76
_SOURCE_WIDTH = 110
"""The width of source lines. Longer ones are cut around the caret; no line is ever wrapped."""


class Style(NamedTuple):
    """How a listing looks: in colours, and for a terminal so many `columns` wide, if for any."""

    colour: bool = False
    columns: int = 0


def entry_lines(report: Report, entry: Entry, look: Style) -> list[str]:
    """The lines that show `entry`, with the place of each of its findings.

    On a terminal the first finding is an example of the others, of which as many lines are named
    as fit into one.
    """
    if not entry.are_alike and not look.columns:
        return list(_many(report, entry.findings, look))
    others = [report.positions(one)[0][0] for one in entry.findings[1:]]
    lines = list(_one(report, entry.first, look))
    if others:
        rest = f"{_MARGIN}and {len(others)} more {_on_lines(others)}"
        lines.append(_ended(rest, look.columns) if look.columns else rest)
    return lines


def _on_lines(numbers: Sequence[int]) -> str:
    """`on lines 3, 7 (2)`: each of the line `numbers`, and how often it occurs."""
    times = Counter(numbers)
    written = [f"{line} ({count})" if count > 1 else str(line) for line, count in times.items()]
    return f"on line{'s' * (len(times) > 1)} {', '.join(written)}"


def _ended(text: str, columns: int) -> str:
    """`text`, or so many of its items as fit into `columns`, and `…`."""
    if width(text) <= columns:
        return text
    return f"{text[: text.rindex(', ', 0, columns - 1)]}, …"


def _many(report: Report, found: Sequence[Diagnostic], look: Style) -> Iterator[str]:
    """Many findings of one rule that are not alike, a line for each kind."""
    yield from _with_head("", f"{len(found)} places", found[0], [], look)
    for alike in alike_ones(found):
        places = ", ".join(_place(report, one) for one in alike)
        help_ = f"; {alike[0].help}" if alike[0].help else ""
        yield f"{_MARGIN}{places:<7} {printable(alike[0].message + _readers(alike[0]) + help_)}"


def _one(report: Report, finding: Diagnostic, look: Style) -> list[str]:
    """The lines that show one finding; of a note, neither source nor help."""
    message = printable(finding.message + _readers(finding))
    below = [] if finding.severity is Severity.INFO else list(_below(report, finding, look))
    return _with_head(_place(report, finding), message, finding, below, look)


def _with_head(
    place: str, message: str, finding: Diagnostic, below: Sequence[str], look: Style
) -> list[str]:
    """The first line above those `below`, with the rule at its end, or where there is room."""
    name = f"{NAMES[finding.severity]:<7}"
    head = f"  {place:<7} {style(name, COLOURS[finding.severity], colour=look.colour)} {message}"
    rule = style(finding.rule, "dim", colour=look.colour)
    if not look.columns:
        return [head + " " * max(2, _MESSAGE_WIDTH - width(message)) + rule, *below]
    free = look.columns - len(finding.rule)
    if _MESSAGE_COLUMN + width(message) + 2 <= free:
        aside = max(2, min(_MESSAGE_WIDTH, free - _MESSAGE_COLUMN) - width(message))
        return [head + " " * aside + rule, *below]
    if below and (used := shown_width(below[-1])) + 2 <= free:
        return [head, *below[:-1], below[-1] + " " * (free - used) + rule]
    return [head, *below, " " * max(10, free) + rule]


def _below(report: Report, finding: Diagnostic, look: Style) -> Iterator[str]:
    """The line of the source with a caret, and what to write instead."""
    source = report.source(finding.path)
    help_ = style(printable(finding.help), "cyan", colour=look.colour)
    has_place = finding.span.end > finding.span.start or finding.span.start > 0
    if source is None or not has_place:
        if finding.help:
            yield f"{_MARGIN}{help_}"
        return
    span = source.line(report.positions(finding)[0][0])
    before = source.text[span.start : finding.span.start]
    most = min(_SOURCE_WIDTH, look.columns - len(_MARGIN) - 4) if look.columns else _SOURCE_WIDTH
    shown, indent = _cut(source.text[span.start : span.end], len(before), most)
    yield f"{_MARGIN}| {shown}".rstrip()
    yield f"{_MARGIN}  {indent}^ {help_ if finding.help else ''}".rstrip()


def _place(report: Report, finding: Diagnostic) -> str:
    (line, column), _ = report.positions(finding)
    return f"{line}:{column}"


def _readers(finding: Diagnostic) -> str:
    """For whom the finding holds, behind its message, and whose compiler stops at it."""
    if not finding.targets:
        return ""
    if not finding.stops:
        return f" ({', '.join(Target(name).label for name in finding.targets)})"
    stopping = " and ".join(Target(name).label for name in finding.stops)
    others = [Target(name).label for name in finding.targets if name not in finding.stops]
    verb = "stops" if len(finding.stops) == 1 else "stop"
    return f" ({'; '.join([*others, f'{stopping} {verb} here'])})"


def _cut(text: str, caret: int, most: int) -> tuple[str, str]:
    """At most so much of the line around the caret, and the white space that leads to the caret."""
    start = 0
    if len(text) > most:
        start = max(0, min(caret - most // 2, len(text) - most))
    end = start + most
    head, tail = "…" * (start > 0), "…" * (end < len(text))
    before = printable(head + text[start:caret])
    indent = "\t".join(" " * width(part) for part in before.split("\t"))
    return printable(head + text[start:end] + tail), indent
