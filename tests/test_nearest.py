"""Which name a misspelt word may have meant."""

import pytest

from docsgate.nearest import mistyped, nearest, nearest_ones

FIELDS = ["title", "status", "date", "deciders", "tags", "created", "updated", "related"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        ("satus", "status"),
        ("titel", "title"),
        ("decider", "deciders"),
        ("reates", "created"),
        ("rleaetd", "related"),
        ("tag", "tags"),
        ("xyz", ""),
        ("", ""),
    ],
)
def test_the_word_with_the_fewest_mistakes_is_named(word, meant):
    assert nearest(word, FIELDS) == meant


def test_likeness_says_from_where_on():
    assert nearest("architecture", ["rfc-001-prism-architecture"], likeness=0.6) != ""
    assert nearest("architecture", ["rfc-001-prism-architecture"], likeness=0.7) == ""


def test_the_best_come_first_and_equals_by_the_alphabet():
    known = ["adr-04", "adr-03", "adr-1", "adr-001", "rfc-7"]

    assert nearest_ones("adr-0", known, 3) == ["adr-03", "adr-04", "adr-001"]
    assert nearest_ones("adr-0", reversed(known), 3) == ["adr-03", "adr-04", "adr-001"]


def test_letters_that_changed_places_are_one_mistake():
    assert nearest_ones("ba", ["ab", "bc", "a"], 3, 0.5) == ["a", "ab", "bc"]


@pytest.mark.parametrize(
    ("word", "meant"),
    [("statuss", "status"), ("sattus", "status"), ("status", ""), ("staatuss", ""), ("dates", "")],
)
def test_one_typing_mistake_in_a_long_word_is_certain(word, meant):
    assert mistyped(word, FIELDS) == meant
