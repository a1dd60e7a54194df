"""The Python API as a program uses it: what the guide shows runs, what is promised is there."""

import re
import subprocess
import sys
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

import docsgate

ROOT = Path(__file__).parents[1]
GUIDE = ROOT / "docs-cms/guides/python.md"
README = ROOT / "README.md"


def fences(page):
    return [one for one in MarkdownIt().parse(page.read_text("utf-8")) if one.type == "fence"]


FILES = {
    match[1]: fence.content
    for fence in fences(GUIDE)
    if (match := re.search('title="(.*)"', fence.info))
}
EXAMPLES = [
    pytest.param(code.content, output.content, id=str(code.map[0] + 1))
    for code, output in zip(fences(GUIDE), fences(GUIDE)[1:], strict=False)
    if code.info == "python"
]


@pytest.fixture
def project(tmp_path, monkeypatch):
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def printed(code):
    with redirect_stdout(StringIO()) as out:
        exec(code, {})
    return out.getvalue()


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(("code", "output"), EXAMPLES)
def test_an_example_of_the_guide_prints_what_the_guide_shows(code, output):
    assert printed(code).rstrip() == output.rstrip()


@pytest.mark.usefixtures("project")
def test_the_example_of_the_readme_runs():
    (code,) = [fence.content for fence in fences(README) if fence.info == "python"]

    assert printed(code).startswith("docs-cms/adr/adr-001-cache.md:9:12: mdx-tag-name-invalid: ")


def test_all_that_is_promised_is_there_and_documented():
    for name in docsgate.__all__:
        one = getattr(docsgate, name)
        assert name in ("RULES", "__version__") or one.__doc__, name


def test_the_lazy_names_are_those_that_are_promised():
    promised = {"__version__", *(name for names in docsgate._MODULES.values() for name in names)}

    assert promised == set(docsgate.__all__) == set(dir(docsgate))


def test_what_is_not_promised_is_no_attribute():
    with pytest.raises(AttributeError, match="no attribute 'chekc'"):
        docsgate.chekc  # noqa: B018


def test_importing_it_loads_nothing_else():
    code = "import sys, docsgate; print(*(m for m in sys.modules if m.startswith('docsgate')))"
    variables = {"PYTHONPATH": str(ROOT / "tooling")}
    command = [sys.executable, "-c", code]
    run = subprocess.run(command, env=variables, capture_output=True, text=True, check=False)

    assert run.stdout.split() == ["docsgate"]


def test_a_check_says_what_the_command_line_says(project):
    command = [sys.executable, "-m", "docsgate", "validate", "--skip-build", "--format", "json"]
    variables = {"PYTHONPATH": str(ROOT / "tooling")}
    run = subprocess.run(
        command, cwd=project, env=variables, capture_output=True, text=True, check=False
    )

    def without_time(text):
        return re.sub(r'"elapsed_seconds": [\d.]+', "", text)

    report = docsgate.check()
    assert without_time(docsgate.render(report, "json")) == without_time(run.stdout)
    assert (report.failed, run.returncode) == (True, 1)


def test_mending_writes_only_when_it_is_told_to(project):
    path = project / "docs-cms/adr/adr-001-cache.md"
    before = path.read_text(encoding="utf-8")

    (change,) = docsgate.mend().changes
    assert path.read_text(encoding="utf-8") == before
    docsgate.mend(write=True)

    assert path.read_text(encoding="utf-8") == change.after.text != before


def test_a_workspace_judges_what_is_not_saved(project):
    workspace = docsgate.Workspace(project)
    one, two = sorted(FILES)
    broken = FILES[two].replace("## Decision", "## Outcome")

    assert "anchor-missing" not in {one.rule for one in workspace.check(one, FILES[one]).findings}
    workspace.update(project / two, broken)
    found = {one.rule for one in workspace.check(project / one, FILES[one]).findings}

    assert "anchor-missing" in found
    assert (project / two).read_text(encoding="utf-8") == FILES[two]


@pytest.mark.usefixtures("project")
def test_a_workspace_knows_a_file_that_is_not_there_yet():
    report = docsgate.Workspace().check("docs-cms/adr/adr-002-three.md", FILES[sorted(FILES)[1]])

    assert {one.path for one in report.findings} == {"docs-cms/adr/adr-002-three.md"}
    assert "number-mismatched" not in {one.rule for one in report.findings}


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda: docsgate.check(select="link-*"), "`select` is a list of names"),
        (lambda: docsgate.check(select=["lnik-*"]), "no rule is named `lnik-*`"),
        (lambda: docsgate.check(targets=["gitlab"]), "no reader is named `gitlab`"),
        (lambda: docsgate.render(docsgate.check(), "xml"), "no format is named `xml`"),
        (lambda: docsgate.Workspace().check("/etc/passwd", ""), "outside the project"),
    ],
)
def test_misuse_is_told_in_one_line(call, words):
    with pytest.raises(docsgate.UsageError) as caught:
        call()

    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.usefixtures("project")
def test_the_garbage_collector_is_left_as_it_was():
    import gc

    frozen = gc.get_freeze_count()
    docsgate.check()

    assert gc.isenabled()
    assert gc.get_freeze_count() == frozen
