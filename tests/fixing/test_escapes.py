"""Each form of an escape, in each place, is right for all readers at once.

It is right if our MDX scanner accepts it and cmark-gfm and Python-Markdown show no change.
"""

from html import unescape

import pytest
from markdown import Markdown

from docsgate.mdx import Dialect, scan
from tools.fixing.independent import seen
from tools.fixing.projects import mended

PLACES = {
    "text": "one {} two\n",
    "heading": "# one {} two\n",
    "item": "- one {} two\n- three\n",
    "quote": "> one {} two\n",
    "cell": "| a | b |\n|---|---|\n| {} | c |\n",
    "link": "[one {} two](a.md)\n",
    "alternative text": "![one {} two](a.png)\n",
    "emphasis": "*one {} two* **{}**\n",
    "indented item": "1. one\n\n    two {} three\n",
    "html": "<div>\none {} two\n</div>\n",
    "crlf": "one {}\r\ntwo {}\r\n",
    "after a backslash": "one \\\\{} two\n",
}
CONSTRUCTS = {
    "number": "<10ms",
    "comparison": "x <= y",
    "arrow": "a <- b",
    "object": '{"op": 1, "x"}',
    "open brace": "{ never",
    "words": "{a b c}",
    "break": "<br>",
    "generic": "Map<K,V>",
    "unquoted": "<img src=a.png width=10>",
}
# A browser takes `<K,V>` for a tag, and so does the site when it makes an anchor of a heading.
HIDDEN = {("generic", "html"), ("generic", "heading")}
MARKDOWN = ["attr_list", "tables", "fenced_code", "toc", "md_in_html"]
NO_TAGS = {
    "alternative text"
}  # A tag is shown as it is written there, so every escape would show something else.


def site(text):
    html = Markdown(extensions=MARKDOWN).convert(text)
    return unescape(html.replace(" />", ">").replace("<br/>", "<br>"))


@pytest.mark.parametrize(
    ("construct", "place"),
    [
        (construct, place)
        for construct, text in CONSTRUCTS.items()
        for place in PLACES
        if not (place in NO_TAGS and text.endswith(">")) and (construct, place) not in HIDDEN
    ],
)
def test_a_form_is_right_everywhere(tmp_path, construct, place):
    text = PLACES[place].replace("{}", CONSTRUCTS[construct])
    after, refused = mended(tmp_path, text, select=["mdx-*"])

    assert seen(text) == seen(after)
    if construct != "unquoted":
        assert site(text) == site(after)
    assert refused == []
    assert scan(after, Dialect.DOCUSAURUS) == []


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a <10\n", "a &lt;10\n"),
        ("a {b c}\n", "a \\{b c}\n"),
        ("<div>\na {b c}\n</div>\n", "<div>\na &#123;b c}\n</div>\n"),
        ("See <https://e.org/a>.\n", "See [https://e.org/a](https://e.org/a).\n"),
        ("See <me@e.org>.\n", "See [me@e.org](mailto:me@e.org).\n"),
        ("a<br>b <hr >\n", "a<br />b <hr />\n"),
        ("a <img src=x.png>\n", 'a <img src="x.png" />\n'),
        ("import this and that\n", " import this and that\n"),
        ("a `b\n<1` c\n", "a `b <1` c\n"),
        ("a\n\n    b < c {\n\td\n\n    }\n", "a\n\n```text\nb < c {\nd\n\n}\n```\n"),
        (
            "-   a\n\n        b {\n          c\n",
            "-   a\n\n    ```text\n    b {\n      c\n    ```\n",
        ),
        (">     b {\n>     }\n", "> ```text\n> b {\n> }\n> ```\n"),
        ("a <!----> b\n", "a <!-- --> b\n"),
        (
            "<details><summary>a</summary>\nb\n\ntext\n\n</details>\n",
            "<details>\n<summary>a</summary>\nb\n\ntext\n\n</details>\n",
        ),
        ("<ul>\n<li>a\n  b\n<li>c\n</ul>\n", "<ul>\n<li>a\n  b</li>\n<li>c</li>\n</ul>\n"),
        (
            "| a |\n|---|\n| <li> b <li> c <ul><li>d |\n",
            "| a |\n|---|\n| <li> b</li> <li> c <ul><li>d</li></ul></li> |\n",
        ),
        (
            "<table><tr>\n<td>a\n<td>b\n</tr></table>\n",
            "<table><tr>\n<td>a</td>\n<td>b</td>\n</tr></table>\n",
        ),
        (
            "<div>\n<img src='a.png', width='7'>\n</div>\n",
            "<div>\n<img src='a.png' width='7' />\n</div>\n",
        ),
        ("<p>a\n<p>b\n\nc\n", "<p>a</p>\n<p>b</p>\n\nc\n"),
        ("# A\n\n<details>\n\nb\n", "# A\n\n<details>\n\nb\n\n</details>\n"),
        (
            "<div>\n<details>\n\na\n\n</div>\n",
            "<div>\n<details>\n\na\n\n</details>\n</div>\n",
        ),
        ("<div>\n</span>\na\n</div>\n", "<div>\na\n</div>\n"),
        ("<Div>\n\na\n\n</div>\n", "<Div>\n\na\n\n</Div>\n"),
        ('a_seconds{method="b} c {d e}\n', 'a_seconds\\{method="b} c \\{d e}\n'),
        ("<details>\n\na\n\n</detailS>\n", "<details>\n\na\n\n</details>\n"),
        ("Map<String, {a: b}> c\n", "Map&lt;String, \\{a: b}> c\n"),
        ("We use the\n<b>\nx\n</b> here.\n", "We use the\n<b> x\n</b> here.\n"),
        ("a <!----> b </i> c\n", "a <!-- --> b  c\n"),
        ("a\n\n</div>\n\nb\n", "a\n\nb\n"),
        (
            "1. a:\n\n    ```\n    b\n        ```\n    {c d}\n        ```\n    ```\n",
            "1. a:\n\n    ````\n    b\n        ```\n    {c d}\n        ```\n    ````\n",
        ),
        ("a\n\n    b <1\n      \n    c\n", "a\n\n```text\nb <1\n  \nc\n```\n"),
        ("1. a:\n\n       b <1\n", "1. a:\n\n    ```text\n    b <1\n    ```\n"),
        ("1. a\n\n   b:\n\n       c <1\n", "1. a\n\n   b:\n\n   ```text\n   c <1\n   ```\n"),
    ],
)
def test_the_form_that_is_chosen(tmp_path, text, after):
    assert mended(tmp_path, text, select=["mdx-*"])[0] == after


@pytest.mark.parametrize(
    "text",
    [
        "`a <10 {b c}`\n",
        "```\na <10 {b c}\n```\n",
        "a \\<10 \\{b c} &lt;1 &#123;\n",
        "[a](<b c.md>)\n",
        "<!-- a <10 {b c} -->\n",
        '[a]: https://e.org/{b} "c <1"\n',
    ],
)  # fmt: skip
def test_what_is_no_mistake_is_left_alone(tmp_path, text):
    assert mended(tmp_path, text, select=["mdx-*"], unsafe=True)[0] == text


def test_a_placeholder_that_browsers_hide_is_shown_only_when_asked_for(tmp_path):
    text = "the <uuid> of `<uuid>`\n"
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text
    assert mended(tmp_path, text, select=["mdx-*"], unsafe=True)[0] == "the &lt;uuid> of `<uuid>`\n"


def test_mathematics_is_left_alone_unless_asked_for(tmp_path):
    text = "where $\\frac{a b}{c}$ is\n"
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text


def test_an_attribute_list_belongs_to_the_site(tmp_path):
    text = "# Title { #name }\n"
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text
    assert mended(tmp_path, text, select=["mdx-*"], unsafe=True)[0] == "# Title {#name}\n"


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("[a](b.md){ .button }\n", "[a](b.md){/* .button */}\n"),
        ('a b\n{: .note style="margin: 0" }\n', 'a b\n{/* .note style="margin: 0" */}\n'),
    ],
)
def test_an_attribute_list_becomes_a_comment_that_the_site_reads(tmp_path, text, after):
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text
    assert mended(tmp_path, text, select=["mdx-*"], unsafe=True)[0] == after
    assert scan(after, Dialect.DOCUSAURUS) == []
    github = mended(tmp_path, text, select=["mdx-*"], targets=["github", "mdx"])
    assert github == (text.replace("{", "\\{"), [])


def test_a_declaration_is_hidden_so_it_is_shown_only_when_asked_for(tmp_path):
    text = "a\n\n<!DOCTYPE html>\n\nb\n"
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text
    shown = mended(tmp_path, text, select=["mdx-*"], unsafe=True)[0]
    assert shown == text.replace("<!", "&lt;!")


def test_an_address_that_leads_nowhere_becomes_code_only_when_asked_for(tmp_path):
    text = "a <http://> b\n"
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text
    assert mended(tmp_path, text, select=["mdx-*"], unsafe=True)[0] == "a `http://` b\n"


def test_an_anchor_without_an_end_is_ended_only_when_asked_for(tmp_path):
    text = "# A\n\na <a name='b'> c\n"
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text
    after = mended(tmp_path, text, select=["mdx-*"], unsafe=True)[0]
    assert after == text.replace("'b'>", "'b'></a>")


def test_an_end_that_html_does_not_imply_is_not_written(tmp_path):
    text = "<div>\n<span>a\n\nb\n</div>\n"
    assert mended(tmp_path, text, select=["mdx-*"])[0] == text


@pytest.mark.parametrize(
    ("targets", "after"),
    [
        (["mdx"], "{/* a */}\n\nb\n"),
        (["mdx", "docusaurus"], "{/* a */}\n\nb\n"),
        (["mdx", "github"], "<!-- a -->\n\nb\n"),
        (["mdx", "mkdocs"], "<!-- a -->\n\nb\n"),
    ],
)
def test_a_comment_stays_where_any_reader_needs_it(tmp_path, targets, after):
    text = "<!-- a -->\n\nb\n"
    assert mended(tmp_path, text, select=["mdx-*"], targets=targets, unsafe=True)[0] == after


@pytest.mark.parametrize(
    "text",
    [
        "<div>\n\n    - a\n    - b\n\n</div>\n",
        "<div>\n\n    a {} b\n\n</div>\n",
        "<div>\n\n    a {b c}\n\n</div>\n",
        "a\n\n    <hr/>\n\nb\n",
        "a\n\n    <div>\n    </div>\n",
        "<dl>\n  <dd>\n    a:\n\n    - b\n\n  </dd>\n</dl>\n",
    ],
)
@pytest.mark.parametrize("select", [["mdx-*"], ["mdx-render-indented"]])
def test_what_an_element_indents_is_not_put_between_fences(tmp_path, text, select):
    assert mended(tmp_path, text, select=select, unsafe=True) == (text, [])


def test_code_beside_an_element_is_put_between_fences(tmp_path):
    text = "    <div>\n    {b c}\n    </div>\n\n<div>\n\n    c\n\n</div>\n"
    after = text.replace("    <div>\n    {b c}\n    </div>", "```text\n<div>\n{b c}\n</div>\n```")
    assert mended(tmp_path, text, select=["mdx-*"]) == (after, [])


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a {{b: {}}} {c}\n", "a \\{\\{b: \\{}}} {c}\n"),
        ("<div>\na {{b: 1}}\n</div>\n", "<div>\na &#123;&#123;b: 1}}\n</div>\n"),
    ],
)
def test_all_braces_of_an_object_are_escaped_at_once(tmp_path, text, after):
    assert mended(tmp_path, text, select=["mdx-render-child"]) == (after, [])


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("a <b1>c</b1>\n", "a &lt;b1>c&lt;/b1>\n"),
        ("a <b1/> <b1></b1>\n", "a &lt;b1/> &lt;b1>&lt;/b1>\n"),
        ("a <b1><b1/>c<b1></b1></b1>\n", "a &lt;b1>&lt;b1/>c&lt;b1>&lt;/b1>&lt;/b1>\n"),
    ],
)
def test_a_placeholder_is_shown_with_the_tag_that_closes_it(tmp_path, text, after):
    mended_text = mended(tmp_path, text, select=["mdx-render-placeholder"], unsafe=True)
    assert mended_text == (after, [])
