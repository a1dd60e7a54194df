"""What `--diff` and `--fix` cost beside a plain run over the same documents, from a cold start.

    python tests/benchmarks/mending.py FOLDER [--runs 3] [--jobs 0]

`--fix` writes into a copy of FOLDER, which stays as it is. The runs take turns; the ratios are
those of the best of each to the best plain run.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import sys
from pathlib import Path
from shutil import copytree
from tempfile import TemporaryDirectory

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
    found = {"plain": [], "--diff": [], "--fix": []}
    variables = environment(Path.home() / ".cache/docsgate-benchmarks")
    for _ in range(options.runs):
        found["plain"].append(run_child(command, options.folder, variables))
        found["--diff"].append(run_child((*command, "--diff"), options.folder, variables))
        with TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            copytree(options.folder, copy, symlinks=True)
            found["--fix"].append(run_child((*command, "--fix"), copy, variables))
    measured = {name: Runs(tuple(runs)) for name, runs in found.items()}
    codes = ",".join(one.codes for one in measured.values())
    if set(codes.split(",")) - {"0", "1"}:
        sys.exit(f"docsgate did not finish: exit codes {codes}")
    plain = measured["plain"]
    rows = [
        (
            name,
            f"{one.best:.2f}",
            f"{one.best / plain.best:.1f}",
            f"{one.wall:.2f}",
            f"{one.wall / plain.wall:.1f}",
            f"{one.megabytes:.0f}",
        )
        for name, one in measured.items()
    ]
    print("\n".join(table(("run", "CPU s", "ratio", "wall s", "ratio", "MB"), rows)))


if __name__ == "__main__":
    main()
