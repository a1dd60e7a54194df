"""docsgate finds the blocks that the site misreads, where Python-Markdown and GitHub show different
code. The pages hold every form that the two disagree about.
"""

import pytest
from markdown import Markdown

from docsgate.configuration.mkdocs_yml import (
    PLAIN_FENCES,
    USUAL_FENCES,
    FenceStyle,
    read_mkdocs_file,
)
from docsgate.configuration.pinned_superfences import reads_tabs
from docsgate.parsing.markdown import parse
from docsgate.readers.mkdocs.fence_infos import takes_info
from docsgate.readers.mkdocs.fences import SiteBlock, State, misreadings
from docsgate.text import Source
from tools.fences import INFOS, Pages, code_lines
from tools.fixing.independent import page

PAGES = 250
SITES = {
    "superfences": ("pymdownx.superfences", {}, USUAL_FENCES),
    "relaxed": (
        "pymdownx.superfences",
        {"pymdownx.superfences": {"relaxed_headers": True}},
        USUAL_FENCES._replace(relaxed_headers=True),
    ),
    "no pygments": (
        "pymdownx.superfences",
        {"pymdownx.highlight": {"use_pygments": False}},
        USUAL_FENCES._replace(uses_pygments=False),
    ),
    "plain": ("fenced_code", {}, PLAIN_FENCES),
}


def parser(name, *more):
    extension, options, _ = SITES[name]
    names = [extension, *more, *(["pymdownx.highlight"] if "superfences" in extension else [])]
    return Markdown(extensions=["attr_list", *names], extension_configs=options)


def disagreement(name, text, *more):
    return set(code_lines(page(text))) ^ set(code_lines(parser(name, *more).convert(text)))


@pytest.mark.parametrize("name", SITES)
@pytest.mark.parametrize("info", INFOS)
def test_an_info_string_opens_a_block_where_the_site_says_so(name, info):
    html = parser(name).convert(f"``` {info}\ncode\n```\n")
    assert takes_info(SITES[name][2], info) == ("<pre" in html)


@pytest.mark.parametrize("name", SITES)
def test_blocks_are_misread_where_the_code_of_the_site_is_another(name):
    wrong = []
    for seed in range(PAGES):
        text = Pages(seed).page()
        document = parse(Source("a.md", text))
        found = any(misreadings(document, SITES[name][2]))
        if all(fence.closed for fence in document.fences) and found != bool(
            disagreement(name, text)
        ):
            wrong.append(seed)
    assert wrong == []


@pytest.mark.parametrize("name", SITES)
def test_with_gfm_lists_what_is_left_is_misread(name):
    wrong = []
    for seed in range(PAGES):
        text = Pages(seed).page()
        document = parse(Source("a.md", text))
        found = any(misreadings(document, SITES[name][2]._replace(gfm_lists=True)))
        differs = bool(disagreement(name, text, "docsgate.gfm_lists"))
        if all(fence.closed for fence in document.fences) and found != differs:
            wrong.append(seed)
    assert wrong == []


def with_options(*lines):
    return "\n  ".join(("markdown_extensions:", *lines))


SETTINGS = {
    "": PLAIN_FENCES,
    "markdown_extensions: [pymdownx.superfences]": USUAL_FENCES,
    "markdown_extensions: [pymdownx.superfences, fenced_code]": USUAL_FENCES,
    "markdown_extensions: [pymdownx.superfences, extra]": PLAIN_FENCES,
    "markdown_extensions: [extra, pymdownx.superfences]": USUAL_FENCES,
    "markdown_extensions: [extra, pymdownx.extra]": USUAL_FENCES,
    "markdown_extensions: [docsgate.gfm_lists]": FenceStyle(gfm_lists=True),
    with_options("- pymdownx.superfences: {relaxed_headers: true}"): USUAL_FENCES._replace(
        relaxed_headers=True
    ),
    with_options("pymdownx.extra: {pymdownx.superfences: {relaxed_headers: true}}"): (
        USUAL_FENCES._replace(relaxed_headers=True)
    ),
    with_options("- pymdownx.superfences", "- pymdownx.highlight: {use_pygments: false}"): (
        USUAL_FENCES._replace(uses_pygments=False)
    ),
    with_options(
        "- pymdownx.superfences:",
        "    custom_fences: [{name: mermaid, class: a}, {name: vega, class: b, validator: c}]",
    ): USUAL_FENCES._replace(own_options=frozenset({"vega"})),
}


@pytest.mark.parametrize("text", SETTINGS)
def test_mkdocs_yml_says_how_fences_are_read(text):
    assert read_mkdocs_file(text).fences == SETTINGS[text]


def test_options_that_the_site_judges_itself_are_taken():
    assert takes_info(USUAL_FENCES._replace(own_options=frozenset({"vega"})), 'vega width="1"')
    assert not takes_info(USUAL_FENCES, 'vega width="1"')


def test_a_quote_that_lost_a_level_ends_its_block_behind_a_blank_line_only():
    block = SiteBlock("> > ", "```")
    assert block.take(">   a") is State.OPEN
    assert block.take("> >") is State.OPEN
    assert block.take(">   a") is State.NONE


PINS = {
    "pymdown-extensions==7.0": True,
    "pymdown_extensions[extra] ~= 7.1  # tabs": True,
    "mkdocs\npymdown-extensions>=6,<8": True,
    "pymdown-extensions<8.1": False,
    "pymdown-extensions<=8": False,
    "pymdown-extensions==8.0": False,
    "pymdown-extensions==10.3": False,
    "pymdown-extensions>=7": None,
    "pymdown-extensions": None,
    "mkdocs==1.4.3": None,
    '[tool.poetry.dependencies]\npymdown-extensions = "^7.1"\n': True,
    '[[package]]\nname = "pymdown-extensions"\nversion = "7.1"\n': True,
    '{"pymdown-extensions": {"hashes": [], "version": "==7.1"}}': None,
}


@pytest.mark.parametrize("text", PINS)
def test_a_pinned_version_of_superfences_says_whether_it_reads_tabs(text, tmp_path):
    (tmp_path / "requirements.txt").write_text(text)
    assert reads_tabs(tmp_path, "", "docs") is PINS[text]


@pytest.mark.parametrize("name", ["docs-requirements.in", "documentation/poetry.lock", "uv.lock"])
def test_a_version_is_pinned_beside_mkdocs_yml_its_documents_or_above(name, tmp_path):
    path = tmp_path / name
    path.parent.mkdir(exist_ok=True)
    path.write_text("pymdown-extensions==7.0")
    assert reads_tabs(tmp_path, "site", "../documentation") is True


def test_the_nearest_pin_counts(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "requirements.txt").write_text("pymdown-extensions==7.0")
    (tmp_path / "docs/requirements.txt").write_text("pymdown-extensions==9.0")
    (tmp_path / "docs/notes.txt").write_text("pymdown-extensions==6.0")
    assert reads_tabs(tmp_path, "docs", "content") is False


@pytest.mark.parametrize("docs_dir", ["../elsewhere", "{folder}/elsewhere"])
def test_no_pin_is_read_outside_of_the_project(docs_dir, tmp_path):
    root = tmp_path / "root"
    (tmp_path / "elsewhere").mkdir()
    root.mkdir()
    (tmp_path / "elsewhere/requirements.txt").write_text("pymdown-extensions==7.0")
    assert reads_tabs(root, "", docs_dir.format(folder=tmp_path)) is None
