"""What a run without paths leaves out is said, and what the configuration names must be there."""

import subprocess

import pytest

from docsgate.__main__ import run


def build(tmp_path, *names):
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("# A\n", encoding="utf-8")


def printed(capsys, *words):
    code = run(["validate", "--skip-build", *words])
    output = capsys.readouterr()
    return code, output.out + output.err


@pytest.mark.parametrize(
    ("names", "said"),
    [
        (["docs-cms/a.md", "docs-cms/d.md", "b.md", "x/c.md"],
         "2 Markdown files outside docs-cms were not judged: PATH judges them"),
        (["docs/a.md", "adr/0001-a.md", "b.md"],
         "1 Markdown file outside docs, adr was not judged: PATH judges it"),
        (["docs/a.md"], ""),
        (["a.md", "x/b.md"], ""),
    ],
)  # fmt: skip
def test_what_is_left_out_is_counted_and_said(tmp_path, monkeypatch, capsys, names, said):
    build(tmp_path, *names)
    monkeypatch.chdir(tmp_path)

    _, output = printed(capsys)

    assert (said or "PATH") in output or not said
    assert ("PATH judges" in output) == bool(said)


def test_that_most_was_left_out_is_said_before_all_else(tmp_path, monkeypatch, capsys):
    build(tmp_path, "docs/a.md", "b.md", "x/c.md")
    monkeypatch.chdir(tmp_path)
    what = "2 of 3 Markdown files are outside docs and were not judged"
    said = f"{what}; `docsgate validate .` judges all"

    assert printed(capsys)[1].startswith(f"{said}\n")
    assert said in printed(capsys, "--diff")[1]
    assert said not in printed(capsys, ".")[1]


def test_known_folders_without_documents_are_passed_by(tmp_path, monkeypatch, capsys):
    build(tmp_path, "docs/OWNERS", "adr/0001-a.md", "b.md")
    monkeypatch.chdir(tmp_path)

    assert "\n2 documents (1 adr, 1 other)" in f"\n{printed(capsys)[1]}"


def test_documents_that_git_ignores_are_none_of_a_known_folder(tmp_path, monkeypatch, capsys):
    build(tmp_path, "docs/a.md", "b.md")
    (tmp_path / ".gitignore").write_text("docs/*.md\n")
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    monkeypatch.chdir(tmp_path)

    assert "\n1 document (1 other)" in f"\n{printed(capsys)[1]}"


def test_nothing_is_said_where_paths_or_docs_were_chosen(tmp_path, monkeypatch, capsys):
    build(tmp_path, "docs/a.md", "b.md")
    monkeypatch.chdir(tmp_path)
    assert "PATH judges" not in printed(capsys, "docs")[1]

    (tmp_path / "docsgate.toml").write_text('docs = "docs"\n')
    assert "PATH judges" not in printed(capsys)[1]


@pytest.mark.parametrize(
    ("setting", "message"),
    [
        ('docs = ["docs", "handbok"]', "docsgate.toml:1:17: `docs` names `handbok`, which is no "),
        ('\n docs = "handbok"', "docsgate.toml:2:2: `docs` names `handbok`, which is no folder"),
        (
            '[collections.adr]\nfolder = "docs/ard"',
            "docsgate.toml:2:1: there is no folder `docs/ard` of `adr`",
        ),
        ('[collections.adr]\nfolder = ["docs/ard", "docs"]', ""),
    ],
)
def test_a_folder_that_is_not_there_is_a_fault(tmp_path, monkeypatch, capsys, setting, message):
    build(tmp_path, "docs/a.md")
    (tmp_path / "docsgate.toml").write_text(setting)
    monkeypatch.chdir(tmp_path)

    code, output = printed(capsys)

    assert (code == 2) == bool(message)
    assert message in output


@pytest.mark.parametrize("command", ["validate", "build"])
def test_the_place_is_that_in_pyproject_toml_too(tmp_path, monkeypatch, capsys, command):
    build(tmp_path, "docs/a.md", "mkdocs.yml")
    (tmp_path / "pyproject.toml").write_text('[tool.docsgate]\r\ndocs = ["handbok"]\r\n')
    monkeypatch.chdir(tmp_path)

    assert run([command]) == 2
    assert "pyproject.toml:2:9: `docs` names `handbok`" in capsys.readouterr().err


def test_what_git_ignores_is_left_out_unless_it_is_named(tmp_path, monkeypatch, capsys):
    build(tmp_path, "docs/a.md", "docs/made/b.md", "docs/added/c.md", "x.md", "y.md")
    (tmp_path / ".gitignore").write_text("made/\nadded/\nx.md\n")
    monkeypatch.chdir(tmp_path)
    for words in (["init", "-q"], ["add", "-f", "docs/added/c.md", "docs/a.md"]):
        subprocess.run(["git", *words], check=True)

    output = printed(capsys)[1]
    assert "2 documents" in output
    assert "1 Markdown file outside docs" in output
    assert "1 document " in printed(capsys, "docs/made")[1]
    assert "1 document " in printed(capsys, "docs/made/b.md")[1]
