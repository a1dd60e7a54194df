"""`docsgate validate --fix`, `--unsafe-fixes`, `--diff`, and their exit codes."""

import subprocess

import pytest

from docsgate.__main__ import run

TEXT = "# One\n\nthe <uuid> is <1\n"
RULES = ["--select", "mdx-*", "--skip-build"]


@pytest.fixture
def document(tmp_path):
    path = tmp_path / "docs" / "a.md"
    path.parent.mkdir()
    path.write_text(TEXT)
    return path


def test_fix_mends_what_is_safe_and_says_what_is_left(document, capsys):
    assert run(["validate", "--fix", *RULES, str(document)]) == 1
    assert document.read_text() == "# One\n\nthe <uuid> is &lt;1\n"
    assert "1 fixed" in capsys.readouterr().out


def test_unsafe_fixes_mend_the_rest(document):
    assert run(["validate", "--unsafe-fixes", *RULES, str(document)]) == 0
    assert document.read_text() == "# One\n\nthe &lt;uuid> is &lt;1\n"


def test_diff_writes_nothing_and_prints_a_patch(document, capsys, tmp_path):
    assert run(["validate", "--diff", *RULES, str(document)]) == 1
    assert document.read_text() == TEXT
    patch = capsys.readouterr().out
    assert "-the <uuid> is <1\n+the <uuid> is &lt;1\n" in patch

    subprocess.run(["git", "apply"], input=patch, text=True, cwd=tmp_path, check=True)
    assert document.read_text() == "# One\n\nthe <uuid> is &lt;1\n"


def test_diff_of_a_last_line_without_an_ending_can_be_applied(document, capsys, tmp_path):
    document.write_text("a <1")
    run(["validate", "--diff", *RULES, str(document)])
    patch = capsys.readouterr().out

    subprocess.run(["git", "apply"], input=patch, text=True, cwd=tmp_path, check=True)
    assert document.read_text() == "a &lt;1"


def test_diff_with_unsafe_fixes_shows_them(document, capsys):
    run(["validate", "--diff", "--unsafe-fixes", *RULES, str(document)])
    assert "+the &lt;uuid> is &lt;1\n" in capsys.readouterr().out
    assert document.read_text() == TEXT


def test_a_refused_fix_is_reported_with_its_reason(tmp_path, capsys):
    path = tmp_path / "a.md"
    path.write_text("a <b_c d_e <f> *g* </b_c>\n\n## Part { wide tall }\n")
    run(["validate", "--fix", *RULES, str(path)])
    out = capsys.readouterr().out
    assert "not fixed: the page would look different on the site" in out


def test_a_file_that_cannot_be_written_is_misuse_and_says_why(document, capsys):
    document.chmod(0o444)
    assert run(["validate", "--fix", *RULES, str(document)]) == 2
    assert "docs/a.md: cannot be written: it is read-only" in capsys.readouterr().err
    assert document.read_text() == TEXT
