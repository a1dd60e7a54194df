"""The parts that the parser finds, each with the source text that it was written as."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.files.disk import decode
from docsgate.parsing.markdown import parse
from docsgate.text import Source


def document(text):
    return parse(Source("a.md", text))


def links(text):
    """The kind, target and source of each link and image."""
    found = document(text)
    return [(link.kind.value, link.target, found.source.slice(link.span)) for link in found.links]


def sources(text, parts):
    found = document(text)
    return [found.source.slice(part.span) for part in getattr(found, parts)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[a](b)", ("inline", "b", "[a](b)")),
        ("[a](<b c> 'T')", ("inline", "b c", "[a](<b c> 'T')")),
        ("[a](b(c)d)", ("inline", "b(c)d", "[a](b(c)d)")),
        ("[a](b\\)c)", ("inline", "b)c", "[a](b\\)c)")),
        ("[a](b?c&amp;d)", ("inline", "b?c&d", "[a](b?c&amp;d)")),
        ("[a](\nb\n)", ("inline", "b", "[a](\nb\n)")),
        ("[a]()", ("inline", "", "[a]()")),
        ("[a][b]\n\n[b]: c", ("reference", "c", "[a][b]")),
        ("[a][]\n\n[a]: c 'T'", ("collapsed", "c", "[a]")),
        ("[a]\n\n[A]: <c d>", ("shortcut", "c d", "[a]")),
        ("<https://a.b>", ("autolink", "https://a.b", "<https://a.b>")),
        ("<me@a.b>", ("email", "mailto:me@a.b", "<me@a.b>")),
        ("see https://a.b/c.", ("bare", "https://a.b/c", "https://a.b/c")),
        ("see www.a.b)", ("bare", "http://www.a.b", "www.a.b")),
        ("![a](b.png)", ("inline", "b.png", "![a](b.png)")),
        ('<a href="b&amp;c">', ("html", "b&c", '<a href="b&amp;c">')),
        ("<img src=b.png>", ("html", "b.png", "<img src=b.png>")),
        ("<div>\n<a href='b'>x</a>\n</div>", ("html", "b", "<a href='b'>")),
    ],
)
def test_every_notation_of_a_link_is_found_with_its_source(text, expected):
    assert links(text) == [expected]


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("[a](b)", "b"),
        ("[a]( <b c> 'T')", "b c"),
        ('[a](b(c)d "](e)")', "b(c)d"),
        ("[](b)", "b"),
        ("[`](`](b)", "b"),
        ("[a](b\\)c)", "b\\)c"),
        ("> [a](\n> b)", "b"),
        ("[a b][c d]\n\n[c d]: e", "c d"),
        ("[a][]\n\n[a]: e", "a"),
        ("![a]\n\n[a]: e", "a"),
        ("<https://a.b>", "https://a.b"),
        ("<me@a.b>", "me@a.b"),
        ('<a id=x href="b&amp;c">', "b&amp;c"),
    ],
)
def test_a_target_span_covers_what_was_written_as_the_target(text, target):
    found = document(text)

    assert [found.source.slice(link.target_span) for link in found.links] == [target]


def test_an_image_in_a_link_is_a_link_of_its_own():
    text = "[![one](two.png) three](four.md)"

    found = document(text).links

    assert [(link.element, link.target, link.text, link.is_image) for link in found] == [
        ("a", "four.md", "one three", False),
        ("img", "two.png", "one", True),
    ]
    assert links(text)[1] == ("inline", "two.png", "![one](two.png)")


@pytest.mark.parametrize(
    "text",
    [
        "| a |\n|---|\n| [x](y) |",
        "> - [x](y)",
        "1. a\n\n   [x](y)",
        "a[^1]\n\n[^1]: b [x](y)",
        "## [x](y)",
        "[x](y)\n===",
        "**~~[x](y)~~**",
        "- [ ] [x](y)",
    ],
)
def test_links_are_found_inside_every_block(text):
    assert links(text) == [("inline", "y", "[x](y)")]


@pytest.mark.parametrize(
    "text",
    [
        "`[x](y)`",
        "    [x](y)",
        "```\n[x](y)\n<a href='y'>\n```",
        "\\[x](y)",
        "<!-- [x](y) <a href='y'> -->",
        "[x] (y)",
        "[x][y]",
        "```text https://a.b\n```",
        "<div>\n[x](y)\n</div>",
        "---\ntitle: '[x](y)'\n---\n",
        "`https://a.b`",
        "xhttps://a.b",
    ],
)
def test_what_only_looks_like_a_link_is_none(text):
    assert links(text) == []


@pytest.mark.parametrize("prefix", ["\t", "\f", "\u2028", "\x85", "😀", "e\u0301", "\v", "\0", "ﷺ"])
@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
def test_rare_characters_and_line_endings_do_not_shift_positions(prefix, ending):
    text = f"# é{ending}{ending}a{prefix}b [x](y){ending}c [z](w)"
    source = document(text).source

    found = [source.position(link.span.start) for link in document(text).links]

    assert found == [(3, 4 + len(prefix)), (4, 3)]


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_does_not_shift_positions(bom):
    source = decode("a.md", bom + "---\ntitle: é\n---\n[x](y)".encode())
    found = parse(source)

    assert source.bom == bool(bom)
    assert [source.position(link.span.start) for link in found.links] == [(4, 1)]
    assert source.slice(found.get("title").value.span) == "é"


def test_definitions_are_found_once_with_their_targets():
    text = "> [one]: <a b> 'T'\n\n[two]: c\n[ONE]: d\n\n```\n[three]: e\n```\n"
    found = document(text)

    assert [
        (one.label, one.target, found.source.slice(one.target_span)) for one in found.definitions
    ] == [("one", "a b", "a b"), ("two", "c", "c")]


def test_references_without_a_definition_are_found_but_plain_brackets_are_not():
    text = "[a][b] ![c][d] [e][] [f] [x] `[g][h]` [i][j]\n\n[j]: k"
    found = document(text)

    assert [one.label for one in found.undefined_references] == ["b", "d", "e"]
    assert sources(text, "undefined_references") == ["[a][b]", "![c][d]", "[e]"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# One", (1, "One", "One")),
        ("### One ###", (3, "One", "One")),
        ("# [a](b) *c* `d` {#e}", (1, "a c d {#e}", "[a](b) *c* `d` {#e}")),
        ("two\nlines\n---", (2, "two lines", "two\nlines")),
        ("> ## q", (2, "q", "q")),
        ("- # i", (1, "i", "i")),
        ("# &amp; \\#", (1, "& #", "&amp; \\#")),
        ("# ![i](p)", (1, "i", "![i](p)")),
    ],
)
def test_a_heading_has_its_plain_text_and_the_span_of_its_source(text, expected):
    found = document(text)
    (heading,) = found.headings

    assert (heading.level, heading.text, found.source.slice(heading.text_span)) == expected


@pytest.mark.parametrize(
    "text", ["#one", "####### seven", "\\# one", "    # one", "<!--\n# one\n-->"]
)
def test_what_only_looks_like_a_heading_is_none(text):
    assert document(text).headings == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("```py\nx\n```", ("```", "py", "x\n", True)),
        ("~~~~ a b \nx\n~~~~~ ", ("~~~~", "a b", "x\n", True)),
        ("```\n```", ("```", "", "", True)),
        ("```py\nx", ("```", "py", "x", False)),
        ("```", ("```", "", "", False)),
        ("```\nx\n~~~\n", ("```", "", "x\n~~~\n", False)),
        ("````\n```\n````", ("````", "", "```\n", True)),
        ("> ```\n> x\n> ```", ("```", "", "> x\n", True)),
        ("> ```\n> x\n\ny", ("```", "", "> x\n", False)),
        ("- ```a\n  x\n  ```", ("```", "a", "  x\n", True)),
        ("- ```a\n  x\n\ny", ("```", "a", "  x\n\n", False)),
        ("1. > ~~~\n   > x\n   > ~~~", ("~~~", "", "   > x\n", True)),
        ("  ```\n  x\n ```", ("```", "", "  x\n", True)),
        ("```\r\nx\r\n```\r\n", ("```", "", "x\r\n", True)),
        ("```a\rx\r```", ("```", "a", "x\r", True)),
        ("```a\nx\n```\t\ny\n", ("```", "a", "x\n", True)),
        ("~~~a\r\nx\r\n~~~ \t \r\ny\n", ("~~~", "a", "x\r\n", True)),
        ("````\n```\t\n````", ("````", "", "```\t\n", True)),
    ],
)
def test_a_fence_has_its_marker_info_content_and_end(text, expected):
    found = document(text)
    (fence,) = found.fences

    content = found.source.slice(fence.content)

    assert (fence.marker, fence.info, content, fence.closed) == expected
    assert found.source.slice(fence.info_span) == fence.info


@pytest.mark.parametrize(
    ("info", "language"),
    [("Python title=x", "python"), ("{.py .x}", "py"), ("js{1,2}", "js"), ("", ""), ("c++", "c++")],
)
def test_the_language_is_the_first_word_of_the_info_string(info, language):
    assert document(f"~~~ {info}\n~~~").fences[0].language == language


def test_list_items_know_their_depth_and_place():
    text = "- a\n  1. b\n  2) c\n- d\n\n> * e"

    found = document(text).list_items

    assert [(item.marker, item.depth, item.first_in_list, item.quoted) for item in found] == [
        ("-", 0, True, False),
        ("1.", 1, True, False),
        ("2)", 1, True, False),
        ("-", 0, False, False),
        ("*", 0, True, True),
    ]


@pytest.mark.parametrize(
    "text", ["- a\n\t- b", "- a\r\n\t- b", "> - a\n>\t- b", "1.\ta\n\n\t- b", "- a\n\n \t- b"]
)
def test_an_item_indented_by_a_tab_starts_at_its_marker(text):
    assert sources(text, "list_items")[1] == "- b"


def test_anchors_come_from_html_and_attribute_lists():
    text = (
        "<a name=a></a> <i id='b'> <p name=c>\n\n# D {#d .x}\n\nt {: #e }\n\n`{#f}` <!-- id=g -->"
    )

    found = document(text).anchors

    assert [(anchor.name, anchor.origin) for anchor in found] == [
        ("a", "html"),
        ("b", "html"),
        ("d", "attr_list"),
        ("e", "attr_list"),
    ]
    assert sources(text, "anchors") == ["a", "b", "d", "e"]


def test_comments_are_found_in_both_forms_but_not_in_code():
    text = "<!-- a -->\n\nb <!--c--> {/* d\ne */}\n\n`<!-- f -->` `{/* g */}`\n\n{/* never closed"

    assert [comment.text for comment in document(text).comments] == ["a", "c", "d\ne"]
    assert sources(text, "comments") == ["<!-- a -->", "<!--c-->", "{/* d\ne */}"]


def test_footnotes_and_tables_are_found():
    text = "a[^n]\n\n[^n]: b\n\n| a | b |\n|---|--:|\n| c | d |\n"
    found = document(text)

    assert [(note.label, note.is_definition) for note in found.footnotes] == [
        ("n", False),
        ("n", True),
    ]
    assert [table.columns for table in found.tables] == [2]


def test_html_tags_are_found_outside_code_only():
    text = "<div>\n<Br/>\n</div>\n\n`<i>` a<b>\n"

    found = document(text).html_tags

    assert [(tag.name, tag.closing) for tag in found] == [
        ("div", False),
        ("Br", False),
        ("div", True),
        ("b", False),
    ]


FRAGMENTS = st.sampled_from(
    [
        "[", "]", "(", ")", "<", ">", "!", "`", "```", "~~~", "*", "_", "#", "-", "1.", "|", ":",
        "\\", "&amp;", '"', "'", "=", "/", "{", "}", "{/*", "*/}", "<!--", "-->", "[^1]", "]: ",
        "https://a.b", "www.a.b", "me@a.b", "<a href='x'>", "<img src=y>", "</p>", "---", "a", "b",
        " ", "  ", "    ", "\t", "\n", "\r\n", "\r", "\n\n", "> ", "- ", "é", "e\u0301", "😀",
        "\u2028", "\x85", "\f", "\v", "\0", "\ufeff", "title: ",
    ]
)  # fmt: skip
TEXTS = st.lists(FRAGMENTS, max_size=40).map("".join) | st.text(max_size=80)


def parts_of(found):
    groups = (
        found.headings, found.links, found.definitions, found.undefined_references, found.anchors,
        found.fences, found.inversions, found.list_items, found.tables, found.footnotes,
        found.comments, found.html_tags,
    )  # fmt: skip
    return [part for group in groups for part in group]


@given(TEXTS)
def test_spans_lie_inside_the_text_and_in_its_body(text):
    found = document(text)
    inner = [link.target_span for link in found.links]
    inner += [one.target_span for one in found.definitions]
    inner += [heading.text_span for heading in found.headings]
    inner += [span for fence in found.fences for span in (fence.info_span, fence.content)]

    for span in [part.span for part in parts_of(found)] + inner:
        assert found.body_start <= span.start <= span.end <= len(text)


@given(TEXTS)
def test_code_and_literal_text_are_in_order_and_apart(text):
    found = document(text)

    for spans in (found.code, found.literal):
        assert all(one.end <= two.start for one, two in pairwise(spans))
    assert set(found.code) <= set(found.literal)


OPENINGS = {
    "inline": ("[", ")"), "reference": ("[", "]"), "collapsed": ("[", "]"), "shortcut": ("[", "]"),
    "autolink": ("<", ">"), "email": ("<", ">"), "html": ("<", ">"),
}  # fmt: skip


@given(TEXTS)
def test_the_span_of_a_link_holds_its_own_source(text):
    found = document(text)

    for link in found.links:
        written = found.source.slice(link.span)
        if link.kind.value == "bare":
            assert link.target.endswith(written)
            continue
        first, last = OPENINGS[link.kind.value]
        assert written.removeprefix("!")[0] == first
        assert written[-1] == last
        assert link.span.start <= link.target_span.start <= link.target_span.end <= link.span.end


@given(st.text(st.characters(blacklist_categories=("Cs",)), max_size=200))
def test_any_text_can_be_parsed(text):
    assert document(text).source.text == text
