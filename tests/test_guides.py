"""docsgate does what docs-cms says about it.

Blocks with a `title` that is a path are files. A `console` block, or one whose title is a command,
shows what that command prints in a folder that holds the files above it on the page; only the
time it took may differ. The first hour is run by `test_first_hour.py`. TOML blocks load, templates
and settings are complete.
"""

import re
from dataclasses import dataclass
from pathlib import Path

import pytest
import yaml
from markdown_it import MarkdownIt

from docsgate.__main__ import run
from docsgate.cli import COMMANDS, docsgate
from docsgate.configuration.known_layouts import COLLECTIONS, STATUSES
from docsgate.configuration.read_toml import _COLLECTION_SETTINGS, _SETTINGS, read_config
from docsgate.configuration.settings import FieldType, Target
from docsgate.reporters import FORMATS
from docsgate.rules import RULES

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs-cms"
PAGES = sorted([*DOCS.glob("guides/*.md"), *DOCS.glob("rfcs/rfc-001-*.md")])
TEMPLATES = {"adr": "adr", "rfc": "rfcs", "memo": "memos"}
ELAPSED = re.compile(r"\d+\.\d\d s\b|(?<=\"elapsed_seconds\": )[\d.]+")


@dataclass(frozen=True)
class Block:
    page: str
    line: int
    language: str
    title: str
    text: str

    @property
    def place(self):
        return f"{self.page}:{self.line}"

    @property
    def command(self):
        """The command whose output the block shows; None when there is none."""
        if self.language == "console":
            return self.text.split("\n", 1)[0].removeprefix("$ ")
        return self.title if self.title.startswith("docsgate ") else None

    @property
    def output(self):
        return self.text.split("\n", 1)[1] if self.language == "console" else self.text


def blocks(page):
    for token in MarkdownIt().parse(page.read_text(encoding="utf-8")):
        if token.type == "fence":
            language, _, rest = token.info.partition(" ")
            title = re.search(r'title="([^"]*)"', rest)
            name = title[1] if title else ""
            yield Block(page.name, token.map[0] + 1, language, name, token.content)


BLOCKS = [block for page in PAGES for block in blocks(page)]
GUIDE = {page.name: page.read_text(encoding="utf-8") for page in PAGES}


def cases(chosen):
    return [pytest.param(block, id=block.place) for block in chosen]


def files_above(block):
    return [
        other
        for other in BLOCKS
        if other.page == block.page
        and other.line < block.line
        and other.title
        and not other.command
    ]


def write(folder, files):
    for file in files:
        path = folder / file.title
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(file.text, encoding="utf-8")


@pytest.mark.parametrize(
    "block", cases(b for b in BLOCKS if b.command and b.page != "first-hour.md")
)
def test_a_command_prints_what_the_page_shows(block, tmp_path, monkeypatch, capsys):
    write(tmp_path, files_above(block))
    monkeypatch.chdir(tmp_path)

    run(block.command.split()[1:])

    printed = capsys.readouterr()
    expected = ELAPSED.sub("TIME", block.output)
    assert expected == ELAPSED.sub("TIME", printed.out + printed.err)


@pytest.mark.parametrize(
    "block", cases(block for block in BLOCKS if block.language == "toml" and not block.title)
)
def test_a_configuration_loads(block):
    name = "pyproject.toml" if "[tool.docsgate]" in block.text else "docsgate.toml"

    assert read_config(ROOT, name, block.text, list(RULES)) is not None


@pytest.mark.parametrize(
    "block",
    cases(b for b in BLOCKS if b.title.startswith(".github/") or b.title.endswith("mkdocs.yml")),
)
def test_a_workflow_is_yaml_with_the_least_permissions(block):
    data = yaml.safe_load(block.text)

    is_site = not data.keys().isdisjoint({"site_name", "site_url"})
    assert is_site or data["permissions"] == {"contents": "read"}


@pytest.mark.parametrize("name", _SETTINGS)
def test_a_setting_has_a_section(name):
    assert f"\n## {name}\n" in GUIDE["configuration.md"]


@pytest.mark.parametrize("name", [*_COLLECTION_SETTINGS, *FieldType, *Target])
def test_a_choice_has_a_row(name):
    assert f"\n| `{name}` |" in GUIDE["configuration.md"]


@pytest.mark.parametrize("collection", COLLECTIONS, ids=lambda entry: entry.folders[0])
def test_a_known_collection_is_listed(collection):
    folders = ", ".join(f"`{folder}`" for folder in collection.folders)
    fields = ", ".join(f"`{name}`" for name, _ in collection.required)

    assert f"| `{collection.name}` | {folders} | {fields}" in GUIDE["configuration.md"]


def test_the_statuses_are_listed():
    listed = f"{', '.join(STATUSES[:-1])} and {STATUSES[-1]}"

    assert listed in " ".join(GUIDE["configuration.md"].split())


def test_the_fields_named_for_authors_are_known():
    table = re.findall(
        r"^\| (`.*?`) \| .* \| (ADR|RFC|memo|all)", GUIDE["authors.md"], re.MULTILINE
    )
    named = {name for cell, _ in table for name in re.findall(r"`(\w+)`", cell)}

    assert named
    assert named <= set(COLLECTIONS[0].fields)


def test_the_commands_and_options_exist():
    calls = re.findall(r"\bdocsgate ([a-z]+)((?: [^\s`|#]+)*)", "\n".join(GUIDE.values()))
    asked = [(name, re.findall(r"--[a-z-]+", rest)) for name, rest in calls if name in COMMANDS]
    context = docsgate.make_context("docsgate", ["validate"])

    assert {"validate", "build", "explain"} <= {name for name, _ in asked}
    for name, options in asked:
        command = docsgate.get_command(context, name)
        known = {option for parameter in command.params for option in parameter.opts}
        assert set(options) <= known, name


def test_a_format_has_a_row_that_says_what_reads_it():
    section = GUIDE["ci.md"].partition("\n## Formats\n")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| `([a-z][a-z-]*)` \| (\S.*) \|$", section, re.MULTILINE)

    assert sorted(name for name, _ in rows) == sorted(FORMATS)


def test_the_first_site_builds(tmp_path, monkeypatch, capsys):
    block = next(block for block in BLOCKS if block.title == "site-config/mkdocs.yml")
    home = Block("", 0, "markdown", "docs-cms/index.md", "# Our decisions\n\nText:\n- an item\n")
    write(tmp_path, [block, home])
    monkeypatch.chdir(tmp_path)

    assert run(["build"]) == 0, capsys.readouterr().out
    assert "<li>an item</li>" in (tmp_path / "site/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", TEMPLATES)
def test_a_template_that_is_filled_in_has_no_findings(kind, tmp_path, capsys):
    text = (DOCS / f"templates/{kind}-template.md").read_text(encoding="utf-8")
    folder = tmp_path / "docs-cms" / TEMPLATES[kind]
    folder.mkdir(parents=True)
    filled = text.replace("NNN", "001").replace("YYYY-MM-DD", "2026-11-23")
    (folder / f"{kind}-001-a-title.md").write_text(filled, encoding="utf-8")

    assert run(["validate", "--skip-build", str(tmp_path)]) == 0, capsys.readouterr().out


def test_docs_cms_passes_its_own_validation_with_no_ignores(capsys):
    code = run(["validate", "--skip-build", str(DOCS)])

    assert code == 0, capsys.readouterr().out
    for page in DOCS.rglob("*.md"):
        outside_code = re.sub(r"```.*?```|`[^`]*`", "", page.read_text("utf-8"), flags=re.DOTALL)
        assert "docsgate: ignore" not in outside_code


@pytest.mark.parametrize("page", ["guides/authors.md", "adr"])
def test_a_part_of_docs_cms_alone_has_no_findings_either(page, capsys):
    """The targets of links are known, whether or not they are checked in the same run."""
    code = run(["validate", "--skip-build", str(DOCS / page)])

    assert code == 0, capsys.readouterr().out
