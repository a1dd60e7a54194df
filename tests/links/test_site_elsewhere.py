"""Links that are written for a site of which this repository has no more than the documents."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from tools.configured import configured

FILES = {"docs/b.md": "# Which way?\n", "docs/c/README.md": "# C\n", "docs/page/d.txt": ""}


def written(root, files):
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    return root


def found(root, link, files=FILES, front="---\nnav: A\n---\n", targets=()):
    page = {"docs/a.md": f"{front}# A\n\n{link}\n"}
    config = configured([written(root, {**files, **page})], targets=targets, select=["*-missing"])
    report = check(config, documents_of(config, [root]))
    return [(one.severity.value, one.message, bool(one.fix)) for one in report.findings]


@pytest.mark.parametrize(
    ("target", "severity"),
    [
        ("/docs/b/", "info"),
        ("/docs/b", "info"),
        ("/docs/b/?x=1#y", "info"),
        ("/support", "info"),
        ("/support/v1.2/", "info"),
        ("/docs/e/", "error"),
        ("/docs/b.html.md", "error"),
        ("/support.md", "error"),
        ("/support/plan.yaml", "error"),
        ("b/", "error"),
    ],
)
def test_a_route_of_a_site_that_lives_elsewhere_is_a_note(tmp_path, target, severity):
    ((level, message, is_fixed),) = found(tmp_path, f"[x]({target})")

    assert level == severity
    if severity == "info":
        assert (message.endswith(" on GitHub"), is_fixed) == (True, False)


def test_a_missing_image_is_an_error(tmp_path):
    assert [one[0] for one in found(tmp_path, "![x](/img/a)")] == ["error"]


def test_github_reads_nothing_else_where_it_is_chosen(tmp_path):
    found_here = found(tmp_path, "[x](/docs/b/)", targets=["github"])

    assert found_here == [("error", "no file `/docs/b/`", True)]


def test_an_anchor_with_marks_that_github_drops_may_be_right_elsewhere(tmp_path):
    assert found(tmp_path, "[x](b.md#which-way?)") == [
        ("error", "no anchor `#which-way?` in `b.md` on GitHub", False)
    ]
    assert found(tmp_path, "[x](b.md#which-way?)", front="") == [
        ("error", "no anchor `#which-way?` in `b.md`", True)
    ]
    assert found(tmp_path, "[x](b.md#Which--way)") == [
        ("error", "no anchor `#Which--way` in `b.md`", True)
    ]


CONFIG = """\
export default {
  presets: [['classic', {docs: {path: 'docs'}}]],
  themeConfig: {
    navbar: {items: [{to: '/tools', label: 'T'}, {to: '/docs/gone', label: 'G'}]},
    footer: {links: [{items: [{to: '/team/#us', label: 'U'}]}]},
  },
};
"""
PLUGIN = "async contentLoaded({actions}) { actions.addRoute({component: 'x', path: '/shop'}); }"


@pytest.mark.parametrize(
    ("target", "is_route"),
    [
        ("/tools", True),
        ("/tools/", True),
        ("/team", True),
        ("/shop", True),
        ("/tools/more", False),
        ("/docs/gone", False),
        ("/shopping", False),
    ],
)
def test_a_route_that_the_site_itself_names_is_there(tmp_path, target, is_route):
    files = {
        "docusaurus.config.js": CONFIG,
        "plugins/p/src/index.ts": PLUGIN,
        "plugins/node_modules/p/index.js": PLUGIN.replace("/shop", "/shopping"),
    }

    assert (found(tmp_path, f"[x]({target})", files) == []) == is_route
