"""Verdicts about MDX on real documents, against those of the compilers themselves.

    python tests/benchmarks/mdx_verdicts.py

The documents and the recorded verdicts lie beside the project; without them there is nothing to
print. `place` counts the refused documents whose first error is at the compiler's line and column.
The patterns are those of a simple checker: it masks code, and looks for `<` before anything but a
letter, and for braces around anything but a name. F1 is about refused documents.
"""
# ruff: noqa: T201 - a program that prints

import re
import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

from measure import best_cpu_seconds
from table import table

from docsgate.mdx import Dialect, scan
from tools.mdx import corpus

RUNS = 3
CODE = re.compile(r"^(`{3,}|~{3,}).*?^\1|`[^`\n]*`", re.MULTILINE | re.DOTALL)
SUSPICIOUS_TAG = re.compile(r"<(?![A-Za-z/> \t\n])")
SUSPICIOUS_BRACE = re.compile(r"\{(?![\w.]*\})")
FRONTMATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)


def by_scanner(text, dialect):
    """The place of the first error, or None."""
    first = [finding for finding in scan(text, dialect) if finding.first]
    return corpus.position(text, first[0].reported) if first else None


def by_patterns(patterns, text, _dialect):
    bare = CODE.sub("", FRONTMATTER.sub("", text))
    return (0, 0) if any(pattern.search(bare) for pattern in patterns) else None


JUDGES = {
    "docsgate": by_scanner,
    "pattern for `<`": partial(by_patterns, (SUSPICIOUS_TAG,)),
    "patterns for `<` and `{`": partial(by_patterns, (SUSPICIOUS_TAG, SUSPICIOUS_BRACE)),
}


def compare(judge, dialect, documents, labels):
    """How many documents are refused rightly, wrongly, not at all, and at the right place."""
    right = wrong = missed = places = 0
    for label in labels:
        found = judge(documents[label["sha"]], dialect)
        expected = label[dialect]
        refused = not expected["ok"]
        right += found is not None and refused
        wrong += found is not None and not refused
        missed += found is None and refused
        places += refused and found == (expected["line"], expected["column"])
    return right, wrong, missed, places


def row(name, judge, dialect, documents, labels):
    right, wrong, missed, places = compare(judge, dialect, documents, labels)
    f1 = 2 * right / (2 * right + wrong + missed)
    agreed = len(labels) - wrong - missed
    return dialect, name, agreed, wrong, missed, places, f"{f1:.3f}"


def scan_all(documents):
    for text in documents.values():
        list(scan(text, Dialect.DOCUSAURUS))


def main():
    if not corpus.FOLDER.is_dir():
        sys.exit(corpus.MISSING)
    documents, labels = corpus.documents(), corpus.records("dev-labels.jsonl")
    size = sum(len(text.encode("utf-8", "replace")) for text in documents.values()) / 1e6
    for dialect in Dialect:
        refused = sum(1 for label in labels if not label[dialect]["ok"])
        print(f"{dialect}: {refused} of {len(labels)} documents are refused by the compiler")
    print()
    head = ("target", "judge", "agree", "wrongly refused", "missed", "place", "F1")
    rows = [
        row(*judge, dialect, documents, labels) for dialect in Dialect for judge in JUDGES.items()
    ]
    print(*table(head, rows, names=2), sep="\n")
    seconds = best_cpu_seconds(partial(scan_all, documents), RUNS)
    print(f"\n{size:.1f} MB for one target in {seconds:.2f} s of CPU, {size / seconds:.1f} MB/s")


if __name__ == "__main__":
    main()
