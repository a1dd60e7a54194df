"""Generated pages, and what cmark-gfm with GitHub's published rules makes of them.

Nothing of docsgate is used here. Left out is what cmark-gfm reads in ways of its own that no author
means: `_` next to `~`, brackets glued to brackets of references, comments and tags that do not end,
definitions and text glued to tables, quotes that interrupt a paragraph with open brackets, and tags
that GitHub shows as text inside raw HTML.
"""

from urllib.parse import quote, unquote

import cmarkgfm
from cmarkgfm.cmark import Options
from hypothesis import strategies as st

from .truth import Page, github_slug

WORDS = [
    *(
        "a",
        "Word",
        "foo_bar",
        "é",
        "ÄÖ",
        "日本",
        "🚀",
        ":rocket:",
        "a.b",
        "a/b",
        "C++",
        "(x)",
        "'q'",
    ),
    *('"q"', "$x$", "1.", "-", "+", "#", "##", "{#id}", "!", "|", "\\|", "\\*", "\\_", "\\#"),
    *("&amp;", "&lt;T&gt;", "&copy;", "[", "]", "**", "*a", "b*", "_a", "b_"),
]
MARKUP = ["_x_", "*em*", "**b c**", " ~~s~~ ", " ~a~ ", "`code`", "`a_b`", "`x|y`", "`x\\|y`"]
LINKS = [
    *("[l](x.md)", '[l](x.md "t")', "[l _m_](y.md)", "[r]", "[q][r]", "[r][]", " \\[a](b.md)"),
    *("![alt](i.png)", "![a *b*](i.png)", "[![n](i.png)](z.md)", "[]()", "[](e.md)", " [ ](e.md)"),
    *(" [^1] ", " [^2] ", " [^nope]"),
]
URLS = [
    *("http://a.b/_c_d_", "https://x.org/a_b_c", "www.a.b/_c_", "<http://a.b/_c_d_>", "<me@a.b>"),
    *("me@a.b_c", "x_y@a.b", "ftp://a.b/_c_", "HTTP://A.b/_c_d_", "http://a.b/(c_d_e)"),
    *("http://a.b/_c_.", "https://a.b/`c`", "http://a.b/*c*", "http://a.b/?c=d&copy;"),
]
TAGS = [
    *("<b>t</b>", "<br>", "<T>", "</b>", "<!-- c -->", '<a id="k"></a>', "<a name='m'>z</a>"),
    *("<img src='h.png' alt=\"u\">", '<a href="p.md">p</a>'),
]
INLINE = [*WORDS, *MARKUP, *LINKS, *URLS, *TAGS]
BEFORE = ["", "", "", "", "> ", "- ", "1. ", "  ", "   ", "    ", "- - ", "> - ", "* "]
ALONE = [
    *("<br>", "</br>", "<b>", "<T a='x'>", "</div>", "<div>", "<p align=center>", "<details>"),
    *("<!-- x -->", "<img src='w.png'>", "<a id='y'></a>", "---", "***", "\n[r]: t.md\n"),
]

_SHOWN_BY = {"a", "img", "source", "video", "audio"}


@st.composite
def inlines(draw, most=4):
    """Text with markup."""
    parts = draw(st.lists(st.sampled_from(INLINE), min_size=1, max_size=most))
    spaces = st.sampled_from([" ", " ", " ", "", "  ", "\t"])
    return "".join(part + draw(spaces) for part in parts)


@st.composite
def headings(draw):
    """A heading in one of the two notations, perhaps in an item or a quote."""
    text = draw(inlines())
    if draw(st.integers(0, 5)) == 0:
        return f"{text}\n{draw(st.sampled_from(['===', '---', ' ==']))}"
    level = "#" * draw(st.integers(1, 6))
    space = draw(st.sampled_from([" ", " ", "  ", "\t", ""]))
    end = draw(st.sampled_from(["", "", " #", " ##", "#", " "]))
    return f"{draw(st.sampled_from(BEFORE))}{level}{space}{text}{end}"


@st.composite
def tables(draw):
    """A table of two columns, in one of two notations."""
    cells = [draw(inlines(most=2)) for _ in range(2)]
    if draw(st.booleans()):
        return "\n| a | b |\n|---|---|\n| {} | {} |\n\n".format(*cells)
    return "\na | b\n-|-\n{}|{}\n\n".format(*cells)


def blocks():
    """A block, most often a heading or a paragraph."""
    paragraph = st.builds("".join, st.tuples(st.sampled_from(BEFORE), inlines(most=6)))
    code = st.builds("```\n{}\n{}".format, inlines(), st.sampled_from(["```", "````", "``"]))
    note = st.builds("[^{}]: {}".format, st.integers(1, 2), inlines())
    return st.one_of(
        *(headings(), headings(), headings(), headings(), paragraph, paragraph),
        *(st.sampled_from(ALONE), tables(), code, note),
    )


@st.composite
def pages(draw):
    """A page of some blocks, with and without blank lines between them."""
    found = draw(st.lists(blocks(), min_size=1, max_size=6))
    ends = st.sampled_from(["\n", "\n\n", "\n\n"])
    text = "".join(block + draw(ends) for block in found)
    return text if not text.startswith("---") else f"\n{text}"


class GithubPage(Page):
    """A page without the addresses of elements that GitHub does not show."""

    def handle_starttag(self, tag, attrs):
        kept = [pair for pair in attrs if tag in _SHOWN_BY or pair[0] not in {"src", "href"}]
        super().handle_starttag(tag, kept)


def anchors_and_links(text):
    """The anchors of a page but for footnotes, its links, and the number of its headings."""
    html = cmarkgfm.github_flavored_markdown_to_html(
        text, options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )
    page = GithubPage(html)
    seen, slugs = {}, set()
    for heading in page.headings:
        slug = unique = github_slug(heading)
        while unique in seen:
            seen[slug] += 1
            unique = f"{slug}-{seen[slug]}"
        seen[unique] = 0
        slugs.add(unique)
    ids = {name for name in page.ids if not name.startswith(("fn-", "fnref-"))}
    links = [link for link in page.links if not link.startswith("#fn")]
    return slugs | ids, comparable(links), len(page.headings)


def comparable(links):
    """`links` in order and as text, without addresses of mail, which only GitHub finds in text."""
    return sorted(quote(unquote(link)) for link in links if "@" not in unquote(link))
