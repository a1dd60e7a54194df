"""Generated pages have the anchors and links that cmark-gfm with GitHub's rules gives them."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, seed, settings

from docsgate.configuration.settings import Target
from docsgate.parsing.markdown import parse
from docsgate.readers.anchors import github_anchors
from docsgate.readers.by_target import select_readers
from docsgate.readers.github_reading import links_on_github
from docsgate.readers.shown_notes import ShownNotes
from docsgate.text import Source, inside
from tools.links.github_pages import anchors_and_links, comparable, pages

SEED = 20261129
PAGES_BY_DEFAULT, PAGES_AT_LENGTH = 200, 20_000
ONLY = (Target.GITHUB,)


def shown_links(document):
    """The targets of the links that docsgate judges for GitHub."""
    unshown, github = ShownNotes(document).unshown, links_on_github(document, ONLY)
    shown = [
        link
        for link in document.links
        if select_readers(link, ONLY, is_in_note=inside(unshown, link.span.start))
        and link not in github.unseen
    ]
    return comparable(link.target for link in [*shown, *github.others])


def compare(text, counted):
    """Fail unless docsgate finds the anchors and links of `text` that cmark-gfm finds."""
    document = parse(Source("a.md", text))
    anchors, links, headings = anchors_and_links(text)
    ours = {name for name in github_anchors(document) if not name.startswith(("fn-", "fnref-"))}
    assert ours - {"footnote-label"} == anchors | {"", "top"}
    assert shown_links(document) == links
    counted.update(pages=1, headings=headings, links=len(links))


def run(number):
    """Compare `number` pages, and print how much was in them."""
    counted = Counter()

    @seed(SEED)
    @settings(max_examples=number, database=None, suppress_health_check=list(HealthCheck))
    @given(pages())
    def each(text):
        compare(text, counted)

    each()
    print(f"seed {SEED}: {dict(counted)}, 0 differences")  # noqa: T201 - read with `pytest -s`


def test_generated_pages_are_read_as_on_github():
    run(PAGES_BY_DEFAULT)


@pytest.mark.fuzz
def test_many_generated_pages_are_read_as_on_github():
    run(PAGES_AT_LENGTH)
