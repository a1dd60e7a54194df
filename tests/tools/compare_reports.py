"""Compare what two checkouts of docsgate say of the same documents, byte for byte.

    python tests/tools/compare_reports.py BEFORE [FOLDER ...] [--no-diffs] [--jobs N]

BEFORE is another checkout, for instance `git worktree add ../before main`. Each of them judges the
real trees of `../shared/corpus`, this project's own documents, the Markdown examples of the rules'
tests, a generated corpus and each FOLDER: as JSON and as text, with the targets that are configured
and with each target alone, and with the diffs of safe and of unsafe fixes. The time that a run took
is masked. Exit code 0: everything is the same. 1: the first lines that differ are printed.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import difflib
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

HERE = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(HERE / "tests/benchmarks"))

from corpus import write_corpus  # noqa: E402 - found through the line above

VIEWS = (
    ("--format", "json"),
    ("--format", "text"),
    *(("--format", "json", "--target", one) for one in ("github", "mkdocs", "docusaurus", "mdx")),
    ("--format", "json", "--select", "link-*", "--select", "mdx-*"),
    ("--format", "concise", "--diff"),
    ("--format", "concise", "--diff", "--unsafe-fixes"),
)
_TIME = re.compile(r'"elapsed_seconds": [\d.]+| · [\d.]+ s\b')
_LINES_MAX = 20


def trees(folder, others):
    """Name and copy of each tree, in `folder`, so that neither checkout sees git or a cache."""
    corpus = HERE.parent / "shared/corpus"
    for real in sorted(corpus.glob("prism-*")):
        shutil.copytree(real, folder / real.name)
        yield real.name
    ignored = shutil.ignore_patterns(".git", "node_modules", ".docsgate-cache", "site", "build")
    for name in ("docs-cms", "site-config"):
        shutil.copytree(HERE / name, folder / "own" / name, ignore=ignored)
    yield "own"
    shutil.copytree(HERE / "tests/rules", folder / "rules")
    yield "rules"
    write_corpus(folder / "generated", 60)
    yield "generated"
    for other in others:
        shutil.copytree(other, folder / other.name, ignore=ignored, symlinks=True)
        yield other.name


def answer(checkout, place, options, jobs):
    """What `checkout` prints of the tree at `place`, with its exit code."""
    variables = {**os.environ, "PYTHONPATH": str(checkout / "tooling"), "NO_COLOR": "1"}
    command = (sys.executable, "-m", "docsgate", "validate", "--skip-build", "--jobs", jobs)
    run = subprocess.run(
        (*command, *options, str(place)), capture_output=True, env=variables, check=False
    )
    out, err = (_TIME.sub("TIME", stream.decode()) for stream in (run.stdout, run.stderr))
    return f"{out}\n--- stderr\n{err}\n--- exit code {run.returncode}\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("before", type=Path)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--no-diffs", action="store_true", help="leave out the fixes")
    parser.add_argument("--jobs", default="0", help="processes of each run")
    arguments = parser.parse_args()
    before = arguments.before.resolve()
    different = compared = 0
    with TemporaryDirectory() as name:
        folder = Path(name)
        for tree in trees(folder, [place.resolve() for place in arguments.folders]):
            for options in VIEWS:
                if arguments.no_diffs and "--diff" in options:
                    continue
                old, new = (
                    answer(checkout, folder / tree, options, arguments.jobs)
                    for checkout in (before, HERE)
                )
                compared += 1
                if old != new:
                    different += 1
                    print(f"{tree} {' '.join(options)}: not the same")
                    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), lineterm="")
                    print("\n".join(f"  {line[:200]}" for line in list(lines)[:_LINES_MAX]))
    print(f"{compared} reports compared, {different} different")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main())
