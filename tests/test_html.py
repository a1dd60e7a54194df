"""Raw HTML: the targets, anchors, tags and comments that a browser finds, with their spans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docsgate.parsing.html_tags import RawHtml, read_html
from docsgate.text import Span


def read(text):
    found = RawHtml()
    read_html(text, Span(0, len(text)), found)
    return found


@pytest.mark.parametrize(
    ("text", "element", "target", "source"),
    [
        ('<a href="b">', "a", "b", "b"),
        ("<a href='b c'>", "a", "b c", "b c"),
        ("<a href=b>", "a", "b", "b"),
        ("<A HREF=b>", "a", "b", "b"),
        ('<a\n  href = "b">', "a", "b", "b"),
        ('<a href=" b ">', "a", "b", " b "),
        ('<a href="b&amp;c">', "a", "b&c", "b&amp;c"),
        ('<a title="href=x" href="b">', "a", "b", "b"),
        ('<a title=">" href="b">', "a", "b", "b"),
        ("<img src=b.png />", "img", "b.png", "b.png"),
        ("<video poster='b.png'></video>", "video", "b.png", "b.png"),
        ("<a hidden href=b>", "a", "b", "b"),
        ('<a href="">', "a", "", ""),
        ("<textarea><a href=x></textarea><a href=b>", "a", "b", "b"),
        ("<!-- <a href=x> --><a href=b>", "a", "b", "b"),
        ("<a href=b><!-- never closed <a href=x>", "a", "b", "b"),
    ],
)
def test_a_target_is_found_where_it_is_written(text, element, target, source):
    (link,) = read(text).links

    assert (link.element, link.target) == (element, target)
    assert text[link.target_span.start : link.target_span.end] == source


@pytest.mark.parametrize(
    "text", ["<a>", "<a data-href=x>", "<a href>", "</a href=x>", "< a href=x>", "<a href=x", "a=b"]
)
def test_what_is_no_target_is_not_found(text):
    assert read(text).links == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("<p id=b>", ["b"]),
        ("<a name='b'>", ["b"]),
        ("<a id=b name=c>", ["b", "c"]),
        ("<p name=b>", []),
        ("<p ID='b'>", ["b"]),
        ("<p data-id=b>", []),
    ],
)
def test_anchors_are_ids_and_the_names_of_links(text, names):
    assert [anchor.name for anchor in read(text).anchors] == names


def test_tags_and_comments_are_found_in_order():
    text = "<p><!-- one --><br/></p><!-- two"
    found = read(text)

    assert [(tag.name, tag.closing) for tag in found.tags] == [
        ("p", False),
        ("br", False),
        ("p", True),
    ]
    assert [comment.text for comment in found.comments] == ["one", "two"]
    assert [text[comment.span.start : comment.span.end] for comment in found.comments] == [
        "<!-- one -->",
        "<!-- two",
    ]


@pytest.mark.parametrize("element", ["script", "style", "textarea", "title", "SCRIPT"])
def test_what_stands_in_a_raw_text_element_is_text(element):
    found = read(f"<{element}><a href=b></{element}><p>")

    assert found.links == []
    assert [tag.name for tag in found.tags] == [element, element, "p"]


def test_only_the_given_span_is_read():
    text = "<a href=b><a href=c><a href=d>"
    found = RawHtml()

    read_html(text, Span(10, 20), found)

    assert [link.target for link in found.links] == ["c"]


@given(
    st.lists(
        st.sampled_from(
            ["<", ">", "a", "href=", "id=", "'", '"', " ", "/", "<!--", "-->", "\n", "é", "<a "]
        )
    ).map("".join)
)
def test_any_text_can_be_read(text):
    found = read(text)

    for part in (*found.links, *found.anchors, *found.tags, *found.comments):
        assert 0 <= part.span.start <= part.span.end <= len(text)
