"""`docsgate validate --fix`, `--unsafe-fixes`, `--diff`, and their exit codes."""

import subprocess
import sys

import pytest

from docsgate.__main__ import run

TEXT = "# One\n\nthe <uuid> is <1\n"
RULES = ["--select", "mdx-*", "--target", "docusaurus", "--skip-build"]


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


@pytest.mark.parametrize("name", ["a.md", "a b.md", "ä.md", 'a"b\\c.md', "a\tb.md"])
@pytest.mark.parametrize("data", [
    b"# A\r\n\r\na <1\r\n\r\nB\r\n", b"a <1\r\r\rb <1\r", b"# A\r\r\n\na <1\n",
    b"\xef\xbb\xbfa <1\n", b"a <1\n\n\x1b[31mred\x0c\n", b"a <1\r\n\r\nb <1",
])  # fmt: skip
def test_git_takes_the_diff_of_any_document(tmp_path, data, name):
    document = tmp_path / "docs" / name
    document.parent.mkdir()
    document.write_bytes(data)
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    command = [sys.executable, "-m", "docsgate", "validate", *RULES, "docs"]
    shown = subprocess.run([*command, "--diff"], cwd=tmp_path, capture_output=True, check=False)
    subprocess.run([*command, "--fix"], cwd=tmp_path, capture_output=True, check=False)
    mended = document.read_bytes()
    assert mended == data.replace(b"<1", b"&lt;1")

    document.write_bytes(data)
    subprocess.run(["git", "apply"], input=shown.stdout, cwd=tmp_path, check=True)
    assert document.read_bytes() == mended


def test_a_reader_of_the_diff_may_leave_and_is_told_no_more_than_a_count(document):
    document.write_text("".join(f"the <uuid> is <{n}\n\n" for n in range(100)))
    command = f"{sys.executable} -m docsgate validate --diff {' '.join(RULES)} {document} | head -2"
    run = subprocess.run(["sh", "-c", command], capture_output=True, text=True, check=False)
    assert run.stdout.splitlines() == ["--- a/docs/a.md", "+++ b/docs/a.md"]
    assert run.stderr == "200 findings; without --diff, each is shown\n"


def test_diff_with_unsafe_fixes_shows_them(document, capsys):
    run(["validate", "--diff", "--unsafe-fixes", *RULES, str(document)])
    assert "+the &lt;uuid> is &lt;1\n" in capsys.readouterr().out
    assert document.read_text() == TEXT


READERS = ("--target", "mkdocs", "--target", "docusaurus")


def test_a_refused_fix_is_reported_with_its_reason(tmp_path, capsys):
    path = tmp_path / "a.md"
    path.write_text("a <b_c d_e <f> *g* </b_c>\n\n## Part { wide tall }\n")
    run(["validate", "--fix", *READERS, *RULES, str(path)])
    out = capsys.readouterr().out
    assert "not fixed: the page would look different in mkdocs" in out


def test_a_file_that_cannot_be_written_is_misuse_and_says_why(document, capsys):
    document.chmod(0o444)
    assert run(["validate", "--fix", *RULES, str(document)]) == 2
    assert "docs/a.md: cannot be written: it is read-only" in capsys.readouterr().err
    assert document.read_text() == TEXT
