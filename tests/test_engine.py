"""A run: which rules judge which documents, and the severities and the order of findings."""

import gc
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.checking.engine import check, check_project
from docsgate.configuration.discovery import collection_of, documents_of
from docsgate.configuration.known_layouts import COLLECTIONS
from docsgate.configuration.settings import Config, Target
from docsgate.diagnostics import Severity
from docsgate.loading.read_document import read_document
from docsgate.text import Source
from tools.configured import configured
from tools.in_memory import judged


def findings(folder, files, config_text="", paths=()):
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    if config_text:
        (folder / "docsgate.toml").write_text(config_text)
    config = configured([folder])
    return check(config, list(paths) or documents_of(config, [folder])).findings


def rules(found):
    return [(finding.path, finding.rule) for finding in found]


def test_findings_are_in_order_of_path_place_and_rule(tmp_path):
    files = {"docs/b.md": "# B\n\n### C \n", "docs/a.md": "Two \n\n\n\n\n# A"}

    assert rules(findings(tmp_path, files)) == [
        ("docs/a.md", "whitespace-trailing"),
        ("docs/a.md", "whitespace-blank-lines"),
        ("docs/a.md", "whitespace-final-newline"),
        ("docs/b.md", "heading-level-skipped"),
        ("docs/b.md", "whitespace-trailing"),
    ]


def test_the_order_of_the_paths_does_not_matter(tmp_path):
    files = {"docs/b.md": "# B \n", "docs/a.md": "# A \n"}

    one = findings(tmp_path, files, paths=["docs/a.md", "docs/b.md"])
    other = findings(tmp_path, files, paths=["docs/b.md", "docs/a.md"])

    assert sorted(rules(one)) == sorted(rules(other))


def test_what_cannot_be_read_has_that_finding_alone(tmp_path):
    files = {"docs-cms/adr/adr.md": b"\xff \n"}

    assert rules(findings(tmp_path, files)) == [("docs-cms/adr/adr.md", "file-unreadable")]


@pytest.mark.parametrize(
    ("settings", "severity"),
    [
        ("", Severity.INFO),
        ("whitespace-trailing = 'warning'", Severity.WARNING),
        ("whitespace-trailing = 'error'", Severity.ERROR),
        ("'whitespace-*' = 'info'", Severity.INFO),
        ("'*' = 'error'\nwhitespace-trailing = 'info'", Severity.INFO),
        ("whitespace-trailing = 'info'\n'*' = 'error'", Severity.ERROR),
        ("'*' = 'off'\nwhitespace-trailing = 'info'", Severity.INFO),
    ],
)
def test_the_last_setting_that_matches_a_rule_counts(tmp_path, settings, severity):
    (found,) = findings(tmp_path, {"docs/a.md": "# A \n"}, f"[rules]\n{settings}\n")

    assert found.severity is severity


@pytest.mark.parametrize(
    ("folder", "settings", "asked", "severity"),
    [
        ("docs", "", False, Severity.INFO),
        ("docs", "", True, Severity.WARNING),
        ("docs", "strict = true", False, Severity.WARNING),
        ("docs", "strict = false", True, Severity.WARNING),
        ("docs-cms", "", False, Severity.WARNING),
        ("docs-cms", "strict = false", False, Severity.INFO),
        ("part/docs-cms", "docs = 'part/docs-cms'", False, Severity.WARNING),
        ("docs", "strict = true\nrules = {'whitespace-*' = 'info'}", True, Severity.INFO),
    ],
)
def test_style_weighs_more_where_a_project_is_strict(tmp_path, folder, settings, asked, severity):
    (tmp_path / folder).mkdir(parents=True)
    (tmp_path / folder / "a.md").write_text("# A \n\n[B](b.md)\n")
    (tmp_path / "docsgate.toml").write_text(settings)
    config = configured([tmp_path], strict=asked)

    found = {one.rule: one.severity for one in check(config, documents_of(config, [])).findings}

    assert found == {"whitespace-trailing": severity, "link-target-missing": Severity.ERROR}


def test_a_rule_that_is_off_finds_nothing(tmp_path):
    assert findings(tmp_path, {"docs/a.md": "# A \n"}, "rules = {'whitespace-*' = 'off'}") == ()


def test_ignores_hold_for_the_paths_and_rules_that_they_name(tmp_path):
    files = {"docs/a.md": "# A \n\n### B\n", "docs/old/b.md": "# B \n\n### C\n"}
    config = "[ignore]\n'docs/old/**' = ['whitespace-*']\n'**/b.md' = 'heading-level-skipped'\n"

    assert rules(findings(tmp_path, files, config)) == [
        ("docs/a.md", "whitespace-trailing"),
        ("docs/a.md", "heading-level-skipped"),
    ]


def test_a_comment_that_silences_an_ignored_rule_is_used(tmp_path):
    files = {"docs/a.md": "# A\n\n<!-- docsgate: ignore whitespace-trailing: why -->\nB \n"}

    assert findings(tmp_path, files, "[ignore]\n'docs/*' = 'whitespace-*'\n") == ()


@pytest.mark.parametrize("setting", ["off", "info"])
def test_findings_about_comments_weigh_as_configured(tmp_path, setting):
    files = {"docs/a.md": "# A\n\n<!-- docsgate: ignore fence-unclosed: why -->\n"}

    found = findings(tmp_path, files, f"rules.suppression-unused = '{setting}'")

    assert [finding.severity.value for finding in found] == ([] if setting == "off" else ["info"])


def test_documents_that_are_linked_to_are_read_but_not_judged(tmp_path):
    files = {"docs/a.md": "# A\n\n[b](b.md#c)\n", "docs/b.md": "# B \n\n## C\n"}

    assert findings(tmp_path, files, paths=["docs/a.md"]) == ()


def test_each_document_is_shown_when_it_was_read(tmp_path):
    findings(tmp_path, {"docs/a.md": "# A\n", "docs/b.md": "# B\n"})
    seen = []

    check(configured([tmp_path]), ["docs/a.md", "docs/b.md"], seen.append)

    assert seen == ["docs/a.md", "docs/b.md"]


def test_the_garbage_collector_is_left_as_it_was(tmp_path):
    gc.disable()
    try:
        findings(tmp_path, {"docs/a.md": "# A\n"})
        assert not gc.isenabled()
    finally:
        gc.enable()

    findings(tmp_path, {"docs/a.md": "# A\n"})
    assert gc.isenabled()


PIECES = st.sampled_from(
    [
        "---\n", "title: ", "status: ", "date: ", "tags: ", "id: ", "adr-1", "2026-01-01",
        "[a, A]", "\n  - a", "# ", "### ", "a", " ", "  ", "\n", "\n\n", "\r\n", "\r", "\t", "- ",
        "1. ", "1) ", "> ", "```", "```sh\n", "~~~\n", "[a](b.md)", "[a](#b)", "[a][b]",
        "![a](b.png)", "[b]: c\n", "<a href='x'>", "<!-- ", " -->", "docsgate: ignore ", "fence-*",
        "{", "}", "<10", "`", "|a|\n", "|-|\n", "https://a.b", "ADR-002", "é😀", "\u2028", "\0",
        "===\n", "[^1]", "\\", ": ", '"', "#",
    ]
)  # fmt: skip


@given(
    st.lists(PIECES, max_size=30).map("".join),
    st.sampled_from(["docs-cms/adr/adr-001-a.md", "a.mdx"]),
)
def test_no_document_makes_a_rule_fail(text, path):
    config = Config(root=Path("/gone"), collections=COLLECTIONS, targets=tuple(Target))
    document = read_document(Source(path, text), collection_of(config, path), config)
    for found in check_project(judged(config, document)):
        assert 0 <= found.span.start <= found.span.end <= len(text)
        assert found.message
        assert found.message + found.help == (found.message + found.help).rstrip(".\n")
