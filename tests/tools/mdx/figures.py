"""Prints the figures of the MDX scanner: `python tests/tools/mdx/figures.py --help`.

Without options: agreement with the recorded verdicts and speed, on the dev corpus beside the
project. `--oracle` asks the real compilers about the dev documents again, `--generated N` about N
generated inputs in each dialect (`npm install` in tests/mdx/oracle first). `--adversarial` prints
how much longer hostile inputs take than ordinary ones, byte for byte.
"""

# ruff: noqa: T201  it is a command that prints

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from itertools import islice
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.mdx import Dialect, is_clean, render_hazards, scan  # noqa: E402
from tools.mdx import corpus  # noqa: E402
from tools.mdx.adversarial import SHAPES, SIZE, prose, seconds_per_byte  # noqa: E402
from tools.mdx.comparison import compare  # noqa: E402
from tools.mdx.generate import generated  # noqa: E402
from tools.mdx.oracle_client import Oracle, missing  # noqa: E402

BATCH = 500
RATIO_MAX = 20


def recorded(dialect: Dialect) -> None:
    """Agreement with the recorded verdicts, and speed."""
    documents = corpus.documents()
    size = sum(len(text.encode()) for text in documents.values())
    same = lines = columns = failing = 0
    seconds = 0.0
    for label in corpus.records("dev-labels.jsonl"):
        text, expected = documents[label["sha"]], label[dialect]
        start = time.process_time()
        findings = scan(text, dialect)
        seconds += time.process_time() - start
        same += (not findings) == expected["ok"]
        if findings and not expected["ok"]:
            failing += 1
            reported = next(finding.reported for finding in findings if finding.first)
            line, column = corpus.position(text, reported)
            lines += line == expected["line"]
            columns += (line, column) == (expected["line"], expected["column"])
    print(
        f"{dialect}: verdict {same} of {len(documents)}; of {failing} failing, first line "
        f"{lines}, line and column {columns}; {size / seconds / 1e6:.1f} MB per CPU second"
    )


def rendered(dialect: Dialect) -> None:
    """Agreement with the recorded outcome of rendering."""
    documents = corpus.documents()
    counts: Counter[tuple[str, bool]] = Counter()
    for record in corpus.records("dev-render.jsonl"):
        label = record.get(dialect)
        if label is not None and label["render"] != "import":
            found = render_hazards(documents[record["sha"]], dialect)
            counts[label["render"], any(item.severity == "error" for item in found)] += 1
    print(
        f"{dialect} rendered: {counts['error', True]} throw and are flagged, "
        f"{counts['error', False]} throw and are not, {counts['ok', True]} render and are flagged, "
        f"{counts['ok', False]} render and are not"
    )


def prescan() -> None:
    """How much the pre-scan clears, and how fast it is."""
    texts = list(corpus.documents().values())
    start = time.process_time()
    clean = sum(map(is_clean, texts))
    seconds = time.process_time() - start
    size = sum(len(text.encode()) for text in texts)
    print(f"pre-scan: {clean} of {len(texts)} clean; {size / seconds / 1e6:.0f} MB per CPU second")


def asked(mode: str, texts: list[str], *, shown: int) -> None:
    """Agreement with the compiler, asked now."""
    counts: Counter[str] = Counter()
    different = []
    with Oracle() as oracle:
        for start in range(0, len(texts), BATCH):
            batch = texts[start : start + BATCH]
            for text, answer in zip(batch, oracle.ask(mode, batch), strict=True):
                result = compare(mode, text, answer)
                counts[result.kind] += 1
                if result.kind != "same":
                    different.append(result)
    print(f"{mode}: asked {len(texts)}: {dict(counts)}")
    different.sort(key=lambda result: (result.kind != "verdict", len(result.text)))
    for result in islice(different, shown):
        reason = str(result.theirs[0]).replace("\n", " ")[:90]
        print(
            f"  {result.kind}: {result.text[:200]!r}: {result.ours} | {reason} {result.theirs[1:]}"
        )


def adversarial(dialect: Dialect) -> None:
    """Each hostile shape beside ordinary prose and the dev documents, at three sizes."""
    plain = seconds_per_byte(prose(SIZE), dialect)
    texts = list(corpus.documents().values()) if corpus.FOLDER.is_dir() else []
    size = sum(len(text.encode()) for text in texts)
    real = 0.0
    if texts:
        start = time.process_time()
        for text in texts:
            scan(text, dialect)
        real = (time.process_time() - start) / size
        print(f"{dialect}: dev documents {1e9 * real:.0f} ns a byte")
    print(f"{dialect}: prose {1e9 * plain:.0f} ns a byte")
    rows = []
    for name, shape in SHAPES.items():
        times = [seconds_per_byte(shape(part), dialect) for part in (SIZE // 4, SIZE // 2, SIZE)]
        rows.append((times[-1] / plain, times[-1] / real if real else 0.0, times, name))
    rows.sort(reverse=True)
    print("    prose  documents  ns a byte at 25, 50, 100 KB")
    for beside_prose, beside_documents, times, name in rows:
        nanoseconds = " ".join(f"{1e9 * seconds:6.0f}" for seconds in times)
        print(f"{beside_prose:8.1f} {beside_documents:10.1f} {nanoseconds}  {name}")
    for index, other in enumerate(("prose", "dev documents")):
        over = sum(row[index] > RATIO_MAX for row in rows)
        print(f"{dialect}: {over} of {len(rows)} take more than {RATIO_MAX} times {other}")


def main() -> None:
    """Parse the options and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--oracle", action="store_true", help="ask about the dev documents")
    parser.add_argument("--generated", type=int, default=0, help="ask about so many inputs")
    parser.add_argument("--adversarial", action="store_true", help="time hostile inputs")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dialect", choices=[*Dialect], help="only this one")
    parser.add_argument("--shown", type=int, default=10, help="differences to print")
    options = parser.parse_args()
    dialects = [Dialect(options.dialect)] if options.dialect else list(Dialect)
    present = corpus.FOLDER.is_dir()
    if (options.oracle or options.generated) and missing():
        sys.exit(missing())
    documents = list(corpus.documents().values()) if present else []
    if options.adversarial:
        for dialect in dialects:
            adversarial(dialect)
    elif options.generated:
        texts = list(generated(options.seed, options.generated, documents))
        for dialect in dialects:
            asked(dialect, texts, shown=options.shown)
    elif options.oracle:
        for dialect in dialects:
            asked(dialect, documents, shown=options.shown)
    elif present:
        prescan()
        for dialect in dialects:
            recorded(dialect)
            rendered(dialect)
    else:
        sys.exit(corpus.MISSING)


if __name__ == "__main__":
    main()
