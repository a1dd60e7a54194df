"""A baseline: findings that are known do not fail a run, and new ones do."""

import json
from itertools import chain
from pathlib import Path

import pytest

from docsgate.__main__ import run
from test_staged import BAD, GOOD, git, write

FILE = "baseline.json"


@pytest.fixture
def project(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    write(tmp_path, a=BAD, b=GOOD)
    return tmp_path


def validate(*words):
    return run(["validate", "--skip-build", "--format", "concise", *words])


def start():
    assert validate("--baseline", FILE, "--update-baseline") == 0


def held():
    """The fingerprints in the baseline file, by document."""
    findings = json.loads(Path(FILE).read_text())["findings"]
    return {path: sorted(chain(*rules.values())) for path, rules in findings.items()}


def test_what_is_known_does_not_fail_and_what_is_new_does(project, capsys):
    assert validate() == 1
    start()
    capsys.readouterr()
    assert validate("--baseline", FILE) == 0
    assert capsys.readouterr().out == ""

    write(project, b=f"{GOOD}\n[new](none.md)\n")
    assert validate("--baseline", FILE) == 1
    assert capsys.readouterr().out.startswith("docs/b.md:5:7: link-target-missing")


def test_the_usual_file_needs_no_name(project):
    assert validate("--update-baseline") == 0
    assert Path("docsgate-baseline.json").is_file()
    assert validate() == 0

    write(project, b=f"{GOOD}\n[new](none.md)\n")
    assert validate() == 1


def test_a_file_that_is_configured_goes_before_the_usual_one(project):
    (project / "docsgate.toml").write_text(f"baseline = '{FILE}'\n")
    (project / "docsgate-baseline.json").write_text("no baseline")

    assert validate("--update-baseline") == 0
    assert Path(FILE).is_file()


def test_a_known_finding_may_move_and_may_not_multiply(project):
    start()
    write(project, a=f"# Bad\n\nMore text.\n\n{BAD.partition('# Bad')[2].strip()}\n")
    assert validate("--baseline", FILE) == 0

    write(project, a=BAD + "\nSee [it](gone.md).\n")
    assert validate("--baseline", FILE) == 1


def test_a_line_that_is_written_anew_is_new(project):
    start()
    write(project, a="# Bad\n\nSee, please, [it](gone.md).\n")

    assert validate("--baseline", FILE) == 1


def test_it_only_ever_shrinks(project):
    start()
    before = held()
    write(project, b=BAD)
    assert validate("--baseline", FILE, "--update-baseline") == 1
    assert held() == before

    write(project, a=GOOD, b=GOOD)
    assert validate("--baseline", FILE, "--update-baseline") == 0
    assert held() == {}
    write(project, a=BAD)
    assert validate("--baseline", FILE) == 1


def test_a_complete_run_tells_what_is_gone(project, capsys):
    start()
    write(project, a=GOOD)
    capsys.readouterr()

    assert run(["validate", "--skip-build", "--baseline", FILE]) == 0
    assert "1 finding of the baseline is gone; --update-baseline takes" in capsys.readouterr().out
    assert run(["validate", "--skip-build", "--baseline", FILE, "docs/b.md"]) == 0
    assert "gone" not in capsys.readouterr().out


def test_a_rule_that_is_off_loses_nothing(project):
    start()
    before = held()
    (project / "docsgate.toml").write_text("[rules]\nlink-target-missing = 'off'\n")

    assert validate("--baseline", FILE, "--update-baseline") == 0
    assert held() == before


def test_what_only_some_runs_look_for_is_kept(project):
    start()
    data = json.loads((project / FILE).read_text())
    data["findings"]["docs/a.md"]["link-external-dead"] = ["kept"]
    (project / FILE).write_text(json.dumps(data))

    assert validate("--baseline", FILE, "--update-baseline") == 0
    assert "kept" in held()["docs/a.md"]


@pytest.mark.usefixtures("project")
def test_the_reports_count_what_is_known(capsys):
    start()
    capsys.readouterr()

    run(["validate", "--skip-build", "--baseline", FILE])
    assert " · 0 errors · 1 in the baseline · " in capsys.readouterr().out
    run(["validate", "--skip-build", "--baseline", FILE, "--format", "json"])
    assert json.loads(capsys.readouterr().out)["summary"]["baseline"] == 1


def test_it_may_be_configured_and_is_staged_like_the_rest(project):
    (project / "docsgate.toml").write_text(f"baseline = '{FILE}'\n")
    git(project, "init", "--quiet")
    assert validate("--update-baseline") == 0
    assert validate() == 0
    git(project, "add", "-A")
    (project / FILE).unlink()

    assert run(["validate", "--staged"]) == 0
    git(project, "rm", "--quiet", "--cached", FILE)
    assert run(["validate", "--staged"]) == 2


def test_notes_are_known_too(project, capsys):
    (project / "docsgate.toml").write_text("[rules]\nlink-target-missing = 'info'\n")

    start()
    git(project, "init", "--quiet")
    git(project, "add", "-A")
    capsys.readouterr()
    assert validate("--staged", "--baseline", FILE) == 0
    assert capsys.readouterr().out == ""


def test_before_a_commit_nothing_is_said_of_what_is_gone(project, capsys):
    start()
    write(project, a=GOOD)
    git(project, "init", "--quiet")
    git(project, "add", "-A")
    capsys.readouterr()

    assert run(["validate", "--staged", "--baseline", FILE]) == 0
    assert "gone" not in capsys.readouterr().out


@pytest.mark.parametrize("new", ["docs/c.md", "docs/deeper/a.md"])
def test_a_renamed_document_keeps_what_is_known_of_it(project, capsys, new):
    write(project, a=f"{BAD}\nless <5 \n\nmore <6 \n")
    start()
    count = len(held()["docs/a.md"])
    (project / new).parent.mkdir(exist_ok=True)
    (project / "docs/a.md").rename(project / new)
    capsys.readouterr()

    assert validate("--baseline", FILE) == 0
    assert capsys.readouterr().out == ""
    assert validate("--baseline", FILE, "--update-baseline") == 0
    assert {path: len(names) for path, names in held().items()} == {new: count}
    assert validate("--baseline", FILE) == 0
    with (project / new).open("a") as file:
        file.write("\n[new](none.md)\n")
    assert validate("--baseline", FILE) == 1


def test_a_document_that_is_there_gives_its_findings_to_no_other(project):
    start()
    write(project, c=BAD)
    assert validate("--baseline", FILE) == 1


def test_a_document_with_little_in_common_is_a_new_one(project):
    write(project, a=f"{BAD}\n[1](1.md)\n\n[2](2.md)\n")
    start()
    (project / "docs/a.md").unlink()
    write(project, c=f"{BAD}\n[3](3.md)\n")
    assert validate("--baseline", FILE) == 1


def test_two_renamed_documents_are_told_apart(project):
    write(project, a=f"{BAD}\n[1](1.md)\n", b=f"{BAD}\n[2](2.md)\n")
    start()
    for old, new in (("a", "z"), ("b", "y")):
        (project / f"docs/{old}.md").rename(project / f"docs/{new}.md")
    assert validate("--baseline", FILE) == 0


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", "baseline.json:1:2: invalid JSON"),
        ("[" * 100_000, "baseline.json:1:1: invalid JSON: nested too deeply"),
        ("[]", "baseline.json:1:1: is no baseline of version 1"),
        ('{"version": 2, "findings": {}}', "is no baseline of version 1"),
        ('{"version": 1, "findings": []}', "is no baseline of version 1"),
        ('{"version": 1, "findings": {"a": []}}', "is no baseline of version 1"),
        ('{"version": 1, "findings": {"a": {"b": "c"}}}', "is no baseline of version 1"),
        ('{"version": 1, "findings": {"a": {"b": [1]}}}', "is no baseline of version 1"),
    ],
)
def test_a_baseline_that_is_none_is_misuse(project, capsys, text, message):
    (project / FILE).write_text(text)

    assert validate("--baseline", FILE) == 2
    assert message in capsys.readouterr().err
    assert validate("--baseline", FILE, "--update-baseline") == 2
    assert (project / FILE).read_text() == text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--baseline", FILE], "baseline.json: no such baseline; --update-baseline writes it"),
        (["--baseline", "../x.json"], "../x.json: outside the project"),
        (["--baseline", FILE, "--update-baseline", "docs"], "looks at everything"),
        (["--baseline", FILE, "--update-baseline", "--select", "link-*"], "looks at everything"),
        (["--baseline", FILE, "--update-baseline", "--staged"], "--staged only judges"),
        (["--baseline", "no/where.json", "--update-baseline"], "cannot be written"),
    ],
)
@pytest.mark.usefixtures("project")
def test_what_cannot_be_done_is_said(capsys, words, message):
    assert validate(*words) == 2
    assert message in capsys.readouterr().err
