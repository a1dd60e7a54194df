"""The last lines of a report: what was counted, and how to begin with many findings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..configuration.settings import BASELINE
from .entries import SEVERITIES
from .listing import NAMES
from .summary import Summary, summarise
from .terminal import width

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..checking.report import Report

_BETWEEN = " · "


def totals(report: Report, columns: int = 0) -> list[str]:
    """What was counted: one line, or lines that fit into so many `columns`."""
    lines = [""]
    for part in _parts(report, summarise(report)):
        longer = f"{lines[-1]}{_BETWEEN}{part}" if lines[-1] else part
        if columns and lines[-1] and width(longer) > columns:
            lines.append(part)
        else:
            lines[-1] = longer
    return lines


def _parts(report: Report, summary: Summary) -> Iterator[str]:
    members = ", ".join(f"{count} {name}" for name, count in summary.collections.items())
    yield f"{_count(summary.documents, 'document')} ({members})" if members else "0 documents"
    yield _links(summary)
    for severity in SEVERITIES:
        count = summary.severities[severity.value]
        if count or severity is SEVERITIES[0]:
            yield _count(count, NAMES[severity])
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


def advice(report: Report) -> list[str]:
    """How to begin in a repository with many findings that nobody asked about before."""
    if not report.has_many or report.project.config.baseline or report.older:
        return []
    baseline = f"  docsgate validate --baseline {BASELINE} --update-baseline"
    if not report.branch:
        return ["To begin, let only new findings fail, against a file", baseline]
    return [
        "To begin, let only new findings fail: against a file, or against a branch",
        baseline,
        f"  docsgate validate --changed-since {report.branch}",
    ]


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
