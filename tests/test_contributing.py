"""The steps of CONTRIBUTING.md are complete: a copy of the repository is changed by them alone.

A numbered step begins with what is done in it: a path, which is a file that the contributor writes
or changes, or a command, which is run as it is written.
"""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from contributions import adapter, fix, pattern, report_format, rule

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CACHES = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".docsgate-cache", ".hypothesis", "*.egg-info", "node_modules"
)
SILENT = {
    "python tests/tools/mutants.py <id>",
    "pytest tests/reliability -k <name>",
    "pytest tests/reliability/contracts -k <type>",
    "pytest tests/test_tidy.py -k <name>",
}
"""Commands that change nothing, so that nobody can see whether they were run."""

KINDS = {
    "Add a rule": rule,
    "Add a fix to a rule": fix,
    "Add a report format": report_format,
    "Add an adapter": adapter,
    "Add a reliability pattern": pattern,
}
"""What is added by the steps of each section."""

BEFORE = {"Add a fix to a rule": "Add a rule"}
"""Sections that change what another one has added, whose steps are taken first."""


def steps_of(section):
    """What each numbered step of a section of CONTRIBUTING.md begins with."""
    text = CONTRIBUTING.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d+\. `([^`]+)`", text, re.MULTILINE)


CASES = [
    pytest.param(section, step, id=f"{section}: {step}")
    for section in KINDS
    for step in steps_of(section)[:-1]
    if step not in SILENT
]


def left_out(folder, names):
    """What tools leave in the tree, but for compiled modules: a changed file outdates its own."""
    built = {"build", "dist", "site"} if Path(folder) == ROOT else set()
    return {*CACHES(folder, names), *built}


def run_command(root, command):
    """What a command printed in a copy, with the copy's own docsgate, or nothing if it passed."""
    program, *arguments = command.split()
    start = ["-m", "pytest", "--exitfirst"] if program == "pytest" else []
    environment = {k: v for k, v in os.environ.items() if not k.startswith(("PYTEST_", "GIT_"))}
    environment["PYTHONPATH"] = str(root / "tooling")
    done = subprocess.run(
        [sys.executable, *start, *arguments],
        cwd=root, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip
    return f"{command}\n{done.stdout}{done.stderr}" if done.returncode else ""


def take_step(root, section, step):
    """Write the file of a step, or run its command. What it printed, or nothing if it passed."""
    named = step
    for placeholder, name in KINDS[section].NAMES.items():
        named = named.replace(placeholder, name)
    if step not in KINDS[section].ADDITIONS:
        return run_command(root, named)
    path = root / named
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    after = KINDS[section].ADDITIONS[step](before)
    assert after != before
    path.parent.mkdir(exist_ok=True)
    path.write_text(after, encoding="utf-8")
    return ""


def take_steps(folder, section, steps):
    """Take steps in a fresh copy of the repository. What the first that failed printed."""
    root = shutil.copytree(ROOT, folder / "copy", ignore=left_out)
    if earlier := BEFORE.get(section):
        untested = [step for step in steps_of(earlier)[:-1] if step not in SILENT]
        assert [take_step(root, earlier, step) for step in untested] == [""] * len(untested)
    return next(filter(None, (take_step(root, section, step) for step in steps)), "")


LONG = ("Add an adapter", "Add a reliability pattern")
"""Their steps run tests for half a minute."""


@pytest.mark.parametrize(
    "section",
    [pytest.param(one, marks=[pytest.mark.steps] * (one in LONG)) for one in KINDS],
)
def test_the_steps_are_all_that_it_takes(section, tmp_path):
    steps = steps_of(section)

    assert set(KINDS[section].ADDITIONS) <= set(steps)
    assert steps[-1].startswith("pytest ")
    assert take_steps(tmp_path, section, steps) == ""


def files_of(root):
    """The text of each file below `root` by its path, but for what tools leave there."""
    found = {}
    for folder, names, files in os.walk(root):
        skipped = {*left_out(folder, [*names, *files]), "__pycache__"}
        names[:] = set(names) - skipped
        for path in (Path(folder, name) for name in set(files) - skipped):
            found[path.relative_to(root).as_posix()] = path.read_bytes()
    return found


def test_a_pattern_touches_its_room_its_page_and_its_tests_and_nothing_that_is_there(tmp_path):
    section = "Add a reliability pattern"
    files = [step for step in steps_of(section) if step in KINDS[section].ADDITIONS]
    assert take_steps(tmp_path, section, files) == ""
    before, after = files_of(ROOT), files_of(tmp_path / "copy")

    added = set(after) - set(before)
    assert {path: after[path] for path in before} == before
    assert len(added) == len(files)
    room, page = "tooling/docsgate_reliability/patterns/deadline/", "docs-cms/patterns/deadline.md"
    assert all(path == page or path.startswith((room, "tests/reliability/")) for path in added)


@pytest.mark.steps
@pytest.mark.parametrize(("section", "missing"), CASES)
def test_a_step_that_is_left_out_is_noticed(section, missing, tmp_path):
    steps = [step for step in steps_of(section) if step not in {missing, *SILENT}]

    assert take_steps(tmp_path, section, steps) != ""


def test_the_command_line_applies_the_fix_that_was_added(tmp_path):
    section = "Add a fix to a rule"
    files = [step for step in steps_of(section) if step in KINDS[section].ADDITIONS]
    page = tmp_path / "project" / "docs" / "one.md"
    page.parent.mkdir(parents=True)
    page.write_text("# One cache #\n\nText.\n", encoding="utf-8")

    assert take_steps(tmp_path, section, files) == ""
    command = f"python -m docsgate validate --select heading-closed --fix {page.parent}"
    printed = run_command(tmp_path / "copy", command)

    assert page.read_text(encoding="utf-8") == "# One cache\n\nText.\n"
    assert printed == ""
