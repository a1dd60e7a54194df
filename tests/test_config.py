"""Globs: what `*`, `?` and `**` match, and that none of them takes long."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.configuration.globs import glob_to_regex
from docsgate.configuration.settings import Collection
from tools.growth import grows_like_the_text


def matches(glob, text):
    return glob_to_regex(glob).fullmatch(text) is not None


@pytest.mark.parametrize(
    ("glob", "text", "expected"),
    [
        ("a.md", "a.md", True),
        ("a.md", "axmd", False),
        ("*.md", "a.md", True),
        ("*.md", "b/a.md", False),
        ("?.md", "a.md", True),
        ("?.md", "/.md", False),
        ("?.md", ".md", False),
        ("a/**", "a/b/c", True),
        ("a/**", "a", False),
        ("**/a", "a", True),
        ("**/a", "b/c/a", True),
        ("**/a", "b/ca", False),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/c/d/b", True),
        ("a/**/b", "a/cb", False),
        ("a**b", "a/x/b", True),
        ("**a*/c", "xa/b/a1/c", True),
        ("**/a*/**/c*d", "q/a1/x/y/ccdd", True),
        ("[a]+(b)", "[a]+(b)", True),
        ("link-*", "link-target-missing", True),
        ("*-missing", "link-target-missing", True),
        ("l*k*g", "link-target-missing", True),
        ("*", "a\nb", True),
        ("**", "a\n/b", True),
        ("", "", True),
        ("", "a", False),
    ],
)
def test_stars_stay_in_a_folder_and_two_cross_them(glob, text, expected):
    assert matches(glob, text) is expected


@given(st.text(st.sampled_from("ab/*?"), max_size=8), st.text(st.sampled_from("ab/"), max_size=10))
def test_a_match_is_the_same_as_that_of_the_plain_expression(glob, text):
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", re.sub(r"\*{3,}", "**", glob))
    plain = {"**/": "(?:[^/]+/)*", "**": ".*", "*": "[^/]*", "?": "[^/]"}

    expected = re.fullmatch("".join(plain.get(part, part) for part in parts), text) is not None

    assert matches(re.sub(r"\*{3,}", "**", glob), text) is expected


@pytest.mark.parametrize(
    "glob",
    ["*?" * 40 + "x", "*a" * 40, "**/" * 40 + "x", "**a" * 40 + "x", "a*/**/" * 20, "*" * 99],
)
@pytest.mark.parametrize("piece", ["a", "a/", "frontmatter-field-missing"])
def test_time_grows_with_the_text_of_a_glob_and_no_faster(glob, piece):
    """A glob that tries each place for each star would never end."""
    repeated = lambda size: piece * size  # noqa: E731
    assert grows_like_the_text(lambda text: matches(glob, text), repeated, 200)


def test_a_template_is_known_by_its_file_name():
    collection = Collection("a", ("b",), templates=("*template*.md", "000-*"))

    assert collection.is_template("adr-template.md")
    assert collection.is_template("000-first.md")
    assert not collection.is_template("adr-001.md")
