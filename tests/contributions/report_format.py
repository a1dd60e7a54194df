"""Findings as tab-separated values."""

from contributions.lines import below

MODULE = '''\
"""Tab-separated values, a line for each finding: path, line, column, rule and message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .terminal import printable

if TYPE_CHECKING:
    from ..checking.report import Report


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """The findings, without a head line."""
    rows = []
    for finding in report.findings:
        (line, column), _ = report.positions(finding)
        cells = (finding.path, str(line), str(column), finding.rule, finding.message)
        rows.append("\\t".join(map(printable, cells)) + "\\n")
    return "".join(rows)
'''
TEST = """

def test_tsv_is_a_line_a_finding(tmp_path):
    from docsgate.reporters import tsv

    report = report_on(tmp_path, "# One\\n", finding(2, 5))

    assert tsv.render(report) == "docs/a.md\\t1\\t3\\tfile-empty\\twrong `a`\\n"
"""
ADDITIONS = {
    "tooling/docsgate/reporters/<name>.py": lambda _: MODULE,
    "tooling/docsgate/reporters/__init__.py": below(
        '    "junit": ', '    "tsv": "docsgate.reporters.tsv",'
    ),
    "tests/test_reporters.py": lambda text: text + TEST,
    "docs-cms/guides/ci.md": below("| `junit` | ", "| `tsv` | spreadsheets |"),
    "README.md": lambda text: text.replace("`junit`.\n", "`junit`, `tsv`.\n"),
}
NAMES = {"<name>": "tsv"}
