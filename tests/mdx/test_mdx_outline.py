"""The blocks of a page as MDX reads them."""

import pytest

from docsgate.mdx import Dialect
from docsgate.mdx.page_outline import page_outline
from docsgate.parsing.events import fence_at

PAGES = [
    ("a\n\n    b\n", ["paragraph", "paragraph"]),
    ("- a\n\n  ~~~x\n  b  c\n  ~~~\n", ["listItem", "paragraph", "code bc"]),
    ("> ```\n> a\nb\n", ["blockQuote", "code a", "paragraph"]),
    ("# a\n\n---\n\n```\n", ["atxHeading", "thematicBreak", "code "]),
    ("<A>\n```\na\n\n```\n</A>\n", ["open A", "code a inside", "close A inside"]),
    ("<A>\n\n    # a\n\n</A>\n", ["open A", "atxHeading inside", "close A inside"]),
    ("<A/>\n\n```\na\n```\n", ["open A", "code a"]),
]  # fmt: skip


def told(block):
    text = f" {block.text}" if block.text or block.kind == "code" else ""
    return f"{block.kind}{text}{' inside' if block.is_inside else ''}"


@pytest.mark.parametrize("dialect", list(Dialect))
@pytest.mark.parametrize(("text", "blocks"), PAGES)
def test_the_blocks_of_a_page_are_told_in_order(text, blocks, dialect):
    assert list(map(told, page_outline(text, dialect).blocks)) == blocks


def test_what_a_directive_holds_is_told():
    text = "::::note\n\n    - a\n\n:::tip\n\n```\nb\n```\n\n:::\n\n::::\n"
    kinds = [block.kind for block in page_outline(text, Dialect.DOCUSAURUS).blocks]
    assert kinds == ["directiveContainer", "listItem", "paragraph", "directiveContainer", "code"]


@pytest.mark.parametrize(
    ("text", "elements"),
    [
        ("a\n\n<A>\n<B>\n\nb\n\n</B>\n</A>\n\nc\n", ["<A>\n<B>\n\nb\n\n</B>\n</A>"]),
        ("<A>\n\na\n\n</A>\n<B/>\n<A>\n</A>\n", ["<A>\n\na\n\n</A>", "<B/>", "<A>\n</A>"]),
        ("</A>\n<A>\n<B>\n</A>\na\n", ["<A>\n<B>\n</A>"]),
        ("<A>\n\na\n", ["<A>\n\na\n"]),
        ("a <A>b</A>\n", []),
    ],
)
def test_elements_are_found_where_their_author_wrote_them(text, elements):
    # Docusaurus takes out the fence above, so the places must be those before that.
    above = "```mdx-code-block\na\n```\n\n"
    text = above + text
    spans = page_outline(text, Dialect.DOCUSAURUS).elements
    assert [text[span.start : span.end] for span in spans] == elements


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("<A>\n```b\nc\n\nd\n```\n</A>\n", [("```b\nc\n\nd\n```", "c\n\nd\n", True)]),
        ("> ~~~~\n> a\n> ~~~\n", [("~~~~\n> a\n> ~~~", "> a\n> ~~~", False)]),
        ("```\r\na\r\n```\r\n", [("```\r\na\r\n```", "a\r\n", True)]),
        ("```\n```\n", [("```\n```", "", True)]),
        ("a\n```", [("```", "", False)]),
    ],
)  # fmt: skip
def test_code_is_found_with_its_fences(text, blocks):
    above = "```mdx-code-block\n\na\n```\n\n"
    text = above + text
    found = [fence_at(text, *one) for one in page_outline(text, Dialect.DOCUSAURUS).fenced]
    told = [
        (text[one.span.start : one.span.end], text[one.content.start : one.content.end], one.closed)
        for one in found
    ]
    assert told == blocks
