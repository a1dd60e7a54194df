"""The whole process, from a cold start: `python -m docsgate validate --skip-build`, and its peers.

    python tests/benchmarks/cold.py [--runs 5] [--documents 1000] [--select RULE-GLOB ...] [--peers]
    python tests/benchmarks/cold.py --before CHECKOUT [--runs 15]

Each row is one tool on one tree; CPU seconds are those of the whole process, the interpreter's
start included. `start` is the share that `python -m docsgate --version` already takes. With
`--peers`, those of lychee, rumdl, docuchango and mkdocs that are installed run on copies of the
same trees; `ratio` is their best CPU time over docsgate's. The peers do less or other work, which
README.md in this folder describes. Real trees are skipped when they are not on the machine.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import shutil
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from corpus import write_corpus
from inputs import ROOT, real_tree
from measure import run_child, run_children
from peers import PEERS
from table import table

DOCSGATE = (sys.executable, "-m", "docsgate")
ONE_DOCUMENT = ROOT / "docs-cms/guides/authors.md"


def trees(folder, generated):
    """Name and docs folder of each tree, in copies that a tool may write to."""
    one = folder / "one/docs-cms/guides"
    one.mkdir(parents=True)
    shutil.copy(ONE_DOCUMENT, one)
    yield "one document", one.parents[1]
    for name in ("prism-c8f3ac3", "prism-c45f0c7"):
        real = real_tree(name)
        if real is None:
            print(f"skipped: {name} is not on this machine")
            continue
        shutil.copytree(real / "docs-cms", folder / name / "docs-cms")
        yield name, folder / name
    write_corpus(folder / "generated", generated)
    yield f"{generated} generated", folder / "generated"


def environment(folder, checkout=ROOT):
    """The environment of a run with a checkout, compiled into `folder` as pip does it."""
    return {
        "PYTHONPATH": str(checkout / "tooling"),
        "PYTHONPYCACHEPREFIX": str(folder / "bytecode"),
        "PYTHONDONTWRITEBYTECODE": "",
    }


def docsgate_runs(places, runs, variables, select=()):
    only = [part for glob in select for part in ("--select", glob)]
    for name, place in places:
        command = (*DOCSGATE, "validate", "--skip-build", *only, str(place))
        found = run_children(command, place, runs, variables)
        if found.codes not in ("0", "1"):
            sys.exit(f"docsgate did not finish on {name}: exit codes {found.codes}")
        yield name, found


def peer_rows(places, runs, ours):
    """A row for each installed peer and each tree that it can be asked to read."""
    for name, place in places:
        documents = sum(1 for _ in place.rglob("*.md"))
        for peer in PEERS:
            if peer.path is None or documents > peer.documents_max:
                continue
            peer.prepare(place)
            found = run_children(peer.command(place), place, min(runs, peer.runs_max))
            ratio = f"{found.best / ours[name].best:.2f}"
            yield name, peer.name, *figures(found), ratio
            shutil.rmtree(place / "site", ignore_errors=True)


def figures(runs):
    times = (f"{runs.best:.3f}", f"{runs.median:.3f}", f"{runs.wall:.3f}")
    return (*times, f"{runs.megabytes:.0f}", runs.codes)


def compare(places, runs, before, folder):
    """Both checkouts on each tree, in turns."""
    sides = [environment(folder / name, place) for name, place in (("b", before), ("a", ROOT))]
    rows = []
    for name, place in places:
        command = (*DOCSGATE, "validate", "--skip-build", str(place))
        for side in sides:
            run_child(command, place, side)  # Compiles, and counts for nothing.
        pairs = [tuple(run_child(command, place, side).cpu for side in sides) for _ in range(runs)]
        old, new = zip(*pairs, strict=True)
        ratio = median(after / earlier for earlier, after in pairs)
        best = min(new) / min(old)
        rows.append((name, *(f"{value:.3f}" for value in (min(old), min(new), best, ratio))))
    head = ("tree", "before", "after", "ratio of the best", "median of ratios")
    print(*table(head, rows), sep="\n")


def report(places, runs, variables, *, select, peers):
    head = ("tree", "tool", "best", "median", "wall", "peak MB", "exit")
    dict(docsgate_runs(places[:1], 1, variables, select))  # Compiles, and counts for nothing.
    start = run_children((*DOCSGATE, "--version"), ROOT, runs, variables)
    bare = run_children((sys.executable, "-c", "pass"), ROOT, runs)
    ours = dict(docsgate_runs(places, runs, variables, select))
    rows = [
        ("", "python -c pass", *figures(bare), ""),
        ("", "docsgate --version", *figures(start), ""),
        *(
            (name, "docsgate validate", *figures(found), f"{start.best / found.best:.0%}")
            for name, found in ours.items()
        ),
    ]
    print(*table((*head, "start"), rows, names=2), sep="\n")
    if peers:
        print()
        print(*table((*head, "ratio"), peer_rows(places, runs, ours), names=2), sep="\n")


def main():
    parser = argparse.ArgumentParser(description="Time whole processes.")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("--select", action="append", default=[], metavar="RULE-GLOB")
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--before", type=Path, metavar="CHECKOUT")
    chosen = parser.parse_args()
    with TemporaryDirectory() as folder:
        places = list(trees(Path(folder), chosen.documents))
        for name, place in places:
            files = list(place.rglob("*.md"))
            size = sum(path.stat().st_size for path in files) / 1e6
            print(f"{name}: {len(files)} documents, {size:.2f} MB")
        if chosen.before:
            compare(places, chosen.runs, chosen.before.resolve(), Path(folder))
            return
        print(f"\nseconds of CPU, best and median of {chosen.runs} runs; wall is the best\n")
        variables = environment(Path(folder))
        report(places, chosen.runs, variables, select=chosen.select, peers=chosen.peers)


if __name__ == "__main__":
    main()
