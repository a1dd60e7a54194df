"""Frontmatter: its span, the kind and span of each value, and hostile YAML."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.parsing.read_frontmatter import DEPTH_MAX, read_frontmatter
from docsgate.text import Source
from tools.growth import grows_like_the_text


def read(yaml):
    return read_frontmatter(Source("a.md", f"---\n{yaml}---\n"))


def values(yaml):
    """The key, kind, text and source of each field."""
    source = Source("a.md", f"---\n{yaml}---\n")
    front = read_frontmatter(source)
    assert front.problem is None
    return [
        (field.key, field.value.kind.value, field.value.text, source.slice(field.value.span))
        for field in front.fields
    ]


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("---\na: b\n---\n", (0, 12)),
        ("---\r\na: b\r\n---\r\nc", (0, 14)),
        ("---\ra: b\r---", (0, 12)),
        ("--- \t\na: b\n--- \n", (0, 15)),
        ("---\n---\n", (0, 7)),
        ("---\n\n\n---", (0, 9)),
        ("---\na: |\n  ---\n---\n", (0, 18)),
    ],
)
def test_the_block_ends_with_its_closing_line(text, span):
    front = read_frontmatter(Source("a.md", text))

    assert (tuple(front.span), front.closed) == (span, True)


@pytest.mark.parametrize(
    "text",
    ["", "a: b\n", "\n---\na: b\n---\n", " ---\na: b\n---\n", "----\na: b\n----\n", "---",
     "---\n\ntext\n", "---\ntext\n", "+++\na = 1\n+++\n", "--- a\na: b\n---\n", "***\na: b\n***\n"],
)  # fmt: skip
def test_what_does_not_start_with_a_fence_and_a_key_is_no_frontmatter(text):
    assert read_frontmatter(Source("a.md", text)) is None


@pytest.mark.parametrize("yaml", ["a: b\n", "a:\n", "a: b\n--\n", "a: b\n....\n"])
def test_a_block_without_a_closing_line_is_not_closed(yaml):
    front = read_frontmatter(Source("a.md", f"---\n{yaml}"))

    assert (tuple(front.span), front.closed, front.fields) == ((0, 3), False, ())


def test_dots_close_a_block_that_no_fence_closes():
    source = Source("a.md", "---\na: b\n...\n\n# A\n")
    front = read_frontmatter(source)

    assert (front.closed, front.texts, source.slice(front.dots)) == (True, {"a": ("b",)}, "...")
    assert source.slice(front.span) == "---\na: b\n..."
    assert read_frontmatter(Source("a.md", "---\na: b\n---\n...\n")).dots is None


@pytest.mark.parametrize(
    ("yaml", "expected"),
    [
        ("a: b\n", ("a", "string", "b", "b")),
        ("a:   b c   # d\n", ("a", "string", "b c", "b c")),
        ("'a': \"b\\tc\"\n", ("a", "string", "b\tc", '"b\\tc"')),
        ("a: 'b''c'\n", ("a", "string", "b'c", "'b''c'")),
        ("a: b\n  c\n", ("a", "string", "b c", "b\n  c")),
        ("a: |\n  b\n  c\n", ("a", "string", "b\nc\n", "|\n  b\n  c\n")),
        ("a: >-\n  b\n  c\n", ("a", "string", "b c", ">-\n  b\n  c\n")),
        ("a:\n", ("a", "null", "", "")),
        ("a: ~\n", ("a", "null", "~", "~")),
        ("a: 1\n", ("a", "integer", "1", "1")),
        ("a: '1'\n", ("a", "string", "1", "'1'")),
        ("a: 1.5\n", ("a", "float", "1.5", "1.5")),
        ("a: yes\n", ("a", "boolean", "yes", "yes")),
        ("a: 2026-03-01\n", ("a", "date", "2026-03-01", "2026-03-01")),
        ("a: !!str 2026-03-01\n", ("a", "string", "2026-03-01", "!!str 2026-03-01")),
        ("a: [b, 'c']\n", ("a", "list", "", "[b, 'c']")),
        ("a:\n  - b\n  - c\n", ("a", "list", "", "- b\n  - c")),
        ("a: {b: c}\n", ("a", "mapping", "", "{b: c}")),
        ("a:\n  b: c\n", ("a", "mapping", "", "b: c")),
        ("é😀: '\u2028'\n", ("é😀", "string", "\u2028", "'\u2028'")),
        ("a: !!python/object:os.system b\n", ("a", "string", "b", "!!python/object:os.system b")),
    ],
)
def test_a_value_has_its_kind_text_and_source(yaml, expected):
    assert values(yaml) == [expected]


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_line_endings_do_not_shift_spans(ending):
    text = "---\nä: 1\ntags: [a, 'b']\nc: d\n---\n".replace("\n", ending)
    source = Source("a.md", text)

    tags = read_frontmatter(source).get("tags").value

    assert source.position(tags.span.start) == (3, 7)
    assert [source.slice(item.span) for item in tags.items] == ["a", "'b'"]


def test_members_of_block_lists_and_mappings_have_spans():
    text = "---\na:\n  - b\n  - c: d\n    e:\n      - f\n---\n"
    source = Source("a.md", text)
    (first, second) = read_frontmatter(source).get("a").value.items

    assert source.slice(first.span) == "b"
    assert [source.slice(item.span) for item in second.items] == ["c", "d", "e", "- f"]


def test_a_key_that_stands_twice_is_kept_twice_and_found_once():
    front = read("a: 1\nb: 2\na: 3\n")

    assert [field.key for field in front.fields] == ["a", "b", "a"]
    assert front.get("a").value.text == "1"
    assert front.get("c") is None


def test_an_alias_stands_where_it_is_written_and_holds_what_it_names():
    text = "---\na: &x [b]\nc: *x\n---\n"
    source = Source("a.md", text)
    value = read_frontmatter(source).get("c").value

    assert source.slice(value.span) == "*x"
    assert [item.text for item in value.items] == ["b"]


@pytest.mark.parametrize(
    ("yaml", "message", "place"),
    [
        ("a: b: c\n", "a second `: ` in one value", (2, 5)),
        ("a: 1\n b: 2\n", "a second `: ` in one value", (3, 3)),
        ("a: @b\n", "no value can start with `@`", (2, 4)),
        ("a: `b`\n", "no value can start with a backtick", (2, 4)),
        ("a:\n\t- b\n", "no value can start with a tab", (3, 1)),
        ("b: 1\na: 'c\nd: 2\n", "this quote is never closed", (3, 4)),
        ("a: [b\nc: d\n", "no `]` closes this", (2, 4)),
        ("a: {b: c\nd: e\n", "no `}` closes this", (2, 4)),
        ("a: [b\n", "no `]` closes this", (2, 4)),
        ('a: ["b" "c"]\n', "a comma or `]` is missing", (2, 9)),
        ('a: [b,\n  "c" "d"]\n', "a comma or `]` is missing", (3, 7)),
        ('a: "\\q"\n', "while parsing a quoted scalar: found unknown escape character", (2, 5)),
        ("a: 1\nb\nc: 2\n", "no colon makes this line a field", (3, 1)),
        ("a: *b\n", "alias `*b` has no anchor", (2, 4)),
        ("a: &b [*b]\n", "alias `*b` has no anchor", (2, 8)),
        ("- a\n", "frontmatter is a list, not `key: value` lines", (2, 1)),
        ("a\n", "frontmatter is a string, not `key: value` lines", (2, 1)),
        ("a: b\x07\n", "YAML allows no control character U+0007", (2, 5)),
        ("ä: 😀\x07\n", "YAML allows no control character U+0007", (2, 5)),
        ("a: b\x00\n", "YAML allows no control character U+0000", (2, 5)),
    ],
)
def test_yaml_that_cannot_be_read_says_what_and_where(yaml, message, place):
    source = Source("a.md", f"---\n{yaml}---\n")
    problem = read_frontmatter(source).problem

    assert (problem.message, source.position(problem.span.start)) == (message, place)
    assert problem.help


def test_a_problem_reaches_to_the_end_of_its_line():
    source = Source("a.md", "---\na: 'b\nc: @d e\nf: [g\n---\n")
    other = Source("a.md", "---\nc: @d e\n---\n")

    assert source.slice(read_frontmatter(source).problem.span) == "'b"
    assert other.slice(read_frontmatter(other).problem.span) == "@d e"


def test_a_second_document_is_a_problem():
    problem = read("a: 1\n...\n%YAML 1.1\n--- # two\nb: 2\n").problem

    assert problem.message == "a second YAML document starts here"


def test_what_follows_the_end_of_the_document_is_a_problem():
    source = Source("a.md", "---\na: 1\n...\nb: 2\n---\n")

    assert source.position(read_frontmatter(source).problem.span.start) == (4, 1)


@pytest.mark.parametrize("yaml", ["", "\n", "# only a comment\n", "~\n"])
def test_an_empty_block_has_no_fields_and_no_problem(yaml):
    front = read(yaml)

    assert (front.fields, front.problem, front.closed) == ((), None, True)


@pytest.mark.parametrize("opening", ["[", "{a: ", "- ", "? ", "[[{b: ", "!a [", "&a ["])
def test_deep_nesting_is_a_problem_and_ends_quickly(opening):
    def refuse(yaml):
        assert read(yaml).problem is not None

    assert grows_like_the_text(refuse, lambda size: f"a: {opening * size}\n", 100_000)


def test_levels_are_read_up_to_a_limit():
    deepest, deeper = (read(f"a: {'[' * n}{']' * n}\n").problem for n in (DEPTH_MAX, DEPTH_MAX + 1))

    assert deepest is None
    assert deeper.message == "nested deeper than 32 levels"


def test_aliases_of_aliases_do_not_multiply():
    """Nine to the power of forty values would never be read to their end."""
    lines = [f"a{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9) if n else 1}]\n" for n in range(40)]

    assert len(read("".join(lines)).fields) == 40


@given(st.text(st.sampled_from("ab:'\"[]{}&*!|>-?#%@,\\ \t\n\r\x85\u2028é😀\x07"), max_size=60))
def test_any_block_is_read_or_has_a_problem_inside_it(yaml):
    text = f"---\n{yaml}\n---\n"
    front = read_frontmatter(Source("a.md", text))

    assert front is not None
    spans = [front.problem.span] if front.problem else []
    spans += [field.key_span for field in front.fields]
    spans += [field.value.span for field in front.fields]
    for span in spans:
        assert front.yaml.start <= span.start <= span.end <= front.yaml.end


SCALARS = st.one_of(
    st.integers().map(str),
    st.booleans().map(lambda value: str(value).lower()),
    st.text(st.sampled_from("abc é😀"), min_size=1).map(lambda text: f"'{text}'"),
    st.text(st.sampled_from("ab\\né"), max_size=8).map(
        lambda text: f'"{text.replace(chr(92), "")}"'
    ),
)


@given(st.lists(SCALARS | st.lists(SCALARS).map(lambda items: f"[{', '.join(items)}]"), max_size=8))
def test_the_span_of_a_value_is_its_source(written):
    lines = "".join(f"key{n}: {value}\n" for n, value in enumerate(written))

    assert [value[3] for value in values(lines)] == written
