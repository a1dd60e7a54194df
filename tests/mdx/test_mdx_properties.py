"""What holds for any text: no exception, findings in order, a pre-scan that never errs."""

import random
import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docsgate.mdx import Dialect, is_clean, render_hazards, scan
from docsgate.mdx.compiler import first_problem
from docsgate.mdx.js.parser import JavaScriptError, parse_expression, parse_module
from mdx.generate import PIECES, STARTS, generated

AWKWARD = st.lists(
    st.one_of(st.sampled_from([*PIECES, *STARTS, "\n", "\n\n", "\r\n", " "]), st.text(max_size=4)),
    max_size=30,
).map("".join)
ANY_BYTES = st.binary(max_size=200).map(lambda data: data.decode("utf-8", "replace"))


@given(st.one_of(AWKWARD, ANY_BYTES, st.text(max_size=200)), st.sampled_from(Dialect))
@settings(max_examples=400, deadline=None)
def test_no_text_raises_and_findings_are_in_order_with_one_first(text, dialect):
    findings = scan(text, dialect)
    starts = [finding.start for finding in findings]
    assert starts == sorted(starts)
    assert [finding.first for finding in findings].count(True) == bool(findings)
    for finding in findings:
        assert 0 <= finding.start < finding.end <= len(text)
        assert finding.reported is None or 0 <= finding.reported <= len(text)
        assert "\n" not in finding.message
        for start, end, _ in finding.edits:
            assert 0 <= start <= end <= len(text)
    hazards = render_hazards(text, dialect)
    assert not (findings and hazards)
    for hazard in hazards:
        assert 0 <= hazard.start < hazard.end <= len(text)


@given(AWKWARD)
@settings(max_examples=300, deadline=None)
def test_the_parser_of_javascript_raises_nothing_but_its_own_error(text):
    for parse in (parse_expression, parse_module):
        with suppress(JavaScriptError):
            parse(text)


def test_truncated_documents_raise_nothing():
    for text in generated(7, 150, []):
        for end in range(0, len(text), 3):
            scan(text[:end], Dialect.DOCUSAURUS)


def test_what_the_prescan_calls_clean_is_accepted_in_both_dialects():
    clean = 0
    for text in generated(11, 6000, []):
        if is_clean(text):
            clean += 1
            assert first_problem(text, docusaurus=False) is None, text
            assert first_problem(text, docusaurus=True) is None, text
    assert clean > 100


SIZE = 100_000
ADVERSARIAL = {
    "braces": "{" * SIZE,
    "brace pairs": "{a b} " * (SIZE // 6),
    "nested brackets": "{" + "[" * SIZE,
    "less-than": "<" * SIZE,
    "tags": "<a " * (SIZE // 3),
    "open tags": "<a>" * (SIZE // 3),
    "backquotes": "`a" * (SIZE // 2),
    "growing backquotes": " ".join("`" * size for size in range(1, 440)),
    "brackets": "[" * SIZE + "<",
    "unclosed links": "[a](" * (SIZE // 4) + "<",
    "stars": "*a " * (SIZE // 3) + "<b>",
    "star runs": "*" * SIZE + "<b>",
    "closing stars": "<b>" + "a* " * (SIZE // 3),
    "underscores": "_a_" * (SIZE // 3) + "<b/>",
    "quotes": "> " * 400 + "a\n" + ("> " * 400 + "b\n") * 100,
    "list of 50,000": "- a\n" * 50_000,
    "nested list": "".join("  " * depth + "- a\n" for depth in range(300)),
    "attribute lines": '<a b="' + "c\n" * (SIZE // 2),
    "unclosed attributes": '<a b="\n' * (SIZE // 7),
    "export lines": "export const a = [\n" + "\n1,\n" * (SIZE // 4),
    "comment openers": "{/*" * (SIZE // 3),
    "mail words": "a" * SIZE + "<",
    "paragraph lines": "<a\n" * (SIZE // 3),
    "definitions": "[a]: b\n" * (SIZE // 7) + "<",
    "table": "| a | b |\n|---|---|\n" + "| {1} | <b/> |\n" * (SIZE // 15),
    "spaces": "<a" + " " * SIZE + "b",
    "parentheses": "{" + "(" * SIZE,
    "templates": "{" + "`${" * (SIZE // 3),
    "directives": ":a[" * (SIZE // 3),
    "comments": "<!-- " * (SIZE // 5),
}


def _prose():
    chance = random.Random(3)
    words = "the service writes `a record` to [the log](log.md) and waits *until* it is {1} done"
    lines = (" ".join(chance.sample(words.split(), 9)) for _ in range(SIZE // 60))
    return "\n".join(line if chance.random() < 0.8 else line + "\n" for line in lines)


def _seconds_per_byte(text, dialect):
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        scan(text, dialect)
        best = min(best, time.process_time() - start)
        if best > 1:
            break
    return best / len(text)


@pytest.fixture(scope="module")
def prose_seconds_per_byte():
    return _seconds_per_byte(_prose(), Dialect.MDX)


@pytest.mark.parametrize("name", ADVERSARIAL)
def test_no_input_takes_more_than_twenty_times_the_time_per_byte_of_prose(
    name, prose_seconds_per_byte
):
    dialect = Dialect.DOCUSAURUS if name in ("directives", "comments") else Dialect.MDX
    assert _seconds_per_byte(ADVERSARIAL[name], dialect) < 20 * prose_seconds_per_byte


SCRIPTS = {
    "an unclosed list of objects": ("{[\n", "{a},\n", ""),
    "a long sum": ("{", "a+", "a}"),
    "a long call": ("{f(", "'a', ", "1)}"),
}


@pytest.mark.parametrize("name", SCRIPTS)
def test_javascript_takes_time_in_proportion_to_its_size(name):
    start, piece, end = SCRIPTS[name]

    def seconds(count):
        text = start + piece * count + end
        return _seconds_per_byte(text, Dialect.MDX) * len(text)

    assert seconds(4_000) < 4 * seconds(2_000)


DEPTH = 3_000
DEEP = {
    "emphasis": "*a **b " * DEPTH + "<b/>" + " b** a*" * DEPTH,
    "images": "![" * DEPTH + "<b/>" + "](c)" * DEPTH,
    "strikethrough": "~a ~~b " * DEPTH + "<b/>" + " b~~ a~" * DEPTH,
    "lists": "- " * DEPTH + "<b>",
    "quotes": ">" * DEPTH + "{a b}",
    "tags": "<a>" * DEPTH + "</a>" * DEPTH,
    "labels": ":a[" * DEPTH + "<b>" + "]" * DEPTH,
    "arrays": "{" + "[" * DEPTH + "]" * DEPTH + "}",
    "elements": "{" + "<a>" * DEPTH + "</a>" * DEPTH + "}",
    "members": "{a" + ".b" * DEPTH + "}",
    "sums": "{1" + "+1" * DEPTH + "}",
    "templates": "{" + "`${" * DEPTH + "1" + "}`" * DEPTH + "}",
    "groups": "{/" + "(" * DEPTH + ")" * DEPTH + "/}",
    "branches": "export function f() {" + "if (a) b; else " * DEPTH + "c }",
}


@pytest.mark.parametrize("name", DEEP)
@pytest.mark.parametrize("dialect", list(Dialect))
def test_no_depth_raises(name, dialect):
    scan(DEEP[name], dialect)
    render_hazards(DEEP[name], dialect)
