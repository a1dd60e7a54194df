"""Every key path that tomllib sees has a position, and the key is written there."""

import json
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.configuration.toml_positions import key_positions


def paths_of(data, path=()):
    """Every key path of `data`, with the index of each member of an array of tables."""
    items = data.items() if isinstance(data, dict) else enumerate(data)
    for key, value in items:
        if isinstance(key, str):
            yield (*path, key)
        if isinstance(value, dict | list):
            yield from paths_of(value, (*path, key))


def written(text, span):
    """The name of the key that is written at `span`."""
    return next(iter(tomllib.loads(f"{text[span.start : span.end]} = 1")))


@pytest.mark.parametrize(
    ("text", "path", "source"),
    [
        ("a = 1", ("a",), "a"),
        ("  a.b = 1", ("a", "b"), "b"),
        ("a . b = 1", ("a",), "a"),
        ("[a.b]\nc = 1", ("a", "b"), "b"),
        ("[a.b]\nc = 1", ("a", "b", "c"), "c"),
        ("[ a . 'b c' ]\nd = 1", ("a", "b c"), "'b c'"),
        ("[a]\n'b.c' = 1", ("a", "b.c"), "'b.c'"),
        ('"a\\u0062" = 1', ("ab",), '"a\\u0062"'),
        ("a = {b = 1, c.d = [2]}", ("a", "c", "d"), "d"),
        ("a = ['x', 'y']", ("a", 1), "'y'"),
        ("a = [\n  # no\n  1, # 'no'\n  2,\n]", ("a", 1), "2"),
        ("[[a]]\nb = 1\n[[a]]\nc = 2", ("a", 1, "c"), "c"),
        ("[[a]]\n[a.b]\nc = 1", ("a", 0, "b", "c"), "c"),
        ("[[a.b]]\n[[a.b]]\nc = 1", ("a", "b", 1, "c"), "c"),
        ("a = '''\nb = 1\n'''\nc = 2", ("c",), "c"),
        ('a = """\n"b"" = 1\n"""\nc = 2', ("c",), "c"),
        ("a = '[x]' # [y]\n[z]", ("z",), "z"),
        ("a = 1979-05-27 07:32:00Z\nb = 1", ("b",), "b"),
        ("a = 1\r\nb = 2\r\n", ("b",), "b"),
        ("a = [{b = 1}, {b = 2}]", ("a", 1, "b"), "b"),
        ('a = "\\"]" \nb = 1', ("b",), "b"),
        ("'' = 1", ("",), "''"),
        ("1.2 = 3", ("1", "2"), "2"),
    ],
)
def test_a_key_stands_where_it_is_written(text, path, source):
    tomllib.loads(text)
    span = key_positions(text)[path]

    assert text[span.start : span.end] == source


def test_the_last_of_two_equal_names_is_told_from_the_first():
    positions = key_positions("[a]\nb = 1\n[c]\nb = 2\n")

    assert positions[("a", "b")].start == 4
    assert positions[("c", "b")].start == 14


def quoted(name):
    """`name` as a bare key where TOML allows it, else in quotes."""
    bare = name.replace("-", "").replace("_", "")
    return name if bare.isalnum() and name.isascii() else json.dumps(name, ensure_ascii=False)


def inline(table):
    return "{" + ", ".join(f"{quoted(name)} = {value}" for name, value in table.items()) + "}"


NAMES = st.text(st.sampled_from("ab-_1 .\"'#[]=é\\"), max_size=4)
SCALARS = st.sampled_from(
    [
        "1",
        "true",
        '"x"',
        "'y = [1]'",
        '"""\nz = 1\n"""',
        "'''a'''",
        "1.5e3",
        "2026-03-01",
        '"\\"]}"',
    ]
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.dictionaries(NAMES, inner, max_size=3).map(inline)
    ),
    max_leaves=6,
)
SPACES = st.sampled_from(["", " ", "\n", "\n# comment = [1]\n", "\r\n"])


@st.composite
def toml_texts(draw):
    """Keys, tables and arrays of tables in every notation; not all of the texts are valid."""
    lines = []
    for _ in range(draw(st.integers(0, 6))):
        names = draw(st.lists(NAMES, min_size=1, max_size=3))
        dotted = draw(st.sampled_from([".", " . "])).join(quoted(name) for name in names)
        form = draw(st.sampled_from(["{} = {}", "  {}={} # note", "[{}]", "[[ {} ]]"]))
        lines.append(form.format(dotted, draw(VALUES)))
        lines.append(draw(SPACES))
    return "\n".join(lines)


@given(toml_texts())
def test_every_key_that_tomllib_sees_has_a_position(text):
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        return
    positions = key_positions(text)

    for path in paths_of(data):
        assert path in positions
        assert written(text, positions[path]) == path[-1]
