"""JUnit XML, which most CI systems show: each document is a suite, each finding a failed case.

There is no standard, so only elements are used that all readers know: `testsuites`, `testsuite`,
`testcase`, `failure` and `system-out`. A document without findings is a case that passed. A finding
of severity `info` does not fail; its text is in `system-out`.
"""

from __future__ import annotations

import re
from itertools import groupby
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from ..diagnostics import Severity
from .terminal import printable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from ..checking.report import Report
    from ..diagnostics import Diagnostic

_NO_CHARACTER = re.compile("[\ufffe\uffff]")
"""Characters that XML 1.0 does not allow (section 2.2) and `printable` does not replace."""


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """The report as an XML document."""
    by_path: dict[str, list[Diagnostic]] = {tally.path: [] for tally in report.tallies}
    for path, found in groupby(report.findings, key=lambda finding: finding.path):
        by_path[path] = list(found)
    suites = [_suite(report, path, found) for path, found in by_path.items()]
    counts = {name: str(sum(int(each.attrib[name]) for each in suites)) for name in _COUNTED}
    time = f"{report.elapsed_seconds:.3f}"
    root = ET.Element("testsuites", {"name": "docsgate", **counts, "time": time})
    root.extend(suites)
    ET.indent(root)
    return ET.tostring(root, encoding="unicode", xml_declaration=False) + "\n"


_COUNTED = ("tests", "failures", "errors", "skipped")


def _suite(report: Report, path: str, found: Sequence[Diagnostic]) -> ET.Element:
    name = _text(report.prefix + path)
    suite = ET.Element("testsuite", {"name": name})
    for finding in found:
        (line, column), _ = report.positions(finding)
        attributes = {"name": f"{finding.rule} ({line}:{column})", "classname": name}
        case = ET.SubElement(suite, "testcase", {**attributes, "file": name, "line": str(line)})
        help_ = f"; {finding.help}" if finding.help else ""
        text = _text(f"{report.prefix}{path}:{line}:{column}: {finding.message}{help_}")
        if finding.severity is Severity.INFO:
            ET.SubElement(case, "system-out").text = text
        else:
            kind = {"type": finding.severity.value, "message": _text(finding.message)}
            ET.SubElement(case, "failure", kind).text = text
    if not found:
        ET.SubElement(suite, "testcase", {"name": "docsgate", "classname": name, "file": name})
    failures = sum(1 for _ in suite.iter("failure"))
    counts = {"tests": len(suite), "failures": failures, "errors": 0, "skipped": 0}
    suite.attrib |= {key: str(count) for key, count in counts.items()}
    return suite


def _text(text: str) -> str:
    return _NO_CHARACTER.sub("\ufffd", printable(text))
