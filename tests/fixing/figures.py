"""Prints the figures of the fixes: `python tests/fixing/figures.py [--oracle] [--kills N]`.

Over the dev documents and the three trees beside the project: how many documents are mended, how
many are damaged in the eyes of cmark-gfm, whether a second run changes anything, how many of those
that fail under Docusaurus compile afterwards, and how many inverted fences become what the history
of their documents shows. `--oracle` asks the real compiler (`npm install` in tests/mdx/oracle
first), `--kills N` kills N runs at random moments.
"""

# ruff: noqa: T201  it is a command that prints

from __future__ import annotations

import argparse
import re
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.cli.configured import configured  # noqa: E402
from docsgate.discovery import documents_of  # noqa: E402
from docsgate.fixing.change import Change  # noqa: E402, TC001
from docsgate.fixing.rounds import mend  # noqa: E402
from docsgate.fixing.writing import write  # noqa: E402
from docsgate.mdx import Dialect, scan  # noqa: E402
from fixing import history  # noqa: E402
from fixing.independent import seen  # noqa: E402
from fixing.killing import kill_runs  # noqa: E402
from mdx import corpus  # noqa: E402
from mdx.oracle_client import Oracle, missing  # noqa: E402

TREES = ("prism-c8f3ac3", "prism-5ac5e3f", "prism-c45f0c7")
RESHAPES = {"fence-inverted"}
"""Rules whose purpose is to change what GitHub shows; their own proof is in the history."""


LEAD = ("link-", "anchor-", "image-")
_ADDRESS = re.compile(r' (?:href|src)="[^"]*"')


def mended(folder: Path, *, unsafe: bool) -> dict[str, str]:
    """Mend the documents in `folder`, print what came of it, and return their new texts."""
    config = configured([folder])
    paths = documents_of(config, [folder])
    start = time.perf_counter()
    result = mend(config, paths, unsafe=unsafe)
    seconds = time.perf_counter() - start
    damaged = [change.before.path for change in result.changes if not unsafe and _damaged(change)]
    write(config, result.changes)
    again = mend(config, paths, unsafe=unsafe)
    print(f"  documents {len(paths)}, mended {len(result.changes)}, {seconds:.0f} s")
    print(f"  findings mended {result.fixes}, refused by their proof {len(result.refusals)}")
    if not unsafe:
        print(f"  documents damaged, by cmark-gfm: {len(damaged)} {damaged[:5]}")
    print(f"  documents that a second run changes: {len(again.changes)}")
    for reason, count in Counter(_reason(one.reason) for one in result.refusals).most_common(5):
        print(f"    refused {count:4}: {reason}")
    return {change.before.path: change.after.text for change in result.changes}


def _damaged(change: Change) -> bool:
    """Whether cmark-gfm shows other things than before; a link fix may change where links lead."""
    if RESHAPES & set(change.rules):
        return False
    led_elsewhere = any(rule.startswith(LEAD) for rule in change.rules)
    before, after = (
        [_ADDRESS.sub("", part) if led_elsewhere else part for part in seen(source.text)]
        for source in (change.before, change.after)
    )
    return before != after


def _reason(reason: str) -> str:
    return reason.partition(" at ")[0]


def dev_documents(*, unsafe: bool, oracle: bool) -> None:
    """The dev documents: damage, stability, and how many compile afterwards."""
    texts = corpus.documents()
    failing = [
        label["sha"]
        for label in corpus.records("dev-labels.jsonl")
        if not label["docusaurus"]["ok"]
    ]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for sha, text in texts.items():
            (folder / f"{sha}.md").write_bytes(text.encode())
        print(f"dev documents, {'--unsafe-fixes' if unsafe else '--fix'}")
        after = {Path(path).stem: text for path, text in mended(folder, unsafe=unsafe).items()}
    results = [after.get(sha, texts[sha]) for sha in failing]
    compiled = sum(not scan(text, Dialect.DOCUSAURUS) for text in results)
    print(f"  of {len(failing)} that failed under Docusaurus, compile {compiled}", end="")
    print(f" ({compiled / len(failing):.1%}), by our own scanner")
    if oracle:
        with Oracle() as compiler:
            answers = compiler.ask("docusaurus", results)
        really = sum(bool(answer["ok"]) for answer in answers)
        print(f"  by the compiler itself: {really} ({really / len(failing):.1%})")


def trees() -> None:
    """The three trees: damage and stability, with safe fixes."""
    for tree in TREES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / tree
            shutil.copytree(history.CORPUS / tree, folder)
            for path in folder.rglob("*"):
                path.chmod(0o755 if path.is_dir() else 0o644)
            print(f"{tree}, --fix")
            mended(folder, unsafe=False)


def fences() -> None:
    """Inverted fences, against the history of their documents."""
    documents = history.pairs()
    broken = [pair for pair in documents if pair.lost(pair.later)]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for pair in broken:
            path = folder / pair.path
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(pair.later.encode())
        config = configured([folder], select=["fence-inverted"])
        paths = documents_of(config, [folder])
        for unsafe in (False, True):
            result = mend(config, paths, unsafe=unsafe)
            after = {change.before.path: change.after.text for change in result.changes}
            lost = sum(len(pair.lost(pair.later)) for pair in broken)
            left = sum(len(pair.lost(after.get(pair.path, pair.later))) for pair in broken)
            wrong = [p.path for p in broken if p.path in after and p.lost(after[p.path])]
            print(f"inverted fences against history, {'--unsafe-fixes' if unsafe else '--fix'}")
            print(f"  documents {len(documents)}, with lost blocks {len(broken)}", end="")
            print(f", repaired {len(after)}, of these not wholly {len(wrong)}")
            print(f"  blocks lost {lost}, of these back {lost - left} ({1 - left / lost:.1%})")
        named = {path for path in paths if _named(config, path)}
        print(f"  documents with lost blocks that are named: {len(named)} of {len(broken)}")


def _named(config: object, path: str) -> bool:
    from docsgate.engine import check

    return bool(check(config, [path]).findings)  # type: ignore[arg-type]


def main() -> int:
    """Print all figures, or say why they cannot be had."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--oracle", action="store_true", help="ask the real compiler too")
    parser.add_argument("--kills", type=int, default=0, metavar="N", help="kill N runs")
    parser.add_argument("--only", choices=("dev", "unsafe", "trees", "fences"), help="one part")
    options = parser.parse_args()
    if not history.CORPUS.is_dir():
        print(history.MISSING)
        return 2
    if options.oracle and missing():
        print(missing())
        return 2
    if options.only in (None, "fences"):
        fences()
    if options.only in (None, "trees"):
        trees()
    if options.only in (None, "dev"):
        dev_documents(unsafe=False, oracle=options.oracle)
    if options.only in (None, "unsafe"):
        dev_documents(unsafe=True, oracle=options.oracle)
    if options.kills:
        print(kill_runs(options.kills))
    return 0


if __name__ == "__main__":
    sys.exit(main())
