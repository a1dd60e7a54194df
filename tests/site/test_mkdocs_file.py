"""docsgate reads the settings of a mkdocs.yml without running anything."""

import pytest

from docsgate.configuration.mkdocs_yml import MkdocsFile, read_mkdocs_file
from docsgate.configuration.sites import mkdocs_site

LISTED = {
    "a list": "markdown_extensions:\n  - tables\n  - docsgate.gfm_lists\n",
    "a list with settings": "markdown_extensions:\n  - docsgate.gfm_lists:\n      x: 1\n",
    "a mapping": "markdown_extensions:\n  docsgate.gfm_lists: {}\n",
    "quoted, in flow style": 'markdown_extensions: [tables, "docsgate.gfm_lists"]\n',
    "beside a tag": (
        "markdown_extensions:\n  - x: {f: !!python/name:os.system }\n  - docsgate.gfm_lists\n"
    ),
}
NOT_LISTED = {
    "a comment": "markdown_extensions:\n  - tables  # docsgate.gfm_lists\n",
    "elsewhere": "plugins:\n  - docsgate.gfm_lists\n",
    "a setting": "markdown_extensions:\n  - x:\n      y: docsgate.gfm_lists\n",
    "invalid before it": "a: [\nmarkdown_extensions:\n  - docsgate.gfm_lists\n",
    "nothing": "",
}


@pytest.mark.parametrize("text", LISTED.values(), ids=LISTED)
def test_the_extension_is_found_however_it_is_listed(text, tmp_path):
    (tmp_path / "mkdocs.yml").write_text(text)

    assert mkdocs_site(tmp_path, "mkdocs.yml").reads_gfm_lists


@pytest.mark.parametrize("text", NOT_LISTED.values(), ids=NOT_LISTED)
def test_the_name_alone_is_not_the_extension(text, tmp_path):
    (tmp_path / "mkdocs.yml").write_text(text)

    assert not mkdocs_site(tmp_path, "mkdocs.yml").reads_gfm_lists


def test_settings_are_read_as_written():
    text = (
        "docs_dir: ../a\nsite_dir: ../b\nnav:\n  - index.md\n"
        "extra:\n  docsgate:\n    docs: ../c\n    repository: https://x.org/\n    branch: dev\n"
    )

    assert read_mkdocs_file(text) == MkdocsFile(
        docs_dir="../a",
        site_dir="../b",
        sources="../c",
        repository="https://x.org",
        branch="dev",
        nav=frozenset({"index.md"}),
    )


def test_no_tag_runs_code(tmp_path):
    mark = tmp_path / "mark"
    text = f"docs_dir: d\nx: !!python/object/apply:os.mkdir ['{mark}']\n"

    assert read_mkdocs_file(text).docs_dir == "d"
    assert not mark.exists()


def test_deep_nesting_and_aliases_end():
    assert read_mkdocs_file("x: " + "[" * 5000).docs_dir == "docs"
    assert read_mkdocs_file("a: &a [x]\nb: [*a, *a]\ndocs_dir: d\n").docs_dir == "d"
