"""What a comment silences: its line, the block after it, or the whole document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.configuration.globs import glob_to_regex
from docsgate.diagnostics import Diagnostic
from docsgate.parsing.markdown import parse
from docsgate.parsing.suppressions import Malformed, Suppression, silence, suppressions
from docsgate.text import Source, Span

RULES = ("a-one", "a-two", "b-one")


def entries(text):
    return list(suppressions(parse(Source("a.md", text)), RULES))


def silenced_lines(text, rule="a-one"):
    """The lines on which a finding of `rule` would be silenced."""
    source = Source("a.md", text)
    found = [Diagnostic(rule, "a.md", Span(at, at), "message") for at in source.line_starts]
    remaining, _ = silence(found, [one for one in entries(text) if isinstance(one, Suppression)])
    left = {finding.span.start for finding in remaining}
    return [number for number, at in enumerate(source.line_starts, 1) if at not in left]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("<!-- docsgate: ignore a-one: why -->\none\ntwo\n\nthree\n", [1, 2, 3]),
        ("<!-- docsgate: ignore a-one: why -->\n\none\ntwo\n\nthree\n", [1, 2, 3, 4]),
        ("one\n\n{/* docsgate: ignore a-one: why */}\ntwo\n\nthree", [3, 4]),
        ("one\ntwo <!-- docsgate: ignore a-one: why -->\nthree", [2]),
        ("<!-- docsgate: ignore a-one: why --> one\ntwo", [1]),
        ("one <!-- docsgate:\nignore a-one: why -->\ntwo", [1, 2]),
        ("> <!-- docsgate: ignore a-one: why -->\n> one\n> two\n\nthree", [2, 3]),
        ("one\n\n<!-- docsgate: ignore a-one: why -->\n", [3, 4]),
        ("<!-- docsgate: ignore a-one: why -->\n> ```\n>\n\none", [1, 2, 3, 4]),
        ("<!-- docsgate: ignore a-one: why -->\n1. ```\n\n   one\n   ```\n", [1, 2, 3, 4, 5]),
        ("one\n\n<!-- docsgate: ignore-file a-one: why -->\n\ntwo\n", [1, 2, 3, 4, 5, 6]),
        ("<!-- docsgate: ignore a-one: why -->\n```\none\n\ntwo\n```\n\nb\n", [1, 2, 3, 4, 5, 6]),
        ("<!-- docsgate: ignore a-one: why -->\n\n  ~~~\n  one\n\n", [1, 2, 3, 4, 5, 6]),
        ("<!-- docsgate: ignore a-one: why -->\none\n\n```\ntwo\n```\n", [1, 2]),
        ("<!-- note -->\none\n", []),
        ("`<!-- docsgate: ignore-file a-one: why -->`\n", []),
    ],
)  # fmt: skip
def test_a_comment_reaches_its_line_or_the_block_after_it(text, lines, ending):
    assert silenced_lines(text.replace("\n", ending)) == lines


@pytest.mark.parametrize(
    ("rules", "rule", "count"),
    [
        ("a-one", "a-two", 0),
        ("a-*", "a-two", 3),
        ("*", "b-one", 3),
        ("a-two, b-one", "b-one", 3),
        ("a-two b-one", "a-two", 3),
        ("a-?ne", "a-one", 3),
        ("a.one, b-one", "a-one", 0),
    ],
)
def test_a_comment_silences_the_rules_that_it_names(rules, rule, count):
    text = f"<!-- docsgate: ignore-file {rules}: why -->\none\n"

    assert len(silenced_lines(text, rule)) == count


def test_a_reason_may_hold_colons_and_lines():
    (entry,) = entries("<!-- docsgate: ignore a-one:\n  see 1: later\n-->")

    assert isinstance(entry, Suppression)
    assert entry.rules == ("a-one",)


@pytest.mark.parametrize(
    ("comment", "message", "help_"),
    [
        ("ignore a-one", "the comment gives no reason", ""),
        ("ignore a-one:  ", "the comment gives no reason", ""),
        ("ignore: why", "the comment names no rule", ""),
        ("", "the comment says nothing", ""),
        ("ignore-line a-one: why", "`ignore-line` is no docsgate comment", ""),
        ("ignore a-ona: why", "no rule is named `a-ona`", "did you mean `a-one`"),
        ("ignore a-one, z*: why", "no rule is named `z*`", "see `docsgate explain`"),
    ],
)
def test_what_is_not_understood_silences_nothing(comment, message, help_):
    (entry,) = entries(f"<!-- docsgate: {comment} -->\none\n")

    assert isinstance(entry, Malformed)
    assert entry.message == message
    assert entry.help == (help_ or "write `docsgate: ignore RULE: reason`")


def test_each_rule_of_a_comment_that_silences_nothing_is_told():
    (entry,) = entries("<!-- docsgate: ignore a-*, b-one: why -->\none\n")
    found = [Diagnostic("a-two", "a.md", Span(0, 0), "message")]

    remaining, unused = silence(found, [entry])

    assert remaining == []
    assert unused == [(entry, "b-one")]


def test_two_comments_that_silence_the_same_finding_are_both_used():
    text = "<!-- docsgate: ignore-file a-*: why -->\n\none <!-- docsgate: ignore a-one: why -->\n"
    found = [Diagnostic("a-one", "a.md", Span(41, 44), "message")]

    assert silence(found, entries(text)) == ([], [])


OFFSETS = st.integers(0, 20)
SCOPES = st.tuples(OFFSETS, OFFSETS).map(lambda pair: Span(min(pair), max(pair)))
COMMENTS = st.builds(
    Suppression,
    st.lists(st.sampled_from(["a-one", "a-*", "b-*", "*"]), min_size=1, max_size=2).map(tuple),
    SCOPES,
    st.none(),
)
FINDINGS = st.builds(
    lambda rule, at: Diagnostic(rule, "a.md", Span(at, at), "message"),
    st.sampled_from(RULES),
    OFFSETS,
)


@given(st.lists(FINDINGS, max_size=8), st.lists(COMMENTS, max_size=6))
def test_a_finding_is_silenced_where_some_comment_says_so(found, active):
    def reaches(entry, rule, finding):
        start, end = entry.scope
        named = glob_to_regex(rule).fullmatch(finding.rule)
        return named and start <= finding.span.start <= end

    pairs = [(entry, rule) for entry in active for rule in entry.rules]

    assert silence(found, active) == (
        [one for one in found if not any(reaches(*pair, one) for pair in pairs)],
        [pair for pair in pairs if not any(reaches(*pair, one) for one in found)],
    )
