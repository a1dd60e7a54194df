"""What docsgate finds in the real trees beside the project: findings by rule.

    python tests/benchmarks/findings.py

Without those trees there is nothing to print.
"""
# ruff: noqa: T201 - a program that prints

import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

from inputs import real_tree
from table import table

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.reporters.summary import summarise
from docsgate.rules import RULES
from tools.configured import configured

TREES = ("prism-c8f3ac3", "prism-5ac5e3f", "prism-c45f0c7")


def main():
    found = [name for name in TREES if real_tree(name)]
    if not found:
        sys.exit("no real documents beside the project")
    counts, totals = {}, []
    for name in found:
        tree = real_tree(name)
        config = configured([tree])
        report = check(config, documents_of(config, [tree]))
        counts[name] = Counter(finding.rule for finding in report.findings)
        summary = summarise(report)
        touched = len({finding.path for finding in report.findings})
        links = (summary.links_total, summary.links_broken, summary.links_external)
        totals.append((name, summary.documents, touched, *links, summary.fixable))
    head = ("tree", "documents", "with findings", "links", "broken", "external", "safely fixable")
    print(*table(head, totals), sep="\n")
    print()
    rows = [(rule, *(counts[name][rule] or "" for name in found)) for rule in RULES]
    print(*table(("rule", *found), [row for row in rows if any(row[1:])]), sep="\n")


if __name__ == "__main__":
    main()
