"""Lists on the site against lists on GitHub: how many documents lose some, and how many items.

    python tests/benchmarks/lists.py

cmark-gfm, which GitHub runs, says what is right. A document is wrong when the nesting of its
`ul`, `ol` and `li` elements differs. Documents whose fences are inverted are counted apart: there
the two renderers may already disagree about what is code.
"""
# ruff: noqa: T201 - a program that prints

import sys
from html.parser import HTMLParser
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

import cmarkgfm
import markdown
from cmarkgfm.cmark import Options
from inputs import real_tree
from table import table

from docsgate.parsing.markdown import parse
from docsgate.text import Source

TREES = ("prism-5ac5e3f", "prism-c45f0c7")
EXTENSIONS = ["tables", "footnotes", "pymdownx.superfences", "attr_list"]
BUILDERS = {
    "Python-Markdown": EXTENSIONS,
    "with sane_lists": [*EXTENSIONS, "sane_lists"],
    "with docsgate.gfm_lists": [*EXTENSIONS, "docsgate.gfm_lists"],
}


class Lists(HTMLParser):
    """The list elements of a page, in order, as `ul`, `/ul` and so on."""

    def __init__(self):
        super().__init__()
        self.shape = []

    def handle_starttag(self, tag, attrs):  # noqa: ARG002
        if tag in ("ul", "ol", "li"):
            self.shape.append(tag)

    def handle_endtag(self, tag):
        if tag in ("ul", "ol", "li"):
            self.shape.append(f"/{tag}")


def shape(page):
    lists = Lists()
    lists.feed(page)
    return lists.shape


def body(path):
    """The text after the frontmatter, and whether fences in it are inverted."""
    document = parse(Source(path.name, path.read_text(encoding="utf-8")))
    return document.source.text[document.body_start :], bool(document.inversions)


def github(text):
    return cmarkgfm.github_flavored_markdown_to_html(text, options=Options.CMARK_OPT_FOOTNOTES)


def rows(name, texts):
    expected = [(shape(github(text)), inverted) for text, inverted in texts]
    items = sum(found.count("li") for found, _ in expected)
    yield name, "cmark-gfm", items, "", ""
    for label, extensions in BUILDERS.items():
        kept, wrong, inverted_wrong = 0, 0, 0
        for (text, _), (right, inverted) in zip(texts, expected, strict=True):
            found = shape(markdown.Markdown(extensions=extensions).convert(text))
            kept += found.count("li")
            wrong += found != right and not inverted
            inverted_wrong += found != right and inverted
        yield name, label, kept, wrong, inverted_wrong


def main():
    found = [(name, real_tree(name)) for name in TREES if real_tree(name)]
    if not found:
        sys.exit("no real documents beside the project")
    lines = []
    for name, tree in found:
        texts = [body(path) for path in sorted(tree.rglob("*.md"))]
        upside_down = sum(1 for _, inverted in texts if inverted)
        print(f"{name}: {len(texts)} documents, {upside_down} of them with inverted fences")
        lines += rows(name, texts)
    print()
    head = ("tree", "renderer", "list items", "wrong", "wrong, inverted fences")
    print(*table(head, lines, names=2), sep="\n")


if __name__ == "__main__":
    main()
