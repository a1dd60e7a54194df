"""The examples in README.md are true."""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from docsgate.__main__ import run
from docsgate.reporters import FORMATS
from tools.readme_table import with_table

ROOT = Path(__file__).parents[1]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    "python -m pip install . && docsgate validate",
    "python -m pip install '.[test]' && pytest",
]


def block(info, containing):
    tokens = MarkdownIt().parse(README)
    found = [t.content for t in tokens if t.type == "fence" and t.info == info]
    return next(content for content in found if containing in content)


@pytest.mark.parametrize("command", COMMANDS)
def test_ci_runs_the_commands_that_the_readme_names(command):
    assert f"{command}\n" == block("sh", command)
    assert f"\n{command}\n" in (ROOT / ".ci/run").read_text(encoding="utf-8")


def test_the_output_shown_is_the_output_printed(tmp_path, capsys, monkeypatch):
    monkeypatch.chdir(tmp_path)
    document = tmp_path / "docs-cms/adr/adr-007-sharding.md"
    document.parent.mkdir(parents=True)
    document.write_text(block("markdown", "ADR-007"), encoding="utf-8")

    code = run(["validate", "--skip-build"])

    def without_time(text):
        return re.sub(r"\d+\.\d+ s$", "", text, flags=re.MULTILINE)

    assert (code, without_time(block("text", "FAILURE"))) == (
        1,
        without_time(capsys.readouterr().out),
    )


def test_the_table_of_rules_is_the_one_that_is_generated():
    assert with_table(README) == README, "run `python tests/tools/readme_table.py`"


def test_every_format_for_other_tools_is_named():
    line = re.search(r"`--format` is for other tools: ([^.]+)\.", README)

    assert {"text", *re.findall(r"`([a-z-]+)`", line[1])} == set(FORMATS)
