"""Compares pairs of HTML with html5lib.

    python tests/tools/fixing/pairs.py [--pairs N] [--seed N]

Each pair is a random text and the same with one piece added, taken away or put elsewhere. Printed
is how many the proof's reader calls equal although the trees of html5lib are not, and how many
it tells apart although the trees are the same. Both must be 0, and the exit code says so.
"""

# ruff: noqa: T201  it is a command that prints

from __future__ import annotations

import argparse
import random
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

ROOT = Path(__file__).resolve().parents[3]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.fixing.reader import events_of  # noqa: E402
from tools.fixing.html5 import is_readable, tree_of, without_white_space  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_NAMES = """
a a abbr article b b blockquote br button caption center code code dd details div div dl dt em em
figure font form h1 h2 h2 hr i i img input li li li listing math nobr noscript ol option p p p pre
section small span span strong svg table table tbody td td textarea tfoot th thead tr tr tt u ul ul
title desc foreignobject mi mtext annotation-xml style script body html head object marquee ruby rt
rp x-y plaintext xmp colgroup col meta link nav main
"""
NAMES = tuple(_NAMES.split())
TEXTS = (
    "a", "b", "c d", " ", "\n", "\u00a0", "&amp;", "&lt;b>", "<!-- a -->", "<!--b-->", "</ ",
    "<![CDATA[a]]>",
)  # fmt: skip
ATTRIBUTES = (
    "", "", "", "", " id=a", " id='b'", ' href="c"', " class=d", " ID=a id=b", " color=e", "/",
)  # fmt: skip
LENGTH_MAX = 12
SHOWN = 10


class Verdict(NamedTuple):
    """How the reader judges a pair that html5lib judges otherwise, or rightly."""

    is_wrong_equal: bool
    is_wrong_apart: bool


def pieces(chance: random.Random) -> list[str]:
    """Tags and texts in any order, a few of them nested well."""
    return [piece(chance) for _ in range(chance.randint(1, LENGTH_MAX))]


def piece(chance: random.Random) -> str:
    """One tag or text."""
    kind = chance.random()
    name = chance.choice(NAMES)
    if kind < 0.45:
        return f"<{name}{chance.choice(ATTRIBUTES)}>"
    if kind < 0.8:
        return f"</{name}>"
    return chance.choice(TEXTS)


def other(chance: random.Random, first: list[str]) -> list[str]:
    """`first` with one piece added, taken away or put elsewhere; an end tag more than others."""
    second = list(first)
    at, kind = chance.randrange(len(first)), chance.random()
    if kind < 0.4:
        opened = [one[1:].rstrip("/>").split()[0] for one in first if one[1:2].isalpha()]
        new = f"</{chance.choice(opened)}>" if opened else piece(chance)
        second.insert(chance.randint(0, len(first)), new)
    elif kind < 0.7:
        del second[at]
    elif kind < 0.9:
        second.insert(chance.randrange(len(first)), second.pop(at))
    else:
        second[at] = piece(chance)
    return second


def judge(first: str, second: str, read: Callable[[str], object] = events_of) -> Verdict:
    """Compare what `read` says of both with their trees."""
    equal = read(first) == read(second)
    trees = tree_of(first), tree_of(second)
    alike = without_white_space(trees[0]) == without_white_space(trees[1])
    return Verdict(equal and not alike, not equal and trees[0] == trees[1])


def random_pairs(seed: int, count: int) -> Iterator[tuple[str, str]]:
    """`count` pairs of texts, which are the same for the same `seed`."""
    chance = random.Random(seed)
    while count:
        written = pieces(chance)
        first, second = "".join(written), "".join(other(chance, written))
        if is_readable(first) and is_readable(second):
            yield first, second
            count -= 1


def main() -> int:
    """Print the counts, and some of the pairs that are judged wrongly."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--pairs", type=int, default=40_000)
    parser.add_argument("--seed", type=int, default=None)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else random.randrange(10**6)
    print(f"seed {seed}")
    wrong_equal, wrong_apart = [], []
    for pair in random_pairs(seed, options.pairs):
        verdict = judge(*pair)
        wrong_equal += [pair] * verdict.is_wrong_equal
        wrong_apart += [pair] * verdict.is_wrong_apart
    print(f"pairs {options.pairs}: wrongly equal {len(wrong_equal)}", end="")
    print(f", wrongly told apart {len(wrong_apart)}")
    for pair in (*wrong_equal[:SHOWN], *wrong_apart[:SHOWN]):
        print(*map(repr, pair), sep="\n  ")
    return 1 if wrong_equal or wrong_apart else 0


if __name__ == "__main__":
    sys.exit(main())
