"""The Markdown extension `docsgate.gfm_lists` makes the same lists as cmark-gfm."""

import re
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tools.growth import grows_like_the_text
from tools.site.site_structure import EXTENSIONS, github, outline, site

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
FRONTMATTER = re.compile(r"\A---\n.*?\n---\n", re.DOTALL)

EXAMPLES = {
    "no blank line before": "text\n- a\n- b\n",
    "nested by two spaces": "- a\n  - b\n    - c\n- d\n",
    "nested under a number by three": "1. a\n   - b\n2. c\n",
    "loose": "- a\n\n- b\n",
    "tight with a loose list inside": "- a\n  - b\n\n  - c\n- d\n",
    "two paragraphs": "- a\n\n  b\n- c\n",
    "code without blank lines": "- a\n  ```py\n  x = 1\n  ```\n  b\n- c\n",
    "code whose closing fence is longer": "1. a\n   ```\n   x\n   `````\n2. b\n",
    "code that ends with its item": "- a\n  ```\n  x\n- b\n",
    "info string that no extension reads": "- a\n\n  ```rust,ignore a b\n  x\n  ```\n",
    "indented code": "- a\n\n      x\n\n- b\n",
    "indented code first": "-     x\n- b\n",
    "quote": "- > a\n  > - b\n\n  c\n",
    "list in a quote": "> - a\n>   - b\n>\n> text\n",
    "lazy lines": "- a\nlazy\n> - b\nlazy\n",
    "start": "7. a\n8. b\n",
    "only 1 interrupts a paragraph": "text\n2. no\n\n2. yes\n",
    "other marker, other list": "- a\n* b\n+ c\n1. d\n1) e\n",
    "lists in one line": "- - a\n  - 1. b\n",
    "empty items": "-\n- a\n-\n",
    "heading and rule": "- # a\n- b\n***\n- c\n",
    "list after a table": "| a | b |\n|---|---|\n| 1 | 2 |\n- c\n",
    "number too long": "1234567890. no\n- yes\n",
    "fence inside indented code": "-     x\n\n      ```\n- a\n",
    "raw HTML in an item": "- <div>\n  x\n- b\n",
    "Markdown inside details": "<details>\n<summary>x</summary>\n\n- a\n\n</details>\n\n- c\n",
    "comment between lists": "- a\n\n<!-- -->\n\n- b\n",
    "blank line of a quote in an item": "- > a\n  >\n- b\n",
    "lazy lines are no table": "  1) f\n  | a | b |\n  |---|---|\n    x\n---\n",
    "tabs": "-\ta\n\t-\tb\n",
}


@pytest.mark.parametrize("text", EXAMPLES.values(), ids=EXAMPLES)
def test_the_site_nests_lists_as_github_does(text):
    assert outline(github(text)) == outline(site(text))


@pytest.mark.parametrize("text", [EXAMPLES[name] for name in EXAMPLES if "HTML" not in name])
def test_items_are_loose_where_github_has_them_loose(text):
    def in_lists(html):
        parts = outline(html, "li", "ul", "ol", "p")
        return re.findall(r"\((?:li|ul|ol\d*)(?: \(p| \))*", parts)

    assert in_lists(github(text)) == in_lists(site(text))


@pytest.mark.parametrize(("tree", "documents"), [("prism-c8f3ac3", 65), ("prism-c45f0c7", 155)])
def test_every_document_of_a_real_repository_keeps_its_lists(tree, documents):
    if not (CORPUS / tree).is_dir():
        pytest.skip(f"the corpus {tree} is not on this machine")
    pages = sorted((CORPUS / tree).rglob("*.md"))
    with ProcessPoolExecutor(2, get_context("spawn")) as pool:
        same = pool.map(is_same, pages, chunksize=8)
        wrong = [page.name for page, right in zip(pages, same, strict=True) if not right]

    assert (len(pages), wrong) == (documents, [])


def is_same(page):
    text = FRONTMATTER.sub("", page.read_text(encoding="utf-8"))
    return outline(github(text)) == outline(site(text))


LINES = [
    *("- a", "* b", "+ c", "1. d", "1. e", "7. f", "1) g", "- ", "-", "1."),
    *("text", "*more* text", "> quote", "> - q", "> > r", "# H", "***", "===", "    code"),
    *("```", "```py", "~~~", "- - x", "- 1. y", "-     code", "- ```", "- > q", "- # h"),
    *("| a | b |", "|---|---|", "<!-- c -->", "<b>i</b>", "1234567890. no", "\\- no"),
]


@st.composite
def lines(draw):
    """Any line, mostly indented as far as a list item or code could be."""
    if draw(st.integers(0, 4)) == 0:
        return ""
    indent = draw(st.sampled_from([0, 0, 0, 0, 1, 2, 2, 3, 4, 4, 5, 6, 8]))
    return " " * indent + draw(st.sampled_from(LINES))


@settings(max_examples=600, deadline=None)
@given(st.lists(lines(), min_size=1, max_size=9))
@example(["- a", "", "  ```", "  x"])
@example(["- a", "", "text", "|---|---|", "|---|---|", "    - a"])
def test_any_lines_give_the_same_lists(drawn):
    text = "\n".join(drawn).strip("\n") + "\n"
    theirs = outline(github(text))
    if "(li" in theirs:
        assert theirs == outline(site(text))


@st.composite
def blocks(draw, depth):
    """The lines of some well-formed blocks: text, code, quotes, and lists of these."""
    out = []
    for number in range(draw(st.integers(1, 3))):
        if number and draw(st.booleans()):
            out.append("")
        kind = draw(st.sampled_from(["text", "fence", "quote", "list", "list"]))
        if kind == "list" and depth:
            out += draw(lists(depth))
        elif kind == "fence":
            out += ["```py", "- no item", "", "1. no item", "```"]
        elif kind == "quote":
            out += [f"> {line}".rstrip() for line in draw(blocks(0))]
        else:
            out.append(draw(st.sampled_from(["text", "*two* words", "`- code`"])))
    return out


@st.composite
def lists(draw, depth):
    """The lines of a list: with bullets or numbers, tight or loose, with markers of any width."""
    start = draw(st.sampled_from([None, None, 1, 9]))
    loose = draw(st.booleans())
    padding = draw(st.integers(1, 4))
    out = []
    for number in range(draw(st.integers(1, 3))):
        marker = "-" if start is None else f"{start + number}."
        content = draw(blocks(depth - 1))
        width = len(marker) + padding
        indented = [" " * width + line if line else "" for line in content]
        out += [marker + " " * padding + content[0], *indented[1:]]
        if loose:
            out.append("")
    return out


@settings(max_examples=100, deadline=None)
@given(blocks(4))
def test_nested_lists_are_the_same(drawn):
    text = "\n".join(drawn) + "\n"

    assert outline(github(text)) == outline(site(text))


def test_a_document_without_lists_and_fences_is_left_as_it_is():
    text = "# Title\n\nSome *text*.\n\n    code\n\n> quote\n"
    without = [name for name in EXTENSIONS if name != "docsgate.gfm_lists"]

    assert site(text, extensions=without) == site(text)


BODIES = {
    "admonition": ("!!! note\n    text\n    - a\n      - b\n\n        more\n", "div"),
    "details": ('??? tip "T"\n    1. a\n    2. b\n', "details"),
    "tabs": ('=== "A"\n    - a\n    - b\n\n=== "B"\n\n    text\n', "div"),
    "footnote": ("Text[^1].\n\n[^1]: Note\n    - a\n    - b\n", "div"),
    "definition": ("Term\n:   Text\n    - a\n    - b\n\n    more\n", "dd"),
    "md_in_html": ("<div markdown>\n\n- a\n  - b\n\n</div>\n", "div"),
    "admonition in an item": ("- x\n\n    !!! note\n        - a\n          - b\n", "div"),
}
OUTLINES = {
    "admonition": "(div (ul (li (ul (li ) ) ) ) )",
    "details": "(details (ol (li ) (li ) ) )",
    "tabs": "(div (div ) (div (div (ul (li ) (li ) ) ) (div ) ) )",
    "footnote": "(div (ol (li (ul (li ) (li ) ) ) ) )",
    "definition": "(dd (ul (li ) (li ) ) )",
    "md_in_html": "(div (ul (li (ul (li ) ) ) ) )",
    "admonition in an item": "(ul (li (div (ul (li (ul (li ) ) ) ) ) ) )",
}


@pytest.mark.parametrize("name", BODIES)
def test_lists_inside_the_bodies_of_other_extensions_stay_inside(name):
    text, parent = BODIES[name]

    assert outline(site(text), parent, "ul", "ol", "li", "pre") == OUTLINES[name]


def test_text_at_the_margin_ends_a_body():
    html = site("!!! note\n    - a\n\n    text\nafter\n- b\n")

    assert outline(html, "div", "ul", "p") == "(div (p ) (ul ) (p ) ) (p ) (ul )"


CODE = {
    "deeper than its fence": "1. a\n\n   ```\n     x\n   y\n   ```\n",
    "less deep than its fence": "- a\n\n    ```\n   x\n     y\n    ```\n",
    "blank lines": "- a\n\n      x\n\n\n      y\n",
    "what looks like markup": "- a\n  ```\n  - b\n  # c\n  <div>\n  ```\n",
}


@pytest.mark.parametrize("text", CODE.values(), ids=CODE)
def test_code_in_items_keeps_its_text(text):
    def code(html):
        found = re.findall(r"<pre[^>]*>(.*?)</pre>", html, re.DOTALL)
        return [re.sub(r"<[^>]+>", "", content) for content in found]

    assert code(github(text)) == code(site(text))


def test_tables_tasks_and_attributes_still_work_in_items():
    html = site("- [x] done\n- a\n\n  | a | b |\n  |---|---|\n  | 1 | 2 |\n\n  # H { #own }\n")

    assert 'type="checkbox"' in html
    assert "<td>1</td>" in html
    assert '<h1 id="own">' in html


def test_a_list_that_raw_html_swallows_shows_no_markers():
    html = site("<pre>\n- a\n</pre>\n\n<div markdown>\n- b\n</div>\n\n- <div markdown>\n\n- c\n")

    assert "dgl" not in html
    assert "\u0002" not in html


def test_lists_deeper_than_the_limit_become_text():
    html = site("- " * 3000 + "x\n")

    assert 30 <= html.count("<ul>") <= 41


@pytest.mark.parametrize(
    "unit",
    [
        "- a\n",
        "- a\n\n* b\n\n",
        "- a\n  ```\n  x\n",
        "> - a\n",
        "- a\n\n      x\n",
        "1. a\n   > b\nc\n",
    ],
    ids=["items", "lists", "fences", "quotes", "code", "lazy"],
)
def test_time_grows_no_faster_than_the_text(unit):
    from docsgate.gfm_lists.line_scanner import Scanner

    def scan(text):
        Scanner(None, lambda _html: None).scan(text.split("\n"))

    assert grows_like_the_text(scan, lambda size: unit * size, 8_000)
