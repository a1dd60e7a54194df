"""The reports for people, pipes and programs: complete, aligned, and safe on a terminal."""

import json
import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from docsgate.checking.engine import check
from docsgate.checking.report import Report
from docsgate.configuration.discovery import documents_of
from docsgate.diagnostics import Claim, Edit, Fix, Severity
from docsgate.reporters import FORMATS, concise, json_v1, reporter, text
from docsgate.reporters.terminal import printable, style, width
from docsgate.text import Span
from tools.configured import configured
from tools.reporting import finding, report_on

UNSAFE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]")
HOSTILE = "\x1b[2J\x1b]0;title\x07\x9b31m\u202edcba\u2066\x00\r\x08"


def test_the_text_shows_the_place_the_line_and_what_to_write(tmp_path):
    report = report_on(tmp_path, "# One\n\nTwo three\n", finding(11, 16))

    assert text.render(report).splitlines() == [
        "docs/a.md",
        "  3:5     error   wrong `a`" + " " * 67 + "file-empty",
        "          | Two three",
        "                ^ write `b`",
        "",
        "error   file-empty      1",
        "",
        "1 document (1 other) · 0 links: 0 valid, 0 broken, 0 external · 1 error · 0.25 s",
        "FAILURE",
    ]


def test_findings_of_one_document_stand_together(tmp_path):
    one, two = finding(0, 1), finding(2, 3, targets=("mdx",), severity=Severity.WARNING)
    lines = text.render(report_on(tmp_path, "# One\n", one, two)).splitlines()

    assert lines.count("docs/a.md") == 1
    assert lines[4].startswith("  1:3     warning wrong `a` (MDX)")


@pytest.mark.parametrize(
    ("targets", "stops", "shown"),
    [
        ((), (), "wrong `a`"),
        (("github", "mkdocs"), (), "wrong `a` (GitHub, mkdocs)"),
        (("mdx",), ("mdx",), "wrong `a` (MDX stops here)"),
        (("docusaurus", "mdx"), ("mdx",), "wrong `a` (Docusaurus; MDX stops here)"),
        (
            ("docusaurus", "mdx"),
            ("docusaurus", "mdx"),
            "wrong `a` (Docusaurus and MDX stop here)",
        ),
    ],
)
def test_the_readers_of_a_finding_are_named(tmp_path, targets, stops, shown):
    one = finding(2, 5, targets=targets, stops=stops)
    line = text.render(report_on(tmp_path, "# One\n", one)).splitlines()[1]

    assert " ".join(line.split()[2:-1]) == shown


def test_a_finding_about_the_file_shows_no_line(tmp_path):
    lines = text.render(report_on(tmp_path, "# One\n", finding(0, 0))).splitlines()

    assert lines[2:4] == ["          write `b`", ""]


@pytest.mark.parametrize("at", [1, 5])
def test_a_finding_between_two_characters_shows_its_line(tmp_path, at):
    lines = text.render(report_on(tmp_path, "# One\n", finding(at, at))).splitlines()

    assert lines[2:4] == ["          | # One", f"            {' ' * at}^ write `b`"]


def test_a_finding_about_what_is_no_document_is_shown(tmp_path):
    elsewhere = replace(finding(3, 4), path="mkdocs.yml")
    lines = text.render(report_on(tmp_path, "# One\n", elsewhere)).splitlines()

    assert lines[0] == "mkdocs.yml"
    assert "1:4" in lines[1]
    assert lines[2] == "          write `b`"


def test_no_line_of_the_text_ends_with_white_space(tmp_path):
    report = report_on(tmp_path, "# One  \n", finding(2, 5, help_=""))

    assert [line for line in text.render(report).splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("line", "column", "indent"),
    [
        ("Two three", 4, "    "),
        ("\tTwo three", 5, "\t    "),
        ("a\tb three", 4, " \t  "),
        ("数据 three", 3, "     "),
        ("e\u0301 three", 3, "  "),
        ("👍\ufe0f three", 3, "   "),
        ("a\u200db three", 4, "   "),
        ("\x1b[0m three", 5, "     "),
        ("한글 three", 3, "     "),
    ],
)
def test_the_caret_stands_below_its_character(tmp_path, line, column, indent):
    report = report_on(tmp_path, f"{line}\n", finding(column, column + 1))
    shown, caret = text.render(report).splitlines()[2:4]

    assert shown == f"          | {printable(line)}"
    assert caret == f"            {indent}^ write `b`"
    assert width(caret.split("^")[0]) == width(shown.split("three")[0])


@pytest.mark.parametrize("column", [0, 54, 55, 56, 200, 495, 499, 500])
def test_a_long_line_is_cut_around_the_caret_and_nothing_is_wrapped(tmp_path, column):
    line = "".join(f"{number:05}" for number in range(100))
    report = report_on(tmp_path, f"{line}\n", finding(column, column + 1))
    lines = text.render(report).splitlines()
    shown, caret = lines[2][12:], lines[3][12:].index("^")

    assert len(shown) <= 112
    assert shown.strip("…") in line
    assert (shown + " ")[caret] == (line + " ")[column]


def test_a_long_message_is_not_wrapped(tmp_path):
    report = report_on(tmp_path, "# One\n", finding(2, 3, "x " * 200, "y " * 200))

    lines = text.render(report).splitlines()

    assert len(lines) == 9
    assert lines[1].endswith(f"{'x ' * 200}  file-empty")


def test_the_line_ending_of_a_crlf_file_is_not_shown(tmp_path):
    lines = text.render(report_on(tmp_path, "one\r\ntwo\r\n", finding(3, 5))).splitlines()

    assert lines[2:4] == ["          | one", "               ^ write `b`"]


@pytest.mark.parametrize("format_", FORMATS)
@pytest.mark.parametrize("colour", [False, True])
def test_what_a_document_holds_never_controls_the_terminal(tmp_path, format_, colour):
    report = report_on(
        tmp_path,
        f"# One {HOSTILE} two\n",
        finding(4, 5, f"wrong `{HOSTILE}`", f"write `{HOSTILE}`"),
        replace(finding(0, 0), path=f"docs/{HOSTILE}.md"),
    )
    report = replace(report, notes=(HOSTILE,))

    shown = reporter(format_)(report, colour=colour, verbose=True)

    assert not UNSAFE.search(re.sub(r"\x1b\[[\d;]+m", "", shown) if colour else shown)
    assert "\x1b[2J" not in shown


@pytest.mark.parametrize("format_", FORMATS)
def test_the_name_of_a_file_never_controls_the_terminal(tmp_path, format_):
    names = [b"docs/\x1b[2J.md", b"docs/\xff.md", "docs/\u202ea.md".encode(), b"docs/a\nb.md"]
    (tmp_path / "docs").mkdir()
    for name in names:
        with open(os.path.join(os.fsencode(tmp_path), name), "wb"):  # noqa: PTH118, PTH123
            pass
    config = configured([tmp_path])
    report = check(config, documents_of(config, [tmp_path]))

    shown = reporter(format_)(report, colour=False, verbose=True)

    assert len({finding.path for finding in report.findings}) == len(names)
    assert not UNSAFE.search(shown)
    assert shown.encode()


def test_colour_is_used_only_where_it_is_wanted(tmp_path):
    report = report_on(tmp_path, "# One\n", finding(2, 3))

    assert "\x1b" not in text.render(report)
    assert "\x1b[1;31mFAILURE\x1b[0m" in text.render(report, colour=True)
    assert style("a", "bold red", colour=False) == "a"


def test_a_clean_run_succeeds_and_lists_what_passed_when_asked(tmp_path):
    report = report_on(tmp_path, "# One\n")

    assert text.render(report).splitlines() == [
        "1 document (1 other) · 0 links: 0 valid, 0 broken, 0 external · 0 errors · 0.25 s",
        "SUCCESS",
    ]
    assert text.render(report, verbose=True).splitlines()[0] == "✓ docs/a.md"


def test_what_failed_is_not_listed_as_passed(tmp_path):
    report = report_on(tmp_path, "# One\n", finding(2, 3))

    assert "✓" not in text.render(report, verbose=True)


def test_the_closing_lines_count_everything(tmp_path):
    fix = Fix((Edit(Span(0, 1), "x"),), Claim.SAME)
    findings = [
        finding(0, 1, fix=fix),
        finding(1, 2, severity=Severity.WARNING),
        finding(2, 3, severity=Severity.INFO, fix=fix._replace(safe=False)),
    ]
    report = report_on(tmp_path, "[a](https://b.c) [d](#e) [f](g.md)\n", *findings)
    report = replace(report, fixed=4, site="built", notes=("a note",))

    *_, note, totals, verdict = text.render(report).splitlines()

    assert (note, verdict) == ("a note", "FAILURE")
    assert totals.split(" · ") == [
        "1 document (1 other)",
        "3 links: 0 valid, 2 broken, 1 external",
        "1 error",
        "1 warning",
        "1 note",
        "4 fixed",
        "1 fixable with --fix",
        "site built",
        "0.25 s",
    ]


@pytest.mark.parametrize(
    ("severity", "fail_on_warnings", "failed"),
    [
        (Severity.ERROR, True, True),
        (Severity.ERROR, False, True),
        (Severity.WARNING, True, True),
        (Severity.WARNING, False, False),
        (Severity.INFO, True, False),
    ],
)
def test_a_run_fails_by_severity(tmp_path, severity, fail_on_warnings, failed):
    report = report_on(tmp_path, "# One\n", finding(2, 3, severity=severity))
    config = replace(report.project.config, fail_on_warnings=fail_on_warnings)

    assert replace(report, project=replace(report.project, config=config)).failed == failed


def test_concise_is_one_line_a_finding_and_nothing_else(tmp_path):
    report = report_on(tmp_path, "# One\n", finding(2, 5), finding(3, 4, "m\nn", ""))

    assert concise.render(report) == (
        "docs/a.md:1:3: file-empty wrong `a`; write `b`\ndocs/a.md:1:4: file-empty m\ufffdn\n"
    )


def test_concise_says_nothing_of_a_clean_run(tmp_path):
    assert concise.render(report_on(tmp_path, "# One\n"), verbose=True) == ""


def test_json_has_the_published_shape(tmp_path):
    fix = Fix((Edit(Span(3, 4), "\u202e\x9b"),), Claim.SHOWN, safe=False)
    report = report_on(
        tmp_path,
        "# é\x9b\u2028😀\n\nb\n",
        finding(4, 8, "m\x9b", "", targets=("mdx", "docusaurus"), fix=fix),
    )

    assert json.loads(json_v1.render(report)) == {
        "version": 1,
        "summary": {
            "documents": 1,
            "collections": {"other": 1},
            "links": {"total": 0, "valid": 0, "broken": 0, "external": 0, "unjudged": 0},
            "findings": {"error": 1, "warning": 0, "info": 0},
            "rules": {"file-empty": 1},
            "fixable": 0,
            "fixed": 0,
            "baseline": 0,
            "older": 0,
            "site": "",
            "readers": [{"name": name, "file": ""} for name in ("mkdocs", "GitHub", "Docusaurus")],
            "success": False,
            "elapsed_seconds": 0.25,
        },
        "findings": [
            {
                "rule": "file-empty",
                "severity": "error",
                "path": "docs/a.md",
                "line": 1,
                "column": 5,
                "end_line": 3,
                "end_column": 1,
                "target": "mdx",
                "targets": ["mdx", "docusaurus"],
                "message": "m\x9b",
                "help": "",
                "first": False,
                "fix": {"safe": False, "edits": [{"offset": 3, "length": 1, "text": "\u202e\x9b"}]},
            }
        ],
    }


def test_an_empty_project_is_reported(tmp_path):
    report = check(configured([tmp_path]), [])

    assert isinstance(report, Report)
    assert text.render(report).splitlines()[0].startswith("0 documents · 0 links")
    assert json.loads(json_v1.render(report))["summary"]["documents"] == 0


@pytest.mark.parametrize("module", FORMATS.values())
def test_a_format_has_a_test_of_what_it_writes(module):
    folder = Path(__file__).parent
    tests = [folder / "test_reporters.py", folder / "test_exchange_formats.py"]

    call = rf"\b{module.rpartition('.')[2]}\.render\("
    assert any(re.search(call, path.read_text(encoding="utf-8")) for path in tests)
