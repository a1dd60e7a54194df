"""What is required where nobody configured anything: what most documents of a folder do."""

import subprocess

import pytest

from docsgate.__main__ import run
from docsgate.commands.request import Request
from docsgate.commands.validate import validate


def record(**fields):
    lines = [f"{key}: {value}" for key, value in fields.items()]
    return "\n".join(["---", *lines, "---", "", "# A decision", ""])


def build(tmp_path, documents):
    for path, text in documents.items():
        file = tmp_path / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")


def messages(tmp_path, *paths, jobs=1):
    chosen = tuple(tmp_path / path for path in paths) or (tmp_path,)
    request = Request(
        paths=chosen, select=("frontmatter-*", "filename-*", "number-*"), build=False, jobs=jobs
    )
    return [f"{one.path}: {one.message}" for one in validate(request).report.findings]


def decisions(count, **fields):
    return {f"adr/{number:04}-a.md": record(**fields) for number in range(1, count + 1)}


@pytest.mark.parametrize(
    ("having", "without", "told"),
    [(4, 1, True), (8, 2, True), (3, 1, False), (7, 2, False), (0, 5, False)],
)
def test_a_field_is_required_where_four_in_five_of_five_have_it(tmp_path, having, without, told):
    build(tmp_path, decisions(having + without, owner="Ann"))
    build(tmp_path, decisions(without, topic="x"))

    found = messages(tmp_path)

    message = f"no field `owner`; {having} of {having + without} in `adr` have it"
    assert found == [f"adr/{n:04}-a.md: {message}" for n in range(1, without + 1) if told]


def test_frontmatter_is_required_where_most_have_it(tmp_path):
    build(tmp_path, decisions(5, owner="Ann"))
    build(tmp_path, {"adr/0006-a.md": "# A\n", "adr/0007-b.md": "# B\n\n## Status\n\nAccepted\n"})
    assert messages(tmp_path) == []

    build(tmp_path, decisions(5, owner="Ann") | {"adr/0007-b.md": record(owner="Bob")})
    assert messages(tmp_path) == ["adr/0006-a.md: no frontmatter; 6 of 7 in `adr` have it"]


def test_an_empty_field_that_most_fill_in_is_told(tmp_path):
    build(tmp_path, decisions(5, owner="Ann") | {"adr/0006-a.md": record(owner="")})

    assert messages(tmp_path) == [
        "adr/0006-a.md: the field `owner` is empty; 5 of 6 in `adr` fill it in"
    ]


def test_a_status_is_unknown_only_where_most_have_a_known_one(tmp_path):
    build(tmp_path, {"adr/0001-a.md": record(status="acepted")})
    assert messages(tmp_path) == []

    build(tmp_path, decisions(5, status="parked") | {"adr/0006-a.md": record(status="acepted")})
    build(tmp_path, {"adr/0007-a.md": record(status="approved (for now)")})
    assert messages(tmp_path) == [
        "adr/0006-a.md: unknown status `acepted`; 6 of 7 in `adr` have one that is known"
    ]


def test_dates_are_judged_where_most_write_them_alike(tmp_path):
    build(
        tmp_path, decisions(4, date="March 1 2026") | {"adr/0005-a.md": record(date="2026-13-01")}
    )
    assert messages(tmp_path) == []

    build(tmp_path, decisions(4, date="2026-03-01") | {"adr/0005-a.md": record(date="3 of March")})
    assert messages(tmp_path) == ["adr/0005-a.md: `3 of March` is not a date"]


def test_a_decision_without_a_number_is_told_and_a_page_about_decisions_is_not(tmp_path):
    build(tmp_path, decisions(9, status="accepted"))
    build(tmp_path, {"adr/one-queue.md": record(status="accepted"), "adr/how.md": "# How\n"})

    assert messages(tmp_path) == [
        "adr/one-queue.md: `one-queue.md` has no number; 9 of 11 in `adr` have one"
    ]


@pytest.mark.parametrize("jobs", [1, 3])
def test_a_custom_is_that_of_all_members_in_any_run(tmp_path, jobs):
    build(tmp_path, decisions(9, owner="Ann") | {"adr/0010-a.md": record(topic="x")})
    (tmp_path / ".git").mkdir()  # So the root is the same for all paths.
    told = ["adr/0010-a.md: no field `owner`; 9 of 10 in `adr` have it"]

    assert messages(tmp_path, jobs=jobs) == told
    assert messages(tmp_path, "adr/0010-a.md", jobs=jobs) == told
    assert messages(tmp_path, "adr/0001-a.md", jobs=jobs) == []


def test_each_folder_has_customs_of_its_own(tmp_path):
    build(tmp_path, decisions(5, owner="Ann") | {"x/adr/0001-a.md": record(topic="x")})

    assert messages(tmp_path) == []


def test_this_projects_layout_requires_its_fields_of_one_document_alone(tmp_path):
    build(tmp_path, {"docs-cms/adr/adr-001-a.md": record(title="A", status="Accepted")})

    assert messages(tmp_path) == ["docs-cms/adr/adr-001-a.md: adr requires the field `date`"]


@pytest.mark.parametrize(
    "name",
    [
        "AGENTS.md", "README.de.md", "index.md", "_index.md", "CLAUDE.md", "template.md",
        "0000-template.md", "adr-template-bare.md", "EMPTY-ADR.md", "nnn-template.md",
    ],
)  # fmt: skip
def test_what_tells_of_a_folder_is_no_decision(tmp_path, name):
    build(tmp_path, decisions(9, owner="Ann") | {f"adr/{name}": "---\ntopic: x\n---\n"})

    assert messages(tmp_path) == []


@pytest.mark.parametrize(
    "title",
    ["{short title}", "[Title of the decision]", "ADR-NNN: Title", "NUMBER. TITLE", "Title"],
)
def test_a_title_that_nobody_filled_in_tells_a_template(tmp_path, title):
    build(tmp_path, decisions(9, owner="Ann") | {"adr/start-here.md": f"# {title}\n"})
    build(tmp_path, {"adr/0010-b.md": f"# {title}\n"})

    assert messages(tmp_path) == ["adr/0010-b.md: no frontmatter; 9 of 10 in `adr` have it"]


def test_a_word_in_a_title_makes_no_template(tmp_path, monkeypatch, capsys):
    (tmp_path / "docs-cms/adr").mkdir(parents=True)
    monkeypatch.chdir(tmp_path)
    for title in ("Template engine for mails", "Template", "A template for a page"):
        assert run(["new", "adr", title]) == 0
    capsys.readouterr()

    run(["list"])

    labels = [line.split()[0] for line in capsys.readouterr().out.splitlines()]
    assert labels == ["ADR-001", "ADR-002", "ADR-003"]


def test_a_folder_with_a_number_is_one_document(tmp_path, monkeypatch, capsys):
    build(tmp_path, {
        "rfcs/0007-cache/README.md": "# Cache\n\nStatus: accepted\n",
        "rfcs/0007-cache/figures.md": "# Figures\n",
        "rfcs/0008-a.md": "# A\n", "rfcs/0008-b/index.md": "# B\n", "rfcs/0008-a.ja.md": "# A\n",
    })  # fmt: skip
    monkeypatch.chdir(tmp_path)

    found = messages(tmp_path)
    run(["list"])

    assert found == [
        "rfcs/0008-b/index.md: number 0008 is also that of `0008-a.ja.md`",
    ]
    assert capsys.readouterr().out.splitlines()[0].split() == ["RFC-0007", "accepted", "Cache"]


def test_what_is_staged_is_judged_by_the_custom_of_what_git_has(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)
    build(tmp_path, decisions(5, owner="Ann"))
    build(tmp_path, {"adr/0006-a.md": record(topic="x")})
    subprocess.run(["git", "add", "."], check=True)
    for number in range(1, 5):  # On disk most have no owner any more.
        build(tmp_path, {f"adr/{number:04}-a.md": record(topic="x")})

    run(["validate", "--staged", "--format", "concise", "adr/0006-a.md"])
    assert "no field `owner`; 5 of 6 in `adr` have it" in capsys.readouterr().out
    run(["validate", "--skip-build", "--format", "concise", "adr/0006-a.md"])
    assert "owner" not in capsys.readouterr().out
