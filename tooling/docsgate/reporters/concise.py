"""One line a finding, `path:line:column: rule message`, for grep and problem matchers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .terminal import printable

if TYPE_CHECKING:
    from ..checking.report import Report


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """The findings without a summary, so that another program can read all lines."""
    lines = []
    for finding in report.findings:
        (line, column), _ = report.positions(finding)
        help_ = f"; {finding.help}" if finding.help else ""
        text = f"{finding.path}:{line}:{column}: {finding.rule} {finding.message}{help_}"
        lines.append(printable(text) + "\n")
    return "".join(lines)
