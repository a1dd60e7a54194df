"""The settings of a site or of a document decide whether the document is MDX."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.docusaurus_config import read_docusaurus_file
from tools.configured import configured


@pytest.mark.parametrize(
    ("javascript", "expected"),
    [
        ("module.exports = {title: 'x'};", "mdx"),
        ("export default {markdown: {format: 'detect'}};", "detect"),
        ('export default {markdown: {mermaid: true, format: "md"}};', "md"),
        ("export default {markdown: {hooks: {a: 'b'}, format: 'md'}};", "md"),
        ("export default {// markdown: {format: 'md'},\n title: 'x'};", "mdx"),
        ("export default {/* markdown: {format: 'md'} */ title: 'x'};", "mdx"),
        ("export default {other: {format: 'md'}};", "mdx"),
    ],
)
def test_the_format_is_read_from_the_sites_configuration(javascript, expected):
    assert expected == read_docusaurus_file(javascript).format


def rules(folder, name="a.md", text="P99 <10ms\n", site="", **options):
    (folder / name).write_text(f"# A\n\n{text}" if not text.startswith("---") else text)
    if site:
        (folder / "docusaurus.config.js").write_text(site)
    config = configured([folder], select=["mdx-*"], **options)
    return [found.rule for found in check(config, documents_of(config, [folder])).findings]


def test_markdown_is_mdx_where_nothing_is_set(tmp_path):
    assert ["mdx-tag-name-invalid"] == rules(tmp_path)


@pytest.mark.parametrize("setting", ["md", "detect"])
def test_markdown_is_no_mdx_where_the_site_says_so(tmp_path, setting):
    assert [] == rules(tmp_path, site=f"module.exports = {{markdown: {{format: '{setting}'}}}};")


def test_an_mdx_file_is_mdx_where_the_site_detects(tmp_path):
    site = "module.exports = {markdown: {format: 'detect'}};"
    assert ["mdx-tag-name-invalid"] == rules(tmp_path, name="a.mdx", site=site)


def test_a_document_may_say_that_it_is_no_mdx(tmp_path):
    text = "---\ntitle: A\nmdx:\n  format: md\n---\n\nP99 <10ms\n"
    assert [] == rules(tmp_path, text=text)


def test_plain_mdx_does_not_read_the_settings_of_docusaurus(tmp_path):
    site = "module.exports = {markdown: {format: 'md'}};"
    assert ["mdx-tag-name-invalid"] == rules(tmp_path, site=site, targets=["mdx"])


@pytest.mark.parametrize("off", [["mdx-*"], ["mdx-*", "suppression-unused"]])
def test_a_comment_of_a_rule_that_is_off_is_not_unused(tmp_path, off):
    comment = "<!-- docsgate: ignore mdx-tag-name-invalid: a figure -->"
    (tmp_path / "a.md").write_text(f"# A\n\n{comment}\nP99 <10ms\n")
    config = configured([tmp_path], ignore=off)

    assert check(config, documents_of(config, [tmp_path])).findings == ()
