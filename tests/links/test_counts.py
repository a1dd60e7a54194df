"""The links that a report counts: each once, and none valid that no rule judged."""

import json

import pytest

from docsgate.__main__ import run

TEXT = (
    "# A\n\n[b](b.md) [c](c.md) [d](b.md#none) ![e](e.png) [f](https://example.org) `[g](g.md)`\n\n"
    "$[h](h.md)$ [i][none]\n"
)
COUNTS = ("total", "valid", "broken", "external", "unjudged")


def counted(capsys, *words):
    run(["validate", "--skip-build", "--format", "json", "--target", "github", *words])
    links = json.loads(capsys.readouterr().out)["summary"]["links"]
    return tuple(links[name] for name in COUNTS)


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/a.md").write_text(TEXT)
    (tmp_path / "docs/b.md").write_text("# B\n\nText.\n")
    return tmp_path


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("rules", "counts"), [
    ("*", (6, 1, 4, 1, 0)),
    ("frontmatter-*", (6, 0, 0, 1, 5)),
    ("link-*", (6, 1, 2, 1, 2)),
    ("link-target-missing", (6, 1, 1, 1, 3)),
    ("link-target-case", (6, 0, 0, 1, 5)),
    ("image-missing", (6, 0, 1, 1, 4)),
    ("anchor-missing", (6, 0, 1, 1, 4)),
])  # fmt: skip
def test_what_no_rule_judges_is_neither_valid_nor_broken(capsys, rules, counts):
    assert counted(capsys, "--select", rules) == counts


def test_rules_that_are_ignored_in_a_document_judge_nothing_in_it(project, capsys):
    (project / "docsgate.toml").write_text('[ignore]\n"docs/a.md" = ["link-*", "anchor-*"]\n')
    assert counted(capsys) == (6, 0, 1, 1, 4)


@pytest.mark.usefixtures("project")
def test_text_says_nothing_of_links_that_no_rule_judged(capsys):
    words = ("validate", "--skip-build", "--target", "github", "--select")
    run([*words, "frontmatter-*"])
    assert " · 6 links: 1 external, 5 not judged · " in capsys.readouterr().out
    run([*words, "link-*"])
    assert " · 6 links: 1 valid, 2 broken, 1 external, 2 not judged · " in capsys.readouterr().out


def test_a_silenced_link_is_still_broken(project, capsys):
    (project / "docs/a.md").write_text(
        "# A\n\n<!-- docsgate: ignore link-target-missing: comes later -->\n[c](c.md)\n"
    )
    assert counted(capsys) == (1, 0, 1, 0, 0)


def test_no_count_depends_on_the_number_of_processes_or_on_the_build(project, capsys):
    (project / "mkdocs.yml").write_text("site_name: s\n")
    text = "# C\n\n[b](no page.md) [b](b.md) [x](https://example.org)\n\n    [[y](y.md)\n"
    for number in range(70):
        (project / f"docs/c{number}.md").write_text(text)
    counts = set()
    for jobs in "1", "2", "3":
        for build in ("--skip-build",), ():
            words = ("--format", "json", "--target", "mkdocs", "--target", "github")
            run(["validate", *build, *words, "--jobs", jobs])
            links = json.loads(capsys.readouterr().out)["summary"]["links"]
            counts.add(tuple(links.values()))
    assert len(counts) == 1
