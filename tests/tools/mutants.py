"""Breaks each rule in every small way, and prints the breaks that its page does not notice.

    python tests/tools/mutants.py [RULE ...]

A mutant is a rule with one condition negated, one part of a condition left out, one comparison
turned round or one number raised. The examples of the rule's page (and no other test) are run on
it. A mutant that passes them all is printed as a survivor: either an example is missing, or the
changed code does nothing. The exit code is 1 when one survives that is not listed below as equal.
"""
# ruff: noqa: T201 - a program that prints

import ast
import copy
import signal
import sys
import tempfile
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT / "tooling"), str(ROOT / "tests")]

from docsgate.configuration.discovery import documents_of  # noqa: E402
from docsgate.fixing.mending import mend  # noqa: E402
from docsgate.rules import RULES  # noqa: E402
from test_rules import NO_EXAMPLE, PAGES, examples, findings_of  # noqa: E402
from tools.configured import configured  # noqa: E402

TIMEOUT_SECONDS = 10
EQUAL = {
    "fence-inverted: 0 + 1 in `marker[0]`": "a marker repeats one character",
    "fence-unclosed: 3 + 1 in `fence.span.start + 3`": "only the start of a span is shown",
    "link-external-moved: without `where is not None`": "a reference has a definition",
    "link-external-moved: without `link.kind not in _NO_FIX`": "the proof of the fix refuses it",
    "frontmatter-tag-format: without `at >= 0`": "the proof of the fix refuses it",
    "list-flattened: 100 + 1 in `_PARAGRAPH_LINES_MAX = 100`": "how far back is looked, at most",
    "list-flattened: 1 + 1 in `heading.span.end - 1`": "its last line has two characters at least",
    "link-citation-superseded: without `not describe_successor(cited)`": (
        "what is found without is dropped"
    ),
    "link-citation-superseded: without `own`": "the same is computed again",
    "list-flattened: 1 + 1 in `parent_line + 1`": "two lines hold no blank line and a paragraph",
    "list-flattened: without `document.inversions`": "a document is looked through once more",
    "list-flattened: without `ends`": "the same is computed again",
    "index-document-orphaned: without `project.is_partial`": "a page's documents are all of them",
    "list-flattened: without `line == 1`": "there is no line 0, and what is empty is free",
    "list-item-ended: 1 + 1 in `span.start + 1`": "no line begins at a second character",
    "list-item-ended: 1 + 1 in `at + 1`": "only the start of a span is shown",
    "list-item-ended: holding[-1].span.end < at": "items end where lines begin",
    "whitespace-blank-lines: mark not in text": "the text is searched where it need not be",
    "whitespace-trailing: span.start > document.body_start": "a line starts behind no text",
    "whitespace-trailing: 2 + 1 in `:2`": "another pair is looked for where it cannot be",
    "whitespace-trailing: 1 + 1 in `at + 1`": "no two pairs share a character",
}
"""The mutants that find the same as the rule, and why."""

TURNED = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq,
    ast.NotEq: ast.Eq, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is,
}  # fmt: skip


def mutations(node):
    """The mutations of `node`: a description, and the node to put in its place."""
    if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
        return
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        negated = copy.deepcopy(node)
        negated.test = ast.UnaryOp(ast.Not(), negated.test)
        yield f"not ({ast.unparse(node.test)})", negated
    elif isinstance(node, ast.comprehension):
        for number, condition in enumerate(node.ifs):
            negated = copy.deepcopy(node)
            negated.ifs[number] = ast.UnaryOp(ast.Not(), negated.ifs[number])
            yield f"not ({ast.unparse(condition)})", negated
    elif isinstance(node, ast.BoolOp):
        for number, part in enumerate(node.values):
            rest = [one for place, one in enumerate(node.values) if place != number]
            smaller = rest[0] if len(rest) == 1 else ast.BoolOp(node.op, rest)
            yield f"without `{ast.unparse(part)}`", copy.deepcopy(smaller)
    elif isinstance(node, ast.Compare) and type(node.ops[0]) in TURNED:
        turned = copy.deepcopy(node)
        turned.ops[0] = TURNED[type(node.ops[0])]()
        yield ast.unparse(turned), turned
    elif isinstance(node, ast.Constant) and type(node.value) is int:
        yield f"{node.value} + 1", ast.Constant(node.value + 1)


def mutants(source):
    """The line, description and tree of every mutant of a module."""
    tree = ast.parse(source)
    parents = {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}
    for number, node in enumerate(ast.walk(tree)):
        place = f" in `{ast.unparse(parents[node])}`" if isinstance(node, ast.Constant) else ""
        for description, replacement in mutations(node):
            mutant = copy.deepcopy(tree)
            original = list(ast.walk(mutant))[number]
            _Replace(original, replacement).visit(mutant)
            line = getattr(node, "lineno", 0)
            yield line, description + place, ast.fix_missing_locations(mutant)


class _Replace(ast.NodeTransformer):
    def __init__(self, original, replacement):
        self.original, self.replacement = original, replacement

    def visit(self, node):
        return self.replacement if node is self.original else self.generic_visit(node)


def loaded(rule, tree):
    """The rule of which `tree` is the module."""
    module = ModuleType(f"docsgate.rules.{rule.replace('-', '_')}")
    module.__package__ = "docsgate.rules"
    exec(compile(tree, module.__name__, "exec"), module.__dict__)
    return module


def passes(rule, folders):
    """Whether every example on the page of `rule` passes."""
    try:
        return all(_passes(rule, folder, example) for folder, example in folders)
    except Exception:  # noqa: BLE001 - a mutant may raise anything, and then it is noticed
        return False


def _passes(rule, folder, example):
    if (example.findings or "").strip("\n") != findings_of(folder, rule).strip("\n"):
        return False
    if not example.fixed:
        return True
    config = configured([folder], select=[rule])
    changes = mend(config, documents_of(config, [folder]), unsafe=True).mended.changes
    after = {change.after.path: change.after.text for change in changes}
    return example.fixed == {name: after.get(name, example.files[name]) for name in example.fixed}


def survivors(rule, folder):
    """The mutants of `rule` that its page does not notice, and how many there are."""
    original, places = RULES[rule], []
    for number, example in enumerate(examples(PAGES / f"{rule}.md")):
        place = Path(folder, rule, str(number))
        for name, text in example.files.items():
            (place / name).parent.mkdir(parents=True, exist_ok=True)
            (place / name).write_bytes(text.encode())
        places.append((place, example))
    assert passes(rule, places), f"{rule}: the page fails on the unchanged rule"
    found, total = [], 0
    for line, description, tree in mutants(Path(original.__file__).read_text(encoding="utf-8")):
        total += 1
        signal.alarm(TIMEOUT_SECONDS)
        try:
            RULES[rule] = loaded(rule, tree)
            if f"{rule}: {description}" not in EQUAL and passes(rule, places):
                found.append(f"{rule}: {description} (line {line})")
        except Exception:  # noqa: BLE001 - the mutant cannot even be loaded
            continue
        finally:
            signal.alarm(0)
            RULES[rule] = original
    return found, total


def _too_slow(*_arguments):
    raise TimeoutError


def main():
    signal.signal(signal.SIGALRM, _too_slow)
    wanted = sys.argv[1:] or [rule for rule in RULES if rule not in NO_EXAMPLE]
    total = alive = 0
    with tempfile.TemporaryDirectory() as folder:
        for rule in wanted:
            found, count = survivors(rule, folder)
            total, alive = total + count, alive + len(found)
            print(*found, sep="\n", end="\n" if found else "", flush=True)
    print(f"{total} mutants of {len(wanted)} rules, {alive} survive")
    return 1 if alive else 0


if __name__ == "__main__":
    sys.exit(main())
