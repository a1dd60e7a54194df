"""The reader of the proof tells pages apart exactly where browsers build other trees of them."""

import random

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from docsgate.fixing.reader import events_of
from tools.fixing.html5 import is_readable, tree_of
from tools.fixing.pairs import ATTRIBUTES, NAMES, TEXTS, Verdict, judge, other, random_pairs
from tools.growth import grows_like_the_text

RIGHT = Verdict(is_wrong_equal=False, is_wrong_apart=False)

SAME = [
    ("<ul><li>a<li>b</ul>", "<ul><li>a</li><li>b</li></ul>"),
    ("<p>a<div>b</div>", "<p>a</p><div>b</div>"),
    ("<p>a<b>b<p>c", "<p>a<b>b</b></p><p><b>c</b></p>"),
    ("<b>a<div>b</b>c</div>", "<b>a</b><div><b>b</b>c</div>"),
    ("<table>a<tr><td>b</table>", "a<table><tbody><tr><td>b</td></tr></tbody></table>"),
    ("<table><tr><td>a<td>b</table>", "<table><tr><td>a</td><td>b</td></tr></table>"),
    ("a</i>b", "ab"),
    ("a</p>b", "a<p></p>b"),
    ("a<br/>b", "a</br>b"),
    ("<td>a</td>", "a"),
    ("<image src=a>", "<img src=a>"),
    ("<select><option>a<option>b", "<select><option>a</option><option>b"),
    ("<ruby>a<rt>b", "<ruby>a<rt>b</rt></ruby>"),
    ("<svg><path/></svg>", "<svg><path></path></svg>"),
    ("<svg><![CDATA[a]]></svg>", "<svg>a</svg>"),
    ("<svg><p>a", "<svg></svg><p>a"),
    ("a\0b", "ab"),
    ("<p a=1 A=2>", "<p a=1>"),
    ("<template><tr><td>a</template>", "<template><tr><td>a</td></tr></template>"),
    ("<!doctype html>a", "a"),
    ("a</body>b", "ab"),
    ("<plaintext>a", "<plaintext >a"),
]  # fmt: skip

APART = [
    ("<li><h2></h2><li></li></li>", "<li><h2><li></li></li>"),
    ("<table><b>a<tr><td>b</table>", "<table><tr><td><b>a</b>b</table>"),
    ("a\u00a0<p>b", "a<p>b"),
    ("a\u00a0b", "a b"),
    ("<p>a</i>b<i>c", "<p>a<i>bc"),
    ("<p>a<p>b", "<p>ab"),
    ("<code/>a", "<code></code>a"),
    ("<meta name=a>b", "b"),
    ("<body class=a>b", "b"),
    ("<html lang=de>a", "a"),
    ("a</body><!-- b -->", "a<!-- b -->"),
    ("<template>a</template>", "<template>b</template>"),
    ("<template><b>a</template>", "<template>a</template>"),
    ("<template><template>a</template></template>", "<template><template>b</template></template>"),
    ("<noscript><p>a</noscript>b</p>", "<noscript><p>a</p></noscript>b"),
    ("<noscript><!--</noscript>--></noscript>a", "<noscript><!--<p>--></noscript>a"),
    ("<plaintext>a</plaintext>", "<plaintext>a"),
    ("<svg>a\0</svg>", "<svg>a</svg>"),
    ("<math><input></input>a</math>", "<math><input>a</input></math>"),
    ("<math><input></math>", "<math><input>a</math>"),
    ("<svg><a xlink:href=b></svg>", "<svg><a href=b></svg>"),
    ("<svg><title><p>a</svg>", "<svg><g><p>a</svg>"),
    ("<?php a ?>", "<?php b ?>"),
    ("<!-- a -->", "<!-- b -->"),
    ("<pre>a  b</pre>", "<pre>a b</pre>"),
    ("<pre>\n\na</pre>", "<pre>\na</pre>"),
    ("<textarea>a  b</textarea>", "<textarea>a b</textarea>"),
    ("a <b>b</b>", "a<b>b</b>"),
    ("a <button>b</button>", "a<button>b</button>"),
    ("a <x-y>b</x-y>", "a<x-y>b</x-y>"),
    ("<img alt='a  b'>", "<img alt='a b'>"),
    ("<a href=A>", "<a href=a>"),
]

SAME_BY_AGREEMENT = [
    ("<div>\n  <p> a\n b </p>\n</div>", "<div><p>a b</p></div>"),
    ("a <br> b", "a<br>b"),
    ("<pre>\na</pre>", "<pre>a</pre>"),
    ("<!-- a -->", "<!--a-->"),
    ("<p id=a class=b>", "<p class=b id=a>"),
    ("<code class=a>b</code>", "<code>b</code>"),
    ("<div class=highlight>a</div>", "<div>a</div>"),
    ("<img src='a', alt='b'>", "<img src='a' alt='b'>"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_what_browsers_read_alike_is_equal(first, second):
    assert events_of(first) == events_of(second)


@pytest.mark.parametrize(("first", "second"), APART)
def test_what_browsers_read_otherwise_is_told_apart(first, second):
    assert events_of(first) != events_of(second)


@pytest.mark.parametrize(("first", "second"), SAME_BY_AGREEMENT)
def test_white_space_order_and_looks_do_not_count(first, second):
    assert events_of(first) == events_of(second)


@pytest.mark.parametrize(
    ("first", "second"), [pair for pair in SAME if all(map(is_readable, pair))]
)
def test_html5lib_reads_them_alike_too(first, second):
    assert tree_of(first) == tree_of(second)


def test_random_pairs_are_judged_as_html5lib_judges_them():
    wrong = [pair for pair in random_pairs(20, 1_000) if judge(*pair) != RIGHT]

    assert wrong == []


PIECES = st.one_of(
    st.builds("<{}{}>".format, st.sampled_from(NAMES), st.sampled_from(ATTRIBUTES)),
    st.builds("</{}>".format, st.sampled_from(NAMES)),
    st.sampled_from(TEXTS),
)


@given(st.lists(PIECES, min_size=1, max_size=10), st.integers(0, 2**32))
def test_pairs_are_equal_if_and_only_if_their_trees_are(written, seed):
    first = "".join(written)
    second = "".join(other(random.Random(seed), written))
    assume(is_readable(first))
    assume(is_readable(second))

    assert judge(first, second) == RIGHT


@given(st.text(st.sampled_from("<>/!-?&;=\"'abpi \t\n\f\r\0[]\u00a0\u2028é😀"), max_size=80))
def test_any_text_is_read(html):
    events = events_of(html)

    assert events[0] == ("<", "html")
    assert sum(event[0] == ">" for event in events) >= 3


def test_depth_is_no_matter_and_keeps_its_order():
    html = f"{'<div>' * 1_500}a"

    assert events_of(html) == events_of(f"{html}{'</div>' * 1_500}")
    assert events_of(html).count((">", "div")) == 1_500


HOSTILE = {
    "open blocks": "<div>" * 200_000,
    "open lists": "<ul><li>" * 125_000,
    "ends that end nothing": "<span>" * 80_000 + "</x>" * 130_000,
    "formatting in each paragraph": "".join(
        ("<p>", *(f"<b id={n}>" for n in range(2_000)), "</p>", "<p>a" * 6_000)
    ),
    "attributes": f"<p {' '.join(f'a{n}' for n in range(150_000))}>",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_page_made_to_take_long_is_compared_to_the_letter(name):
    """A parser would need a minute for it, or gigabytes."""
    assert events_of(HOSTILE[name]) == (("?", HOSTILE[name]),)


@pytest.mark.parametrize("piece", ["<p>a <b>b</b> &lt;", "<tr><td>a", "<!--a-->"])
def test_time_grows_with_the_length(piece):
    def read(html):
        assert events_of(html)[0] != ("?", html)

    assert grows_like_the_text(read, lambda size: piece * (size // len(piece)), 1_000_000)
