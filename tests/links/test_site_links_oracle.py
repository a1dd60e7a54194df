"""Generated inline links lead where Python-Markdown lets them lead."""

from collections import Counter

import pytest
from hypothesis import HealthCheck, given, seed, settings
from hypothesis import strategies as st

from docsgate.configuration.mkdocs_yml import MkdocsFile
from docsgate.model.document import LinkKind
from docsgate.parsing.markdown import parse
from docsgate.readers.mkdocs.reading import SiteReading
from docsgate.text import Source
from tools.links.site_links import addresses, comparable, inline_links, tables

SEED = 20261129
LINES_BY_DEFAULT, LINES_AT_LENGTH = 300, 30_000


def site_links(text):
    """The links that docsgate judges for an mkdocs site."""
    document = parse(Source("a.md", text))
    reading = SiteReading(document, MkdocsFile())
    written = [reading.read(link) for link in document.links if link.kind is not LinkKind.BARE]
    return [link for link in [*written, *reading.links()] if link is not None]


def run(number, texts):
    """Compare `number` of `texts`, and print how many links were in them."""
    counted = Counter()

    @seed(SEED)
    @settings(max_examples=number, database=None, suppress_health_check=list(HealthCheck))
    @given(texts)
    def each(text):
        theirs = addresses(text)
        assert comparable(link.target for link in site_links(text)) == theirs
        counted.update(texts=1, links=len(theirs))

    each()
    print(f"seed {SEED}: {dict(counted)}, 0 differences")  # noqa: T201 - read with `pytest -s`


def test_generated_links_lead_where_python_markdown_says():
    run(LINES_BY_DEFAULT, inline_links())


def test_links_in_generated_tables_are_shown_where_python_markdown_shows_them():
    run(LINES_BY_DEFAULT, tables())


@pytest.mark.fuzz
def test_many_generated_links_lead_where_python_markdown_says():
    run(LINES_AT_LENGTH, st.one_of(inline_links(), tables()))


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ('[z](gone.md "a "quoted" title")', "gone.md"),
        ("[z](gone.md 'it's')", "gone.md"),
        ('![z](gone.png "a "b"")', "gone.png"),
        ("[z](my gone.md)", "my gone.md"),
        ('[a [b] c](gone.md "a "b"")', "gone.md"),
    ],
)
def test_what_only_the_site_takes_for_a_link_has_its_place(text, target):
    (link,) = site_links(text)

    assert (link.target, text[slice(*link.target_span)]) == (target, target)
    assert text[slice(*link.span)] == text


@pytest.mark.parametrize("text", ["`[a](b c)`", "\\[a](b c)", "[a]\n\n(b c)", "a](b c)"])
def test_what_is_no_link_on_the_site_is_not_taken_for_one(text):
    assert site_links(text) == []
