"""Every rule's page, `tests/rules/<id>.md`, is its manual, its examples and its test.

A fenced block whose info string is `language path` is a file of a small project, and a `text
findings` block is what docsgate says about the files since the last one, in the concise format. In
a `text findings notes` block all findings are notes, though the rule also has others.
`language path fixed` is a file as `--fix` leaves it. In an `escaped` block, `\\s`, `\\t`, `\\r` and
`\\f` mean the characters that cannot be seen, and a final `\\` drops the last line ending.
Only the page's own rule runs, on 2026-11-23.
"""

from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from docsgate.checking.engine import check_project
from docsgate.checking.report import Report
from docsgate.configuration.discovery import documents_of
from docsgate.diagnostics import Severity
from docsgate.fixing.mending import mend
from docsgate.fixing.write import write
from docsgate.loading.judge_project import prepare_project
from docsgate.reporters.concise import render
from docsgate.rules import RULES, weight
from docsgate.rules.shared.weights import Weight
from docsgate.website import with_site
from tools.configured import configured

PAGES = Path(__file__).parent / "rules"
TODAY = "2026-11-23"
NO_EXAMPLE = {"site-crawl-disagreement"}  # Only a fault of docsgate could show it.
ESCAPES = {"\\s": " ", "\\t": "\t", "\\r": "\r", "\\f": "\f"}


@dataclass
class Example:
    line: int
    files: dict[str, str] = field(default_factory=dict)
    fixed: dict[str, str] = field(default_factory=dict)
    findings: str | None = None
    notes: bool = False


def unescape(text):
    for written, character in ESCAPES.items():
        text = text.replace(written, character)
    return text.removesuffix("\\\n")


def examples(page):
    example = None
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        words = token.info.split() if token.type == "fence" else []
        if len(words) < 2:
            continue
        content = unescape(token.content) if "escaped" in words else token.content
        if example is None or (example.findings is not None and "fixed" not in words):
            if example:
                yield example
            example = Example(token.map[0] + 1)
        if words[1] == "findings":
            example.findings, example.notes = token.content, "notes" in words
        elif "fixed" in words:
            example.fixed[words[1]] = content
        else:
            example.files[words[1]] = content
    if example:
        yield example


CASES = [
    pytest.param(page.stem, example, id=f"{page.stem}:{example.line}")
    for page in sorted(PAGES.glob("*.md"))
    for example in examples(page)
]


def build(folder, files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())


def project_of(folder, rule):
    config = configured([folder], select=[rule], strict=True)
    return replace(prepare_project(config, documents_of(config, [folder])), today=TODAY)


def report_of(folder, rule):
    project = project_of(folder, rule)
    report = Report.of(project, check_project(project), project.judged)
    if rule == "site-build-failed":
        report = with_site(report)
    return report


def findings_of(folder, rule):
    return render(report_of(folder, rule))


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in NO_EXAMPLE])
def test_a_rule_has_a_page_with_a_finding_and_a_clean_example(rule):
    found = list(examples(PAGES / f"{rule}.md"))

    assert any(example.findings for example in found)
    assert any(example.findings == "" for example in found)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in NO_EXAMPLE])
def test_a_rule_that_offers_a_fix_shows_what_it_leaves(rule, tmp_path):
    found = list(examples(PAGES / f"{rule}.md"))
    for index, example in enumerate(found):
        build(tmp_path / str(index), example.files)
    projects = [project_of(tmp_path / str(index), rule) for index in range(len(found))]

    offers = any(one.fix for project in projects for one in check_project(project))
    assert any(example.fixed.items() - example.files.items() for example in found) == offers


@pytest.mark.parametrize("page", sorted(PAGES.glob("*.md")), ids=lambda page: page.stem)
def test_a_page_belongs_to_a_rule(page):
    assert page.stem in RULES


@pytest.mark.parametrize(("rule", "example"), CASES)
def test_a_rule_says_exactly_what_its_page_says(rule, example, tmp_path):
    build(tmp_path, example.files)

    report = report_of(tmp_path, rule)

    assert (example.findings or "").strip("\n") == render(report).strip("\n")
    notes = {one.severity is Severity.INFO for one in report.findings}
    assert notes <= {weight(rule) is Weight.NOTE or example.notes}


@pytest.mark.parametrize(("rule", "example"), [case for case in CASES if case.values[1].fixed])
def test_a_fix_leaves_what_the_page_says_and_nothing_more_to_fix(rule, example, tmp_path):
    build(tmp_path, example.files)
    config = configured([tmp_path], select=[rule])

    write(config, mend(config, documents_of(config, [tmp_path]), unsafe=True).mended.changes)

    left = {name: (tmp_path / name).read_bytes().decode() for name in example.fixed}
    assert example.fixed == left
    assert mend(config, documents_of(config, [tmp_path]), unsafe=True).mended.changes == ()
