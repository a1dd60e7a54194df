"""The pages of the patterns are true: their blocks run, and their tests and metrics exist."""

import ast
import re
import shlex
import textwrap
from pathlib import Path

import pytest
import yaml
from harness.blocks import blocks_of

from docsgate.cli.pattern import pattern
from docsgate_reliability.configuration.refusals import ConfigurationRefused
from docsgate_reliability.namespaces.codes import CODES
from docsgate_reliability.namespaces.load import load
from docsgate_reliability.namespaces.registry import PATTERNS as PATTERNS_BY_NAME

ROOT = Path(__file__).parents[2]
RFC = ROOT / "docs-cms" / "rfcs" / "rfc-009-reliability-patterns.md"
PATTERNS = ROOT / "docs-cms" / "patterns"
PAGES = [*sorted(PATTERNS.glob("*.md")), RFC]
BLOCKS = [(page, block) for page in PAGES for block in blocks_of(page)]
SNIPPET = re.compile(r'--8<-- "([^":]+):([a-z_]+)"')
PROOF = re.compile(r"`(test_[a-z_]+\.py)::(test_\w+)`")
PRINTER = ("python", "tests/reliability/benchmark.py")
REFUSAL = re.compile(r"^\| (C\d\d) \| (.+) \|$", re.MULTILINE)
OWN_PAGES = sorted({Path(each.page).stem for each in PATTERNS_BY_NAME.values()} - {RFC.stem})
"""The pages of the patterns that have one: the others are only described in the RFC."""


def of_language(language):
    found = [(page, block) for page, block in BLOCKS if block.language == language]
    names = [f"{page.stem}-{block.line}" for page, block in found]
    return pytest.mark.parametrize(("page", "block"), found, ids=names)


def section(path, name):
    """The lines between the markers of a snippet."""
    text = (ROOT / path).read_text()
    match = re.search(rf"# --8<-- \[start:{name}\]\n(.*?)# --8<-- \[end:{name}\]", text, re.DOTALL)
    assert match, f"{path} has no section {name}"
    return textwrap.dedent(match[1].rstrip(" "))


@of_language("python")
def test_a_python_block_runs(page, block, tmp_path, monkeypatch):
    """A snippet must exist as a whole, and other tests run its code.

    Other blocks run here, twice: readers who try one do so, with what the first run left.
    """
    snippets = SNIPPET.findall(block.text)
    monkeypatch.chdir(tmp_path)
    for _ in range(0 if snippets else 2):
        exec(compile(block.text, f"{page.name}:{block.line}", "exec"), {"__name__": "page"})
    for path, name in snippets:
        assert ast.parse(section(path, name)).body


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_no_block_hides_from_these_tests(page):
    """The tests read no fences that are indented, are of tildes, or have no language."""
    fences = re.findall(r"^[ \t>]*(?:`{3,}|~{3,})", page.read_text(), re.MULTILINE)
    assert len(fences) == 2 * len(blocks_of(page))
    known = {"python", "yaml", "mermaid", "bash"}
    assert {block.language for block in blocks_of(page)} <= known


@of_language("bash")
def test_a_command_of_a_page_exists(page, block, tmp_path, monkeypatch):
    """The commands are only parsed here; test_demonstration.py and CI run them."""
    assert page
    for line in block.text.splitlines():
        program, *arguments = shlex.split(line)
        if program == "docsgate":
            assert arguments[0] == "pattern"
            monkeypatch.chdir(tmp_path)
            (tmp_path / "namespaces.yaml").touch()
            command = pattern.get_command(None, arguments[1])
            command.make_context(arguments[1], arguments[2:], resilient_parsing=False)
        else:
            assert (program, arguments[0]) in {("pytest", "tests/reliability"), PRINTER}


@of_language("yaml")
def test_a_yaml_block_loads_or_is_refused_where_it_says(page, block):
    assert page
    try:
        load(block.text)
        found = []
    except ConfigurationRefused as error:
        found = [f"{each.code} {each.line}:{each.column}" for each in error.refusals]
    assert found == block.refusals


@pytest.mark.parametrize("name", OWN_PAGES)
def test_each_guarantee_names_a_test_that_exists(name):
    text = (PATTERNS / f"{name}.md").read_text()
    table = text.split("## Guarantees")[1].split("\n## ")[0]
    rows = [line for line in table.splitlines() if line.startswith("| ")][1:]
    assert len(rows) >= 5
    for row in rows:
        proofs = PROOF.findall(row)
        assert proofs, row
        for file, test in proofs:
            tree = ast.parse((ROOT / "tests" / "reliability" / file).read_text())
            functions = (ast.FunctionDef, ast.AsyncFunctionDef)
            assert test in {node.name for node in tree.body if isinstance(node, functions)}


@pytest.mark.parametrize("name", OWN_PAGES)
def test_a_page_lists_exactly_the_metrics_of_its_patterns(name):
    """A page about a layer also lists those of the client, which says what becomes of messages."""
    text = (PATTERNS / f"{name}.md").read_text()
    listed = re.findall(r"^\| `([a-z_]+\.[a-z_]+)` \|", text, re.MULTILINE)
    patterns = [each for each in PATTERNS_BY_NAME.values() if each.page == f"patterns/{name}.md"]
    if any(each.layer is not None for each in patterns):
        patterns.append(PATTERNS_BY_NAME["publish-consume"])
    assert sorted(listed) == sorted(metric for each in patterns for metric in each.metrics)


@pytest.mark.parametrize("page", sorted(PATTERNS.glob("*.md")), ids=lambda page: page.stem)
def test_a_pattern_says_its_complexity_and_priority(page):
    fields = yaml.safe_load(page.read_text().split("---\n")[1])
    assert fields["complexity"] in ("low", "medium", "high")
    assert fields["priority"] in ("critical", "high", "medium", "low")
    assert fields["tags"]


def test_the_pages_list_the_refusals_as_the_code_does():
    """A code is in the table of the RFC, or on the page of the pattern that brings it."""
    listed = {page: dict(REFUSAL.findall(page.read_text())) for page in PAGES}
    for found in listed.values():
        assert found.items() <= CODES.items()
    brought = {code: each.page for each in PATTERNS_BY_NAME.values() for code in each.codes}
    for code in CODES:
        page = RFC.parents[1] / brought.get(code, "rfcs/rfc-009-reliability-patterns.md")
        assert code in listed[RFC] or code in listed[page], code
