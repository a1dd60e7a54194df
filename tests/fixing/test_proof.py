"""A proof must fail when a fix changes anything more than it claims."""

import pytest

from docsgate.configuration.settings import Config, Target
from docsgate.diagnostics import Claim, Diagnostic, Edit, Fix
from docsgate.fixing.apply import apply_edits, map_to_old_offsets
from docsgate.fixing.prove import Step, refute
from docsgate.loading.read_document import read_document
from docsgate.text import Source, Span
from tools.fixing.projects import mended

FRONT = "---\ntitle: One\ntags: [a]\n---\n"


def reason(  # noqa: PLR0913
    tmp_path, text, old, new, *, claim=Claim.SAME, after=(), targets=None, rule="test"
):
    """Why replacing `old` by `new` in `text` is refused."""
    config = Config(tmp_path, targets=targets or (Target.MKDOCS, Target.GITHUB))
    at = text.index(old)
    edit = Edit(Span(at, at + len(old)), new)
    mended = Diagnostic(rule, "a.md", edit.span, "message", fix=Fix((edit,), claim))
    texts = text, apply_edits(text, [edit])
    before, changed = (read_document(Source("a.md", one), None, config) for one in texts)
    found = [Diagnostic(name, "a.md", Span(start, start), "message") for name, start in after]
    origin = map_to_old_offsets([edit])
    step = Step(before, changed, [mended], found, [mended], origin, tolerant=False)
    return refute(step, claim, config)


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("a <1 b\n", "<", "&lt;"),
        ("a {b} c\n", "{", "\\{"),
        ("a<br>b\n", "<br>", "<br />"),
        ("See <https://e.org/a_b>.\n", "<https://e.org/a_b>", "[https://e.org/a_b](https://e.org/a_b)"),
        ("<p align=left>a</p>\n", "left", '"left"'),
        ("a   \n\nb\n", "   ", ""),
        ("a\n\n    code <1\n\nb\n", "    code <1", "```text\ncode <1\n```"),
        ("| a | b |\n|---|---|\n| <1 | {x} |\n", "<", "&lt;"),
        ("# A {b} c\n", "{", "\\{"),
        ("![a {b}](c.png)\n", "{", "\\{"),
        ("<ul>\n<li>a\n<li>b\n</ul>\n", "a\n", "a</li>\n"),
        ("<div>\n<section>\n\na\n\n</div>\n", "</div>", "</section>\n</div>"),
        ("a </i> b\n", "</i>", ""),
        ("<div><p>a\n</div>\n", "a\n", "a</p>\n"),
        ("<div>\n<img src='a', id='b'>\n</div>\n", "',", "'"),
        ("<table>\na\n<tr><td>b\n</table>\n", "b\n", "b</td>\n"),
    ],
)  # fmt: skip
def test_what_changes_nothing_is_proved(tmp_path, text, old, new):
    assert reason(tmp_path, text, old, new) == ""


@pytest.mark.parametrize(
    ("text", "mended_text"),
    [
        ("<table>\n</i><details>\n", "<table>\n</i><details>\n\n</details>\n"),
        ("<table>\n<hr><td>c\n", "<table>\n<hr /><td>c</td>\n"),
        ("<p><b>a<i>b</p>\n<dd>c\n", "<p><b>a<i>b</p>\n<dd>c</dd>\n"),
        ("<p>\n\n<a href=b>c\n", "<p></p>\n\n<a href=b>c\n"),
    ],
)  # fmt: skip
def test_raw_html_is_completed_where_browsers_move_what_is_around_it(tmp_path, text, mended_text):
    assert mended(tmp_path, text, select=["mdx-*"])[0] == mended_text


@pytest.mark.parametrize(
    ("text", "old", "new"),
    [
        ("two words\n", "two", "three"),
        ("*a* b\n", "*a*", "a"),
        ("a  \nb\n", "  ", ""),
        ("a `x<1`\n", "<", "&lt;"),
        ("[a](b.md)\n", "b.md", "c.md"),
        ("- a\n- b\n", "- b", "\n- b"),
        ("<!-- a -->\n", "a", "b"),
        ("&lt;b>\n", "&lt;", "<"),
        ("a </p> b\n", "</p>", ""),
        ("a <b>c\n\nd </b> e\n", "</b>", ""),
        ("<table>\na\n<tr><td>b\n</table>\n", "b\n", "b</td>c\n"),
        ("<li><h2></h2><li></li></li>\n", "</h2>", ""),
        ("a&nbsp;<br>b\n", "&nbsp;", ""),
        ("<template><b>a</b>c</template>\n", "</b>", ""),
        ("<noscript><p>a\n</noscript>b\n", "</noscript>", "</p></noscript>"),
    ],
)
def test_what_a_reader_would_see_is_refused(tmp_path, text, old, new):
    assert reason(tmp_path, text, old, new) == "the page would look different on GitHub"


def test_a_byte_of_code_is_refused(tmp_path):
    text = "```\na <b>\n```\n"
    assert reason(tmp_path, text, "<", "&lt;") == "a code block would change"
    assert reason(tmp_path, "    a  b\n", "a  b", "a b") == "a code block would change"


def test_what_only_the_site_would_show_is_refused(tmp_path):
    text = "# Title { #name }\n"
    refused = reason(tmp_path, text, "{ #name", "\\{ #name")
    assert refused == "the page would look different in mkdocs"
    assert reason(tmp_path, text, "{ #name", "\\{ #name", targets=(Target.GITHUB,)) == ""


def test_text_that_the_site_hid_may_appear_as_on_github(tmp_path):
    assert reason(tmp_path, "a <b_c> d\n", "<", "&lt;") == ""


def test_a_field_that_the_fix_is_not_about_is_refused(tmp_path):
    refused = reason(tmp_path, f"{FRONT}a\n", "One", "Two")
    assert refused == "the frontmatter field `title` would change"


def test_a_field_that_the_fix_is_about_may_change_alone(tmp_path):
    text = f"{FRONT}a\n"
    assert reason(tmp_path, text, "One", "Two", claim=Claim.FIELD) == ""
    swallowed = reason(tmp_path, text, "One\ntags: [a]", "One", claim=Claim.FIELD)
    assert swallowed == ""  # Both fields are touched by the edit.
    added = reason(tmp_path, text, "One", "One\nowner: me", claim=Claim.FIELD)
    assert added == "the frontmatter field `owner` would change"


def test_frontmatter_that_breaks_is_refused(tmp_path):
    refused = reason(tmp_path, f"{FRONT}a\n", "[a]", "[a", claim=Claim.FIELD)
    assert refused == "the frontmatter could not be read any more"


def test_a_link_may_lead_elsewhere_and_say_nothing_else(tmp_path):
    text = "[a](b.md) c\n"
    assert reason(tmp_path, text, "b.md", "d.md", claim=Claim.LINK) == ""
    refused = reason(tmp_path, text, "a](b.md", "e](d.md", claim=Claim.LINK)
    assert refused == "the page would look different on GitHub"


def test_what_was_hidden_may_be_shown_and_no_word_lost(tmp_path):
    text = "a <uuid> *b*\n"
    assert reason(tmp_path, text, "<", "&lt;", claim=Claim.SHOWN) == ""
    refused = reason(tmp_path, text, "<uuid>", "", claim=Claim.SHOWN)
    assert refused == "other words would change with it"


def test_only_lines_of_fences_may_change_with_fences(tmp_path):
    text = "```go\na()\n```text\n\nProse.\n\n```\nb()\n```\n"
    good = "```\n\nProse.\n\n```text"
    assert reason(tmp_path, text, "```text\n\nProse.\n\n```", good, claim=Claim.FENCES) == ""
    bad = good.replace("Prose", "Poetry")
    refused = reason(tmp_path, text, "```text\n\nProse.\n\n```", bad, claim=Claim.FENCES)
    assert refused == "lines that are no fences would change"
    refused = reason(tmp_path, text, "a()\n```text", "a()\n``` text", claim=Claim.FENCES)
    assert refused == "fences would be inverted still"


def test_a_new_finding_is_refused_with_its_place(tmp_path):
    refused = reason(tmp_path, "a <1 b\nc\n", "<", "&lt;", after=[("other", 10)])
    assert refused == "`other` would appear at 2:1"


def test_a_finding_that_would_stay_is_refused(tmp_path):
    refused = reason(tmp_path, "a <1 b\n", "<", "&lt;", after=[("test", 2)])
    assert refused == "it would not help"


def test_lists_must_come_closer_to_those_of_github(tmp_path):
    text = "Text:\n- a\n- b\n"
    assert reason(tmp_path, text, "Text:\n", "Text:\n\n", claim=Claim.LISTS) == ""
    refused = reason(tmp_path, "Text:\n\n- a\n- b\n", "- a", "-  a", claim=Claim.LISTS)
    assert refused == "mkdocs would not show the list as GitHub does"


MDX = (Target.GITHUB, Target.DOCUSAURUS)
FENCED = "```text\n- a\n```"


@pytest.mark.parametrize("rule", ["test", "mdx-render-indented"])
@pytest.mark.parametrize(
    "text",
    [
        "<div>\n\n    - a\n\n</div>\n",
        "<div>\n<div>\n\n    - a\n\n</div>\n\nb\n\n</div>\n",
        "<div>\n\n:::note\n\n    - a\n\n:::\n\n</div>\n",
    ],
)
def test_a_list_in_an_element_stays_a_list_for_mdx(tmp_path, text, rule):
    refused = reason(tmp_path, text, "    - a", FENCED, targets=MDX, rule=rule)
    assert refused == "the page would look different in Docusaurus"
    assert reason(tmp_path, text, "    - a", FENCED, targets=MDX[:1], rule=rule) == ""


def test_only_a_fix_for_mdx_makes_code_of_what_is_indented(tmp_path):
    text = "<div>\n\na\n\n</div>\n\nb\n\n    - a\n"
    rule = "mdx-render-indented"
    assert reason(tmp_path, text, "    - a", FENCED, targets=MDX, rule=rule) == ""
    refused = reason(tmp_path, text, "    - a", FENCED, targets=MDX)
    assert refused == "the page would look different in Docusaurus"


@pytest.mark.parametrize("block", ["<hr/>", "<div></div>"])
def test_an_element_is_no_code_that_was_only_indented(tmp_path, block):
    text, fenced = f"a\n\n    {block}\n", f"```text\n{block}\n```"
    rule = "mdx-render-indented"
    refused = reason(tmp_path, text, f"    {block}", fenced, targets=MDX, rule=rule)
    assert refused == "the page would look different in Docusaurus"
    assert reason(tmp_path, text, f"    {block}", fenced, targets=MDX, rule="mdx-render-prop") == ""


@pytest.mark.parametrize("rule", ["test", "mdx-render-indented"])
def test_a_page_that_compiles_goes_on_to_compile_whatever_rules_run(tmp_path, rule):
    text = "a\n\n    <b>\n\nc\n\n    </b>\n"
    refused = reason(tmp_path, text, "    <b>", "```text\n<b>\n```", targets=MDX, rule=rule)
    assert refused == "Docusaurus would not compile the page any more"


def test_a_page_that_does_not_compile_may_be_mended_in_steps(tmp_path):
    text = "a <1 {b c}\n"
    assert reason(tmp_path, text, "<", "&lt;", targets=MDX) == ""
