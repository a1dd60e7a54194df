"""LinkChecker's verdicts on the built site, compared with ours."""

from dataclasses import replace

import pytest

from docsgate.__main__ import run
from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.website import Built
from docsgate.website.crawl import Dead, crawl, disagreements, with_crawl
from tools.configured import configured

SETTINGS = """site_name: x
site_url: https://example.org/base/
theme: {name: material, font: false}
"""


@pytest.fixture
def project(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "mkdocs.yml").write_text(SETTINGS)
    (tmp_path / "docs/index.md").write_text(
        '# Home\n\n[a](a.md#two) <a href="missing/">x</a> <a href="a/#nowhere">y</a>\n'
    )
    (tmp_path / "docs/a.md").write_text('# A\n\n## Two\n\n<a href="../">home</a>\n')
    config = configured([tmp_path])
    return check(config, documents_of(config, []))


def test_the_crawler_finds_what_is_dead_in_raw_html(tmp_path):
    (tmp_path / "index.html").write_text(
        '<h1 id="x">x</h1><a href="gone/">1</a><a href="#x">2</a><a href="#y">3</a>'
        '<a href="/outside/">4</a><a href="other.html#z">5</a>'
    )
    (tmp_path / "other.html").write_text("<p id='a'>other</p>")

    found = [(dead.target, dead.fragment) for dead in crawl(tmp_path, "/base/")]

    assert sorted(found) == [("/gone/", ""), ("/other.html", "z"), ("/outside/", "")]


def test_a_site_of_which_both_think_the_same_has_no_disagreement(project):
    report = with_crawl(project)

    assert [found for found in report.findings if found.rule == "site-crawl-disagreement"] == []
    assert report.notes == ("crawled 3 pages: 2 dead links, 0 disagreements",)


def test_each_difference_is_a_finding(project):
    dead = [
        Dead("/", "/missing/", "", "404"),
        Dead("/a/", "/else/", "", "404"),
        Dead("/generated/", "/x/", "", "404"),
    ]

    found = list(disagreements(project.project, Built(pages=3), dead))

    assert [(one.path, one.message) for one in found] == [
        ("mkdocs.yml", "the crawler finds `/x/` dead on `/generated/`: 404"),
        ("docs/a.md", "the crawler finds `/else/` dead, and we do not: 404"),
        ("docs/index.md", "we find `a/#nowhere` dead, and the crawler does not"),
    ]


def test_without_a_site_nothing_is_crawled(tmp_path, capsys):
    (tmp_path / "a.md").write_text("# A\n\nText.\n")

    assert run(["validate", "--crawl", str(tmp_path)]) == 0
    assert "no mkdocs.yml" in capsys.readouterr().out


def test_a_site_that_does_not_build_is_not_crawled(project):
    broken = replace(project.project.config, site="missing.yml")
    report = with_crawl(replace(project, project=replace(project.project, config=broken)))

    assert report.site == "failed"
