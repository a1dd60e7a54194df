"""Our verdicts against those of the built site and of GitHub's renderer, link by link."""

import logging

import pytest

from docsgate.checking.engine import check_project
from docsgate.configuration.discovery import documents_of
from docsgate.loading.judge_project import prepare_project
from tools.configured import configured
from tools.links import truth
from tools.links.torture import BROKEN_LINKS, FILES, LINKS, SITES, index_pages, pages

OPTIONS = {"plain": {}, "full": {}, "flat": {"directory_urls": False, "base": "/base/"}}
RULES = ["link-target-*", "link-outside-*", "anchor-*", "image-*"]


def dead_by_page(folder, target):
    """The pages with a finding for `target`."""
    config = configured([folder], select=RULES)
    project = prepare_project(config, documents_of(config, [folder / "docs"]))
    found = check_project(project)
    return {one.path for one in found if not one.targets or target in one.targets}


@pytest.fixture(params=SITES, scope="module")
def tree(request, tmp_path_factory):
    folder = tmp_path_factory.mktemp(request.param)
    tested = {**pages(), **index_pages()}
    truth.write(folder, {**FILES, **tested, "mkdocs.yml": SITES[request.param]}, LINKS)
    logging.getLogger("mkdocs").setLevel(logging.CRITICAL)
    truth.build(folder)
    truth.write(folder, {}, BROKEN_LINKS)
    return folder, list(tested), OPTIONS[request.param]


def test_the_tree_has_enough_links():
    assert len(pages()) + len(index_pages()) >= 150


def test_every_verdict_for_the_site_is_that_of_the_built_html(tree):
    folder, tested, options = tree
    dead = dead_by_page(folder, "mkdocs")
    expected = {page: truth.on_site(folder, page, **options) for page in tested}

    wrong = {
        f"{page}: {(folder / page).read_text().strip()!r} is {'alive' if alive else 'dead'}"
        for page, alive in expected.items()
        if alive is not None and alive == (page in dead)
    }
    assert wrong == set()


def test_nothing_is_reported_for_the_site_where_it_has_no_link(tree):
    folder, tested, options = tree
    without = {page for page in tested if truth.on_site(folder, page, **options) is None}

    assert without & dead_by_page(folder, "mkdocs") == set()


def test_every_verdict_for_github_is_that_of_its_renderer_and_the_files(tree):
    folder, tested, _ = tree
    dead = dead_by_page(folder, "github")
    expected = {page: truth.on_github(folder, page) for page in tested}

    wrong = {
        f"{page}: {(folder / page).read_text().strip()!r} is {'alive' if alive else 'dead'}"
        for page, alive in expected.items()
        if alive is not None and alive == (page in dead)
    }
    assert wrong == set()


def test_nothing_is_reported_for_github_where_it_has_no_link(tree):
    folder, tested, _ = tree
    without = {page for page in tested if truth.on_github(folder, page) is None}

    assert without & dead_by_page(folder, "github") == set()
