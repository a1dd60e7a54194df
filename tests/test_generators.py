"""Generators of sites are recognised by their configuration, and leave their routes alone."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import docs_of, documents_of
from docsgate.reporters import reporter
from tools.configured import configured

ROUTE = "# A\n\n[x](/b/c.md) ![y](/z.png)\n"
BOOK = '[book]\ntitle = "x"\n'


def written(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def report_of(root, files):
    config = configured([written(root, files)], targets=())
    return check(config, documents_of(config, [root]))


def errors_of(root, files):
    found = report_of(root, files).findings
    return [(one.path, one.rule) for one in found if one.severity == "error"]


def left_alone_by(report):
    text = reporter("text")(report, colour=False, verbose=False)
    line = next(one for one in text.splitlines() if one.startswith("judged for "))
    return line.partition("; routes of ")[2].partition(" are not judged")[0]


GENERATORS = [
    ("mdBook", "book.toml", BOOK, "src/a.md"),
    ("mdBook", "guide/book.toml", '[book]\nsrc = "text"\n', "guide/text/a.md"),
    ("mdBook", "book.toml", '[book]\nsrc = "."\n', "a.md"),
    ("mdBook", "book.toml", "[", "src/a.md"),
    ("mdBook", "book.toml", '[build]\nextra-watch-dirs = ["text"]\n', "text/a.md"),
    ("Next.js", "next.config.mjs", "", "docs/a.md"),
    ("Next.js", "web/next.config.ts", "", "web/content/a.md"),
    ("Next.js", "next.config.js", "", "src/app/a.md"),
    ("Gatsby", "gatsby-config.js", "path: `${__dirname}/notes`", "notes/a.md"),
    ("Gatsby", "gatsby-config.ts", "path: './texts/own'", "texts/own/a.md"),
    ("Nuxt", "nuxt.config.ts", "", "content/a.md"),
    ("Eleventy", ".eleventy.js", "", "a.md"),
    ("Eleventy", "eleventy.config.mjs", "", "docs/a.md"),
    ("Quarto", "_quarto.yml", "", "docs/a.md"),
    ("GitBook", ".gitbook.yaml", "root: ./manual/\n", "manual/a.md"),
    ("GitBook", ".gitbook.yaml", "", "a.md"),
    ("Lume", "_config.ts", 'import lume from "lume/mod.ts";', "a.md"),
    ("docsify", "index.html", "<script>window.$docsify = {}</script>", "a.md"),
    ("docsify", "docs/index.html", "<script>window.$docsify = {}</script>", "docs/a.md"),
    ("GitBook", ".gitbook.yaml", "root: [\n", "a.md"),
]


@pytest.mark.parametrize(("name", "file", "text", "path"), GENERATORS)
def test_a_generator_is_named_and_its_routes_are_left_alone(tmp_path, name, file, text, path):
    report = report_of(tmp_path, {file: text, path: ROUTE})

    assert [one.rule for one in report.findings if one.severity == "error"] == []
    assert left_alone_by(report) == f"{name} ({file})"


@pytest.mark.parametrize(("name", "file", "text", "path"), GENERATORS)
def test_a_document_that_is_missing_is_reported_beside_a_generator(
    tmp_path, name, file, text, path
):
    files = {file: text, path: "# A\n\n[x](gone.md)\n"}

    assert errors_of(tmp_path, files) == [(path, "link-target-missing")], name


@pytest.mark.parametrize(
    ("file", "text", "path"),
    [
        ("book.toml", BOOK, "README.md"),
        ("book.toml", '[book]\nsrc = "../.."\n', "src/a.md"),
        ("book.toml", '[build]\nextra-watch-dirs = "text"\n', "text/a.md"),
        ("next.config.js", "", "README.md"),
        ("next.config.js", "", "lib/a.md"),
        ("examples/x/next.config.js", "", "docs/a.md"),
        ("website/gatsby-config.js", "", "docs/a.md"),
        ("website/.eleventy.js", "", "docs/a.md"),
        ("gatsby-config.js", "path: 'src/..'", "a.md"),
        ("nuxt.config.ts", "", "docs/a.md"),
        ("doc/_quarto.yml", "", "docs/a.md"),
        (".gitbook.yaml", "root: ./manual/\n", "docs/a.md"),
    ],
)
def test_a_generator_shows_nothing_but_its_own_folders(tmp_path, file, text, path):
    files = {file: text, path: "# A\n\n[x](/b/c.md)\n"}

    assert errors_of(tmp_path, files) == [(path, "link-target-missing")]


def test_any_other_page_of_html_is_no_site(tmp_path):
    files = {"index.html": "<p>docsify</p>", "a.md": "[x](/b/c.md)\n"}

    assert errors_of(tmp_path, files) == [("a.md", "link-target-missing")]


def test_the_source_of_a_book_wins_over_the_folders_that_are_watched(tmp_path):
    text = '[build]\nextra-watch-dirs = ["text"]\n'
    files = {"book.toml": text, "src/a.md": ROUTE, "text/b.md": "# B\n\n[x](/c.md)\n"}

    assert errors_of(tmp_path, files) == [("text/b.md", "link-target-missing")]


@pytest.mark.parametrize(
    ("file", "path", "target", "is_judged"),
    [
        ("book.toml", "src/a.md", "b.html#c", False),
        ("book.toml", "src/a.md", "forced-unwind", True),
        ("book.toml", "src/a.md", "../gone.rs", True),
        ("_quarto.yml", "a.md", "b.html", False),
        ("_quarto.yml", "a.md", "b.qmd", True),
        ("next.config.js", "docs/a.md", "../download", False),
        ("next.config.js", "docs/a.md", "../src/gone.ts", True),
        ("gatsby-config.js", "docs/a.md", "../gone.txt", True),
        ("nuxt.config.js", "content/a.md", "gone.txt", False),
        ("nuxt.config.js", "content/a.md", "www.example.com", True),
        ("nuxt.config.js", "content/a.md", "v1.2/b", False),
        ("nuxt.config.js", "content/a.md", "next.js/b", False),
        ("book.toml", "src/a.md", "docs.example.org/b.html", True),
        ("nuxt.config.js", "content/a.md", "crates.io", True),
        (".gitbook.yaml", "a.md", "b/c", False),
    ],
)
def test_relative_links_are_judged_where_a_generator_goes_by_files(
    tmp_path, file, path, target, is_judged
):
    files = {file: "", path: f"# A\n\n[x]({target})\n"}

    assert errors_of(tmp_path, files) == ([(path, "link-target-missing")] if is_judged else [])


@pytest.mark.parametrize(
    ("file", "path", "is_judged"),
    [
        ("nuxt.config.ts", "content/a.md", False),
        (".eleventy.js", "a.md", False),
        ("book.toml", "src/a.md", True),
        ("next.config.js", "docs/a.md", True),
    ],
)
def test_relative_images_are_judged_where_a_generator_goes_by_files(
    tmp_path, file, path, is_judged
):
    files = {file: "", path: "# A\n\n![x](../img/gone.png)\n"}

    assert errors_of(tmp_path, files) == ([(path, "image-missing")] if is_judged else [])


def test_a_page_of_an_application_may_be_frontmatter_alone(tmp_path):
    page = "---\ntitle: A\n---\n"
    files = {"next.config.ts": "", "docs/index.md": page, "lib/b.md": page}

    assert errors_of(tmp_path, files) == [("lib/b.md", "file-empty")]


def test_an_application_takes_no_documents_from_a_site_that_is_judged(tmp_path):
    files = {
        "mkdocs.yml": "site_name: x\n",
        "next.config.js": "",
        "docs/a.md": "# A\n\n[x](/b/c/)\n",
    }

    assert errors_of(tmp_path, files) == [("docs/a.md", "link-target-missing")]


def test_a_run_looks_into_the_documents_of_a_generator(tmp_path):
    files = {"docs/a.md": "# A\n", "book/book.toml": BOOK, "book/src/b.md": "# B\n",
             "next.config.js": "", "app/c.md": "# C\n", "blog/d.md": "# D\n"}  # fmt: skip

    assert docs_of(configured([written(tmp_path, files)])) == ["docs", "blog", "book/src"]


IDS = "# A\n\n[x](#own) [y](#the-costs)\n\n"


@pytest.mark.parametrize(
    ("file", "path", "heading"),
    [
        ("book.toml", "src/a.md", "## The costs {#own}"),
        ("book.toml", "src/a.md", "## The costs { #own .wide }"),
        ("book.toml", "src/a.md", "## The costs {.wide}\n\n<a id=own></a>"),
        ("hugo.toml", "content/a.md", "## The costs {.wide #own}"),
        ("docs/.vitepress/config.ts", "docs/a.md", "## The costs {#own}"),
        ("_config.yml", "docs/a.md", "## The costs {: #own}"),
        ("_config.yml", "docs/a.md", "## The costs\n{: #own}"),
        ("_quarto.yml", "docs/a.md", "## The costs {#own key=value}"),
        ("myst.yml", "docs/a.md", "(own)=\n## The costs"),
        ("docs/conf.py", "docs/a.md", "(own)=\n## The costs {#other}"),
    ],
)
def test_headings_have_the_ids_that_a_generator_gives_them(tmp_path, file, path, heading):
    text = "extensions = ['myst_parser']" if file.endswith(".py") else ""
    files = {file: text, path: f"{IDS}{heading}\n", "README.md": f"# R\n\n[x]({path}#own)\n"}

    assert errors_of(tmp_path, files) == []


@pytest.mark.parametrize(
    ("file", "path", "heading", "missing"),
    [
        ("mine.toml", "src/a.md", "## The costs {#own}", 2),
        ("book.toml", "docs/a.md", "## The costs {#own}", 2),
        ("next.config.js", "docs/a.md", "## The costs {#own}", 2),
        ("book.toml", "src/a.md", "## The costs {#other}", 1),
        ("book.toml", "src/a.md", "(own)=\n## The costs", 1),
        ("myst.yml", "docs/a.md", "```\n(own)=\n```\n\n## The costs", 1),
        ("book.toml", "src/a.md", "## The costs `{id}`", 2),
    ],
)
def test_other_readers_give_headings_no_ids(tmp_path, file, path, heading, missing):
    files = {file: "", path: f"{IDS}{heading}\n"}

    found = report_of(tmp_path, files).findings
    assert [one.path for one in found if one.rule == "anchor-missing"] == [path] * missing
