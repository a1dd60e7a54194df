"""A link to what git ignores is judged nowhere, whether somebody has made the file or not."""

import json
from pathlib import Path

import pytest

from docsgate.__main__ import run
from test_staged import git

LINK = "# A\n\n[x](reference/settings.md)\n"
IGNORED = "/docs/reference/settings.md\n"


@pytest.fixture(autouse=True)
def _repository(tmp_path, monkeypatch):
    git(tmp_path, "init", "--quiet", "--initial-branch=main")
    monkeypatch.chdir(tmp_path)


def write(files):
    for name, text in files.items():
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(text)


def commit():
    git(".", "add", "-A")
    git(".", "commit", "--quiet", "--message", "step")


def judge(capsys, *words):
    """The rules of the errors, and how many links are valid, broken and not judged."""
    run(["validate", "--skip-build", "--format", "json", *words])
    report = json.loads(capsys.readouterr().out)
    links = report["summary"]["links"]
    errors = [one["rule"] for one in report["findings"] if one["severity"] == "error"]
    return errors, (links["valid"], links["broken"], links["unjudged"])


LEFT = ([], (0, 0, 1))


@pytest.mark.parametrize("text", ["", "# Other\n"])
@pytest.mark.parametrize(
    ("pattern", "target"),
    [
        (IGNORED, "reference/settings.md"),
        (IGNORED, "./reference/../reference/settings.md#there"),
        ("reference/\n", "reference/settings.md"),
        ("reference/\n", "reference"),
        ("reference/\n", "reference/"),
        ("*.md\n!/docs/a.md\n", "reference/settings.md"),
    ],
)
def test_a_file_that_a_gitignore_names_is_judged_neither_where_it_is_nor_where_it_is_not(
    capsys, text, pattern, target
):
    write({".gitignore": pattern, "docs/a.md": f"# A\n\n[x]({target})\n"})
    if text:
        write({"docs/reference/settings.md": text})

    assert judge(capsys) == LEFT
    assert judge(capsys, "docs/a.md") == LEFT
    assert judge(capsys, "--target", "mkdocs", "--target", "docusaurus") == LEFT


def test_an_image_that_a_program_draws(capsys):
    write({".gitignore": "*.svg\n", "docs/a.md": "# A\n\n![x](graph.svg)\n"})

    assert judge(capsys) == LEFT


@pytest.mark.parametrize("text", ["", "# Other\n"])
def test_the_next_commit_and_the_changes_of_a_branch(capsys, text):
    write({".gitignore": IGNORED, "docs/b.md": "# B\n"})
    commit()
    git(".", "checkout", "--quiet", "-b", "work")
    write({"docs/a.md": LINK})
    if text:
        write({"docs/reference/settings.md": text})
    git(".", "add", "-A")

    assert judge(capsys, "--staged") == LEFT
    assert judge(capsys, "--changed-since", "main") == LEFT
    assert judge(capsys, "--staged", "--changed-since", "main") == LEFT


@pytest.mark.parametrize(
    ("pattern", "target"),
    [
        ("other.md\n", "reference/settings.md"),
        ("reference/*.md\n!settings.md\n", "reference/settings.md"),
        (IGNORED, "/docs/reference/settings.md"),
    ],
)
def test_what_is_missing_otherwise_is_an_error(capsys, pattern, target):
    write({".gitignore": pattern, "docs/a.md": f"# A\n\n[x]({target})\n"})

    assert judge(capsys) == (["link-target-missing"], (0, 1, 0))


def test_a_project_that_is_ignored_as_a_whole_is_judged_as_others_are(capsys):
    write({".gitignore": "all/\n", "all/docsgate.toml": "", "all/docs/a.md": LINK})

    found = judge(capsys, "--config", "all/docsgate.toml")

    assert found == (["link-target-missing"], (0, 1, 0))


def test_what_only_this_machine_ignores_is_an_error(capsys):
    write({".git/info/exclude": IGNORED, "docs/a.md": LINK})

    assert judge(capsys) == (["link-target-missing"], (0, 1, 0))


def test_a_file_that_is_tracked_in_spite_of_the_pattern_is_judged(capsys):
    write({".gitignore": IGNORED, "docs/a.md": LINK.replace(".md)", ".md#gone)")})
    write({"docs/reference/settings.md": "# S\n"})
    git(".", "add", "-A", "-f")

    assert judge(capsys) == (["anchor-missing"], (0, 1, 0))


def test_a_symbolic_link_on_the_way_hides_nothing_else(capsys):
    write({".gitignore": IGNORED, "docs/a.md": LINK + "[y](link/gone.md)\n", "other/b.txt": ""})
    Path("docs/link").symlink_to("../other")

    assert judge(capsys) == (["link-target-missing"], (0, 1, 1))


@pytest.mark.parametrize("target", ["<../:!x.md>", f"{'b/' * 3000}x.md"])
def test_a_path_at_which_git_gives_up_hides_nothing_else(capsys, target):
    write({".gitignore": IGNORED, "docs/a.md": f"{LINK}[y]({target})\n"})

    assert judge(capsys) == (["link-target-missing"], (0, 1, 1))


def test_a_submodule_that_nobody_fetched_hides_nothing_else(capsys):
    write({".gitignore": IGNORED, "docs/a.md": LINK + "[y](sub/gone.md)\n"})
    git(".", "update-index", "--add", "--cacheinfo", f"160000,{'1' * 40},docs/sub")
    Path("docs/sub").mkdir()

    assert judge(capsys) == (["link-target-missing"], (0, 1, 1))


@pytest.mark.parametrize(
    ("links", "note"),
    [
        (1, "1 link to what git ignores is not judged"),
        (60, "60 links to what git ignores are not judged"),
    ],
)
def test_a_run_says_once_how_many_links_it_left(capsys, links, note):
    write({".gitignore": IGNORED} | {f"docs/a{number}.md": LINK for number in range(links)})

    run(["validate", "--skip-build", "--jobs", "2"])

    assert capsys.readouterr().out.splitlines().count(note) == 1


def test_git_is_not_asked_where_nothing_is_missing(tmp_path, capsys, monkeypatch):
    write({".gitignore": IGNORED, "docs/a.md": "# A\n\n[x](b.md)\n", "docs/b.md": "# B\n"})
    monkeypatch.setenv("GIT_TRACE", str(tmp_path / "trace"))

    assert judge(capsys) == ([], (1, 0, 0))
    assert "check-ignore" not in Path("trace").read_text()
