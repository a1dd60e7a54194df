"""Every manual ends with two examples: one that the rule finds, and one that it does not.

An example is a document, or what `SETUPS` says it is. Only the manual's own rule runs.
"""

import json
from dataclasses import dataclass, field

import pytest

from docsgate.rules import RULES, manual
from docsgate.rules.shared.manuals import read_manual
from test_rules import build, findings_of

DOCUMENT = "docs-cms/adr/adr-007-one-cache.md"
MARKS = {"·": " ", "→": "\t", "␍": "\r", "␊\n": "\n", "␊": "\n"}
"""What manuals write for characters that cannot be seen."""

NOT_RUN = {"site-crawl-disagreement": "it finds something only when docsgate has a fault"}


@dataclass(frozen=True)
class Setup:
    """Where the example of a manual is, and the other files that it needs."""

    path: str = DOCUMENT
    files: dict[str, str] = field(default_factory=dict)


NAMES = Setup("")
"""The example lists the names of files."""


def beside(*names):
    """Other files in the folder of the example."""
    return Setup(files={f"docs-cms/adr/{name}": "Text.\n" for name in names})


def decided(**frontmatter):
    """Other decisions, `adr_012` for one, with a line of frontmatter each."""
    return Setup(
        files={
            f"docs-cms/adr/{name.replace('_', '-')}-other.md": f"---\n{line}\n---\nText.\n"
            for name, line in frontmatter.items()
        }
    )


def asked(**learnt):
    """What an earlier run learnt of a page of another site, so that nothing is asked."""
    page = {"https://example.org/queue": {"until": 4102444800, **learnt}}
    return Setup(
        files={
            "docsgate.toml": "[external]\nenabled = true\noffline = true\n",
            ".docsgate-cache/external.json": json.dumps({"version": 1, "addresses": page}),
        }
    )


BLOCKED = asked(fate="blocked", reason="status 403").files
SETUPS = {
    "anchor-external-missing": asked(fate="alive", missing=["limit"], known=["limit", "limits"]),
    "file-unreadable": NAMES,
    "filename-mismatched": NAMES,
    "html-placeholder-dropped": Setup(files={"docsgate.toml": 'targets = ["github", "mkdocs"]\n'}),
    "image-missing": beside("img/cache.png"),
    "index-document-orphaned": Setup(
        "docs-cms/adr/index.md", beside("adr-006-one-queue.md", "adr-007-one-cache.md").files
    ),
    "lifecycle-reference-missing": beside("adr-002-storage.md"),
    "lifecycle-status-outdated": decided(adr_012="status: Accepted"),
    "lifecycle-succession-circular": decided(adr_012="supersedes: ADR-007"),
    "lifecycle-successor-rejected": decided(adr_012="status: Rejected", adr_013="status: Accepted"),
    "link-citation-missing": beside("adr-012-other.md"),
    "link-citation-superseded": decided(
        adr_002="status: Superseded by ADR-012", adr_012="status: Accepted"
    ),
    "link-external-blocked": Setup(
        "docsgate.toml", {**BLOCKED, DOCUMENT: "[queue](https://example.org/queue)\n"}
    ),
    "link-external-dead": asked(fate="dead", reason="status 404"),
    "link-external-moved": asked(fate="alive", moved_to="https://example.org/guides/queue"),
    "link-external-unreachable": asked(fate="unreachable", reason="no answer"),
    "link-target-case": beside("adr-002-storage.md"),
    "link-target-missing": beside("adr-002-storage.md"),
    "mdx-comment-html": Setup(files={"docsgate.toml": 'targets = ["mdx"]\n'}),
    "number-duplicated": NAMES,
    "site-build-failed": Setup(
        "mkdocs.yml", {"docs/index.md": "# Home\n", "docs/adr-007-one-cache.md": "# One cache\n"}
    ),
}


def files_of(rule, example):
    setup = SETUPS.get(rule, Setup())
    if setup is NAMES:
        return dict.fromkeys(example.splitlines(), "# One cache\n")
    text = example.removesuffix("\n") if "␊" in example else example
    for mark, character in MARKS.items():
        text = text.replace(mark, character)
    return {**setup.files, setup.path: text}


def run(rule, example, folder):
    build(folder, files_of(rule, example))
    return findings_of(folder, rule)


@pytest.mark.parametrize("rule", RULES)
def test_a_manual_is_one_line_then_why_and_what_to_do_then_two_examples(rule):
    text, before, after = read_manual(manual(rule))
    summary, *paragraphs = text.split("\n\n")

    assert "\n" not in summary
    assert summary.endswith(".")
    assert len(paragraphs) >= 2
    assert before
    assert after


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule not in NOT_RUN])
def test_a_rule_finds_what_is_before_and_not_what_is_after(rule, tmp_path):
    _, before, after = read_manual(manual(rule))

    assert run(rule, before, tmp_path / "before")
    assert run(rule, after, tmp_path / "after") == ""


def test_only_rules_have_a_setup():
    assert {*SETUPS, *NOT_RUN} <= set(RULES)
