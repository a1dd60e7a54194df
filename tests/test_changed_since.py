"""`--changed-since`: only the changes of a branch are judged, not what was there before."""

import json
import subprocess
from pathlib import Path

import pytest

from docsgate.__main__ import run
from test_staged import BAD, GOOD, git, write

WORSE = GOOD + "\nSee [it](gone.md).\n"


@pytest.fixture
def branch(tmp_path, monkeypatch):
    """A branch of a `main` that had one dead link."""
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a=BAD, b=GOOD, c="# C\n\nSee [b](b.md#good).\n")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    return tmp_path


def commit(folder, message="step"):
    git(folder, "add", "-A")
    git(folder, "commit", "--quiet", "--message", message)


def judge(capsys, *words):
    """The exit code, and the findings by document and line."""
    code = run(["validate", "--skip-build", "--format", "concise", *words])
    lines = capsys.readouterr().out.splitlines()
    return code, sorted(":".join(line.split(":")[:2]) for line in lines)


def test_what_was_there_before_does_not_fail_and_what_is_new_does(branch, capsys):
    assert judge(capsys) == (1, ["docs/a.md:3"])
    assert judge(capsys, "--changed-since", "main") == (0, [])

    write(branch, b=WORSE)
    assert judge(capsys, "--changed-since", "main") == (1, ["docs/b.md:5"])
    assert judge(capsys, "--changed-since", "main", "docs/a.md") == (0, [])


def test_a_link_that_died_in_a_document_nobody_touched_is_new(branch, capsys):
    write(branch, b="# Better\n\nText.\n")
    assert judge(capsys, "--changed-since", "main") == (1, ["docs/c.md:3"])


def test_lines_may_move_and_a_commit_changes_nothing(branch, capsys):
    write(branch, a="# Bad\n\nMore.\n\nSee [it](gone.md).\n", b=GOOD + "\n[new](none.md)\n")
    before = judge(capsys, "--changed-since", "main")
    commit(branch)
    assert judge(capsys, "--changed-since", "main") == before == (1, ["docs/b.md:5"])


def test_a_finding_that_names_a_line_is_the_same_when_lines_move(branch, capsys):
    write(branch, d="# D\n\n## X\n\n## X\n")
    commit(branch)
    write(branch, d="# D\n\nMore.\n\n## X\n\n## X\n")
    assert judge(capsys, "--changed-since", "HEAD", "docs/d.md") == (0, [])


def test_a_document_may_be_renamed(branch, capsys):
    git(branch, "mv", "docs/a.md", "docs/d.md")
    assert judge(capsys, "--changed-since", "main") == (0, [])
    assert judge(capsys, "--changed-since", "main", "docs/d.md") == (0, [])


def test_what_a_document_that_is_gone_kept_off_is_not_new(branch, capsys):
    write(branch, index="# Index\n\n[c](c.md)\n[b](b.md)\n")
    (branch / "docsgate.toml").write_text('[rules]\nindex-document-orphaned = "warning"\n')
    commit(branch)
    assert "docs/a.md:1" in judge(capsys)[1]
    git(branch, "rm", "--quiet", "docs/c.md")
    write(branch, index="# Index\n\n[b](b.md)\n")
    assert judge(capsys, "--changed-since", "HEAD") == (0, [])


def test_the_site_that_is_configured_then_counts_for_what_was_then(branch, capsys):
    write(branch, a="# Good\n\n- a\n  - b\n\nText\n- c\n")
    (branch / "mkdocs.yml").write_text("site_name: s\nmarkdown_extensions: [docsgate.gfm_lists]\n")
    commit(branch)
    assert judge(capsys) == (0, [])
    (branch / "mkdocs.yml").write_text("site_name: s\n")
    found = judge(capsys)
    assert found[0] == 1
    assert judge(capsys, "--changed-since", "HEAD") == found

    git(branch, "mv", "mkdocs.yml", "mkdocs.yaml")
    assert judge(capsys, "--changed-since", "HEAD") == found


def test_what_the_other_branch_did_since_is_not_asked(branch, capsys):
    git(branch, "checkout", "--quiet", "main")
    write(branch, a=GOOD)
    commit(branch)
    git(branch, "checkout", "--quiet", "work")
    assert judge(capsys, "--changed-since", "main") == (0, [])


def test_what_is_staged_is_compared(branch, capsys):
    write(branch, b=WORSE)
    git(branch, "add", "-A")
    write(branch, b=GOOD, c=BAD)
    assert judge(capsys, "--staged", "--changed-since", "main") == (1, ["docs/b.md:5"])


def test_a_project_below_the_top_of_its_repository_is_compared(tmp_path, monkeypatch, capsys):
    project = tmp_path / "handbook"
    project.mkdir()
    (project / "docsgate.toml").write_text('docs = ["docs"]\n')
    write(project, a=BAD, b=GOOD)
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    commit(tmp_path)
    monkeypatch.chdir(project)
    write(project, b=BAD)
    assert judge(capsys, "--changed-since", "main") == (1, ["docs/b.md:3"])


@pytest.mark.usefixtures("branch")
def test_the_report_counts_what_is_older(capsys):
    run(["validate", "--format", "json", "--changed-since", "main"])
    summary = json.loads(capsys.readouterr().out)["summary"]
    assert (summary["older"], summary["success"], summary["site"]) == (1, True, "")
    assert summary["links"] == {"total": 2, "valid": 1, "broken": 1, "external": 0, "unjudged": 0}

    run(["validate", "--changed-since", "main"])
    assert " · 0 errors · 1 older · " in capsys.readouterr().out


def test_a_baseline_takes_the_rest(branch, capsys):
    write(branch, b=WORSE)
    Path("known.json").write_text('{"version": 1, "findings": {}}')
    words = ("--changed-since", "main", "--baseline", "known.json")
    assert judge(capsys, *words) == (1, ["docs/b.md:5"])
    Path("known.json").unlink()
    assert run(["validate", "--skip-build", "--baseline", "known.json", "--update-baseline"]) == 0
    capsys.readouterr()
    assert judge(capsys, *words) == (0, [])
    assert run(["validate", "--skip-build", *words]) == 0
    assert "gone" not in capsys.readouterr().out  # Older findings are still found, so none is gone.


@pytest.mark.usefixtures("branch")
@pytest.mark.parametrize("revision", ["nowhere", "--all", "", "main:docs", "\n"])
def test_a_revision_that_is_none_is_refused(capsys, revision):
    assert run(["validate", "--changed-since", revision]) == 2
    assert "has no commit in common with HEAD" in capsys.readouterr().err


def test_a_branch_without_a_common_commit_is_refused(branch, capsys):
    git(branch, "checkout", "--quiet", "--orphan", "other")
    commit(branch, "other")
    assert run(["validate", "--changed-since", "main"]) == 2
    assert "`main` has no commit in common with HEAD" in capsys.readouterr().err


def test_a_shallow_clone_says_what_is_missing(branch, tmp_path, monkeypatch, capsys):
    shallow = tmp_path / "shallow"
    address = branch.as_uri()
    subprocess.run(["git", "clone", "-q", "--depth=1", address, shallow], check=True)
    monkeypatch.chdir(shallow)
    assert run(["validate", "--changed-since", "origin/main"]) == 2
    said = capsys.readouterr().err
    assert "`origin/main` has no commit in common with HEAD in this shallow clone" in said
    assert "`fetch-depth: 0`" in said


@pytest.mark.usefixtures("branch")
@pytest.mark.parametrize("option", ["--fix", "--diff", "--crawl", "--external"])
def test_it_only_judges_documents(capsys, option):
    assert run(["validate", "--changed-since", "main", option]) == 2
    assert "--changed-since only judges" in capsys.readouterr().err


def test_before_the_first_commit_everything_is_new(tmp_path, monkeypatch, capsys):
    git(tmp_path, "init", "--quiet")
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a=BAD)
    assert judge(capsys, "--changed-since", "HEAD") == (1, ["docs/a.md:3"])


def test_without_git_it_is_refused(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a=GOOD)
    assert run(["validate", "--changed-since", "main"]) == 2
    assert "not a git repository" in capsys.readouterr().err
