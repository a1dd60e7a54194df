"""Documents that are made to be slow: time for twice the size, over time for the size.

    python tests/benchmarks/hostile.py [--kilobytes 100] [--fix]

Each document repeats one piece of text up to the size, and is checked by every rule, for every
target, in a process of its own. `growth` is near 2 where time is linear, and near 4 where it is
quadratic. A process that takes too long, or dies by a signal, is shown as such. With `--fix`,
each document also has white space at the end of a line, which is mended in memory, with the proof
that nothing else changed.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import subprocess
import sys
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

from measure import best_cpu_seconds
from table import table

RUNS = 2
SECONDS_MAX = 20
TARGETS = ("mkdocs", "github", "docusaurus", "mdx")
LINEAR_MAX = 3.0
PIECES = {
    "brackets": "[",
    "closed brackets": "[](",
    "images": "![",
    "references": "[a][b] ",
    "definitions": "[a]: b\n",
    "different definitions": "[{n}]: b\n",
    "backticks": "`a``",
    "growing backticks": "` `` ",
    "stars": "*a_",
    "tags": "<a",
    "tags in a line": "<a>",
    "closed tags": "</a>",
    "attributes": "<a b={",
    "braces": "{",
    "closed braces": "{} ",
    "braces with quotes": '{"',
    "templates": "{`${",
    "parentheses in braces": "{(",
    "slashes in braces": "{/",
    "open comments": "<!--",
    "comments": "<!-- a --> ",
    "suppressions": "<!-- docsgate: ignore x: y -->\n\n",
    "MDX comments": "{/*",
    "autolinks": "<https://",
    "bare URLs": "https://a.b ",
    "bare URLs in parentheses": "https://a(",
    "bare URLs without a domain": "https://a.b_c(",
    "bare URLs in tables": "| a |\n|---|\n| https://a.b |\n\n",
    "www": "www.",
    "e-mail": "a@b",
    "entities": "&lt",
    "nested lists": None,
    "list items": "- a\n",
    "quotes": "> ",
    "quoted lines": "> a\n",
    "table cells": "|",
    "table rows": "| a | b |\n",
    "headings": "# a\n",
    "different headings": "# a{n}\n",
    "underlines": "a\n===\n",
    "fences": "```\n",
    "fences with info": "```a\n\nb\n",
    "attribute lists": "{: #a",
    "footnotes": "[^a]: b\n\n",
    "footnote references": "[^a]",
    "spaces": " ",
    "spaces and a letter": "a   ",
    "tabs": "\t",
    "blank lines": "\n",
    "carriage returns": "\r",
    "exports": "export const a{n} = {n}\n\n",
    "imports": "import a{n} from 'b'\n\n",
    "YAML brackets": None,
    "YAML keys": None,
    "YAML aliases": None,
}
MENDABLE = "white space \n\n"


def document(name, size):
    """A document of about `size` characters that repeats the piece `name`."""
    if name == "nested lists":
        lines, depth = [], 0
        while sum(map(len, lines)) < size and depth < 400:
            lines.append("  " * depth + "- a\n")
            depth += 1
        return "".join(lines)
    if name == "YAML brackets":
        return f"---\na: {'[' * size}\n---\n"
    if name == "YAML aliases":
        rows = ["a0: &a0 [x, x]", *(f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 30))]
        return "---\n" + "\n".join(rows) + "\n---\n\n" + "a " * (size // 2)
    if name == "YAML keys":
        keys = "".join(f"key{n}: {n}\n" for n in range(size // 12))
        return f"---\n{keys}---\n\n# a\n"
    piece = PIECES[name]
    if "{n}" in piece:
        count = size // (len(piece) + 2)
        return "".join(piece.replace("{n}", str(n)) for n in range(count))
    return piece * (size // len(piece))


def cpu_seconds(name, size, *options):
    """CPU seconds to check the document, or how its process ended instead."""
    command = [sys.executable, __file__, "--only", name, "--kilobytes", str(size // 1000), *options]
    try:
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, timeout=SECONDS_MAX
        )
    except subprocess.TimeoutExpired:
        return f"over {SECONDS_MAX} s"
    if done.returncode < 0:
        return f"signal {-done.returncode}"
    return float(done.stdout) if done.returncode == 0 else done.stderr.strip().split("\n")[-1]


def check_one(name, size, *, fix):
    """In the child: check or mend one document, and print the CPU seconds that it took."""
    from docsgate.checking.engine import check
    from docsgate.fixing.mending import mend
    from tools.configured import configured

    text = document(name, size)
    if fix:
        text = f"{text}\n\n{MENDABLE}" if text.startswith("---") else MENDABLE + text
    with TemporaryDirectory() as folder:
        path = Path(folder) / "docs-cms/adr/adr-001-a.md"
        path.parent.mkdir(parents=True)
        path.write_text(text, encoding="utf-8")
        config = configured([Path(folder)], targets=TARGETS)
        act = partial(mend if fix else check, config, ["docs-cms/adr/adr-001-a.md"])
        print(best_cpu_seconds(act, 1 if fix else RUNS))


def rows(size, *options):
    for name in PIECES:
        once = cpu_seconds(name, size, *options)
        twice = cpu_seconds(name, 2 * size, *options) if isinstance(once, float) else ""
        if isinstance(twice, float):
            growth = twice / once
            shown = (f"{once * 1000:.0f}", f"{twice * 1000:.0f}", f"{growth:.1f}")
            yield name, *shown, "" if growth <= LINEAR_MAX else "not linear"
        else:
            yield name, str(once), str(twice), "", "does not end well"


def main():
    parser = argparse.ArgumentParser(description="Check documents that are made to be slow.")
    parser.add_argument("--kilobytes", type=int, default=100)
    parser.add_argument("--fix", action="store_true", help="mend in memory, with the proof")
    parser.add_argument("--only", choices=PIECES, help="one document, in this process")
    chosen = parser.parse_args()
    size = chosen.kilobytes * 1000
    if chosen.only:
        check_one(chosen.only, size, fix=chosen.fix)
        return
    head = ("repeated", f"ms at {size // 1000} KB", f"ms at {size // 500} KB", "growth", "")
    for line in table(head, rows(size, *(["--fix"] if chosen.fix else []))):
        print(line)


if __name__ == "__main__":
    main()
