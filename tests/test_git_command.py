"""Git is asked where there may be a repository, and only there."""

import subprocess

import pytest

from docsgate.files.git_command import is_in_repository, main_branch
from docsgate.files.git_ignored import ignored_by_git
from docsgate.files.git_renames import renames


def init(folder, *options):
    subprocess.run(["git", "init", "-q", *options, folder], check=True)


def below(folder):
    init(folder)
    return folder / "docs"


def behind_a_link(folder):
    init(folder / "repository")
    (folder / "repository/docs").mkdir()
    (folder / "link").symlink_to(folder / "repository/docs")
    return folder / "link"


def with_its_git_folder_elsewhere(folder):
    init(folder / "docs", "--separate-git-dir", folder / "elsewhere")
    return folder / "docs"


def outside(folder):
    return folder / "docs"


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (below, True),
        (behind_a_link, True),
        (with_its_git_folder_elsewhere, True),
        (outside, False),
    ],
)
def test_a_repository_is_seen_where_git_sees_it(tmp_path, place, expected):
    (tmp_path / "docs").mkdir()
    folder = place(tmp_path)

    asked = subprocess.run(["git", "rev-parse"], cwd=folder, check=False, capture_output=True)

    assert (is_in_repository(folder), asked.returncode == 0) == (expected, expected)


def test_a_repository_may_be_named_by_the_environment(tmp_path, monkeypatch):
    monkeypatch.setenv("GIT_DIR", str(tmp_path / "elsewhere"))

    assert is_in_repository(tmp_path)


@pytest.mark.parametrize("ask", [renames, ignored_by_git])
def test_git_is_not_started_outside_of_a_repository(tmp_path, monkeypatch, ask):
    program, folder = tmp_path / "bin/git", tmp_path / "docs"
    program.parent.mkdir()
    folder.mkdir()
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/started'\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(program.parent), prepend=":")

    ask(folder)
    assert not (tmp_path / "started").exists()

    (folder / ".git").mkdir()
    ask(folder)
    assert (tmp_path / "started").exists()


def commit(folder, branch):
    init(folder, "--initial-branch", branch)
    who = ("-c", "user.name=a", "-c", "user.email=a@example.org")
    message = ("commit", "-q", "--allow-empty", "-m", "m")
    subprocess.run(["git", *who, *message], cwd=folder, check=True)
    return folder


@pytest.mark.parametrize(
    ("branch", "expected"), [("main", "main"), ("master", "master"), ("x", "")]
)
def test_the_branch_that_others_begin_from_is_the_usual_one(tmp_path, branch, expected):
    assert main_branch(commit(tmp_path, branch)) == expected


def test_the_branch_that_the_remote_calls_its_own_goes_first(tmp_path):
    origin = tmp_path / "origin"
    origin.mkdir()
    commit(origin, "trunk")
    subprocess.run(["git", "clone", "-q", origin, tmp_path / "clone"], check=True)

    assert main_branch(tmp_path / "clone") == "origin/trunk"


def test_no_branch_is_named_where_there_is_no_repository(tmp_path):
    assert main_branch(tmp_path) == ""
