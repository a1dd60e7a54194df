"""Docusaurus 2 reads MDX 1, which is not judged by the rules of MDX 3."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured

PAGE = "# A\n\nTakes <10 ms.\n"
NOTE = (
    "docusaurus.config.js is of Docusaurus 2, which reads MDX 1: what MDX makes of its documents "
    "was not judged"
)


def report_of(root, version, name="docs/a.md", targets=()):
    files = {
        "docusaurus.config.js": "export default {};\n",
        "package.json": f'{{"dependencies": {{"@docusaurus/core": "{version}"}}}}',
        name: PAGE,
        "docs/b.mdx": "# B\n",
    }
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text)
    config = configured([root], targets=targets, select=["mdx-*"])
    return check(config, documents_of(config, [root]))


@pytest.mark.parametrize("targets", [[], ["docusaurus"]])
@pytest.mark.parametrize("version", ["2.2.0", "^2.4.3", "~2.0.0-beta.21"])
def test_nothing_is_judged_as_mdx_and_that_is_said_once(tmp_path, version, targets):
    report = report_of(tmp_path, version, targets=targets)

    assert (report.findings, report.notes) == ((), (NOTE,))


def test_a_page_that_documents_import_is_read_as_they_are(tmp_path):
    assert report_of(tmp_path, "2.2.0", "src/a.mdx").findings == ()


@pytest.mark.parametrize("version", ["3.0.0", "^3.8.1", "latest", "workspace:*"])
def test_later_versions_and_unknown_ones_read_mdx_3(tmp_path, version):
    report = report_of(tmp_path, version)

    assert [one.rule for one in report.findings] == ["mdx-tag-name-invalid"]
    assert report.notes == ()


def test_plain_mdx_is_judged_where_it_is_chosen(tmp_path):
    found = report_of(tmp_path, "2.2.0", targets=["mdx"]).findings

    assert [one.rule for one in found] == ["mdx-tag-name-invalid"]
