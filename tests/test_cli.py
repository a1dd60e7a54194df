"""The command line: exit codes, options, and the messages for mistyped options."""

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from docsgate import __version__
from docsgate.__main__ import run
from docsgate.cli import COMMANDS
from docsgate.rules import RULES

TOOLING = Path(__file__).parents[1] / "tooling"
CLEAN = "# One\n"
TRAILING = "# One\n\nTwo \n"


@pytest.fixture(autouse=True)
def _project(tmp_path, monkeypatch):
    """A folder with one document, which is the current directory."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "docs").mkdir()
    write("docs/a.md", CLEAN)


def write(name, text):
    Path(name).write_bytes(text.encode())


def validate(*arguments):
    return run(["validate", "--skip-build", "--strict", *arguments])


def outside(*arguments, **kwargs):
    """Run docsgate in a process of its own."""
    command = [sys.executable, "-m", "docsgate", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(TOOLING), "PYTHONWARNINGS": ""}
    return subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **kwargs
    )


def test_a_clean_project_is_0(capsys):
    assert validate() == 0
    assert capsys.readouterr().out.endswith("SUCCESS\n")


def test_a_finding_is_1(capsys):
    write("docs/a.md", TRAILING)

    assert validate() == 1
    out = capsys.readouterr().out
    assert "whitespace-trailing" in out
    assert out.endswith("FAILURE\n")


def test_a_warning_is_0_where_only_errors_fail(capsys):
    write("docs/a.md", TRAILING)
    write("docsgate.toml", 'fail-on = "error"\n')

    assert validate() == 0
    assert "whitespace-trailing" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["gone"], "docsgate: gone: no such file or folder"),
        (["docs/a.txt"], "docsgate: docs/a.txt: not a Markdown file"),
        (["--select", "file-emty"], "no rule is named `file-emty`; did you mean `file-empty`?"),
        (["--ignore", "zzz"], "no rule is named `zzz`; see `docsgate explain`"),
        (["--format", "xml"], "'xml' is not one of"),
        (["--target", "gitlab"], "'gitlab' is not one of"),
        (["--fixx"], "No such option"),
        (["--config", "gone.toml"], "gone.toml:1:1: no such file"),
        (["--config", "docs"], "docs:1:1: cannot be read"),
        (["--output", "gone/report.txt"], "gone/report.txt: cannot be written"),
        (["empty"], "no Markdown documents in empty; name a folder, or --allow-empty"),
    ],
)
def test_misuse_is_2_and_says_what_to_do(capsys, arguments, message):
    write("docs/a.txt", "")
    Path("empty").mkdir()

    assert validate(*arguments) == 2
    captured = capsys.readouterr()
    assert message in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""


def test_a_wrong_configuration_is_2_with_its_place(capsys):
    write("docsgate.toml", 'target = "mdx"\n')

    assert validate() == 2
    assert capsys.readouterr().err == (
        "docsgate: docsgate.toml:1:1: unknown setting `target`; did you mean `targets`?\n"
    )


def test_a_configuration_never_controls_the_terminal(capsys):
    write("docsgate.toml", '"\\u001b[2J" = 1\n')

    assert validate() == 2
    assert "\x1b" not in capsys.readouterr().err


def test_nothing_to_check_is_2_unless_it_is_allowed(capsys):
    Path("docs/a.md").unlink()

    assert validate() == 2
    assert "--allow-empty" in capsys.readouterr().err
    assert validate("--allow-empty") == 0
    assert "0 documents" in capsys.readouterr().out


class Broken(io.StringIO):
    """A stream that raises `error` on every write."""

    def __init__(self, error):
        super().__init__()
        self.error = error

    def write(self, _text):
        raise self.error


def test_a_fault_of_its_own_is_3_and_one_line(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdout", Broken(RuntimeError("no more paper")))

    assert validate() == 3
    err = capsys.readouterr().err
    assert "docsgate: a fault of its own: RuntimeError: no more paper" in err
    assert "Traceback" not in err


def test_a_fault_can_be_looked_into(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdout", Broken(RuntimeError("no more paper")))
    monkeypatch.setenv("DOCSGATE_DEBUG", "1")

    assert validate() == 3
    assert "Traceback" in capsys.readouterr().err


def test_an_interruption_is_130(capsys, monkeypatch):
    monkeypatch.setattr(sys, "stdout", Broken(KeyboardInterrupt()))

    assert validate() == 130
    assert "interrupted" in capsys.readouterr().err


def test_a_reader_that_has_gone_is_no_fault():
    process = outside("explain")
    process.stdout.close()
    err = process.stderr.read().decode()
    process.stderr.close()

    assert process.wait(30) == 1
    assert err == ""


@pytest.mark.parametrize("encoding", ["latin-1", "utf-8"])
def test_a_terminal_that_knows_few_characters_is_no_fault(encoding, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", encoding)
    out, err = outside("validate", "--skip-build", "--verbose").communicate(timeout=30)

    mark = "✓".encode(encoding, "replace").decode()
    assert out.decode(encoding).splitlines()[0] == f"{mark} docs/a.md"
    assert err == b""


def test_the_historic_entry_points_still_work():
    command = [sys.executable, TOOLING / "validate_docs.py", "--skip-build", "--verbose"]
    done = subprocess.run(command, capture_output=True, text=True, check=True, timeout=30)

    assert done.stdout.splitlines()[0] == "✓ docs/a.md"


@pytest.mark.parametrize("entry", ["validate_docs.py", "build_docs.py"])
@pytest.mark.parametrize("package", ["click", "yaml"])
def test_a_missing_package_is_named_with_what_to_install(entry, package, tmp_path):
    """A package of that name which cannot be found is as good as one that is not installed."""
    write("mkdocs.yml", "site_name: s\n")
    (tmp_path / "gone").mkdir()
    (tmp_path / "gone/sitecustomize.py").write_text(f"import sys; sys.modules[{package!r}] = None")
    path = os.pathsep.join([str(tmp_path / "gone"), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, TOOLING / entry]
    done = subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, "PYTHONPATH": path}, check=False
    )
    assert done.returncode == 2
    expected = f"the package `{package}` is not installed; {sys.executable} -m pip install -e "
    assert expected in done.stderr
    assert "Traceback" not in done.stderr


def test_select_runs_only_the_rules_that_it_names(capsys):
    write("docs/a.md", "Two \n\n\n\n\nThree")

    assert validate("--select", "whitespace-b*", "--select", "heading-h1-missing") == 1
    out = capsys.readouterr().out
    assert [rule for rule in RULES if rule in out] == [
        "heading-h1-missing",
        "whitespace-blank-lines",
    ]


def test_ignore_goes_before_select():
    write("docs/a.md", TRAILING)

    assert validate("--select", "whitespace-*", "--ignore", "*-trailing") == 0
    assert validate("--ignore", "whitespace-*") == 0


def test_a_comment_for_a_rule_that_was_not_asked_for_is_not_unused():
    write("docs/a.md", "# One\n\n<!-- docsgate: ignore whitespace-trailing: why -->\nTwo \n")

    assert validate() == 0
    assert validate("--select", "suppression-*") == 0
    assert validate("--ignore", "whitespace-*") == 0


def test_only_the_paths_that_are_named_are_checked(capsys):
    write("docs/a.md", TRAILING)
    write("docs/b.md", TRAILING)

    assert validate("docs/b.md", "--format", "concise") == 1
    assert {line.split(":")[0] for line in capsys.readouterr().out.splitlines()} == {"docs/b.md"}


def test_formats(capsys):
    write("docs/a.md", TRAILING)

    assert validate("--format", "json") == 1
    assert json.loads(capsys.readouterr().out)["findings"][0]["rule"] == "whitespace-trailing"
    assert validate("--format", "concise") == 1
    assert capsys.readouterr().out == (
        "docs/a.md:3:4: whitespace-trailing white space at the end of the line; delete it\n"
    )


def test_a_report_goes_to_a_file_and_is_printed_as_text(capsys):
    write("docs/a.md", TRAILING)
    for _ in range(2):  # A report replaces the last one.
        assert validate("--output", "report.json", "--format", "json") == 1
        assert "3:4     warning white space at the end" in capsys.readouterr().out
        assert json.loads(Path("report.json").read_text("utf-8"))["summary"]["success"] is False


@pytest.mark.parametrize("name", ["docs/a.md", "NOTES.MD", "tracked.json", "link.json"])
def test_a_report_replaces_nothing_that_somebody_wrote(capsys, name):
    write("docs/a.md", TRAILING)
    Path("link.json").symlink_to("docs/a.md")
    write(name, TRAILING)
    subprocess.run(["git", "init", "-q"], check=True)
    subprocess.run(["git", "add", "tracked.json"], check=False)

    assert validate("--fix", "--output", name) == 2
    assert f"{name}: is" in capsys.readouterr().err
    assert [Path(file).read_text("utf-8") for file in (name, "docs/a.md")] == [TRAILING, TRAILING]


def test_fix_mends_and_tells_how_much(capsys):
    write("docs/a.md", TRAILING)

    assert validate("--fix") == 0
    assert Path("docs/a.md").read_text("utf-8") == "# One\n\nTwo\n"
    assert "1 fixed" in capsys.readouterr().out


def test_what_cannot_be_mended_is_1():
    write("docs/a.md", "# One \n\n[two](three.md) \n")

    assert validate("--fix") == 1
    assert Path("docs/a.md").read_text("utf-8") == "# One\n\n[two](three.md)\n"


def test_diff_shows_what_fix_would_change_and_writes_nothing(capsys):
    write("docs/a.md", TRAILING)

    assert validate("--diff") == 1
    assert Path("docs/a.md").read_text("utf-8") == TRAILING
    assert "-Two \n+Two\n" in capsys.readouterr().out


def test_targets_decide_what_is_judged():
    write("docs/a.md", "# One\n\nless <10ms\n")

    assert validate("--target", "mdx") == 1
    assert validate("--target", "github", "--target", "mkdocs") == 0


def test_a_named_configuration_is_used():
    write("docs/a.md", TRAILING)
    write("other.toml", "[rules]\nwhitespace-trailing = 'off'\n")

    assert validate("--config", "other.toml") == 0


def test_verbose_lists_what_passed(capsys):
    assert validate("--verbose") == 0
    assert "✓ docs/a.md\n" in capsys.readouterr().out


def test_help_says_what_each_command_does(capsys):
    assert run(["--help"]) == 0
    out = capsys.readouterr().out

    assert all(f"\n  {name} " in out for name in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_each_command_has_help(command, capsys):
    assert run([command, "--help"]) == 0
    assert f"Usage: docsgate {command}" in capsys.readouterr().out


def test_no_command_is_misuse_and_shows_help(capsys):
    assert run([]) == 2
    assert "Usage: docsgate" in capsys.readouterr().out


def test_a_command_that_does_not_exist_is_misuse(capsys):
    assert run(["valdate"]) == 2
    assert "valdate" in capsys.readouterr().err


def test_the_version_is_printed(capsys):
    assert run(["--version"]) == 0
    assert capsys.readouterr().out == f"docsgate, version {__version__}\n"


def test_explain_lists_every_rule(capsys):
    assert run(["explain"]) == 0
    assert [line.split()[0] for line in capsys.readouterr().out.splitlines()] == list(RULES)


def test_explain_prints_the_manual_of_the_rules_it_is_asked_for(capsys):
    assert run(["explain", "file-e*"]) == 0
    assert capsys.readouterr().out.startswith("file-empty\n----------\nA document holds nothing")


def test_explain_makes_a_table_of_the_rules_it_is_asked_for(capsys):
    assert run(["explain", "--format", "markdown", "file-e*"]) == 0
    assert capsys.readouterr().out == (
        "| rule | what it finds | fails a run |\n"
        "|------|---------------|-------------|\n"
        "| `file-empty` | A document holds nothing, or nothing but white space and frontmatter "
        "| yes |\n"
    )


@pytest.mark.parametrize(
    ("rule", "fails"),
    [
        ("file-empty", "yes"),
        ("fence-language-missing", "if strict"),
        ("link-external-blocked", "no"),
    ],
)
def test_a_manual_says_whether_the_rule_fails_a_run(capsys, rule, fails):
    assert run(["explain", rule]) == 0
    assert capsys.readouterr().out.endswith(f"\n\nFails a run: {fails}.\n")


def test_style_fails_the_run_that_asks_for_it(capsys):
    write("docs/a.md", TRAILING)

    assert (run(["validate"]), run(["validate", "--strict"])) == (0, 1), capsys.readouterr().out


def test_explain_knows_no_rule_that_does_not_exist(capsys):
    assert run(["explain", "file-emty"]) == 2
    assert "did you mean `file-empty`?" in capsys.readouterr().err
