"""Reports that other programs read: annotations, SARIF, Code Quality, JUnit XML."""

import json
import subprocess
from dataclasses import replace
from xml.etree import ElementTree as ET

import pytest

from docsgate.__main__ import run
from docsgate.diagnostics import Claim, Edit, Fix, Severity
from docsgate.reporters import github, gitlab, junit, sarif
from docsgate.text import Span
from tools.reporting import finding, report_on

INFO = Severity.INFO


def test_github_gets_a_command_for_each_finding(tmp_path):
    findings = [
        finding(2, 5),
        finding(2, 7, "over lines", "", severity=Severity.WARNING),
        finding(0, 0, "of the file", severity=INFO),
    ]
    report = report_on(tmp_path, "# One\n\nTwo\n", *findings)

    first, second, third = github.render(replace(report, prefix="docs site/")).splitlines()
    assert first == (
        "::error file=docs site/docs/a.md,line=1,endLine=1,title=file-empty,col=3,endColumn=6"
        "::docs site/docs/a.md:1:3: file-empty wrong `a`; write `b`"
    )
    assert second == (
        "::warning file=docs site/docs/a.md,line=1,endLine=3,title=file-empty"
        "::docs site/docs/a.md:1:3: file-empty over lines"
    )
    assert third.startswith("::notice file=docs site/docs/a.md,line=1,")


def test_no_name_or_text_ends_a_command_of_github_early(tmp_path):
    name = "docs/a,line=9::b%0A.md"
    odd = replace(finding(2, 3, "100 %\n::error::x"), path=name)
    (line,) = github.render(report_on(tmp_path, "# One\n", odd, name=name)).splitlines()

    properties, _, message = line.removeprefix("::error ").partition("::")
    assert properties.split(",")[0] == "file=docs/a%2Cline=9%3A%3Ab%250A.md"
    assert len(properties.split(",")) == 6
    assert (
        message == f"{name.replace('%', '%25')}:1:3: file-empty 100 %25\ufffd::error::x; write `b`"
    )


def test_sarif_says_where_what_and_why(tmp_path):
    fix = Fix((Edit(Span(2, 5), "Two"), Edit(Span(6, 6), "!")), Claim.SAME)
    report = report_on(tmp_path, "# One\n", finding(2, 5, fix=fix), finding(5, 5, severity=INFO))
    log = json.loads(sarif.render(replace(report, prefix="a b/")))

    (run_,) = log["runs"]
    (rule,) = run_["tool"]["driver"]["rules"]
    assert (log["version"], run_["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert rule["id"] == "file-empty"
    assert rule["shortDescription"]["text"] == rule["help"]["text"].split("\n")[0]
    first, second = run_["results"]
    artifact = {"uri": "a%20b/docs/a.md", "uriBaseId": "%SRCROOT%"}
    region = {"startLine": 1, "startColumn": 3, "endLine": 1, "endColumn": 6}
    assert first["locations"] == [
        {"physicalLocation": {"artifactLocation": artifact, "region": region}}
    ]
    assert (first["level"], second["level"]) == ("error", "note")
    assert (first["ruleId"], first["ruleIndex"]) == ("file-empty", 0)
    assert first["message"]["text"] == "wrong `a`; write `b`"
    (change,) = first["fixes"][0]["artifactChanges"]
    end = {"startLine": 2, "startColumn": 1, "endLine": 2, "endColumn": 1}
    assert change == {
        "artifactLocation": artifact,
        "replacements": [
            {"deletedRegion": region, "insertedContent": {"text": "Two"}},
            {"deletedRegion": end, "insertedContent": {"text": "!"}},
        ],
    }
    assert "fixes" not in second


def test_sarif_offers_no_fix_that_may_change_the_page(tmp_path):
    fix = Fix((Edit(Span(2, 5), "Two"),), Claim.SHOWN, safe=False)
    log = json.loads(sarif.render(report_on(tmp_path, "# One\n", finding(2, 5, fix=fix))))

    assert "fixes" not in log["runs"][0]["results"][0]


def fingerprints(report):
    """The fingerprints in GitLab's report and in SARIF, which must be the same."""
    found = [issue["fingerprint"] for issue in json.loads(gitlab.render(report))]
    results = json.loads(sarif.render(report))["runs"][0]["results"]
    assert [each["partialFingerprints"]["docsgate/v1"] for each in results] == found
    return found


def test_a_fingerprint_stays_when_lines_move(tmp_path):
    before = report_on(tmp_path, "# One\n\nTwo\nTwo\n", finding(7, 10), finding(11, 14))
    after = report_on(tmp_path, "# One\n\nNew\n\nTwo\nTwo\n", finding(12, 15), finding(16, 19))

    assert fingerprints(before) == fingerprints(after)
    assert len(set(fingerprints(before))) == 2


@pytest.mark.parametrize(
    "change", [{"rule": "file-unreadable"}, {"path": "b"}, {"targets": ("mdx",)}, {"message": "m"}]
)
def test_a_fingerprint_names_one_finding(tmp_path, change):
    one = finding(2, 5)
    assert len(set(fingerprints(report_on(tmp_path, "# One\n", one, replace(one, **change))))) == 2


def test_gitlab_gets_its_code_quality_report(tmp_path):
    report = report_on(tmp_path, "# One\n\nTwo\n", finding(2, 8), finding(7, 8, severity=INFO))
    first, second = json.loads(gitlab.render(replace(report, prefix="p/")))

    assert {**first, "fingerprint": ""} == {
        "description": "wrong `a`; write `b`",
        "check_name": "file-empty",
        "fingerprint": "",
        "severity": "major",
        "location": {"path": "p/docs/a.md", "lines": {"begin": 1, "end": 3}},
    }
    assert second["severity"] == "info"


def test_junit_has_a_suite_for_each_document(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/b.md").write_text("# Clean\n")
    report = report_on(
        tmp_path, "# One\n", finding(2, 5, "<m>\ufffe"), finding(0, 1, severity=INFO)
    )
    root = ET.fromstring(junit.render(report))

    assert (root.attrib["tests"], root.attrib["failures"]) == ("3", "1")
    assert [suite.attrib["name"] for suite in root] == ["docs/a.md", "docs/b.md"]
    failed, informed = root[0]
    assert failed.attrib["name"] == "file-empty (1:3)"
    (failure,) = failed
    assert failure.attrib == {"type": "error", "message": "<m>\ufffd"}
    assert failure.text == "docs/a.md:1:3: <m>\ufffd; write `b`"
    assert [child.tag for child in informed] == ["system-out"]
    assert [child.tag for child in root[1]] == ["testcase"]
    assert len(root[1][0]) == 0


@pytest.mark.parametrize("folder", ["", "inner"])
def test_paths_begin_at_the_top_of_the_repository(tmp_path, monkeypatch, capsys, folder):
    subprocess.run(["git", "init", "--quiet", tmp_path], check=True)
    project = tmp_path / folder
    (project / "docs").mkdir(parents=True)
    (project / "docsgate.toml").write_text("")
    (project / "docs/a.md").write_text("")
    monkeypatch.chdir(project)

    assert run(["validate", "--skip-build", "--format", "gitlab"]) == 1
    (issue,) = json.loads(capsys.readouterr().out)
    assert issue["location"]["path"] == f"{folder}/docs/a.md".lstrip("/")
