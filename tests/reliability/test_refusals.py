"""Every refusal, tested with the examples on its page: each code at exactly its line and column."""

import re
from pathlib import Path

import pytest
from harness.blocks import blocks_of
from hypothesis import given
from hypothesis import strategies as st

from docsgate_reliability.configuration.refusals import ConfigurationRefused
from docsgate_reliability.namespaces.codes import CODES
from docsgate_reliability.namespaces.load import load

PAGES = sorted((Path(__file__).parent / "refusals").glob("*.md"))
BLOCKS = [(page.stem, block) for page in PAGES for block in blocks_of(page)]
GOOD = next(block.text for name, block in BLOCKS if name == "C12" and not block.refusals)
OPENED_ONLY = "C13"  # Tested in tests/reliability/test_probes.py.


def refused(text):
    """The refusals of a text, written as `C05 9:52`."""
    try:
        load(text)
    except ConfigurationRefused as error:
        return [f"{each.code} {each.line}:{each.column}" for each in error.refusals]
    return []


@pytest.mark.parametrize(
    ("code", "block"), BLOCKS, ids=[f"{code}-{block.line}" for code, block in BLOCKS]
)
def test_an_example_is_refused_exactly_where_it_says(code, block):
    assert refused(block.text) == block.refusals
    assert not block.refusals or code in block.refusals[0]


def test_every_code_has_a_good_and_a_bad_example():
    assert [page.stem for page in PAGES] == list(CODES)
    for code in CODES:
        kinds = {bool(block.refusals) for name, block in BLOCKS if name == code}
        assert kinds == ({False} if code == OPENED_ONLY else {True, False})


def test_a_refusal_says_the_reason_and_what_to_write():
    bad = next(block for name, block in BLOCKS if name == "C05" and block.refusals)
    with pytest.raises(ConfigurationRefused) as caught:
        load(bad.text, "orders.yaml")
    (line,) = str(caught.value).splitlines()
    assert line.startswith("orders.yaml:10:54 C05 namespaces.orders.layers.claim-check")
    assert "may still be redelivered after" in line
    assert "write `ttl: " in line


@pytest.mark.parametrize(("ttl", "codes"), [("608700s", []), ("608699s", ["C05"])])
def test_a_claim_must_outlive_its_message_to_the_second(ttl, codes):
    """The least time is seven days, five attempts of a minute each, and an hour of grace."""
    text = next(block.text for name, block in BLOCKS if name == "C05" and not block.refusals)
    text = text.replace("ttl: 8d", f"ttl: {ttl}")
    assert [found.split()[0] for found in refused(text)] == codes


def test_all_mistakes_are_told_at_once_and_in_order():
    text = GOOD.replace("app.db}", "app.db, mode: x}").replace("blobs}", "blobs, colour: red}")
    found = refused(text)
    assert [each.split()[0] for each in found] == ["C01", "C01"]
    assert found == sorted(found)


def test_text_that_is_not_yaml_is_refused_where_it_breaks():
    assert refused("backends: {db: [}\n") == ["C01 1:17"]
    assert refused("backends: db\n") == ["C01 1:11"]
    assert refused("") == ["C01 1:1"]


KEYS = sorted(set(re.findall(r"\b([a-z_]+):", GOOD)))


@given(st.sampled_from(KEYS), st.sampled_from(["", "[]", "{}", "multi", "-1", "~", "☃", "1e9"]))
def test_a_value_of_the_wrong_kind_is_refused_and_never_a_traceback(key, value):
    text = re.sub(rf"\b{key}: ?([^,}}\n]*)", f"{key}: {value}", GOOD, count=1)
    for found in refused(text):
        line, column = map(int, found.split()[1].split(":"))
        assert 1 <= line <= text.count("\n") + 1
        assert 1 <= column <= len(text.split("\n")[line - 1]) + 1


ODD = "ab:{}[]-, \n\r\t☃'\"#&*!|>%@`?<=~\0\x85\u2028\ufeff"


@given(st.one_of(st.text(alphabet=ODD, max_size=60), st.text(max_size=60)))
def test_any_text_is_read_or_refused(text):
    for found in refused(text):
        code, line, column = re.fullmatch(r"(C[01][0-9]) ([0-9]+):([0-9]+)", found).groups()
        assert code == "C01"
        lines = text.removeprefix("\ufeff").split("\n")
        assert 1 <= int(column) <= len(lines[int(line) - 1]) + 1


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("backends: {[a]: b}\nnamespaces: []", "1:12"),
        ("backends: {}\n? {a: b}\n: c", "2:3"),
        ("backends: {}\n# \0", "2:3"),
        ("\ufeffbackends: db", "1:11"),
        ("# one \u2028# two \x85# three\nbackends: db", "2:11"),
        ("backends: {}\r\nnamespaces: x", "2:13"),
        ("[" * 5000, "1:1"),
        ("backends: &a {x: *a}\nnamespaces: []", "1:11"),
        ("backends: {}\nnamespaces: *nowhere", "2:13"),
        ("backends: {}\nnamespaces: []\n---\nmore: {}", "3:1"),
        ("backends: {}\n<<: {namespaces: []}", "2:1"),
        ('backends: {}\nnamespaces: "\\U00110000"', "1:1"),
        ('backends: {}\nnamespaces: "\\UFFFFFFFF"', "1:1"),
        (f"%YAML 1.{'9' * 5000}\n---\nbackends: {{}}", "1:1"),
        ('backends: {"\\ud800": {type: memory}}', "1:12"),
        ('backends: {db: {type: sqlite, path: "a\\0b"}}', "1:37"),
        ('backends: {db: {type: sqlite, path: "\\ud800"}}', "1:37"),
        ("backends: {}\nnamespaces: !!python/object/apply:os.system [id]", ""),
    ],
)
def test_odd_yaml_is_refused_where_an_editor_shows_it(text, place):
    found = refused(text)
    assert all(each.startswith("C01 ") for each in found)
    assert not place or f"C01 {place}" in found


def test_aliases_that_multiply_cost_nothing():
    """In thirty levels, each level names the one before it nine times; no end if it is read."""
    levels = "".join(f"x{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 9)}]\n" for n in range(1, 30))
    found = refused(f"x0: &x0 lol\n{levels}namespaces: *x29\nbackends: *x29\n")
    assert found
    assert refused(f"x0: &x0 lol\n{levels}namespaces: [{{name: *x29}}]\n")
