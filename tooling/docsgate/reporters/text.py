"""The report that people read: findings by document, each with its line and a caret."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from .summary import Summary, summarise
from .terminal import printable, style, width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..checking.report import Report

_LINE_WIDTH = 110
"""The width of source lines. Longer ones are cut around the caret; no line is ever wrapped."""

_MESSAGE_WIDTH = 76
_COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.INFO: "cyan"}


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:
    """The whole report, ending with SUCCESS or FAILURE."""
    lines: list[str] = []
    for path, group in groupby(report.findings, key=lambda finding: finding.path):
        lines.append(style(printable(path), "bold", colour=colour))
        for finding in group:
            lines += _finding(report, finding, colour=colour)
        lines.append("")
    if verbose:
        lines += _passed(report)
    lines += _closing(report, colour=colour)
    return "\n".join(lines) + "\n"


def _finding(report: Report, finding: Diagnostic, *, colour: bool) -> Iterator[str]:
    """The lines that show `finding`."""
    (line, column), _ = report.positions(finding)
    place = f"{line}:{column}"
    severity = style(f"{finding.severity.value:<7}", _COLOURS[finding.severity], colour=colour)
    message = printable(finding.message + _readers(finding))
    padding = " " * max(2, _MESSAGE_WIDTH - width(message))
    rule = style(finding.rule, "dim", colour=colour)
    yield f"  {place:<7} {severity} {message}{padding}{rule}"
    source = report.source(finding.path)
    help_ = style(printable(finding.help), "cyan", colour=colour)
    has_place = finding.span.end > finding.span.start or finding.span.start > 0
    if source is None or not has_place:
        if help_:
            yield f"          {help_}"
        return
    span = source.line(line)
    before = source.text[span.start : finding.span.start]
    shown, indent = _cut(source.text[span.start : span.end], len(before))
    yield f"          | {shown}".rstrip()
    yield f"            {indent}^ {help_}".rstrip()


def _readers(finding: Diagnostic) -> str:
    """For whom the finding holds, behind its message, and whose compiler stops at it."""
    stopping = f"{' and '.join(finding.stops)} stop{'s' * (len(finding.stops) == 1)} here"
    if not finding.targets:
        return ""
    if not finding.stops:
        return f" ({', '.join(finding.targets)})"
    others = [name for name in finding.targets if name not in finding.stops]
    return f" ({'; '.join([*others, stopping])})"


def _cut(text: str, caret: int) -> tuple[str, str]:
    """The part of the line around the caret, and the white space that leads to the caret."""
    start = 0
    if len(text) > _LINE_WIDTH:
        start = max(0, min(caret - _LINE_WIDTH // 2, len(text) - _LINE_WIDTH))
    end = start + _LINE_WIDTH
    head, tail = "…" * (start > 0), "…" * (end < len(text))
    before = printable(head + text[start:caret])
    indent = "\t".join(" " * width(part) for part in before.split("\t"))
    return printable(head + text[start:end] + tail), indent


def _passed(report: Report) -> Iterator[str]:
    failing = {finding.path for finding in report.findings}
    for tally in report.tallies:
        if tally.path not in failing:
            yield f"✓ {printable(tally.path)}"
    yield ""


def _closing(report: Report, *, colour: bool) -> Iterator[str]:
    summary = summarise(report)
    if summary.rules:
        longest = max(len(rule) for rule in summary.rules)
        ordered = sorted(summary.rules.items(), key=lambda pair: (-pair[1], pair[0]))
        yield from (f"{rule:<{longest}}  {count:>5}" for rule, count in ordered)
        yield ""
    for note in report.notes:
        yield printable(note)
    yield " · ".join(_totals(report, summary))
    verdict, name = ("FAILURE", "bold red") if report.failed else ("SUCCESS", "bold green")
    yield style(verdict, name, colour=colour)


def _totals(report: Report, summary: Summary) -> Iterator[str]:
    members = ", ".join(f"{count} {name}" for name, count in summary.collections.items())
    yield f"{_count(summary.documents, 'document')} ({members})" if members else "0 documents"
    yield _links(summary)
    for severity in (Severity.ERROR, Severity.WARNING, Severity.INFO):
        count = summary.severities[severity.value]
        if count or severity is Severity.ERROR:
            name = severity.value if severity is not Severity.INFO else "note"
            yield _count(count, name)
    if report.known:
        yield f"{len(report.known)} in the baseline"
    if report.older:
        yield f"{len(report.older)} older"
    if report.fixed:
        yield f"{report.fixed} fixed"
    if summary.fixable:
        yield f"{summary.fixable} fixable with --fix"
    if report.site:
        yield f"site {report.site}"
    yield f"{report.elapsed_seconds:.2f} s"


def _links(summary: Summary) -> str:
    """What is known of the links; nothing is said of those that no rule judged."""
    words = [f"{summary.links_external} external"]
    if summary.links_unjudged:
        words.append(f"{summary.links_unjudged} not judged")
    if summary.links_valid or summary.links_broken or not summary.links_unjudged:
        words[:0] = [f"{summary.links_valid} valid", f"{summary.links_broken} broken"]
    return f"{_count(summary.links_total, 'link')}: {', '.join(words)}"


def _count(number: int, name: str) -> str:
    return f"{number} {name}" + ("" if number == 1 else "s")
