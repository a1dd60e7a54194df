"""One field of a frontmatter is written in place, in the way in which it was written before."""

import pytest

from docsgate.commands.edit_frontmatter import with_value
from docsgate.errors import UsageError
from docsgate.text import Source


def edited(line, text, **options):
    """The line of the field `a` after `text` was written into it."""
    after = with_value(Source("a.md", f"---\n{line}\n# b\n---\n"), "a", text, **options).text
    assert after.endswith("\n# b\n---\n")
    return after.removeprefix("---\n").removesuffix("\n# b\n---\n")


@pytest.mark.parametrize(
    ("line", "text", "expected"),
    [
        ("a: b", "c d", "a: c d"),
        ("a:   b   # why", "c", "a:   c   # why"),
        ("a: b", "c: d", 'a: "c: d"'),
        ("a: 'b'", "it's: c", "a: 'it''s: c'"),
        ('a: "b"', 'c "d"', 'a: "c \\"d\\""'),
        ("a: 'b'", "c\nd", 'a: "c\\nd"'),
        ("a:", "c", "a: c"),
        ("a: ~", "c", "a: c"),
        ("a: |\n  b\n  b", "c", "a: c"),
        ("a: b\n  b", "c", "a: c"),
        ('"a" : b', "c", '"a" : c'),
    ],
)
def test_a_value_keeps_its_quotes_and_what_is_around_it(line, text, expected):
    assert edited(line, text) == expected


@pytest.mark.parametrize("line", ["a: ''", 'a: ""', "a:", "a: null"])
def test_a_value_that_becomes_a_list_loses_its_quotes(line):
    assert edited(line, "b c", as_list=True) == "a: [b c]"


def test_a_date_may_be_written_as_it_is():
    assert edited("a: b", "2026-03-01", written="2026-03-01") == "a: 2026-03-01"
    assert edited("a: b", "2026-03-01") == 'a: "2026-03-01"'


def test_what_would_be_read_otherwise_is_not_written():
    with pytest.raises(UsageError, match="by hand"):
        edited("a: b", "c d", written="c # d")
