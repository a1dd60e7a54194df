"""Prints the figures of the fixes: `python tests/tools/fixing/figures.py [--oracle] [--kills N]`.

For the dev documents and the three trees beside the project, it prints how many documents are
mended, how many are damaged as cmark-gfm and html5lib show them (`damage.py` says what is allowed),
how many a second run changes, how many of those that fail under Docusaurus compile afterwards, and
how many inverted fences become what the history of their documents shows. `--oracle` asks the real
compiler (`npm install` in tests/mdx/oracle first), `--kills N` kills N runs at random moments. Two
processes share the documents.
"""

# ruff: noqa: T201  it is a command that prints

from __future__ import annotations

import argparse
import random
import shutil
import sys
import tempfile
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.configuration.discovery import documents_of  # noqa: E402
from docsgate.fixing.mending import mend  # noqa: E402
from docsgate.fixing.write import write  # noqa: E402
from docsgate.mdx import Dialect, scan  # noqa: E402
from tools.configured import configured  # noqa: E402
from tools.fixing import breaking, history  # noqa: E402
from tools.fixing.damage import FENCES, LEADS, damage, damage_to_lines  # noqa: E402
from tools.fixing.killing import kill_runs  # noqa: E402
from tools.mdx import corpus  # noqa: E402
from tools.mdx.oracle_client import Oracle, missing  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docsgate.fixing.change import Change

TREES = ("prism-c8f3ac3", "prism-5ac5e3f", "prism-c45f0c7")
PROCESSES = 2
SHOWN = 5


@dataclass
class Outcome:
    """The figures of mending some documents."""

    documents: int = 0
    fixes: int = 0
    texts: dict[str, str] = field(default_factory=dict)
    damaged: list[str] = field(default_factory=list)
    compared: int = 0
    refenced: int = 0
    readdressed: int = 0
    changed_again: list[str] = field(default_factory=list)
    refusals: Counter[str] = field(default_factory=Counter)

    def add(self, other: Outcome) -> None:
        """Add the figures of other documents."""
        for name in ("documents", "fixes", "compared", "refenced", "readdressed"):
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.texts |= other.texts
        self.damaged += other.damaged
        self.changed_again += other.changed_again
        self.refusals += other.refusals

    def show(self) -> None:
        """Print the figures."""
        print(
            f"  documents {self.documents}, mended {len(self.texts)}, findings mended {self.fixes}"
        )
        refused = sum(self.refusals.values())
        if self.compared:
            shown = self.damaged[:SHOWN]
            print(f"  documents damaged: {len(self.damaged)} of {self.compared} {shown}")
            print("    by cmark-gfm and html5lib; excused: fences as such", end="")
            print(f" in {self.refenced}, addresses that a fix is about in {self.readdressed}")
        again = self.changed_again
        print(f"  documents that a second run changes: {len(again)} {again[:SHOWN]}")
        print(f"  fixes refused by their proof: {refused}")
        for reason, count in self.refusals.most_common(SHOWN):
            print(f"    {count:4}: {reason}")


def mended(folder: Path, *, unsafe: bool) -> Outcome:
    """Mend the documents in `folder`, and return the figures."""
    config = configured([folder])
    paths = documents_of(config, [folder])
    result = mend(config, paths, unsafe=unsafe).mended
    outcome = Outcome(len(paths), result.fixes)
    outcome.texts = {change.before.path: change.after.text for change in result.changes}
    outcome.refusals = Counter(refusal.reason.partition(" at ")[0] for refusal in result.refusals)
    if not unsafe:
        _compare(folder, paths, result.changes, outcome)
    write(config, result.changes)
    outcome.changed_again = [
        one.before.path for one in mend(config, paths, unsafe=unsafe).mended.changes
    ]
    return outcome


def _compare(
    folder: Path, paths: Sequence[str], changes: Sequence[Change], outcome: Outcome
) -> None:
    """Look for damage in each change; where fences were repaired, in the rest of the change."""
    alone = mend(configured([folder], select=[FENCES]), paths, unsafe=False).mended.changes
    refenced = {change.before.path: change.after.text for change in alone}
    for before, after, rules in changes:
        reason, base = "", before.text
        if FENCES in rules:
            base = refenced.get(before.path, base)
            reason = damage_to_lines(before.text, base)
        reason = reason or damage(base, after.text, rules)
        if reason:
            outcome.damaged.append(f"{before.path}: {reason}")
        outcome.compared += 1
        outcome.refenced += FENCES in rules
        outcome.readdressed += any(rule.startswith(LEADS) for rule in rules)


def mended_texts(texts: dict[str, str], *, unsafe: bool) -> Outcome:
    """Mend `texts`, by name, as one project."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for path, text in texts.items():
            (folder / path).write_bytes(text.encode())
        return mended(folder, unsafe=unsafe)


def dev_documents(*, unsafe: bool, oracle: bool, only_failing: bool) -> None:
    """Print the figures of the dev documents: damage, stability, and how many compile."""
    texts = {f"{sha}.md": text for sha, text in corpus.documents().items()}
    failing = [
        f"{label['sha']}.md"
        for label in corpus.records("dev-labels.jsonl")
        if not label["docusaurus"]["ok"]
    ]
    names = sorted(failing if only_failing else texts)
    parts = [{name: texts[name] for name in names[start::PROCESSES]} for start in range(PROCESSES)]
    outcome = Outcome()
    with ProcessPoolExecutor(PROCESSES) as pool:
        for part in pool.map(partial(mended_texts, unsafe=unsafe), parts):
            outcome.add(part)
    print(f"dev documents, {'--unsafe-fixes' if unsafe else '--fix'}")
    outcome.show()
    results = [outcome.texts.get(name, texts[name]) for name in failing]
    compiled = sum(not rejected(text) for text in results)
    print(f"  of {len(failing)} that failed under Docusaurus, compile {compiled}", end="")
    print(f" ({compiled / len(failing):.1%}), by our own scanner")
    if oracle:
        with Oracle() as compiler:
            answers = compiler.ask("docusaurus", results)
        really = sum(bool(answer["ok"]) for answer in answers)
        print(f"  by the compiler itself: {really} ({really / len(failing):.1%})")


def rejected(text: str) -> bool:
    """Whether our scanner finds what Docusaurus rejects."""
    return any(found.severity == "error" for found in scan(text, Dialect.DOCUSAURUS))


def trees() -> None:
    """Print the damage and stability of the three trees with safe fixes."""
    for tree in TREES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name) / tree
            shutil.copytree(history.CORPUS / tree, folder)
            for path in folder.rglob("*"):
                path.chmod(0o755 if path.is_dir() else 0o644)
            print(f"{tree}, --fix")
            mended(folder, unsafe=False).show()


def fences() -> None:
    """Print how inverted fences are repaired, compared with the history of their documents."""
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
            result = mend(config, paths, unsafe=unsafe).mended
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


def broken() -> None:
    """Print how fences are repaired that were broken on purpose in dev documents."""
    texts = corpus.documents()
    documents = list(breaking.whole(texts[name] for name in sorted(texts)))
    print(f"fences broken on purpose in {len(documents)} whole dev documents")
    for way in breaking.BREAKAGES:
        result = breaking.score(documents, way, random.Random(way.name))
        print(f"  {way.name}: named {result.named} of {result.broken}", end="")
        print(f", as before {result.right}; safe {result.safe}, of these as before", end="")
        print(f" {result.safe_right} ({result.safe_right / max(1, result.safe):.1%})")


def _named(config: object, path: str) -> bool:
    from docsgate.checking.engine import check

    return bool(check(config, [path]).findings)  # type: ignore[arg-type]


def main() -> int:
    """Print all figures, or say why that is not possible."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--oracle", action="store_true", help="ask the real compiler too")
    parser.add_argument("--kills", type=int, default=0, metavar="N", help="kill N runs")
    parser.add_argument(
        "--only", choices=("dev", "unsafe", "trees", "fences", "broken"), help="one part"
    )
    parser.add_argument("--failing", action="store_true", help="only dev documents that fail")
    options = parser.parse_args()
    if not history.CORPUS.is_dir():
        print(history.MISSING)
        return 2
    if options.oracle and missing():
        print(missing())
        return 2
    if options.only in (None, "fences"):
        fences()
    if options.only in (None, "broken"):
        broken()
    if options.only in (None, "trees"):
        trees()
    if options.only in (None, "dev"):
        dev_documents(unsafe=False, oracle=options.oracle, only_failing=options.failing)
    if options.only in (None, "unsafe"):
        dev_documents(unsafe=True, oracle=options.oracle, only_failing=options.failing)
    if options.kills:
        print(kill_runs(options.kills))
    return 0


if __name__ == "__main__":
    sys.exit(main())
