"""`--staged`: the next commit is judged, and not the working copy."""

import os
import subprocess

import pytest

from docsgate.__main__ import run
from docsgate.errors import RefusedError
from docsgate.files.git_objects import GitFiles

GOOD = "# Good\n\nText.\n"
BAD = "# Bad\n\nSee [it](gone.md).\n"


def git(folder, *words, **env):
    identity = ("-c", "user.name=n", "-c", "user.email=n@example.org")
    command = ["git", *identity, *words]
    return subprocess.run(
        command, cwd=folder, check=True, capture_output=True, env={**os.environ, **env}
    )


@pytest.fixture
def repository(tmp_path, monkeypatch):
    git(tmp_path, "init", "--quiet")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def write(folder, **files):
    for name, text in files.items():
        path = folder / "docs" / f"{name}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text)


def judge(capsys, *words):
    """The exit code, and which documents have findings."""
    code = run(["validate", "--staged", "--format", "concise", *words])
    lines = capsys.readouterr().out.splitlines()
    return code, sorted({line.partition(":")[0] for line in lines})


def test_the_staged_text_counts_and_not_the_file(repository, capsys):
    write(repository, a=BAD, b=GOOD)
    git(repository, "add", "-A")
    write(repository, a=GOOD, b=BAD)

    assert judge(capsys) == (1, ["docs/a.md"])


def test_what_is_not_staged_does_not_exist(repository, capsys):
    write(repository, a="# One\n\nSee [it](b.md).\n", b=GOOD)
    git(repository, "add", "docs/a.md")
    assert judge(capsys) == (1, ["docs/a.md"])

    git(repository, "add", "-A")
    assert judge(capsys) == (0, [])


def test_a_file_that_is_only_meant_to_be_added_is_not_staged(repository, capsys):
    write(repository, a="# One\n\nSee [it](b.md).\n", b=GOOD, c="")
    git(repository, "add", "docs/a.md", "docs/c.md")
    git(repository, "add", "--intent-to-add", "docs/b.md")

    assert judge(capsys, "--select", "link-*", "--select", "file-*") == (
        1,
        ["docs/a.md", "docs/c.md"],
    )


@pytest.mark.parametrize("format_", ["sha1", "sha256"])
def test_any_kind_of_repository_is_read(tmp_path, monkeypatch, capsys, format_):
    git(tmp_path, "init", "--quiet", f"--object-format={format_}")
    monkeypatch.chdir(tmp_path)
    write(tmp_path, **{"a \t\n'\"é": BAD, "b": GOOD, "empty": ""})
    git(tmp_path, "add", "-A")

    code, found = judge(capsys, "--target", "github")
    assert (code, len(found)) == (1, 2)


def test_a_file_deleted_for_the_commit_is_gone(repository, capsys):
    write(repository, a="# One\n\nSee [it](b.md).\n", b=GOOD)
    git(repository, "add", "-A")
    git(repository, "rm", "--quiet", "--cached", "docs/b.md")

    assert judge(capsys) == (1, ["docs/a.md"])


def test_the_staged_configuration_counts(repository, capsys):
    write(repository, a=BAD)
    (repository / "docsgate.toml").write_text("[rules]\nlink-target-missing = 'off'\n")
    git(repository, "add", "-A")
    (repository / "docsgate.toml").unlink()

    assert judge(capsys) == (0, [])


def test_a_commit_of_chosen_files_is_judged_as_it_will_be(repository, capsys, monkeypatch):
    """For such a commit, git gives its hooks the name of another index."""
    write(repository, a=BAD)
    git(repository, "add", "-A")
    other = repository / ".git/other"
    write(repository, b=GOOD)
    git(repository, "add", "docs/b.md", GIT_INDEX_FILE=str(other))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other))

    assert judge(capsys) == (0, [])


def test_the_verdict_is_the_same_with_several_processes(repository, capsys):
    write(repository, **{f"a{n:02}": BAD for n in range(60)})
    git(repository, "add", "-A")
    for file in (repository / "docs").iterdir():
        file.unlink()

    code, found = judge(capsys, "--jobs", "2")
    assert (code, len(found)) == (1, 60)


def test_a_project_below_the_top_is_judged_by_its_own_paths(repository, capsys, monkeypatch):
    inner = repository / "inner"
    inner.mkdir()
    (inner / "docsgate.toml").write_text("")
    write(inner, a=BAD)
    git(repository, "add", "-A")
    (inner / "docs/a.md").unlink()
    monkeypatch.chdir(inner)

    assert judge(capsys) == (1, ["docs/a.md"])
    assert judge(capsys, str(inner / "docs")) == (1, ["docs/a.md"])


@pytest.mark.parametrize("target", ["b.md", "../docs/b.md", "c/../b.md"])
def test_symbolic_links_are_followed(repository, capsys, target):
    write(repository, b="# Here\n")
    (repository / "docs/c").mkdir()
    (repository / "docs/c/d.md").write_text("# D\n")
    (repository / "docs/link.md").symlink_to(target)
    (repository / "docs/folder").symlink_to("c")
    write(repository, a="# One\n\n[a](link.md#here), [b](folder/d.md#d), [c](folder/e.md)\n")
    git(repository, "add", "-A")

    found = run(["validate", "--staged", "--format", "concise", "--target", "github"])
    staged = capsys.readouterr().out
    assert found == run(["validate", "--skip-build", "--format", "concise", "--target", "github"])
    assert staged == capsys.readouterr().out


@pytest.mark.parametrize("target", ["gone.md", "/etc/hostname", "self.md", "c"])
def test_a_symbolic_link_to_no_document_is_told_as_on_disk(repository, capsys, target):
    write(repository, a="# One\n\n[it](self.md)\n")
    (repository / "docs/c").mkdir()
    (repository / "docs/c/b.md").write_text(GOOD)
    (repository / "docs/self.md").symlink_to(target)
    git(repository, "add", "-A")

    words = ["--skip-build", "--format", "concise", "--target", "github"]
    assert run(["validate", "--staged", *words]) == 1
    staged = capsys.readouterr().out
    assert run(["validate", *words]) == 1
    assert staged == capsys.readouterr().out
    assert "docs/self.md:1:1: file-unreadable" in staged


@pytest.mark.parametrize("target", ["../../x.md", "/etc/hostname"])
def test_symbolic_links_that_lead_out_are_not_followed(repository, target):
    write(repository, a=GOOD)
    (repository / "docs/loop.md").symlink_to(target)
    git(repository, "add", "-A")
    index = GitFiles.staged(repository)

    with pytest.raises(RefusedError, match="leaves the repository"):
        index.read("docs/loop.md", 100)
    index.objects.close()


def test_a_large_blob_is_refused_and_the_next_one_read(repository):
    write(repository, a="x" * 3_000_000, b=GOOD)
    git(repository, "add", "-A")
    index = GitFiles.staged(repository)

    with pytest.raises(RefusedError, match="has 3 MB"):
        index.read("docs/a.md", 1_000_000)
    assert index.read("docs/b.md", 100) == GOOD.encode()
    index.objects.close()


def test_a_submodule_is_a_folder(repository, capsys):
    git(repository, "init", "--quiet", "module")
    git(repository / "module", "commit", "--quiet", "--allow-empty", "-m", "m")
    git(repository, "add", "module")
    write(repository, a="# One\n\nSee [it](../module).\n")
    git(repository, "add", "docs")

    assert judge(capsys, "--target", "github") == (0, [])


def test_a_link_into_a_submodule_leads_nowhere_on_github(repository, capsys):
    module = repository / "module"
    git(repository, "init", "--quiet", "module")
    (module / "a.md").write_text("# A\n\nSee [b](b.md).\n")
    (module / "b.md").write_text("# B\n\nSee [a](a.md).\n")
    git(module, "add", "-A")
    git(module, "commit", "--quiet", "-m", "m")
    git(repository, "add", "module")
    write(repository, a="# One\n\nSee [all](../module/) and [it](../module/a.md).\n")
    git(repository, "add", "docs")
    finding = "docs/a.md:3:32: link-target-missing no file `../module/a.md`; correct the path"

    for words in (["--staged"], ["docs"]):
        assert run(["validate", "--format", "concise", "--target", "github", *words]) == 1
        assert capsys.readouterr().out.splitlines() == [finding]
    assert run(["validate", "--target", "github", "module"]) == 0


def test_outside_of_git_it_says_so(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    write(tmp_path, a=GOOD)

    assert run(["validate", "--staged", str(tmp_path)]) == 2
    assert "not a git repository" in capsys.readouterr().err


def test_a_conflict_is_named(repository, capsys):
    for branch, text in (("one", "1"), ("two", "2")):
        git(repository, "checkout", "--quiet", "--orphan", branch)
        write(repository, a=text)
        git(repository, "add", "-A")
        git(repository, "commit", "--quiet", "-m", branch)
    with pytest.raises(subprocess.CalledProcessError):
        git(repository, "merge", "--quiet", "--allow-unrelated-histories", "one")

    assert run(["validate", "--staged"]) == 2
    assert "docs/a.md: has a merge conflict" in capsys.readouterr().err


@pytest.mark.usefixtures("repository")
@pytest.mark.parametrize("option", ["--fix", "--unsafe-fixes", "--diff", "--crawl"])
def test_nothing_staged_is_mended(capsys, option):
    assert run(["validate", "--staged", option]) == 2
    assert "--staged only judges" in capsys.readouterr().err


def test_a_path_that_is_not_staged_is_misuse(repository, capsys):
    write(repository, a=GOOD, b=GOOD)
    git(repository, "add", "docs/a.md")

    assert run(["validate", "--staged", "docs/b.md"]) == 2
    assert "docs/b.md: not staged" in capsys.readouterr().err


def test_the_working_copy_and_the_index_stay_as_they_are(repository, capsys):
    write(repository, a=BAD)
    git(repository, "add", "-A")
    index = (repository / ".git/index").read_bytes()
    write(repository, a=GOOD)

    judge(capsys)

    assert (repository / ".git/index").read_bytes() == index
    assert (repository / "docs/a.md").read_text() == GOOD
    assert not (repository / "site").exists()
