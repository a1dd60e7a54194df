"""Generated inline links, and the addresses that Python-Markdown gives them.

Nothing of docsgate is used here. Left out is where Python-Markdown itself fails: an opening
parenthesis in a title that never ends makes a link of what is not there; and line endings.
"""

from html.parser import HTMLParser

import markdown
from hypothesis import strategies as st

PIECES = [
    *("gone.md", "a", "b.md", " ", " ", "  ", '"', '"', "'", ")", "<", ">", "\\", "\\)", '\\"'),
    *("&amp;", "#x", "%20", "/", "?", "title", "t u", '"t"', "'t'", ' "t"', " 't'", "[", "]", "!"),
]


@st.composite
def inline_links(draw):
    """A line with what may be an inline link or an image."""
    before = draw(st.sampled_from(["", "x ", "! ", "!"]))
    text = draw(st.sampled_from(["t", "a b", "*t*", "x [y] z", ""]))
    start = draw(st.sampled_from(["", "", "(c)", "a()"]))
    target = "".join(draw(st.lists(st.sampled_from(PIECES), max_size=8)))
    end = draw(st.sampled_from([")", ")", ")", ""])) + draw(st.sampled_from(["", " end", " see"]))
    return f"{before}[{text}]({start}{target}{end}"


CELLS = [
    "`x|y`",
    "`x",
    "y`",
    "``a`|b``",
    "\\`|",
    "x\\|y",
    "`x\\|y`",
    "a",
    "|",
    "[l](g.md)",
    "![i](i.png)",
]


@st.composite
def tables(draw):
    """A table of two columns and a row of a few cells, perhaps with pipes in code."""
    cells = draw(st.lists(st.sampled_from(CELLS), min_size=1, max_size=5))
    row = draw(st.sampled_from([" | ", "|", " "])).join(cells)
    if draw(st.booleans()):
        return f"| a | b |\n|---|---|\n| {row} |\n"
    return f"a | b\n-|-\n{row}\n"


class _Addresses(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = []
        self.feed(html)

    def handle_starttag(self, _tag, attrs):
        self.found += [value for name, value in attrs if name in {"href", "src"}]


def addresses(text):
    """The addresses of links and images on the page that Python-Markdown makes of `text`."""
    return comparable(_Addresses(markdown.markdown(text, extensions=["tables"])).found)


def comparable(found):
    """The addresses `found`, in order, but for how much white space is in them."""
    return sorted(" ".join(address.split()) for address in found)
