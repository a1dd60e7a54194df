"""What GitHub reads otherwise than CommonMark says, as cmark-gfm does."""

import pytest

from docsgate.configuration.settings import Target
from docsgate.parsing.markdown import parse
from docsgate.readers.anchors import github_anchors
from docsgate.readers.github_reading import links_on_github, read_on_github
from docsgate.text import Source


def document(text):
    return parse(Source("a.md", text))


def anchors(text):
    return github_anchors(document(text)) - {"", "top", "footnote-label"}


@pytest.mark.parametrize(
    ("heading", "anchor"),
    [
        ("http://a.b/_c_d_ x", "httpab_c_d_-x"),
        ("see www.a.b/*c* x", "see-wwwabc-x"),
        ("ftp://a.b/_c_", "ftpab_c_"),
        ("(http://a.b/_c_)", "httpab_c_"),
        ("[http://a.b/_c_", "httpabc"),
        ("Use <title> here", "use-title-here"),
        ("One <!-- hidden --> two", "one--two"),
        ("Notes[^1] on it", "notes1-on-it"),
        ("![x](x.png) x", "x"),
        ("\U0001f680_x_", "_x_"),
        ("A tab\t#\t", "a-tab"),
    ],
)
def test_a_heading_has_the_anchor_that_github_gives_it(heading, anchor):
    assert anchor in anchors(f"## {heading}\n\n[^1]: Note.\n")


def test_the_lines_of_a_heading_are_joined_without_a_space():
    assert anchors("one\ntwo\n===\n") == {"onetwo"}


def test_footnotes_are_numbered_as_they_are_first_named():
    text = "## b[^b]\n\n## a[^a] and b[^b]\n\n[^a]: A.\n\n[^b]: B.\n"

    assert {"b1", "a2-and-b1"} <= anchors(text)


def test_headings_in_footnotes_come_last():
    text = "[^n]: ## T\n\n# T\n\n[^n]\n"

    assert anchors(text) == {"t", "t-1", "fn-n", "fnref-n"}


def test_a_footnote_that_nothing_names_has_no_anchors():
    assert "id" not in anchors('[^n]: <a id="id"></a>\n')
    assert "id" not in anchors('[^n]: one\n[^n]: <a id="id"></a>\n\n[^n]\n')


@pytest.mark.parametrize("before", ["- item", "> quote", "> - item", "1. a\n   - b", "- a\n\n  b"])
def test_a_tag_alone_on_a_lazy_line_begins_raw_html(before):
    text = f"{before}\n<br>\n## Title\n[l](gone.md)\n"

    assert anchors(text) == set()
    assert [link.target for link in links_on_github(document(text), (Target.GITHUB,)).unseen] == [
        "gone.md"
    ]


@pytest.mark.parametrize(
    "before", ["text", "- a\n  b", "- item\n\ntext", "> a\n> b", "- > a\n  > b"]
)
def test_a_tag_alone_on_a_line_of_its_own_paragraph_does_not(before):
    last = before.rpartition("\n")[2]
    prefix = last[: len(last) - len(last.lstrip(" >"))]
    text = f"{before}\n{prefix}<br>\n{prefix}[l](x.md)\n"

    assert read_on_github(document(text)).links == document(text).links
    assert len(document(text).links) == 1


def test_what_begins_raw_html_is_not_in_the_footnote_before_it():
    github = links_on_github(document("[^1]: a\n<img src='w.png'>\n"), (Target.GITHUB,))

    assert [link.target for link in github.others] == ["w.png"]


def test_a_document_without_such_things_is_not_read_again():
    found = document("# T\n\n- item\n  <br>\n  http://a.b/c_d [x](y.md)\n")

    assert read_on_github(found) is found


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("1http://a.b", ["http://a.b"]),
        ("ahttp://a.b", []),
        ("http://a_b.c", []),
        ("http://localhost/x", ["http://localhost/x"]),
        ("www.a", ["http://www.a"]),
        ("[x http://a.b", []),
        ("[x\n\nhttp://a.b", ["http://a.b"]),
        ("# [x\nhttp://a.b", ["http://a.b"]),
        ("- [x\n- http://a.b", ["http://a.b"]),
        ("|a|b|\n|-|-|\n|[|http://a.b|http://c.d|", ["http://a.b"]),
        ("|a|\n|-|\n|www.a.b/c\\|d|", ["http://www.a.b/c|d"]),
        ("http://a.b/&amp;", ["http://a.b/"]),
        ("<img src='x.png'>\nhttp://a.b", ["x.png"]),
    ],
)
def test_bare_urls_are_those_of_the_autolink_extension(text, targets):
    assert [link.target for link in document(text).links] == targets
