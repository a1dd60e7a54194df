"""Each rule on the smallest documents that show it: where, which words, which edits."""

import pytest

from docsgate.mdx import Dialect, scan

CASES = [
    ("P99 <10ms", "mdx-tag-name-invalid", "<", "P99 &lt;10ms"),
    ("a <= b", "mdx-tag-name-invalid", "<", "a &lt;= b"),
    ("a <", "mdx-tag-name-invalid", "<", "a &lt;"),
    ("Map<A,B>", "mdx-tag-name-invalid", "<", "Map&lt;A,B>"),
    ("a <!-- b --> c", "mdx-comment-html", "<!-", None),
    ("see <https://a.b/c>", "mdx-autolink", "<https:/", "see [https://a.b/c](https://a.b/c)"),
    ("mail <a@b.c>", "mdx-autolink", "<a@", "mail [a@b.c](mailto:a@b.c)"),
    ("the <uuid> of it", "mdx-tag-unclosed", "<uuid>", "the &lt;uuid> of it"),
    ("one<br>two", "mdx-tag-unclosed", "<br>", "one<br />two"),
    ("<div>\n\ntext", "mdx-tag-unclosed", "<div>", None),
    ("<b>a</i> b", "mdx-tag-mismatched", "</i>", None),
    ("*a <b>c* d</b>", "mdx-tag-unclosed", "<b>", None),
    ("<p>\n\na</p> b", "mdx-tag-mismatched", "</p>", None),
    ("a </b> c", "mdx-tag-stray", "</b>", None),
    ("<b>a</b c> d", "mdx-tag-closing-invalid", "</b c>", None),
    ("a <link to it", "mdx-tag-unfinished", "<", None),
    ("a <img src=b.png /> c", "mdx-attribute-unquoted", "<", 'a <img src="b.png" /> c'),
    ("a <b @c> d</b>", "mdx-attribute-invalid", "<", None),
    ("a <b {c}/> d", "mdx-attribute-invalid", "{", None),
    ("a <b c={}/> d", "mdx-expression-empty", "{", None),
    ('a {"b": 1} c', "mdx-expression-invalid", '{"b": 1}', 'a \\{"b": 1} c'),
    ("a {b c} d", "mdx-expression-invalid", "{b c}", "a \\{b c} d"),
    ("a {b", "mdx-expression-unclosed", "{", "a \\{b"),
    ("import things from b", "mdx-esm-invalid", "import", None),
    ("> {a\nb}", "mdx-line-lazy", "{", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "rule", "shown", "mended"), CASES)
def test_the_first_finding_names_the_construct_and_its_mending(text, rule, shown, mended):
    finding = next(finding for finding in scan(text, Dialect.MDX) if finding.first)
    assert finding.rule == rule
    assert text[finding.start : finding.end].startswith(shown[: finding.end - finding.start])
    assert "\n" not in finding.message + finding.help
    assert not finding.message.endswith(".")
    if mended is not None:
        result = text
        for start, end, replacement in sorted(finding.edits, reverse=True):
            result = result[:start] + replacement + result[end:]
        assert result == mended
        assert scan(result, Dialect.MDX) == []


def test_all_findings_come_in_file_order_and_only_the_compilers_first_is_marked():
    text = "# <1\n\na <b> c\n\n{d e}\n\nf <2\n"
    found = [(finding.rule, finding.start, finding.first) for finding in scan(text, Dialect.MDX)]
    assert found == [
        ("mdx-tag-name-invalid", 2, False),
        ("mdx-tag-unclosed", 8, False),
        ("mdx-expression-invalid", 15, True),
        ("mdx-tag-name-invalid", 24, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "a <!-- b --> c",
        "<!-- a\n\nb -->\nc",
        "# a {#b}",
        "a :b{c} d",
        "::a{b c}",
        ":::note Title {a}\n\nb\n\n:::",
        "<!-- a -->x{b}",
    ],
)
def test_docusaurus_accepts_comments_heading_ids_and_directives(text):
    assert scan(text, Dialect.DOCUSAURUS) == []


@pytest.mark.parametrize(
    "text", ["<!---->", "<!-->", "a <!-- b", "## a <b", ":::note\n\n{a b}\n\n:::", "a :b[<c>] d"]
)
def test_docusaurus_still_rejects(text):
    assert [finding.first for finding in scan(text, Dialect.DOCUSAURUS)].count(True) == 1


def test_an_unwrapped_code_block_is_live_and_its_findings_stand_where_the_author_wrote_them():
    text = "a\n\n```mdx-code-block\n<1\n```\n"
    (finding,) = scan(text, Dialect.DOCUSAURUS)
    assert text[finding.start :].startswith("<1")
    assert scan(text, Dialect.MDX) == []


def test_a_fence_that_was_meant_to_close_is_named_as_the_cause():
    text = "```\na = {b c}\n```text\n\nprose\n\n```\nx {y z} <1\n```\n"
    findings = scan(text, Dialect.MDX)
    assert {finding.help for finding in findings} == {
        "the fence ```text in line 3 closes nothing: write ``` there"
    }
    assert all(finding.edits == () for finding in findings)
