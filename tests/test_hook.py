"""The hook, tested with real commits."""

import os
import subprocess

import pytest

from docsgate.__main__ import run
from test_staged import BAD, GOOD, git, write


@pytest.fixture
def repository(tmp_path, monkeypatch):
    git(tmp_path, "init", "--quiet")
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("GIT_")]:
        monkeypatch.delenv(name)
    return tmp_path


def commit(folder, *words):
    command = ["git", "-c", "user.name=n", "-c", "user.email=n@example.org"]
    return subprocess.run(
        [*command, "commit", "--message", "m", *words],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_commit_with_findings_is_stopped_and_says_why(repository, capsys):
    assert run(["hook", "install"]) == 0
    assert "hooks/pre-commit" in capsys.readouterr().out
    write(repository, a=BAD)
    git(repository, "add", "-A")

    stopped = commit(repository)

    assert stopped.returncode == 1
    assert "3:10    error   no file `gone.md`" in stopped.stdout + stopped.stderr
    write(repository, a=GOOD)
    assert commit(repository).returncode == 1  # It is mended, but not staged.
    git(repository, "add", "-A")
    assert commit(repository).returncode == 0


def test_a_commit_of_all_or_of_chosen_files_is_judged_as_it_will_be(repository):
    run(["hook", "install"])
    write(repository, a=GOOD, b=GOOD)
    git(repository, "add", "-A")
    assert commit(repository).returncode == 0

    write(repository, a=BAD, b=f"{GOOD}\nMore.\n")
    assert commit(repository, "docs/b.md").returncode == 0
    assert commit(repository, "--all").returncode == 1


def test_it_works_in_a_folder_below_and_in_a_work_tree(repository, tmp_path_factory):
    run(["hook", "install"])
    write(repository, a=GOOD)
    git(repository, "add", "-A")
    assert commit(repository / "docs").returncode == 0
    tree = tmp_path_factory.mktemp("trees") / "other"
    git(repository, "worktree", "add", "--quiet", str(tree), "-b", "other")
    write(tree, a=BAD)

    assert commit(tree, "--all").returncode == 1


def test_projects_below_the_top_are_judged(repository):
    inner = repository / "in ner"
    inner.mkdir()
    (inner / "docsgate.toml").write_text("")
    run(["hook", "install", "in ner"])
    write(inner, a=BAD)
    git(repository, "add", "-A")

    assert commit(repository).returncode == 1
    write(inner, a=GOOD)
    git(repository, "add", "-A")
    assert commit(repository).returncode == 0


def test_a_repository_without_documents_commits(repository):
    run(["hook", "install"])
    (repository / "a.txt").write_text("a")
    git(repository, "add", "-A")

    assert commit(repository).returncode == 0


def test_nothing_in_the_repository_is_imported(repository):
    """`python -m` would also import modules from the current folder."""
    run(["hook", "install"])
    write(repository, a=GOOD)
    for name in ("docsgate", "click", "yaml"):
        (repository / f"{name}.py").write_text("raise SystemExit(0)\n")
    write(repository, a=BAD)
    git(repository, "add", "-A")

    assert commit(repository).returncode == 1


def test_the_hook_of_somebody_else_is_kept(repository, capsys):
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\n")

    assert run(["hook", "install"]) == 2
    assert "is there already; add the line" in capsys.readouterr().err
    assert run(["hook", "uninstall"]) == 2
    assert hook.read_text() == "#!/bin/sh\n"


def test_it_is_installed_twice_and_removed_once(repository, capsys):
    assert [run(["hook", "install"]), run(["hook", "install"])] == [0, 0]
    assert run(["hook", "uninstall"]) == 0
    assert not (repository / ".git/hooks/pre-commit").exists()
    assert run(["hook", "uninstall"]) == 2
    assert "is not a hook of docsgate" in capsys.readouterr().err


def test_lines_of_others_are_kept_and_run(repository):
    run(["hook", "install"])
    hook = repository / ".git/hooks/pre-commit"
    shell, _, lines = hook.read_text().partition("\n")
    hook.write_text(f"{shell}\ntouch before\n{lines}touch after\n", encoding="utf-8")
    write(repository, a=GOOD)
    git(repository, "add", "docs")

    assert run(["hook", "install"]) == 0
    assert hook.read_text() == f"{shell}\ntouch before\n{lines}touch after\n"
    assert commit(repository).returncode == 0
    assert (repository / "before").exists()
    assert (repository / "after").exists()
    assert run(["hook", "uninstall"]) == 0
    assert hook.read_text() == f"{shell}\ntouch before\ntouch after\n"
    assert os.access(hook, os.X_OK)


def test_old_findings_stop_no_commit_and_new_ones_do(repository):
    write(repository, a=BAD, b=GOOD)
    git(repository, "add", "-A")
    commit(repository)
    run(["hook", "install"])
    (repository / "NOTES.txt").write_text("no document")
    write(repository, b="# Better\n\nText.\n")
    git(repository, "add", "-A")
    assert commit(repository).returncode == 0

    write(repository, b=BAD)
    git(repository, "add", "-A")
    assert commit(repository).returncode == 1


def test_a_link_that_dies_of_a_deletion_stops_the_commit(repository):
    write(repository, a="# One\n\nSee [it](b.md).\n", b=GOOD)
    git(repository, "add", "-A")
    run(["hook", "install"])
    assert commit(repository).returncode == 0
    git(repository, "rm", "--quiet", "docs/b.md")
    assert commit(repository).returncode == 1


def test_what_another_branch_brings_stops_no_merge(repository):
    write(repository, a=GOOD)
    git(repository, "add", "-A")
    commit(repository)
    git(repository, "checkout", "--quiet", "-b", "other")
    write(repository, a="# Other\n", b=BAD)
    git(repository, "add", "-A")
    commit(repository)
    git(repository, "checkout", "--quiet", "-")
    write(repository, a="# Own\n")
    commit(repository, "--all")
    run(["hook", "install"])
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "--quiet", "other")

    write(repository, a=BAD)
    git(repository, "add", "-A")
    assert commit(repository).returncode == 1
    write(repository, a="# Both\n")
    git(repository, "add", "-A")
    assert commit(repository).returncode == 0


def test_it_goes_where_git_looks_for_hooks(repository):
    git(repository, "config", "core.hooksPath", "own/hooks")
    run(["hook", "install"])

    assert (repository / "own/hooks/pre-commit").exists()


@pytest.mark.parametrize("path", ["gone", ".."])
def test_a_path_that_is_no_part_of_the_repository_is_misuse(repository, capsys, path):
    assert run(["hook", "install", path]) == 2
    assert f"{path}: " in capsys.readouterr().err
    assert not (repository / ".git/hooks/pre-commit").exists()


def test_a_hook_whose_docsgate_is_gone_says_so(repository, monkeypatch):
    run(["hook", "install"])
    hook = repository / ".git/hooks/pre-commit"
    lines = hook.read_text().splitlines(keepends=True)
    hook.write_text("".join("python=/gone\n" if "python=" in line else line for line in lines))
    write(repository, a=GOOD)
    git(repository, "add", "-A")
    monkeypatch.setenv("PATH", "/usr/bin:/bin")

    stopped = commit(repository)
    assert (stopped.returncode, "docsgate is not installed" in stopped.stderr) == (1, True)
