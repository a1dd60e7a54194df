"""Offsets, lines and columns: lines end where CommonMark says, and nowhere else."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.parsing.byte_offsets import byte_to_code_point
from docsgate.text import Source, Span, inside

TEXTS = st.text(st.sampled_from("ab \t\r\n\f\v\x85\u2028\u2029é\u0301😀"))


@pytest.mark.parametrize(
    ("text", "starts"),
    [
        ("", (0,)),
        ("a", (0,)),
        ("a\n", (0, 2)),
        ("a\nb", (0, 2)),
        ("a\r\nb", (0, 3)),
        ("a\rb", (0, 2)),
        ("a\n\rb", (0, 2, 3)),
        ("a\r\r\nb", (0, 2, 4)),
        ("a\x0bb\x0cc\x1cd\x85e\u2028f\u2029g", (0,)),
    ],
)
def test_a_line_ends_at_lf_crlf_or_cr_and_at_nothing_else(text, starts):
    assert Source("a.md", text).line_starts == starts


@pytest.mark.parametrize(
    ("offset", "position"),
    [(0, (1, 1)), (1, (1, 2)), (2, (1, 3)), (4, (2, 1)), (6, (2, 3)), (7, (3, 1)), (8, (3, 2))],
)
def test_positions_count_code_points_from_one(offset, position):
    source = Source("a.md", "😀é\r\n\ta\r😀")

    assert source.position(offset) == position


def test_a_line_is_given_without_its_ending():
    source = Source("a.md", "one\r\ntwo\u2028\r\x0cthree\n")

    lines = [source.slice(source.line(number)) for number in (1, 2, 3, 4)]

    assert lines == ["one", "two\u2028", "\x0cthree", ""]


@given(TEXTS)
def test_lines_and_their_endings_make_up_the_text(text):
    source = Source("a.md", text)
    count = len(source.line_starts)

    lines = [source.slice(source.line(number)) for number in range(1, count + 1)]

    assert lines == re.split(r"\r\n|\r|\n", text)


@given(TEXTS, st.data())
def test_line_and_column_lead_back_to_the_offset(text, data):
    source = Source("a.md", text)
    offset = data.draw(st.integers(0, len(text)))

    line, column = source.position(offset)

    assert source.line_starts[line - 1] + column - 1 == offset
    assert offset < [*source.line_starts, len(text) + 1][line]


@given(st.lists(st.integers(0, 40), unique=True), st.integers(-1, 41))
def test_inside_finds_the_span_that_holds_an_offset(bounds, offset):
    bounds = sorted(bounds)
    spans = [Span(start, end) for start, end in zip(bounds[::2], bounds[1::2], strict=False)]

    assert inside(spans, offset) == any(span.start <= offset < span.end for span in spans)


@given(st.text(st.sampled_from("aé\u2028😀\n"), max_size=2000), st.integers(0, 9))
def test_byte_offsets_become_code_point_offsets(text, base):
    convert = byte_to_code_point(text, base)

    byte_offsets = [len(text[:at].encode()) for at in range(len(text) + 1)]

    assert [convert(at) for at in byte_offsets] == list(range(base, base + len(text) + 1))
