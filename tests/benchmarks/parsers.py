"""Markdown parsers on the same documents: megabytes per CPU second.

    python tests/benchmarks/parsers.py

Every parser gets every document without its frontmatter, and does the least that a checker needs:
it makes events with their ranges, or tokens; Python-Markdown has neither and makes the page. The
last row is what docsgate makes of the first parser's events: the whole model with frontmatter.
"""
# ruff: noqa: T201 - a program that prints

import sys
from functools import partial
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "tooling"))

import markdown
from inputs import documents
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin
from measure import best_cpu_seconds
from pyromark import Options, events_with_range
from table import table

from docsgate.parsing.markdown import parse
from docsgate.parsing.read_frontmatter import read_frontmatter
from docsgate.text import Source

RUNS = 5
OPTIONS = Options.ENABLE_TABLES | Options.ENABLE_FOOTNOTES | Options.ENABLE_STRIKETHROUGH
COMMONMARK = MarkdownIt("commonmark")
GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"]).use(footnote_plugin)
PAGES = markdown.Markdown(extensions=["tables", "footnotes", "fenced_code"])


def read_events(text):
    for _event, _where in events_with_range(text, options=OPTIONS):
        pass


def render_page(text):
    PAGES.reset()
    PAGES.convert(text)


def read_model(text):
    parse(Source("x.md", text))


PARSERS = (
    ("pyromark, events with ranges", "bytes", read_events),
    ("markdown-it-py, commonmark", "block lines", COMMONMARK.parse),
    ("markdown-it-py, tables and footnotes", "block lines", GFM.parse),
    ("Python-Markdown, tables and footnotes", "none", render_page),
)


def body(text):
    front = read_frontmatter(Source("x.md", text))
    return text[front.span.end :] if front else text


def main():
    with documents() as (texts, name):
        bodies = [body(text) for text in texts]
    size = sum(len(text.encode()) for text in bodies) / 1e6
    print(f"{len(texts)} documents ({name}), {size:.1f} MB, best of {RUNS} runs\n")
    measured = [
        (label, positions, best_cpu_seconds(partial(read_all, read, given), RUNS))
        for label, positions, read, given in (
            *((*parser, bodies) for parser in PARSERS),
            ("docsgate.parsing.markdown, the whole model", "code points", read_model, texts),
        )
    ]
    slowest = max(seconds for _, _, seconds in measured)
    rows = [
        (label, positions, f"{seconds:.3f}", f"{size / seconds:.1f}", f"{slowest / seconds:.1f}")
        for label, positions, seconds in measured
    ]
    head = ("parser", "positions", "CPU s", "MB/s", "times the slowest")
    print(*table(head, rows, names=2), sep="\n")


def read_all(read, texts):
    for text in texts:
        read(text)


if __name__ == "__main__":
    main()
