"""JSON, version 1: a public format of its own, which does not follow the model.

Offsets, lines and columns count Unicode code points of the decoded text; lines and columns start
at 1. Later versions may add fields, but do not change or remove any.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from ..configuration.readers_there import judged_for
from .summary import summarise
from .terminal import printable_json

if TYPE_CHECKING:
    from ..checking.report import Report
    from ..diagnostics import Diagnostic, Fix


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """The report as one JSON object."""
    return printable_json(json.dumps(to_json(report), indent=2, ensure_ascii=False)) + "\n"


def to_json(report: Report) -> dict[str, Any]:
    """The report as JSON values."""
    summary = summarise(report)
    return {
        "version": 1,
        "summary": {
            "documents": summary.documents,
            "collections": summary.collections,
            "links": {
                "total": summary.links_total,
                "valid": summary.links_valid,
                "broken": summary.links_broken,
                "external": summary.links_external,
                "unjudged": summary.links_unjudged,
            },
            "findings": summary.severities,
            "rules": summary.rules,
            "fixable": summary.fixable,
            "fixed": report.fixed,
            "baseline": len(report.known),
            "older": len(report.older),
            "site": report.site,
            "readers": _readers(report),
            "success": not report.failed,
            "elapsed_seconds": round(report.elapsed_seconds, 3),
        },
        "findings": [_finding(report, finding) for finding in report.findings],
    }


def _readers(report: Report) -> list[dict[str, str]]:
    """The readers for whom documents are judged, each with the configuration of its site."""
    config, paths = report.project.config, [tally.path for tally in report.tallies]
    if not config.finds_targets:
        return [{"name": target.label, "file": ""} for target in config.targets]
    return [{"name": name, "file": file} for name, file in judged_for(config, paths)]


def _finding(report: Report, finding: Diagnostic) -> dict[str, Any]:
    (line, column), (end_line, end_column) = report.positions(finding)
    return {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "path": finding.path,
        "line": line,
        "column": column,
        "end_line": end_line,
        "end_column": end_column,
        "target": finding.target,
        "targets": list(finding.targets),
        "message": finding.message,
        "help": finding.help,
        "first": bool(finding.stops),
        "fix": _fix(finding.fix) if finding.fix else None,
    }


def _fix(fix: Fix) -> dict[str, Any]:
    edits = [
        {"offset": edit.span.start, "length": edit.span.end - edit.span.start, "text": edit.text}
        for edit in fix.edits
    ]
    return {"safe": fix.safe, "edits": edits}
