"""Lists that Python-Markdown reads otherwise than GitHub are found, and no others."""

import os
import re
import sys
from collections import Counter

import pytest
from hypothesis import example, given, seed, settings
from hypothesis import strategies as st

from docsgate.configuration.mkdocs_yml import USUAL_FENCES, MkdocsFile
from docsgate.parsing.markdown import parse
from docsgate.readers.mkdocs.readings import SiteReadings
from docsgate.rules import list_item_ended
from docsgate.rules.shared.flattened_lists import flattened_lists
from docsgate.text import Source
from tools.site.site_structure import github, outline, site

SEED = 14
EXTENSIONS = ("tables", "toc", "pymdownx.superfences")
LINES = (
    "- a", "- b", "* m", "+ n", "1. c", "2. d", "1) o", "- - s", "-", "text", "  - e", "    - f",
    "  text", "    text", "      code", "## H", "", "", "```\nx\n```",
)  # fmt: skip
JOINED = re.compile(r"(?<=\n)(?=```\nx)|^```\n(?=[^\nx])", re.MULTILINE)
HEADING = re.compile(r"<h2>[^<]*\n")
SITE = MkdocsFile(fences=USUAL_FENCES)


class Project:
    """As much of a project as the two rules ask for."""

    readings = SiteReadings(lambda _path: SITE)


@st.composite
def page(draw):
    """Lines of lists, with blank lines around fences: `fence-misread` is about these."""
    text = "\n".join(draw(st.lists(st.sampled_from(LINES), min_size=1, max_size=6))) + "\n"
    text = JOINED.sub(lambda mark: f"{mark[0]}\n", text)
    return (
        re.sub(r"^(?=.)|^(?=\n)", "> ", text, flags=re.MULTILINE) if draw(st.booleans()) else text
    )


def findings(text):
    document = parse(Source("a.md", text))
    flattened = flattened_lists(document, SITE)
    return [*flattened, *list_item_ended._check_part(document, Project())]


def shown(html, *tags):
    return re.sub(r"\(ol\d+", "(ol", outline(html, *tags))


def compare(count):
    tally, false, missed = Counter(), [], []

    @seed(SEED)
    @settings(max_examples=count, database=None, deadline=None)
    @given(page())
    @example("> Steps:\n> - a\n")
    @example("- a\n-\n- b\n")
    def run(text):
        on_github, on_site = github(text), site(text, extensions=EXTENSIONS)
        if HEADING.search(on_github):
            return  # Only GitHub makes a heading of several lines.
        found = bool(findings(text))
        tally["found" if found else "silent"] += 1
        if found and shown(on_github, "li", "ul", "ol", "pre", "p") == shown(
            on_site, "li", "ul", "ol", "pre", "p"
        ):
            false.append(text)
        if not found and shown(on_github, "li", "pre") != shown(on_site, "li", "pre"):
            missed.append(text)

    run()
    line = f"seed {SEED}: {dict(tally)}, {len(false)} false, {len(missed)} missed\n"
    sys.stdout.write(line)
    return false, missed


def test_generated_lists():
    assert compare(200) == ([], [])


@pytest.mark.fuzz
def test_many_generated_lists():
    count = int(os.environ.get("SITE_PAGES", "20000"))
    false, missed = compare(count)

    assert false == []
    assert len(missed) <= count // 1000, missed  # Items beside what is a heading on GitHub alone.
