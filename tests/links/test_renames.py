"""A link to a file that moved is mended with the help of git."""

import subprocess

from docsgate.configuration.discovery import documents_of
from docsgate.files.git_renames import renames
from docsgate.fixing.mending import mend
from docsgate.fixing.write import write
from tools.configured import configured


def git(folder, *words):
    identity = ("-c", "user.name=docsgate", "-c", "user.email=docsgate@example.org")
    subprocess.run(["git", *identity, *words], cwd=folder, check=True, capture_output=True)


def moved(folder):
    (folder / "docs").mkdir()
    (folder / "docs/index.md").write_text("[plan](plan.md#costs)\n")
    (folder / "docs/plan.md").write_text("# Plan\n\n## Costs\n\nMany words that git can compare.\n")
    git(folder, "init", "-q")
    git(folder, "add", ".")
    git(folder, "commit", "-qm", "Write a plan")
    for old, new in (("plan.md", "draft.md"), ("draft.md", "strategy.md")):
        git(folder, "mv", f"docs/{old}", f"docs/{new}")
        git(folder, "commit", "-qm", f"Rename {old}")


def test_the_last_name_is_known(tmp_path):
    moved(tmp_path)

    assert renames(tmp_path) == {
        "docs/plan.md": "docs/strategy.md",
        "docs/draft.md": "docs/strategy.md",
    }


def test_without_git_nothing_is_known(tmp_path):
    assert renames(tmp_path) == {}


def test_the_new_name_is_written(tmp_path):
    moved(tmp_path)
    config = configured([tmp_path], select=["link-*"])

    write(config, mend(config, documents_of(config, [])).mended.changes)

    assert (tmp_path / "docs/index.md").read_text() == "[plan](strategy.md#costs)\n"
