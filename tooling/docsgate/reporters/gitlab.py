"""GitLab's Code Quality report: findings as a widget and on the lines of a merge request.

The format is that of GitLab Docs, "Code Quality report format": a JSON array in which each
fingerprint occurs once.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..checking.fingerprints import fingerprinted
from ..diagnostics import Severity
from .terminal import printable_json

if TYPE_CHECKING:
    from ..checking.report import Report
    from ..diagnostics import Diagnostic

_SEVERITIES = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """The findings as one JSON array."""
    issues = [_issue(report, *pair) for pair in fingerprinted(report)]
    return printable_json(json.dumps(issues, indent=2, ensure_ascii=False)) + "\n"


def _issue(report: Report, finding: Diagnostic, fingerprint: str) -> dict[str, Any]:
    (line, _), (end_line, _) = report.positions(finding)
    help_ = f"; {finding.help}" if finding.help else ""
    return {
        "description": f"{finding.message}{help_}",
        "check_name": finding.rule,
        "fingerprint": fingerprint,
        "severity": _SEVERITIES[finding.severity],
        "location": {
            "path": report.prefix + finding.path,
            "lines": {"begin": line, "end": end_line},
        },
    }
