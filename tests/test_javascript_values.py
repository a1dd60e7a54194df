"""Literals are read from JavaScript, and no part of it is run."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.configuration.javascript_literals import read_exported
from docsgate.configuration.javascript_tokens import UNKNOWN
from tools.growth import grows_like_the_text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("module.exports = {a: 'x', \"b\": [1, true, null]};", {"a": "x", "b": ["1", True, None]}),
        ("export default {a: `x`, b: `${y}`};", {"a": "x", "b": UNKNOWN}),
        ("export default {a: 'it\\'s', /* b: 1, */ c: 'd' // e: 2\n};", {"a": "it's", "c": "d"}),
        ("const a = 'x'; const config: C = {a, b: a}; export default config;",
         {"a": "x", "b": "x"}),
        ("export default {a: f({b: 1}), c: 'd'};", {"a": UNKNOWN, "c": "d"}),
        ("export default {a: x ? 'b' : 'c', d: [y(), 'e']};", {"a": UNKNOWN, "d": [UNKNOWN, "e"]}),
        ("export default {a: 'x' + y, b: 'x' as const};", {"a": UNKNOWN, "b": "x"}),
        ("export default {a() { return {b: 1}; }, async c() {}, d: 'e'};", {"d": "e"}),
        ("export default {a: (x) => { y(x, {z: 1}); }, b: 'c'};", {"a": UNKNOWN, "b": "c"}),
        ("const p = {a: 'b'}; export default {...p, c: 'd', ...q()};", {"a": "b", "c": "d"}),
        ("export default {[k]: 'a', b: 'c'} satisfies T;", {"b": "c"}),
        ("export default async function f() { return {a: 'b'}; }", {"a": "b"}),
        ("export default {a: require.resolve('b'), c: [require.resolve('d'), 'e']};",
         {"a": "b", "c": ["d", "e"]}),
        ("export default {a: require.resolve(b), c: require('d'), e: require.resolve('f') + 'g'};",
         {"a": UNKNOWN, "c": UNKNOWN, "e": UNKNOWN}),
        ("export default {a: require.resolve('b', {c: 'd'}), e: require, f: 'g'};",
         {"a": UNKNOWN, "e": UNKNOWN, "f": "g"}),
        ("const f = () => ({a: 'b'});", {}),
        ("", {}),
    ],
)  # fmt: skip
def test_what_stands_as_a_literal_is_read(text, expected):
    assert expected == read_exported(text)


@given(st.text("{}[]()'\"`,:;=.ax \n\\", max_size=60))
def test_any_text_is_read(text):
    assert isinstance(read_exported(f"export default {text}"), dict)


@pytest.mark.parametrize("piece", ["export default {", "const a = [", "return {a:"])
def test_time_grows_with_a_hostile_file_and_no_faster(piece):
    assert grows_like_the_text(read_exported, lambda size: piece * size, 20_000)
