"""What is installed with docsgate is declared, said in NOTICE, and imported only where used."""

import ast
import os
import re
import subprocess
import sys
import tomllib
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
EXTRAS = ("nats", "postgres", "s3", "redis")
SELDOM = (
    "aiohttp", "frontmatter", "linkcheck", "markdown", "markdown_it", "mkdocs", "rapidfuzz",
    "selectolax", "yarl",
)  # fmt: skip
"""Libraries that a run pays for only if it needs them."""

DOCUMENT = """---
title: "ADR-00{n}: One"
id: adr-00{n}
status: Accepted
date: 2026-01-01
deciders: me
tags: [one]
---

# ADR-00{n}: One

See [the other](adr-00{m}-one.md), https://example.org and <b>this</b>.
"""
LOADED = f"""
import sys
from docsgate.__main__ import run
code = run(["validate", "--skip-build", "--jobs", "1", *sys.argv[1:]])
print(code, *(name for name in {SELDOM} if name in sys.modules), sep="\\n", file=sys.stderr)
"""


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "docs-cms/adr"
    folder.mkdir(parents=True)
    for number, other in ((1, 2), (2, 1)):
        text = DOCUMENT.replace("{n}", str(number)).replace("{m}", str(other))
        (folder / f"adr-00{number}-one.md").write_text(text, encoding="utf-8")
    return tmp_path


def loaded(*arguments):
    """The exit code of a run in a process of its own, and which of the libraries it imported."""
    done = subprocess.run(
        [sys.executable, "-c", LOADED, *map(str, arguments)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "tooling")},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stderr.split()


def test_a_check_of_two_documents_imports_what_it_needs(project):
    assert loaded(project) == ["0"]


def test_fixes_and_misspelt_names_are_what_others_are_for(project):
    page = project / "docs-cms/adr/adr-001-one.md"
    page.write_text(page.read_text(encoding="utf-8").replace("status: A", "status: "), "utf-8")
    page.write_text(page.read_text(encoding="utf-8").replace("\n# ADR", "\n\n\n# ADR"), "utf-8")

    assert loaded(project, "--fix") == ["1", "markdown", "markdown_it", "rapidfuzz", "selectolax"]


def name_of(requirement):
    return re.match(r"[\w.-]+", requirement)[0].lower()


def required():
    """Names of what is installed with docsgate, by itself or with an extra."""
    extras = [one for extra in EXTRAS for one in PROJECT["optional-dependencies"][extra]]
    return [name_of(one) for one in (*PROJECT["dependencies"], *extras)]


def noticed():
    """The licence that NOTICE names for each library."""
    text = (ROOT / "NOTICE").read_text(encoding="utf-8")
    rows = re.findall(r"^  ([\w.-]+) {2,}(\S.*)$", text, re.MULTILINE)
    return {name.lower(): licence for name, licence in rows}


def test_notice_names_every_library_that_is_installed():
    assert sorted(required()) == sorted(noticed().keys() - {"mermaid"})


def words(licence):
    """`licence` in one spelling, since packages name theirs in three fields and many ways."""
    found = licence.lower().replace("mozilla public license 2.0", "mpl-2.0")
    found = found.replace("gnu general public license v2 or later", "gpl-2.0-or-later")
    return set(re.findall(r"mit|apache-2\.0|bsd|mpl-2\.0|l?gpl-[23]\.0(?:-or-later|-only)", found))


@pytest.mark.parametrize("name", required())
def test_notice_names_the_licence_that_the_package_names(name):
    try:
        package = metadata(name)
    except PackageNotFoundError:
        if name in map(name_of, PROJECT["dependencies"]):
            raise
        pytest.skip(f"{name} comes with an extra that is not installed")
    named = [package.get("License-Expression"), package.get("License")]
    named += [one for one in package.get_all("Classifier") or () if one.startswith("License ::")]
    known = words(" ".join(filter(None, named)))
    if not known:
        pytest.skip(f"{name} names no licence in its metadata, only in a file")

    assert words(noticed()[name]) == known


def test_notice_comes_with_the_package():
    assert PROJECT["license-files"] == ["LICENSE", "NOTICE"]
    sdist = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["hatch"]
    assert "/NOTICE" in sdist["build"]["targets"]["sdist"]["include"]


PROVIDED_BY = {
    "frontmatter": "python-frontmatter",
    "linkcheck": "linkchecker",
    "markdown_it": "markdown-it-py",
    "mdit_py_plugins": "mdit-py-plugins",
    "nats": "nats-py",
    "yaml": "pyyaml",
}
"""Packages by what is imported of them, where the two have different names."""


def imported(path):
    """What the module at `path` imports, without what is below it."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_every_library_that_is_imported_is_declared():
    own = sys.stdlib_module_names | {"docsgate", "docsgate_reliability"}
    names = {name for path in (ROOT / "tooling").rglob("*.py") for name in imported(path)}

    assert {PROVIDED_BY.get(name, name) for name in names - own} <= set(required())
