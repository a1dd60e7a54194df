"""One fault is one finding, whoever meets it, and says what is different for a reader."""

from dataclasses import replace

import pytest

from docsgate.checking.engine import check
from docsgate.checking.merging import merge
from docsgate.configuration.discovery import documents_of
from docsgate.diagnostics import Claim, Edit, Fix, Severity
from docsgate.reporters import FORMATS, reporter
from docsgate.reporters.summary import summarise
from docsgate.text import Span
from tools.configured import configured
from tools.reporting import finding

FIX = Fix((Edit(Span(0, 1), "x"),), Claim.SAME)


def test_one_fault_for_several_readers_is_one_finding():
    github = finding(2, 5, severity=Severity.WARNING, targets=("github",))
    mdx = finding(2, 5, targets=("mdx",), stops=("mdx",), fix=FIX)

    assert merge([github, mdx]) == [
        finding(2, 5, targets=("github", "mdx"), stops=("mdx",), fix=FIX)
    ]


@pytest.mark.parametrize(
    "change", [{"path": "b.md"}, {"span": Span(2, 4)}, {"rule": "file-unreadable"}]
)
def test_faults_at_other_places_or_of_other_rules_stay_apart(change):
    found = [finding(2, 5, targets=("github",)), finding(2, 5, targets=("mdx",))]
    found[1] = replace(found[1], **change)

    assert merge(found) == found


def test_what_holds_for_all_stays_apart_from_what_holds_for_one():
    found = [finding(2, 5), finding(2, 5), finding(2, 5, targets=("mdx",))]

    assert merge(found) == found


def test_what_one_reader_meets_twice_at_one_place_are_two_faults():
    twice = [finding(2, 5, message, targets=("mdx",)) for message in ("a", "b")]
    other = [finding(2, 5, message, targets=("docusaurus",)) for message in ("a", "b")]

    both = ("mdx", "docusaurus")
    assert merge([*twice, *other]) == [
        finding(2, 5, "a", targets=both),
        finding(2, 5, "b", targets=both),
    ]


@pytest.mark.parametrize(
    ("messages", "joined"),
    [
        (("no `a`", "no `a`"), "no `a`"),
        (("no `a` on GitHub", "no `a` in Docusaurus"), "no `a` on GitHub and in Docusaurus"),
        (("no `a` on one", "no `a` on two"), "no `a` on one and on two"),
        (("no `a` on GitHub", "no `b` on GitHub"), "no `a` on GitHub; no `b` on GitHub"),
        (("no `a on b`", "no `a on c`"), "no `a on b`; no `a on c`"),
        (("nothing on GitHub", "nothing in MDX"), "nothing on GitHub; nothing in MDX"),
    ],
)
def test_a_message_says_once_what_is_the_same(messages, joined):
    found = [
        finding(2, 5, message, targets=(name,))
        for message, name in zip(messages, ("github", "docusaurus"), strict=True)
    ]

    assert [one.message for one in merge(found)] == [joined]


def test_other_advice_is_kept():
    found = [
        finding(2, 5, help_=help_, targets=(name,))
        for help_, name in (("write `b`", "github"), ("", "mdx"), ("write `c`", "mkdocs"))
    ]

    assert [one.help for one in merge(found)] == ["write `b`; write `c`"]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_format_shows_and_counts_one_link_once(tmp_path, format_):
    (tmp_path / "src").mkdir()
    (tmp_path / "src/x.py").write_text("")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text("# A\n\nSee [the code](../src/).\n")
    config = configured([tmp_path], targets=["mkdocs", "github", "docusaurus"])

    report = check(config, documents_of(config, []))
    shown = reporter(format_)(report, colour=False, verbose=False)

    assert [one.targets for one in report.findings] == [("mkdocs", "docusaurus")]
    assert summarise(report).severities["error"] == summarise(report).links_broken == 1
    assert shown.count("no route `/src/` in Docusaurus") == (2 if format_ == "junit" else 1)
