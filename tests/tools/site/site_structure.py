"""The structure on which two renderers must agree: how lists, items and code blocks are nested."""

from functools import cache
from html.parser import HTMLParser

import cmarkgfm
from markdown import Markdown

EXTENSIONS = [
    "docsgate.gfm_lists",
    "admonition",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.details",
    "pymdownx.highlight",
    "pymdownx.superfences",
    "pymdownx.tabbed",
    "pymdownx.tasklist",
]
SETTINGS = {"pymdownx.tabbed": {"alternate_style": True}}


class Outline(HTMLParser):
    def __init__(self, tags):
        super().__init__()
        self._tags = tags
        self.parts = []

    def handle_starttag(self, tag, attributes):
        if tag in self._tags:
            start = dict(attributes).get("start", "") if tag == "ol" else ""
            self.parts.append(f"({tag}{start}")

    def handle_endtag(self, tag):
        if tag in self._tags:
            self.parts.append(")")


def outline(html, *tags):
    parser = Outline(tags or ("li", "ul", "ol", "pre"))
    parser.feed(html)
    return " ".join(parser.parts)


def github(text):
    """HTML as cmark-gfm renders it, which is what GitHub runs."""
    return cmarkgfm.github_flavored_markdown_to_html(text)


def site(text, *, extensions=EXTENSIONS):
    """HTML as the site renders it."""
    return _markdown(tuple(extensions)).reset().convert(text)


@cache
def _markdown(extensions):
    settings = {name: value for name, value in SETTINGS.items() if name in extensions}
    return Markdown(extensions=extensions, extension_configs=settings)
