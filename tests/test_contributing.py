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

ROOT = Path(__file__).parents[1]
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
CACHES = shutil.ignore_patterns(
    ".git", ".venv", ".*_cache", ".docsgate-cache", ".hypothesis", "*.egg-info", "node_modules"
)
MUTANTS = "python tests/tools/mutants.py <id>"

RULE = '''\
"""
A heading ends with a full stop, a comma, a colon or a semicolon.

The table of contents and links to the section show the mark, where it closes nothing.

Delete it.

Before:

    ## Costs:

After:

    ## Costs
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "heading-punctuation-final"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report each heading that ends with a mark that closes a sentence or a part of one."""
    for heading in document.headings:
        if heading.text.endswith((".", ",", ":", ";")):
            message = f"the heading ends with `{heading.text[-1]}`"
            span = heading.text_span
            yield Diagnostic(ID, document.path, span, message, "delete it", Severity.WARNING)
'''
RULE_PAGE = """\
# heading-punctuation-final

The mark is the last character of the heading.

```markdown docs/one.md
# One cache:

## Costs.
```

```text findings
docs/one.md:1:3: heading-punctuation-final the heading ends with `:`; delete it
docs/one.md:3:4: heading-punctuation-final the heading ends with `.`; delete it
```

A question may end with its mark.

```markdown docs/one.md
# One cache: why?
```

```text findings
```
"""
FORMAT = '''\
"""Tab-separated values, a line for each finding: path, line, column, rule and message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from .terminal import printable

if TYPE_CHECKING:
    from ..checking.report import Report


def render(report: Report, *, colour: bool = False, verbose: bool = False) -> str:  # noqa: ARG001
    """The findings, without a head line."""
    rows = []
    for finding in report.findings:
        (line, column), _ = report.positions(finding)
        cells = (finding.path, str(line), str(column), finding.rule, finding.message)
        rows.append("\\t".join(map(printable, cells)) + "\\n")
    return "".join(rows)
'''
FORMAT_TEST = """

def test_tsv_is_a_line_a_finding(tmp_path):
    from docsgate.reporters import tsv

    report = report_on(tmp_path, "# One\\n", finding(2, 5))

    assert tsv.render(report) == "docs/a.md\\t1\\t3\\tfile-empty\\twrong `a`\\n"
"""


def below(old, new):
    """Puts the line `new` below each line that begins with `old`."""
    pattern = re.compile(rf"^{re.escape(old)}.*\n", re.MULTILINE)
    return lambda text: pattern.sub(lambda found: f"{found[0]}{new}\n", text)


ADDITIONS = {
    "Add a rule": {
        "tooling/docsgate/rules/<name>.py": lambda _: RULE,
        "tooling/docsgate/rules/__init__.py": below(
            "    heading_level_skipped,", "    heading_punctuation_final,"
        ),
        "tests/rules/<id>.md": lambda _: RULE_PAGE,
    },
    "Add a report format": {
        "tooling/docsgate/reporters/<name>.py": lambda _: FORMAT,
        "tooling/docsgate/reporters/__init__.py": below(
            '    "junit": ', '    "tsv": "docsgate.reporters.tsv",'
        ),
        "tests/test_reporters.py": lambda text: text + FORMAT_TEST,
        "docs-cms/guides/ci.md": below("| `junit` | ", "| `tsv` | spreadsheets |"),
        "README.md": lambda text: text.replace("`junit`.\n", "`junit`, `tsv`.\n"),
    },
}
"""What each step adds to its file, given the file's text."""

NAMES = {
    "Add a rule": {"<name>": "heading_punctuation_final", "<id>": "heading-punctuation-final"},
    "Add a report format": {"<name>": "tsv"},
}


def steps_of(section):
    """What each numbered step of a section of CONTRIBUTING.md begins with."""
    text = CONTRIBUTING.partition(f"\n## {section}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\d+\. `([^`]+)`", text, re.MULTILINE)


CASES = [
    pytest.param(section, step, id=step)
    for section in ADDITIONS
    for step in steps_of(section)[:-1]
    if step != MUTANTS  # It changes nothing, so nobody can see whether it was run.
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
    for placeholder, name in NAMES[section].items():
        named = named.replace(placeholder, name)
    if step not in ADDITIONS[section]:
        return run_command(root, named)
    path = root / named
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    after = ADDITIONS[section][step](before)
    assert after != before
    path.write_text(after, encoding="utf-8")
    return ""


def take_steps(folder, section, steps):
    """Take steps in a fresh copy of the repository. What the first that failed printed."""
    root = shutil.copytree(ROOT, folder / "copy", ignore=left_out)
    return next(filter(None, (take_step(root, section, step) for step in steps)), "")


@pytest.mark.parametrize("section", ADDITIONS)
def test_the_steps_are_all_that_it_takes(section, tmp_path):
    steps = steps_of(section)

    assert set(ADDITIONS[section]) <= set(steps)
    assert steps[-1].startswith("pytest ")
    assert take_steps(tmp_path, section, steps) == ""


@pytest.mark.parametrize(("section", "missing"), CASES)
def test_a_step_that_is_left_out_is_noticed(section, missing, tmp_path):
    steps = [step for step in steps_of(section) if step not in {missing, MUTANTS}]

    assert take_steps(tmp_path, section, steps) != ""
