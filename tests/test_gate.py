"""The definitions by which other tools call docsgate: GitHub's action, the pre-commit framework."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from test_staged import BAD, GOOD, git, write

ROOT = Path(__file__).parents[1]
ACTION = yaml.safe_load((ROOT / "action.yml").read_text())
STEPS = {step["name"].partition(",")[0]: step for step in ACTION["runs"]["steps"]}
HOOKS = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())


def step(name, folder, arguments):
    """Run a step of the action as GitHub does, with docsgate where an earlier step installs it."""
    bin_ = folder / "temp/docsgate/bin"
    bin_.mkdir(parents=True)
    (bin_ / "docsgate").write_text(f'#!/bin/sh\nexec {sys.executable} -P -m docsgate "$@"\n')
    (bin_ / "docsgate").chmod(0o755)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", STEPS[name]["run"]],
        cwd=folder,
        env={**os.environ, "RUNNER_TEMP": str(folder / "temp"), "ARGUMENTS": arguments},
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_action_annotates_and_fails(tmp_path):
    write(tmp_path, a=BAD)
    result = step("Validate", tmp_path, "--skip-build docs")

    assert result.returncode == 1
    assert result.stdout.startswith("::error file=docs/a.md,line=3,")


@pytest.mark.parametrize("arguments", ["", "--skip-build", "--ignore link-* docs"])
def test_the_action_passes_arguments_on_unchanged(tmp_path, arguments):
    write(tmp_path, a=BAD if "--ignore" in arguments else GOOD)
    (tmp_path / "link-x").write_text("")  # The shell would expand an unquoted glob to this name.
    result = step("Validate", tmp_path, arguments)

    assert (result.returncode, result.stdout) == (0, "")


def test_an_argument_of_the_action_runs_nothing(tmp_path):
    write(tmp_path, a=GOOD)
    result = step("Validate", tmp_path, "docs; touch owned $(touch owned) `touch owned`")

    assert result.returncode == 2
    assert not (tmp_path / "owned").exists()


def test_the_action_puts_no_input_into_a_script():
    """An input that GitHub puts into a script would be run as code."""
    assert not any("${{" in each["run"] for each in STEPS.values())
    used = set(re.findall(r"inputs\.(\w+)", (ROOT / "action.yml").read_text()))
    assert used == set(ACTION["inputs"])


@pytest.mark.parametrize(("name", "is_old", "code"), [
    ("docsgate", False, 1), ("docsgate", True, 0), ("docsgate-all", True, 1),
])  # fmt: skip
def test_the_pre_commit_hooks_judge_what_is_staged(tmp_path, name, is_old, code):
    git(tmp_path, "init", "--quiet")
    write(tmp_path, a=BAD)
    git(tmp_path, "add", "-A")
    if is_old:
        git(tmp_path, "commit", "--quiet", "--message", "old")
    write(tmp_path, a=GOOD)
    (hook,) = (one for one in HOOKS if one["id"] == name)
    program, *words = shlex.split(hook["entry"])

    assert program == "docsgate"
    command = [sys.executable, "-P", "-m", "docsgate", *words]
    result = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False)
    assert result.returncode == code
    assert hook["pass_filenames"] is False
