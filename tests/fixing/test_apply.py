"""Edits: which can be applied together, the text that they make, and the origin of its parts."""

from hypothesis import given
from hypothesis import strategies as st

from docsgate.diagnostics import Claim, Edit, Fix
from docsgate.fixing.apply import apply_edits, choose_separate_fixes, edits_of, map_to_old_offsets
from docsgate.text import Span


def fix(*edits):
    return Fix(tuple(Edit(Span(start, end), text) for start, end, text in edits), Claim.SAME)


@st.composite
def texts_and_fixes(draw):
    text = draw(st.text(min_size=1, max_size=40))
    offsets = st.integers(0, len(text))
    edits = st.tuples(offsets, offsets, st.text(max_size=4)).map(
        lambda edit: (min(edit[:2]), max(edit[:2]), edit[2])
    )
    return text, [fix(edit) for edit in draw(st.lists(edits, max_size=6))]


def test_fixes_that_touch_wait_and_the_first_wins():
    first, overlapping, meeting, apart = (
        fix((0, 2, "a")), fix((1, 3, "b")), fix((2, 3, "c")), fix((4, 5, "d")),
    )  # fmt: skip
    assert [first, apart] == choose_separate_fixes([first, overlapping, meeting, apart])


def test_a_fix_of_several_edits_is_taken_whole_or_not():
    both = fix((0, 1, "x"), (8, 9, "y"))
    assert [fix((8, 9, "z"))] == choose_separate_fixes([fix((8, 9, "z")), both])


def test_the_same_fix_of_two_findings_is_taken_once():
    assert [fix((0, 1, "x"))] == choose_separate_fixes([fix((0, 1, "x")), fix((0, 1, "x"))])


def test_edits_are_applied_in_the_order_of_the_text():
    edits = edits_of([fix((4, 4, "!")), fix((0, 1, "A"))])
    assert "Abcd!e" == apply_edits("abcde", edits)


@given(texts_and_fixes())
def test_what_was_not_edited_is_found_where_it_came_from(case):
    text, fixes = case
    edits = edits_of(choose_separate_fixes(fixes))
    after = apply_edits(text, edits)
    origin = map_to_old_offsets(edits)
    edited = {at for edit in edits for at in range(*edit.span)}
    kept = [(origin(at), character) for at, character in enumerate(after)]
    outside = [(at, text[at]) for at in range(len(text)) if at not in edited]
    assert [pair for pair in outside if pair not in kept] == []


@given(texts_and_fixes())
def test_origins_never_go_back(case):
    text, fixes = case
    edits = edits_of(choose_separate_fixes(fixes))
    origin = map_to_old_offsets(edits)
    origins = [origin(at) for at in range(len(apply_edits(text, edits)) + 1)]
    assert sorted(origins) == origins
