"""Which JavaScript parser accepts what acorn accepts?

    python tests/benchmarks/javascript_parsers.py [--mutated 6000] [--seed 1]

The 609 distinct texts are what the MDX compiler handed to acorn while it read real documents, with
acorn's verdict. With `--mutated`, that many texts are made of them by taking away, doubling or
exchanging a piece, and acorn is asked about each (Node and `tests/mdx/oracle` are needed).
`accepts` counts texts that acorn refuses and the parser takes, `refuses` the reverse, `fails` those
that end it otherwise than by an error of its own. A text is an expression that must fill the
braces, or a module. Of esprima, oxc-python and tree-sitter those are measured that are installed;
they are no dependencies of docsgate.
"""
# ruff: noqa: T201 - a program that prints

import argparse
import json
import re
import sys
import time
from importlib import import_module
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).parents[1]))
sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

from inputs import REAL
from table import table

from docsgate.mdx.javascript.parser import JavaScriptError, parse_expression, parse_module
from tools.mdx.oracle_client import Oracle, missing

_SPACE = re.compile(r"\s+|//[^\n]*|/\*.*?\*/", re.DOTALL)
"""What may follow an expression inside its braces."""


def docsgate():
    def accepts(text, kind):
        try:
            if kind == "program":
                parse_module(text)
                return True
            return parse_expression(text)[1] == len(text)
        except JavaScriptError:
            return False

    return accepts


def esprima():
    parse = import_module("esprima").parseModule

    wrong = import_module("esprima").Error

    def accepts(text, kind):
        try:
            parse(_whole(text, kind), {"jsx": True})
        except wrong:
            return False
        return True

    return accepts


def oxc_python():
    oxc = import_module("oxc_python")

    def accepts(text, kind):
        return not oxc.parse(_whole(text, kind), source_type="jsx").errors

    return accepts


def tree_sitter():
    library, grammar = import_module("tree_sitter"), import_module("tree_sitter_javascript")
    parser = library.Parser(library.Language(grammar.language()))

    def accepts(text, kind):
        return not parser.parse(_whole(text, kind).encode()).root_node.has_error

    return accepts


def _whole(text, kind):
    """An expression as the only one of a program."""
    return text if kind == "program" else f"({text}\n)"


def recorded():
    """Texts, their kinds, and whether acorn accepts them."""
    lines = (REAL / "mdx/dev-expressions.jsonl").read_text(encoding="utf-8").splitlines()
    return [(one["src"], one["kind"], one["verdict"] == "ok") for one in map(json.loads, lines)]


def mutated(texts, count, seed):
    """That many others, made of `texts`, with the verdicts of acorn."""
    chance = Random(seed)
    found = {}
    while len(found) < count:
        text, kind, _ = chance.choice(texts)
        start, end = sorted(chance.randint(0, len(text)) for _ in range(2))
        other = chance.choice(texts)[0]
        at = chance.randint(0, len(other))
        piece = chance.choice(("", text[start:end] * 2, other[at : at + end - start]))
        changed = text[:start] + piece + text[end:]
        if changed.strip():
            found[changed] = kind
    by_kind = {kind: [one for one in found if found[one] == kind] for kind in set(found.values())}
    with Oracle("javascript.mjs") as oracle:
        return [
            (text, kind, "end" in answer and not _SPACE.sub("", text[answer["end"] :]))
            for kind, asked in by_kind.items()
            for text, answer in zip(asked, oracle.ask(kind, asked), strict=True)
        ]


def row(name, accepts, texts):
    counts = {"accepts": 0, "refuses": 0, "fails": 0}
    started = time.process_time()
    for text, kind, is_right in texts:
        try:
            accepted = accepts(text, kind)
        except KeyboardInterrupt:
            raise
        except BaseException:  # noqa: BLE001 - a parser in Rust panics with one of these
            counts["fails"] += 1
            continue
        if accepted != is_right:
            counts["accepts" if accepted else "refuses"] += 1
    return name, *counts.values(), f"{time.process_time() - started:.2f}"


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--mutated", type=int, default=0)
    parser.add_argument("--seed", type=int, default=1)
    arguments = parser.parse_args()
    if not REAL.is_dir():
        print("skipped: the recorded expressions are not on this machine")
        return
    texts = recorded()
    if arguments.mutated:
        if why := missing():
            print(f"skipped: {why}")
            return
        texts = mutated(texts, arguments.mutated, arguments.seed)
    rows = []
    for make in (docsgate, esprima, oxc_python, tree_sitter):
        try:
            rows.append(row(make.__name__, make(), texts))
        except ImportError:
            print(f"skipped: {make.__name__} is not installed")
    print(f"{len(texts)} texts, {sum(is_right for _, _, is_right in texts)} of them right")
    print(*table(("parser", "accepts", "refuses", "fails", "CPU s"), rows), sep="\n")


if __name__ == "__main__":
    main()
