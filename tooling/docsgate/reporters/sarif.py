"""SARIF 2.1.0 (OASIS), which GitHub's code scanning and editors read.

Columns count code points (section 3.14.27, `columnKind`), as everywhere in docsgate. Paths are
relative to the top of the git repository, whose name in SARIF is `%SRCROOT%`. Only safe fixes are
included (section 3.55).
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

from .. import __version__
from ..checking.fingerprints import fingerprinted
from ..diagnostics import Severity
from ..rules import RULES, manual
from .terminal import printable_json

if TYPE_CHECKING:
    from ..checking.report import Report
    from ..diagnostics import Diagnostic, Edit

SCHEMA = (
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
)
_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """The report as one SARIF log with one run."""
    log = {"$schema": SCHEMA, "version": "2.1.0", "runs": [_run(report)]}
    return printable_json(json.dumps(log, indent=2, ensure_ascii=False)) + "\n"


def _run(report: Report) -> dict[str, Any]:
    found = list(dict.fromkeys(finding.rule for finding in report.findings))
    driver = {
        "name": "docsgate",
        "semanticVersion": __version__,
        "rules": [_rule(name) for name in found],
    }
    return {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "newlineSequences": ["\r\n", "\n", "\r"],
        "results": [
            _result(report, finding, fingerprint, found.index(finding.rule))
            for finding, fingerprint in fingerprinted(report)
        ],
    }


def _rule(name: str) -> dict[str, Any]:
    text = manual(name) if name in RULES else name
    summary = text.partition("\n")[0]
    return {
        "id": name,
        "shortDescription": {"text": summary},
        "fullDescription": {"text": summary},
        "help": {"text": text, "markdown": text},
    }


def _result(report: Report, finding: Diagnostic, fingerprint: str, rule: int) -> dict[str, Any]:
    place = {"uri": quote(report.prefix + finding.path, errors="surrogateescape")}
    artifact = {**place, "uriBaseId": "%SRCROOT%"}
    region = _region(*report.positions(finding))
    help_ = f"; {finding.help}" if finding.help else ""
    result = {
        "ruleId": finding.rule,
        "ruleIndex": rule,
        "level": _LEVELS[finding.severity],
        "message": {"text": f"{finding.message}{help_}"},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": region}},
        ],
        "partialFingerprints": {"docsgate/v1": fingerprint},
    }
    if finding.fix is not None and finding.fix.safe:
        replacements = [_replacement(report, finding.path, edit) for edit in finding.fix.edits]
        change = {"artifactLocation": artifact, "replacements": replacements}
        result["fixes"] = [{"description": {"text": finding.help}, "artifactChanges": [change]}]
    return result


def _replacement(report: Report, path: str, edit: Edit) -> dict[str, Any]:
    region = _region(*report.positions_of(path, edit.span))
    return {"deletedRegion": region, "insertedContent": {"text": edit.text}}


def _region(start: tuple[int, int], end: tuple[int, int]) -> dict[str, int]:
    """The region between two positions; `endColumn` is the column after it (section 3.30.8)."""
    return {
        "startLine": start[0],
        "startColumn": start[1],
        "endLine": end[0],
        "endColumn": end[1],
    }
