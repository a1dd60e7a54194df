"""Workflow commands of GitHub Actions: each finding becomes an annotation on its line.

The format is that of GitHub Docs, "Workflow commands for GitHub Actions": `error`, `warning` and
`notice`, with `%` and line endings written as `%XX`, in properties also `:` and `,`. GitHub shows
only ten annotations of a kind for a step. The log of the job has all of them, so each message names
its place.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Severity
from .terminal import printable

if TYPE_CHECKING:
    from ..checking.report import Report
    from ..diagnostics import Diagnostic

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """One command a finding."""
    return "".join(_command(report, finding) for finding in report.findings)


def _command(report: Report, finding: Diagnostic) -> str:
    (line, column), (end_line, end_column) = report.positions(finding)
    path = printable(report.prefix + finding.path)
    properties = {"file": path, "line": line, "endLine": end_line, "title": finding.rule}
    if line == end_line:  # GitHub accepts columns only for a single line.
        properties |= {"col": column, "endColumn": end_column}
    written = ",".join(f"{name}={_property(str(value))}" for name, value in properties.items())
    help_ = f"; {finding.help}" if finding.help else ""
    message = f"{path}:{line}:{column}: {finding.rule} {finding.message}{help_}"
    return f"::{_COMMANDS[finding.severity]} {written}::{_data(printable(message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
