"""Plain expressions are recognised exactly as the parser reads them."""

import random

import pytest

from docsgate.mdx.javascript.parser import JavaScriptError, parse_expression
from docsgate.mdx.javascript.plain import OPEN, find_plain_end
from docsgate.mdx.source.suspects import line_kind, next_suspect
from tools.mdx.grammar import Grammar

USUAL = [*"()[]{},:.?+-*", *"()[]{},:", "a", "b", "1", "b.c", "1.5", "'s'"]
UNUSUAL = [*"/%|&^!~<>=_$0", "==", "===", "!=", "<=", ">=", "&&", "||", "...", "=>", "**", "??"]
UNUSUAL += ["++", "--", "true", "null", "this", "__proto__", "of", "async", "if", "typeof", '"x"']
UNUSUAL += [
    "`t`",
    "<b/>",
    "//",
    "a1",
    "01",
    "1a",
    "e\u0301",
    "\u00e9",
    "a=>",
    "() =>",
    "(b)=>",
    "\n",
]


def made(seed, count):
    chance = random.Random(seed)
    grammar = Grammar(chance)
    for _ in range(count):
        if chance.random() < 0.2:
            grammar.wildness = chance.choice((0.0, 0.05, 0.3))
            yield grammar.expression()
        else:
            usual = chance.choice((0.7, 0.9, 1.0))
            pieces = [
                chance.choice(USUAL if chance.random() < usual else UNUSUAL)
                for _ in range(chance.choice((1, 2, 3, 5, 8)))
            ]
            yield chance.choice(("", " ")).join(pieces) + chance.choice(("", " ", "\n"))


def test_the_end_of_a_plain_expression_is_the_parsers():
    seen = 0
    for text in made(3, 60_000):
        end = find_plain_end(text + "} x", 0)
        if end >= 0:
            seen += 1
            node, following = parse_expression(text + "} x")
            assert following == end, text
            assert not text[node.end : end].strip(), text
    assert seen > 4_000


def test_an_open_plain_expression_fails_at_its_end_in_the_parser():
    seen = 0
    for text in made(4, 60_000):
        if find_plain_end(text, 0) == OPEN:
            seen += 1
            with pytest.raises(JavaScriptError) as caught:
                parse_expression(text)
            assert (caught.value.position, caught.value.reached) == (len(text), len(text)), text
    assert seen > 2_000


def test_what_needs_the_parser_is_not_plain():
    for text in (
        "{`a`: 1}}",
        "((a))}",
        "a = 1}",
        "if}",
        "x => {}}",
        "this => 1}",
        "{true}}",
        "a`b`}",
    ):
        assert find_plain_end(text, 0) == -1, text


def test_a_single_expression_has_no_comma_outside_of_brackets():
    assert find_plain_end("a, b}", 0) == 4
    assert find_plain_end("a, b}", 0, single=True) == -1
    assert find_plain_end("f(a, b)}", 0, single=True) == 7


def test_what_is_harmless():
    harmless = "<br/> <a b=\"c\" d /> {a} {a.b + 1} <b>some words</b> {f(1, 'x')}"
    assert next_suspect(harmless, 0) == len(harmless)
    for suspect in ["<b>", "</b>", "<b>a</i>", "\\<b>a</b>", "{a|b}", "{(a)(}", "<b>*a</b>"]:
        assert next_suspect("text " + suspect, 0) < len("text " + suspect), suspect


def test_the_kind_of_a_line():
    assert [line_kind(line) for line in ("{a}", "<b/>")] == ["block", "block"]
    assert [line_kind(line) for line in ("{a} b", "{a}{b", "<b>c")] == ["text", "text", "text"]
    assert [line_kind(line) for line in ("{a} <b/>", "{a b}", "<b", "<b/> {c}")] == ["", "", "", ""]
