"""What holds for any text: no exception, findings in order, a pre-scan that never errs."""

import random
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docsgate.mdx import Dialect, is_clean, render_hazards, scan
from docsgate.mdx.javascript.parser import JavaScriptError, parse_expression, parse_module
from docsgate.mdx.verdict.compiler import all_problems, first_problem
from tools.mdx import corpus
from tools.mdx.adversarial import SHAPES, SIZE, prose, seconds_per_byte
from tools.mdx.generate import PIECES, STARTS, generated

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
    for text in generated(7, 75, []):
        for end in range(0, len(text), 3):
            scan(text[:end], Dialect.DOCUSAURUS)


@pytest.mark.fuzz
@pytest.mark.parametrize("dialect", list(Dialect))
def test_no_bytes_and_no_cut_of_a_real_document_raise(dialect):
    """Real documents cut anywhere, with bytes overwritten, and mere noise."""
    chance = random.Random(29)
    texts = list(corpus.documents().values()) if corpus.FOLDER.is_dir() else []
    sources = [text.encode() for text in [*generated(30, 3_000, texts), *texts]]
    for _ in range(20_000):
        source = bytearray(chance.choice(sources))
        start = chance.randrange(len(source) + 1)
        piece = source[start : start + chance.choice((10, 100, 1_000))]
        for _ in range(chance.choice((0, 1, 3, 10))):
            if piece:
                piece[chance.randrange(len(piece))] = chance.randrange(256)
        text = bytes(piece).decode("utf-8", chance.choice(("replace", "surrogateescape")))
        scan(text, dialect)
        render_hazards(text, dialect)


def test_what_is_passed_over_changes_no_answer():
    for text in generated(13, 1_000, []):
        for docusaurus in (False, True):
            skimmed = all_problems(text, docusaurus=docusaurus).problems[:1]
            whole = all_problems(text, docusaurus=docusaurus, skims=False).problems[:1]
            places = [[(item.rule, item.reported) for item in found] for found in (skimmed, whole)]
            assert places[0] == places[1], text


def test_what_the_prescan_calls_clean_is_accepted_in_both_dialects():
    clean = 0
    for text in generated(11, 6000, []):
        if is_clean(text):
            clean += 1
            assert first_problem(text, docusaurus=False) is None, text
            assert first_problem(text, docusaurus=True) is None, text
    assert clean > 100


@pytest.fixture(scope="module")
def prose_seconds_per_byte():
    return seconds_per_byte(prose(SIZE), Dialect.DOCUSAURUS)


@pytest.mark.parametrize("name", SHAPES)
def test_hostile_input_takes_time_in_proportion_to_its_size_and_not_much_more_than_prose(
    name, prose_seconds_per_byte
):
    """
    Four times the size would take four times the time per byte, were the time quadratic.

    The large text is measured again, up to three times, only while it seems slow. It is half as
    large as in `figures.py --adversarial`, which prints what is only asserted here.
    """
    small = seconds_per_byte(SHAPES[name](SIZE // 8), Dialect.DOCUSAURUS, runs=2)
    most = min(2.5 * max(small, prose_seconds_per_byte / 4), 40 * prose_seconds_per_byte)
    text = SHAPES[name](SIZE // 2)
    assert any(seconds_per_byte(text, Dialect.DOCUSAURUS, runs=1) < most for _ in range(3))


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
