"""mkdocs.yml is read as MkDocs reads it, and nothing in it is run."""

import posixpath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.toc import slugify, slugify_unicode, unique
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import get_files
from pymdownx import slugs as pymdownx_slugs

from docsgate.configuration.mkdocs_yml import SlugStyle, read_mkdocs_file, with_parents
from docsgate.configuration.yaml_values import Tagged, read_yaml
from docsgate.readers.mkdocs.docs_files import DocsFiles
from docsgate.readers.slugs import site_slug, site_unique

TEXT = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=30)


def read(*texts):
    return read_mkdocs_file(*texts)


def test_nothing_written_means_the_defaults_of_mkdocs():
    found = read("site_name: x\n")

    assert (found.docs, found.directory_urls, found.base) == ("docs", True, "/")
    assert (found.absolute_is_docs, found.nav, found.has_search) == (False, None, True)
    assert found.extensions == {"toc", "tables", "fenced_code"}


def test_what_is_written_is_read():
    found = read("""\
docs_dir: text
use_directory_urls: no
site_url: https://example.org/name
validation: {absolute_links: relative_to_docs}
nav: [a.md, {B: [b.md, {C: c/d.md}]}, https://example.org]
plugins: [tags]
markdown_extensions:
  - markdown.extensions.attr_list
  - extra
  - toc: {separator: _, slugify: !!python/name:markdown.extensions.toc.slugify_unicode }
""")

    assert (found.docs, found.directory_urls, found.base) == ("text", False, "/name/")
    assert (found.absolute_is_docs, found.has_search) == (True, False)
    assert found.nav == {"a.md", "b.md", "c/d.md", "https://example.org"}
    assert {"attr_list", "footnotes", "md_in_html"} < found.extensions
    assert found.slug == SlugStyle("toc-unicode", "_")


@pytest.mark.parametrize(
    ("tag", "style"),
    [
        ("!!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}",
         SlugStyle("pymdownx", case="lower")),
        (("!!python/object/apply:pymdownx.slugs.slugify {kwds:"
          " {percent_encode: true, normalize: NFD}}"),
         SlugStyle("pymdownx", normalize="NFD", percent_encode=True)),
        ("!!python/name:pymdownx.slugs.uslugify", SlugStyle("pymdownx", case="lower")),
        ("!!python/name:os.system", SlugStyle()),
    ],
)  # fmt: skip
def test_a_slug_function_is_known_by_its_name(tag, style):
    assert read(f"markdown_extensions:\n  - toc:\n      slugify: {tag}\n").slug == style


def test_a_file_builds_upon_another():
    parent, child = "docs_dir: a\nsite_url: https://x.org/y/\n", "INHERIT: base.yml\ndocs_dir: b\n"

    files = {"site/mkdocs.yml": child, "site/base.yml": parent}

    found = read(*with_parents("site/mkdocs.yml", files.__getitem__))

    assert (found.docs, found.base) == ("b", "/y/")


def test_files_that_build_upon_each_other_end():
    assert len(with_parents("a.yml", lambda _path: "INHERIT: a.yml\n")) == 5


@pytest.mark.parametrize(
    "text",
    ["", "[", "a: b: c", "- x", "docs_dir: [1]", "site_url: 'http://[x'", "nav: {a: [b]}", "\x00",
     "[" * 5000, "a: &a [*a, *a]", "markdown_extensions: 3", "plugins: {search: {}}", "? [a]\n: b"],
)  # fmt: skip
def test_a_file_that_makes_no_sense_says_nothing(text):
    assert read(text).directory_urls is True


def test_aliases_are_not_multiplied():
    """Nine to the power of thirty values would never be read to their end."""
    lines = ["a0: &a0 [x]"] + [
        f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)
    ]

    assert read("\n".join(lines)).directory_urls is True


def test_no_tag_constructs_anything(tmp_path):
    mark = tmp_path / "mark"
    value = read_yaml(f"x: !!python/object/apply:os.mkdir ['{mark}']\n")

    assert value == {"x": Tagged("python/object/apply:os.mkdir", [str(mark)])}
    assert not mark.exists()


NAMES = ["index.md", "README.md", "a.md", "b.MD", "c.markdown", "d.html", ".e.md", "index.markdown"]
FOLDERS = ["", "x/", "templates/", ".hidden/", "x/templates/", "x/y/", "drafts/"]
PATTERNS = ["drafts/", "/x/a.md", "*.html", "!.e.md", "y/", "!templates/", "README.md", "x/*"]


@given(
    files=st.sets(st.builds(str.__add__, st.sampled_from(FOLDERS), st.sampled_from(NAMES))),
    excluded=st.lists(st.sampled_from(PATTERNS), max_size=3),
    flat=st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_the_site_takes_the_files_that_mkdocs_takes(tmp_path_factory, files, excluded, flat):
    folder = tmp_path_factory.mktemp("site")
    for name in files:
        path = folder / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    (folder / "docs").mkdir(exist_ok=True)
    config = MkDocsConfig()
    config.load_dict({
        "site_name": "x", "docs_dir": str(folder / "docs"), "site_dir": str(folder / "site"),
        "use_directory_urls": not flat, "exclude_docs": "\n".join(excluded), "plugins": [],
    })  # fmt: skip
    config.validate()
    theirs = {
        file.src_uri: (file.inclusion.is_included(), file.dest_uri) for file in get_files(config)
    }
    lines = "".join(f"\n  {pattern}" for pattern in excluded)
    ours = DocsFiles(files, read(f"use_directory_urls: {not flat}\nexclude_docs: |{lines}\n"))

    assert {path: (not out, ours.place(path)) for path, out in ours.kept.items()} == theirs
    assert all(posixpath.normpath(place) == place for place in ours.built)


@given(TEXT)
def test_a_slug_is_that_of_the_toc_extension(text):
    assert site_slug(text) == slugify(text, "-")
    assert site_slug(text, SlugStyle("toc-unicode")) == slugify_unicode(text, "-")


@given(TEXT, st.sampled_from(["none", "lower", "lower-ascii", "fold"]), st.booleans())
def test_a_slug_is_that_of_pymdownx(text, case, percent):
    theirs = pymdownx_slugs.slugify(case=case, percent_encode=percent)(text, "-")

    assert site_slug(text, SlugStyle("pymdownx", case=case, percent_encode=percent)) == theirs


@given(st.lists(st.sampled_from(["a", "a_1", "a_2", "a_1_1", "", "_1", "b"]), max_size=12))
def test_anchors_are_made_unique_as_the_toc_extension_does(names):
    taken, counters, ours = set(), {}, site_unique(set())

    assert [ours(name) for name in names] == [unique(name, taken, counters) for name in names]
