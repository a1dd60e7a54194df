"""The ids of headings as Docusaurus makes them; `npm install` in oracle/ to ask its own plugins."""

import sys

import pytest

from docsgate.parsing.markdown import parse
from docsgate.readers.docusaurus.headings import docusaurus_headings
from docsgate.readers.slugs import github_slug, github_unique
from docsgate.text import Source
from tools.mdx.heading_grammar import heading_documents
from tools.mdx.oracle_client import Oracle, missing

# The answers of @docusaurus/mdx-loader 3.10.2 for MDX and for Markdown.
IDS = [
    ("## ui:widget", "ui", "ui"),
    ("## docker image:tag", "docker-image", "docker-image"),
    ("## std::vector", "stdvector", "stdvector"),
    ("## at 10:30", "at-1030", "at-1030"),
    ("## a :rocket: b", "a-rocket-b", "a-rocket-b"),
    ("## a:b[c *d* [e](/u)]{x=y} z", "ac-d-e-z", "ac-d-e-z"),
    ("## a:b[c :d[e]]", "ac-e", "ac-e"),
    ('## Setup <a name="s"></a>', "setup-", "setup-"),
    ("## Usage <!-- omit in toc -->", "usage-", "usage-"),
    ("## <!-- x --> Start", "-start", "-start"),
    ("## Setup <!-- #install -->", "setup-", "setup-"),
    ("## Setup {/* #install now */}", "install", "setup--install-now-"),
    ("## Setup {/* install */}", "setup--install-", "setup--install-"),
    ("## Setup {/* #a */}<!-- b -->", "a", "setup--a-"),
    ("## A {#x.y:z}", "x.y", "x.y"),
    ("## A {#a b }", "a b", "a b"),
    ("## A {#_a_}", "a", "a"),
    ("## **A {#x}**", "x", "x"),
    ("## A {#x} ##", "x", "x"),
    ("## A {1 + 1} b", "a-1--1-b", "a-1--1-b"),
    ("## *a* **b*c* `x_y` ~~x~~", "a-bc-x_y-x", "a-bc-x_y-x"),
    ("## ![alt *k*](/i) b", "alt-k-b", "alt-k-b"),
    ("## a&amp;b &#252; &nope; &#131;", "ab-ü-nope-", "ab-ü-nope-"),
    ("## http://ex.org/a_b_c_ x", "httpexorga_b_c_-x", "httpexorga_b_c_-x"),
    ("## **<b>x</b>** <i>q</i>", "x-q", "bxb-q"),
    ("## <b></b>", "", "bb"),
    ("## <b>:x</b>", "", ""),
    ("## [^n] a\n\n[^n]: Note", "-a", "-a"),
    ("<div>\n## Inside\n</div>", "inside", None),
    ("Text\n    ## Below", "below", None),
    ("<!-- a --> b\n---", "b", None),
]


def ids(text, *, is_mdx):
    unique = github_unique()
    headings = docusaurus_headings(parse(Source("docs/a.md", text)), is_mdx=is_mdx)
    return [heading.id or unique(github_slug(heading.text)) for heading in headings]


@pytest.mark.parametrize(("text", "mdx", "md"), IDS)
def test_a_heading_has_the_id_that_docusaurus_gives_it(text, mdx, md):
    assert ids(text, is_mdx=True) == [mdx]
    if md is not None:
        assert ids(text, is_mdx=False) == [md]


def differences(mode, seed, count):
    """The documents in which an id is another one, with both, and how many headings there were."""
    texts = list(heading_documents(seed, count))
    with Oracle("headings.mjs") as oracle:
        answers = oracle.ask(mode, texts)
    wrong, total = [], 0
    for text, answer in zip(texts, answers, strict=True):
        theirs = [name for name, _ in answer.get("ids", ()) if name != "footnote-label"]
        ours = ids(text, is_mdx=mode == "mdx") if answer["ok"] else []
        total += len(theirs)
        if ours != theirs:
            wrong.append((text, ours, theirs))
    return wrong, total


@pytest.mark.skipif(bool(missing()), reason=missing() or "the plugins are there")
@pytest.mark.parametrize("mode", ["mdx", "md"])
def test_generated_headings_have_the_ids_of_docusaurus(mode):
    wrong, total = differences(mode, 14, 150)
    assert total > 150
    assert wrong == []


@pytest.mark.fuzz
@pytest.mark.skipif(bool(missing()), reason=missing() or "the plugins are there")
@pytest.mark.parametrize(("mode", "count"), [("mdx", 18_000), ("md", 9_000)])
def test_twenty_thousand_generated_headings_have_the_ids_of_docusaurus(mode, count):
    seed = 20_261_129
    wrong, total = differences(mode, seed, count)
    sys.stdout.write(f"{mode}: {total} headings from seed {seed}, {len(wrong)} documents differ\n")
    assert total >= 20_000
    assert wrong == []
