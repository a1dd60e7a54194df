"""A file is written in place of a dead link only where its anchor is known to be there."""

import subprocess

import pytest

from docsgate.__main__ import run

ORIGIN = "https://github.com/owner/project"
LINK = "# A\n\n[one]\n\n[one]: [{}/blob/main/m.md#{}]\n"


@pytest.fixture
def repository(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "remote", "add", "origin", ORIGIN], check=True)
    (tmp_path / "m.md").write_text("# M\n\n## Member\n")
    (tmp_path / "e").mkdir()
    return tmp_path


def diff_of(capsys, document, text, *paths):
    document.write_text(text)
    run(["validate", "--skip-build", "--diff", *paths])
    added = [line[1:] for line in capsys.readouterr().out.splitlines() if line.startswith("+")]
    return added[1:]


def test_brackets_around_an_address_are_no_part_of_it(repository, capsys):
    text = LINK.format(ORIGIN, "member")

    assert diff_of(capsys, repository / "e/a.md", text) == ["[one]: ../m.md#member"]


@pytest.mark.parametrize("paths", [(), ("e/a.md",)])
def test_no_anchor_is_written_that_is_not_there(repository, capsys, paths):
    text = LINK.format(ORIGIN, "gone")

    assert diff_of(capsys, repository / "e/a.md", text, *paths) == []


def test_an_anchor_of_a_file_that_was_not_read_is_no_more_than_asked_about(repository, capsys):
    document = repository / "e/a.md"

    assert diff_of(capsys, document, "# A\n\n[one](m.md#member)\n", "e/a.md") == []
    assert diff_of(capsys, document, "# A\n\n[one](m.md)\n", "e/a.md") == ["[one](../m.md)"]


@pytest.mark.parametrize(
    ("written", "there", "is_offered"),
    [
        ("queue-limts.md", "queue-limits.md", True),
        ("adr-011", "x/adr-011-next.md", True),
        ("team-cluster-ops", "team-list.md", False),  # One word of three is chance.
        ("queue-limits.pdf", "queue-limits-2.md", False),
        ("queue-limts.html", "queue-limits.md", True),
    ],
)
def test_a_file_is_offered_that_is_spelt_nearly_so(repository, capsys, written, there, is_offered):
    (repository / there).parent.mkdir(exist_ok=True)
    (repository / there).write_text("# T\n")
    (repository / "e/a.md").write_text(f"# A\n\n[x](y/{written})\n")

    run(["validate", "--skip-build", "--format", "concise", "e/a.md"])

    assert (there in capsys.readouterr().out) == is_offered
