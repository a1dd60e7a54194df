"""Site builders on the same documents and the same mkdocs.yml: CPU seconds, and what each calls.

    python tests/benchmarks/builders.py [--documents 65]

mkdocs comes with docsgate; Zensical has a row when it is installed (`python -m pip install
zensical`). The second table puts one file into `hooks:` and one into `markdown_extensions:`, each
of which leaves a mark when it is called, and says which builder called it.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import os
import shutil
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from corpus import write_corpus
from inputs import real_tree
from measure import run_child, run_children
from peers import program
from table import table

RUNS = 2
SETTINGS = """\
site_name: benchmark
docs_dir: docs-cms
site_dir: site
theme: {{name: material, font: false}}
plugins: [search]
hooks: {hooks}
markdown_extensions: [admonition, attr_list, tables, footnotes, pymdownx.superfences{extension}]
"""
HOOK = """\
from pathlib import Path

def on_page_markdown(markdown, **_):
    Path("hook-was-called").touch()
    return markdown
"""
EXTENSION = """\
from pathlib import Path

from markdown import Extension

class Mark(Extension):
    def extendMarkdown(self, md):
        Path("extension-was-called").touch()

def makeExtension(**_):
    return Mark()
"""
BUILD = ("build", "--clean", "-f", "mkdocs.yml")
BUILDERS = {"mkdocs-material": "mkdocs", "zensical": "zensical"}
"""Package and program of each builder."""


def builders():
    """Name and command of each builder that is installed."""
    for package, executable in BUILDERS.items():
        path = program(executable)
        if path:
            yield f"{package} {version(package)}", (path, *BUILD)


def settings(*, probes):
    hooks, extension = ("[hook.py]", ", marker") if probes else ("[]", "")
    return SETTINGS.format(hooks=hooks, extension=extension)


def speeds(tree):
    (tree / "mkdocs.yml").write_text(settings(probes=False), encoding="utf-8")
    slowest = None
    for name, command in builders():
        runs = run_children(command, tree, RUNS)
        slowest = slowest or runs.best
        pages = len(list((tree / "site").rglob("*.html")))
        size = sum(path.stat().st_size for path in (tree / "site").rglob("*") if path.is_file())
        yield (
            name,
            pages,
            f"{runs.best:.2f}",
            f"{runs.wall:.2f}",
            f"{runs.megabytes:.0f}",
            f"{size / 1e6:.0f}",
            f"{runs.best / slowest:.2f}",
        )
        clean(tree)


def probes(tree):
    """For each builder, whether it called the hook and the extension."""
    (tree / "hook.py").write_text(HOOK, encoding="utf-8")
    (tree / "marker.py").write_text(EXTENSION, encoding="utf-8")
    (tree / "mkdocs.yml").write_text(settings(probes=True), encoding="utf-8")
    for name, command in builders():
        run = run_child(command, tree, {"PYTHONPATH": str(tree)})
        marks = [tree / "hook-was-called", tree / "extension-was-called"]
        yield name, run.code, *("called" if mark.exists() else "not called" for mark in marks)
        for mark in marks:
            mark.unlink(missing_ok=True)
        clean(tree)


def clean(tree):
    for folder in ("site", ".cache"):
        shutil.rmtree(tree / folder, ignore_errors=True)


def main():
    parser = argparse.ArgumentParser(description="Compare site builders.")
    parser.add_argument("--documents", type=int, default=65, help="when there is no real tree")
    chosen = parser.parse_args()
    os.environ["NO_MKDOCS_2_WARNING"] = "true"
    with TemporaryDirectory() as name:
        tree, real = Path(name) / "tree", real_tree("prism-5ac5e3f")
        if real is None:
            write_corpus(tree, chosen.documents)
        else:
            shutil.copytree(real / "docs-cms", tree / "docs-cms")
        print(f"{real.name if real else 'generated'}, best of {RUNS} runs\n")
        head = ("builder", "pages", "CPU s", "wall s", "peak MB", "site MB", "ratio")
        print(*table(head, speeds(tree)), sep="\n")
        print("\nthe same file with a hook and an extension\n")
        print(*table(("builder", "exit", "hook", "extension"), probes(tree)), sep="\n")


if __name__ == "__main__":
    main()
