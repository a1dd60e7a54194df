"""The ids that are known of a page are those that MkDocs gives it, in each configuration."""

import os
import sys
from collections import Counter
from html.parser import HTMLParser

import pytest
from hypothesis import given, seed, settings

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.site_settings import read_site_settings
from docsgate.parsing.markdown import parse
from docsgate.readers.mkdocs.anchors import site_anchors
from docsgate.readers.mkdocs.page_ids import PageIds
from docsgate.readers.mkdocs.readings import SiteReadings
from docsgate.text import Source
from tools.configured import configured
from tools.site.site_configurations import CONFIGURATIONS, load_as_mkdocs
from tools.site.site_pages import page

SEED = 14


class Ids(HTMLParser):
    def __init__(self, html):
        super().__init__()
        self.found = {"", "top"}
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.found.update(v for k, v in attrs if v and (k == "id" or (k == "name" and tag == "a")))


def ids_of(readings, site, text):
    document = parse(Source("docs/a.md", text))
    rendered = readings.ids_of(document)
    return rendered or site_anchors(readings.of(document), site), rendered is None


def compare(folder, name, count):
    """The pages of `count` on which ids differ, and how many were read without rendering them."""
    convert = load_as_mkdocs(folder, name)
    site = read_site_settings(folder, "mkdocs.yml")
    readings = SiteReadings(lambda _path: site, PageIds(folder))
    tally, different = Counter(), []

    @seed(SEED)
    @settings(max_examples=count, database=None, deadline=None)
    @given(page())
    def run(text):
        known, is_plain = ids_of(readings, site, text)
        tally["plain" if is_plain else "rendered"] += 1
        shown = Ids(convert(text)).found
        if is_plain:  # Such a page is rendered where a link asks for an id that the site counts.
            shown = {one for one in shown if not one.startswith("__")}
        if known != shown:
            different.append((text, known ^ shown, is_plain))

    run()
    sys.stdout.write(f"seed {SEED}, {name}: {dict(tally)}, {len(different)} different\n")
    return different


@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_generated_pages_have_the_ids_of_mkdocs(tmp_path, name):
    assert compare(tmp_path, name, 60) == []


@pytest.mark.fuzz
@pytest.mark.parametrize("name", CONFIGURATIONS)
def test_many_generated_pages_have_the_ids_of_mkdocs(tmp_path, name):
    assert compare(tmp_path, name, int(os.environ.get("SITE_PAGES", "5000"))) == []


CASES = {
    "a list behind an inline element": ("usual", "## :smile:{ .lg } Accounts", "accounts"),
    "a list behind code": ("usual", "## Use `x`{.py} here", "use-x-here"),
    "colons that name no emoji": ("usual", "## std::vector::push", "stdvectorpush"),
    "the language of code": ("usual", "## The `#!py print` call", "the-print-call"),
    "a brace in quotes": ("usual", '## Cost { #a title="}" }', "a"),
    "a fence": ("usual", "``` { .py #example }\nx\n```", "example"),
    "a term": ("usual", "Term { #term }\n:   Definition", "term"),
    "a nested item": ("usual", "- a\n    - b\n    {: #li }\n- c", "li"),
    "a tab": ("material", '=== "First tab"\n\n    text', "t-first-tab"),
    "a block": ("pymdownx", "/// note | N\n    attrs: {id: adm}\ntext\n///", "adm"),
    "a line of code": ("usual", "```py\nx\n```", "__codelineno-0-1"),
    "dashes that are made one": ("pymdownx", "## foo--bar", "foobar"),
}


@pytest.mark.parametrize(("name", "text", "wanted"), CASES.values(), ids=CASES)
def test_the_extensions_are_run(tmp_path, name, text, wanted):
    load_as_mkdocs(tmp_path, name)

    assert anchors_missing(tmp_path, f"# T\n\n{text}\n\n[a](#{wanted}) [b](#{wanted}x)\n") == [
        f"{wanted}x"
    ]


@pytest.mark.parametrize(
    "name",
    ["table", "rule", "__tabbed_9_9", "__codelineno-7-7", "adm"],
)
def test_no_id_is_accepted_that_the_page_does_not_have(tmp_path, name):
    load_as_mkdocs(tmp_path, "usual")
    table = "| a | b |\n|---|---|\n| c | d |\n{: #table }"
    blocks = f"{table}\n\n---\n{{: #rule }}\n\n!!! note\n    x\n\n{{: #adm }}"

    assert anchors_missing(tmp_path, f"# T\n\n{blocks}\n\n[a](#{name})\n") == [name]


def test_an_extension_that_is_not_known_is_never_imported(tmp_path, monkeypatch):
    (tmp_path / "mkdocs.yml").write_text(
        "site_name: x\nmarkdown_extensions: [hostile_module, attr_list]\n"
    )
    (tmp_path / "hostile_module.py").write_text("raise SystemExit('run')\n")
    monkeypatch.syspath_prepend(tmp_path)

    assert anchors_missing(tmp_path, "# T\n\n## A { #b }\n\n[a](#b) [c](#c)\n") == ["c"]


def test_a_page_of_plain_headings_is_not_rendered(tmp_path, monkeypatch):
    load_as_mkdocs(tmp_path, "usual")
    monkeypatch.setattr(PageIds, "of", lambda *_: pytest.fail("rendered"))
    text = (
        "# T\n\n## It's `code`, of 2 kinds\n\n```py\n# x = {}\n```\n\n[a](#its-code-of-2-kinds)\n"
    )

    assert anchors_missing(tmp_path, text) == []


def test_a_page_that_no_fragment_leads_to_is_not_rendered(tmp_path, monkeypatch):
    load_as_mkdocs(tmp_path, "usual")
    monkeypatch.setattr(PageIds, "of", lambda *_: pytest.fail("rendered"))

    assert (
        anchors_missing(tmp_path, "# T { #own }\n\n{: #own }\n\n[a](https://example.org/x/#y)\n")
        == []
    )


def anchors_missing(folder, text):
    """The fragments that a check of the page `text` reports."""
    (folder / "docs").mkdir(exist_ok=True)
    (folder / "docs/a.md").write_text(text)
    config = configured([folder], targets=["mkdocs"], select=["anchor-missing"])
    found = check(config, documents_of(config, [folder])).findings
    return [text[one.span.start : one.span.end].partition("#")[2] for one in found]
