"""What `--diff` costs beside a plain run over the same documents, both from a cold start.

    python tests/benchmarks/mending.py FOLDER [--runs 3] [--jobs 0]

`--diff` does all that `--fix` does but for writing, so FOLDER stays as it is. Plain and mending
runs take turns; `ratio` is that of the best of each.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import sys
from pathlib import Path

from cold import DOCSGATE, environment
from measure import Runs, run_child
from table import table


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--jobs", type=int, default=0)
    options = parser.parse_args()
    command = (*DOCSGATE, "validate", "--skip-build", "--jobs", str(options.jobs))
    found = {"plain": [], "--diff": []}
    variables = environment(Path.home() / ".cache/docsgate-benchmarks")
    for _ in range(options.runs):
        found["plain"].append(run_child(command, options.folder, variables))
        found["--diff"].append(run_child((*command, "--diff"), options.folder, variables))
    plain, diff = (Runs(tuple(runs)) for runs in found.values())
    if {*plain.codes.split(","), *diff.codes.split(",")} - {"0", "1"}:
        sys.exit(f"docsgate did not finish: exit codes {plain.codes} and {diff.codes}")
    rows = [
        (name, f"{one.best:.2f}", f"{one.wall:.2f}", f"{one.megabytes:.0f}")
        for name, one in (("plain", plain), ("`--diff`", diff))
    ]
    rows.append(("ratio", f"{diff.best / plain.best:.1f}", f"{diff.wall / plain.wall:.1f}", ""))
    print("\n".join(table(("run", "CPU s", "wall s", "MB"), rows)))


if __name__ == "__main__":
    main()
