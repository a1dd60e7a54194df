"""Prints what each number of the fence repair decides: `python tests/tools/fixing/weights.py`.

Each cost of `fence_costs` and each threshold of `fence_certainty` is halved and doubled alone, each
weight of `code_or_prose` is set to nought alone, and the repair runs again over the documents of
`breaking.py` and `history.py`. A row says how the results change against the numbers as they are:

    back         lost blocks that come back, of documents whose history shows them
    as before    documents broken on purpose that become what they were
    certain      documents whose repair is made without being asked for
    wrong        those of them that do not become what they were

A row of noughts means that no document here depends on that number. To save time, only every third
document is broken on purpose. Two processes share the rows, which takes about a quarter of an hour.
"""

# ruff: noqa: T201  it is a command that prints

from __future__ import annotations

import random
import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.fixing.apply import apply_edits  # noqa: E402
from docsgate.parsing.markdown import parse  # noqa: E402
from docsgate.proposals import code_or_prose, fence_certainty, fence_costs, fences  # noqa: E402
from docsgate.proposals.fence_repair import repair_fences  # noqa: E402
from docsgate.text import Source  # noqa: E402
from tools.fixing import breaking, history  # noqa: E402
from tools.mdx import corpus  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from docsgate.model.document import Document

PROCESSES = 2
EVERY = 3
_INSIDE = {
    "IN_CODE": fences._CODE,
    "IN_TEXT": fences._TEXT,
    "IN_MARKDOWN": fences._MARKDOWN,
    "IN_GUESSED": fences._GUESSED,
}
_INFO = {"OPENER_BARE": "", "OPENER_TEXT": "text"}
_lines_of = fences._lines


class Figures(NamedTuple):
    """The figures of all repairs."""

    back: int
    as_before: int
    certain: int
    wrong: int


@dataclass
class Trial:
    """One document with broken fences; `lost` says how many blocks are missing in a text of it."""

    document: Document
    lost: Callable[[str], int]
    has_history: bool
    known: dict[str, tuple[int, bool]] = field(default_factory=dict)

    def outcome(self, text: str) -> tuple[int, bool]:
        """How many blocks are lost in `text`, and whether nothing in it is left to repair."""
        if text not in self.known:
            done = not parse(Source("a.md", text)).inversions
            self.known[text] = self.lost(text), done
        return self.known[text]


def trials() -> Iterator[Trial]:
    """All documents, broken always in the same way."""
    for pair in history.pairs():
        if pair.lost(pair.later):
            document = parse(Source("a.md", pair.later))
            yield Trial(document, lambda text, pair=pair: len(pair.lost(text)), has_history=True)
    texts = corpus.documents()
    documents = list(breaking.whole(texts[name] for name in sorted(texts)))
    documents = documents[::EVERY]
    for way in breaking.BREAKAGES:
        chance = random.Random(way.name)
        for lines, marks in documents:
            right = breaking.blocks("\n".join(lines))
            document = parse(Source("a.md", breaking.broken(lines, marks, way, chance)))
            if document.inversions:
                yield Trial(document, partial(_differs, right), has_history=False)


def _differs(right: list[str], text: str) -> int:
    return int(breaking.blocks(text) != right)


def measure(all_trials: list[Trial]) -> Figures:
    """Repair everything with the numbers as they are now."""
    back = as_before = certain = wrong = 0
    for trial in all_trials:
        text = trial.document.source.text
        repair = repair_fences(trial.document)
        lost, done = trial.outcome(text if repair is None else apply_edits(text, repair.fix.edits))
        if trial.has_history:
            back += trial.outcome(text)[0] - lost
        elif repair is not None:
            as_before += not lost
            certain += repair.fix.safe and done
            wrong += repair.fix.safe and done and bool(lost)
    return Figures(back, as_before, certain, wrong)


class Number(NamedTuple):
    """One number: its module, its name, its value, and how to set it."""

    module: str
    name: str
    value: float
    set_to: Callable[[float], None]


def numbers() -> Iterator[Number]:
    """All numbers of the repair."""
    for name, value in vars(fence_costs).items():
        if isinstance(value, float):
            yield Number("fence_costs", name, value, partial(_set_cost, name))
    for module in (fence_certainty, code_or_prose):
        for name, value in list(vars(module).items()):
            if isinstance(value, float):
                file = module.__name__.rpartition(".")[2]
                yield Number(file, name, value, partial(setattr, module, name))
    for name, value in code_or_prose._ENDING_WEIGHT.items():
        set_to = partial(code_or_prose._ENDING_WEIGHT.__setitem__, name)
        yield Number("code_or_prose", f"_ENDING_WEIGHT {name}", value, set_to)
    for group in ("_MARK_SIGNS", "_CAPITAL_SIGNS", "_SMALL_SIGNS"):
        for index, (value, sign) in enumerate(getattr(code_or_prose, group)):
            name = f"{group} {sign.pattern[:30]}"
            yield Number("code_or_prose", name, value, partial(_set_sign, group, index))


def _set_cost(name: str, value: float) -> None:
    if name in _INSIDE:
        fences._PROSE_WEIGHT[_INSIDE[name]] = value
    elif name in _INFO:
        fences._OPENER_INFO[_INFO[name]] = value
    else:
        setattr(fences, name, value)


def _set_sign(group: str, index: int, value: float) -> None:
    signs = list(getattr(code_or_prose, group))
    signs[index] = value, signs[index][1]
    setattr(code_or_prose, group, tuple(signs))


class Lines:
    """The lines of all documents, which are read once and weighed again for other weights."""

    def __init__(self, all_trials: list[Trial]) -> None:
        self._lines = {id(trial.document): list(_lines_of(trial.document)) for trial in all_trials}
        self._texts = {
            line.text for lines in self._lines.values() for line in lines if line.info is None
        }
        self._usual = self._weights()
        self._now = self._usual

    def _weights(self) -> dict[str, float]:
        return {text: code_or_prose.code_weight(text) for text in self._texts}

    def weigh(self) -> None:
        """Weigh all lines by the weights as they are now."""
        self._now = self._weights()

    def forget(self) -> None:
        """Use the usual weights again."""
        self._now = self._usual

    def read(self, document: Document) -> Iterator[fences.Line]:
        """The lines of `document`, in place of `fences._lines`."""
        lines = self._lines[id(document)]
        if self._now is self._usual:
            return iter(lines)
        now, usual = self._now, self._usual
        return (
            line._replace(weight=now[line.text])
            if line.info is None and line.weight == usual[line.text]
            else line
            for line in lines
        )


@lru_cache(maxsize=1)
def _prepared() -> tuple[list[Trial], Lines, Figures]:
    """The documents and their usual figures, once in each process."""
    all_trials = list(trials())
    lines = Lines(all_trials)
    fences._lines = lines.read
    return all_trials, lines, measure(all_trials)


def _row(index: int, factor: float) -> str:
    """What changes when the number at `index` is multiplied by `factor`."""
    all_trials, lines, usual = _prepared()
    number = list(numbers())[index]
    number.set_to(number.value * factor)
    if number.module == "code_or_prose":
        lines.weigh()
    found = measure(all_trials)
    number.set_to(number.value)
    lines.forget()
    changes = [f"{new - old:+6d}" for new, old in zip(found, usual, strict=True)]
    return f"{number.name:46} {number.value:5} x {factor} {' '.join(changes)}"


def main() -> int:
    """Print the figures as they are, and a row for each number and factor."""
    if not history.CORPUS.is_dir():
        print(history.MISSING)
        return 2
    all_trials, _, usual = _prepared()
    print(f"{len(all_trials)} documents: {usual}")
    tasks = [
        (index, factor)
        for index, number in enumerate(numbers())
        for factor in ((0.0,) if number.module == "code_or_prose" else (0.5, 2.0))
    ]
    with ProcessPoolExecutor(PROCESSES) as pool:
        for row in pool.map(_row, *zip(*tasks, strict=True)):
            print(row, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
