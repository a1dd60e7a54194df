"""A path with one `../` too many or too few: what it missed is offered before any stranger."""

import pytest

from docsgate.__main__ import run

PAGES = ("docs/README.md", "docs/a/README.md", "docs/x/plan.md", "docs/a/b/plan.md", "docs/only.md")


@pytest.fixture
def page(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for path in (*PAGES, "tools/run.py", "docs/x/run.py", "docs/a/page.md"):
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_text("# Page\n\nText.\n")
    return tmp_path / "docs/a/page.md"


@pytest.mark.parametrize(("written", "help_"), [
    ("../../README.md", "did you mean `../README.md`"),
    ("b/README.md", "did you mean `../README.md` or `README.md`"),
    ("../b/plan.md", "did you mean `b/plan.md`"),
    ("x/plan.md", "did you mean `../x/plan.md`"),
    ("./x/plan", "did you mean `../x/plan.md`"),
    ("x/plan.md#page", "did you mean `../x/plan.md#page`"),
    ("../tools/run.py", "did you mean `../../tools/run.py`"),
    ("../../../docs/README.md", "did you mean `../README.md`"),
    ("../../only.md", "write `../only.md`"),
    ("y/plan.md", "did you mean `b/plan.md` or `../x/plan.md`"),
])  # fmt: skip
def test_one_step_is_counted_first(page, capsys, written, help_):
    page.write_text(f"# Page\n\nSee [it]({written}).\n")
    words = ("--skip-build", "--target", "github", "--select", "link-*", "--format", "concise")
    run(["validate", *words, "docs/a/page.md"])
    out = capsys.readouterr().out
    assert out.rstrip("\n").endswith(f"; {help_}")
