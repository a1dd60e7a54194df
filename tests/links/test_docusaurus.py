"""Routes and links of a Docusaurus site."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.docusaurus_config import read_docusaurus_file
from docsgate.parsing.markdown import parse
from docsgate.readers.docusaurus.routes import is_route, route_of
from docsgate.text import Source
from tools.configured import configured

# What `getSlug` of @docusaurus/plugin-content-docs 3.10 gives for these.
ROUTES = [
    ("intro.md", "", "", "/intro"),
    ("index.md", "", "", "/"),
    ("README.md", "", "", "/"),
    ("adr/index.md", "", "", "/adr/"),
    ("adr/readme.mdx", "", "", "/adr/"),
    ("adr/adr.md", "", "", "/adr/"),
    ("adr/ADR.md", "", "", "/adr/"),
    ("adr/adr-001-queue.md", "adr-001", "", "/adr/adr-001"),
    ("adr/adr-001-queue.md", "", "", "/adr/adr-001-queue"),
    ("adr/index.md", "adr-index", "", "/adr/"),
    ("adr/index.md", "", "/", "/"),
    ("adr/index.md", "", "start", "/adr/start"),
    ("01-intro.md", "", "", "/intro"),
    ("02-guide/03-setup.md", "", "", "/guide/setup"),
    ("adr/034-sharding.md", "", "", "/adr/sharding"),
    ("adr/2024-01-02-log.md", "", "", "/adr/2024-01-02-log"),
    ("7.0-notes.md", "", "", "/7.0-notes"),
    ("001 - spaced.md", "", "", "/spaced"),
    ("1.a.md", "", "", "/a"),
    ("a/b/c.md", "", "../d", "/a/d"),
    ("a/b/c.md", "", "./d/", "/a/b/d/"),
    ("a/02-b/index.md", "", "", "/a/b/"),
    ("01-a/a.md", "", "", "/a/a"),
    ("a/01-a.md", "", "", "/a/a"),
    ("10_under.md", "", "", "/under"),
    ("3--x.md", "", "", "/x"),
    ("a/b.md", "x", "y", "/a/y"),
]


@pytest.mark.parametrize(("path", "id_", "slug", "route"), ROUTES)
def test_a_document_has_the_route_that_docusaurus_gives_it(path, id_, slug, route):
    fields = "".join(f"{key}: {text}\n" for key, text in (("id", id_), ("slug", slug)) if text)
    text = f"---\n{fields}---\n\n# x\n" if fields else "# x\n"

    assert route_of(path, parse(Source(f"docs/{path}", text)).outline) == route


@pytest.mark.parametrize(
    "path",
    ["_part.md", "_parts/a.md", "a/_b.md", "a/__tests__/b.md", ".a.md", "a/.b/c.md", "a.txt"],
)
def test_hidden_files_partials_and_test_folders_are_no_pages(path):
    assert not is_route(path)


FILES = {
    "docs/index.md": "# Home\n",
    "docs/adr/index.md": "---\nslug: /\n---\n\n# Decisions\n",
    "docs/adr/adr-001-queue.md": "---\nid: adr-001\n---\n\n# Q\n\n## Costs {#costs}\n\n## Limits\n",
    "docs/rfcs/rfc-007-log.md": "---\nid: rfc-007\n---\n\n# Log\n",
    "docs/guide/02-setup.md": "# Setup\n",
    "docs/guide/_part.md": "# Part\n",
    "docs/guide/img/map.png": "png",
    "src/queue.py": "x = 1\n",
    "static/logo.png": "png",
    "README.md": "# Root\n",
    "docs/guide/draft.md": "---\ndraft: true\n---\n\n# Draft\n",
    "docs/guide/noted.md": "# Noted\n\n## Same {/* #listed */}\n\n## Same\n\nText[^1]\n\n[^1]: N\n",
    "docs/guide/titles.md": "# First\n\n# Second\n",
    "docs/guide/shown.mdx": "import Part from './_part.md';\n\n# Shown\n\n<Part />\n",
    "docs/guide/a.pdf": "pdf\n",
    "static/a.pdf": "pdf\n",
    "static/plain.html": "<p>x</p>\n",
    "static/NOTICE": "x\n",
}


@pytest.mark.parametrize(
    ("link", "is_alive"),
    [
        ("[x](02-setup.md)", True),
        ("[x](./02-setup.md)", True),
        ("[x](setup.md)", False),
        ("[x](setup)", True),
        ("[x](./setup)", True),
        ("[x](02-setup)", False),
        ("[x](../adr/adr-001)", True),
        ("[x](../adr/adr-001-queue)", False),
        ("[x](../adr/adr-001-queue.md#costs)", True),
        ("[x](../adr/adr-001-queue.md#limits)", True),
        ("[x](../adr/adr-001-queue.md#costs-costs)", False),
        ("[x](adr/adr-001-queue.md)", True),
        ("[x](/adr/adr-001-queue.md)", True),
        ("[x](/adr/adr-001)", True),
        ("[x](/adr/ADR-001/)", False),
        ("[x](/adr/adr-001#limits)", True),
        ("[x](/adr/adr-001#nowhere)", False),
        ("[x](/docs/adr/adr-001)", True),
        ("[x](/adr)", True),
        ("[x](/rfc/rfc-007)", True),
        ("[x](/rfcs/rfc-007)", True),
        ("[x](/rfc/rfc-008)", False),
        ("[x](/guide)", False),
        ("[x](_part.md)", False),
        ("[x](../../src/queue.py)", True),
        ("[x](../../src/none.py)", False),
        ("[x](@site/src/queue.py)", True),
        ("[x](@site/docs/guide/02-setup.md)", True),
        ("[x](../../README.md)", False),
        ("![x](img/map.png)", True),
        ("![x](img/none.png)", False),
        ("![x](/logo.png)", True),
        ('<img src="img/map.png" alt="x"/>', False),
        ('<a href="/adr/adr-001">x</a>', True),
        ('<a href="./02-setup.md">x</a>', False),
        ("[x](/adr/adr-001#q)", True),  # The theme gives the title no id, but readers arrive.
        ("[x](titles.md#second)", False),
        ("[x](02-Setup.md)", False),
        ("[x](Setup)", False),
        ("[x](draft.md)", False),
        ("[x](draft)", False),
        ("[x](02%2Dsetup.md)", True),
        ("[x](02-setup%2Emd)", False),  # Whether it looks like a page is decided before decoding.
        ("[x](..\\\\guide\\\\02-setup.md)", False),
        ("[x](../adr\\\\adr-001-queue.md)", True),
        ("[x](noted.md#listed)", True),
        ("[x](noted.md#same)", True),
        ("[x](noted.md#same-1)", False),  # An explicit id is not counted.
        ("[x](noted.md#footnote-label)", True),
        ("[x](shown.mdx#part)", True),
        ("[x](a.pdf)", True),
        ("[x](/a.pdf)", True),
        ("[x][y]\n\n[y]: a.pdf", False),
        ("[x][y]\n\n[y]: 02-setup.md", True),
        ("![x][y]\n\n[y]: img/map.png", False),
        ("![x][y]\n\n[y]: /logo.png", True),
        ("[x](/plain.html)", False),
        ("[x](/NOTICE)", False),
        ('<a href="/plain.html">x</a>', True),
        ('<iframe src="/guide/setup"></iframe>', True),
        ('<img src="/guide/setup"/>', False),
        ("[x](/404.html)", True),
        ("[x](@site/docs/guide/setup)", False),
        ("[x]()", False),
        ("![x]()", False),
        ("{/* [x](none.md) */}", True),
        ("<div>[x](none.md)</div>", False),
        ("<div>\n[x](02-setup.md)\n</div>", True),
        ("<!-- note --> ![x](img/none.png)", False),
        ("<!-- [x](none.md) -->", True),
        ("<div>`[x](none.md)`</div>", True),
        ('<a id="own"></a>\n\n[x](#own) [y](#top)', True),
    ],
)
def test_a_link_is_judged_as_docusaurus_follows_it(tmp_path, link, is_alive):
    for name, text in {**FILES, "docs/guide/page.md": f"# Page\n\n{link}\n"}.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    config = configured(
        [tmp_path], select=["link-*", "anchor-*", "image-*"], targets=["docusaurus"]
    )

    report = check(config, documents_of(config, [tmp_path / "docs/guide/page.md"]))

    assert (report.findings == ()) is is_alive


CONFIGURED = """\
import type {Config} from '@docusaurus/types';
const base = '/prism/';
const config: Config = {
  baseUrl: base, // where the site lives
  onBrokenLinks: 'throw',
  presets: [['classic', {docs: false, blog: {routeBasePath: 'news'}}]],
  plugins: [
    ['@docusaurus/plugin-content-docs', {id: 'adr', path: '../text/adr', routeBasePath: 'adr'}],
    ['@docusaurus/plugin-content-docs', {path: '../text/guide', routeBasePath: '/'}],
    require.resolve('a-plugin'),
  ],
};
export default config;
"""
SITE = {
    "website/docusaurus.config.ts": CONFIGURED,
    "website/static/logo.png": "png",
    "website/src/pages/about.tsx": "x",
    "website/src/pages/team/index.js": "x",
    "website/src/pages/index.md": "# Home\n",
    "website/src/pages/_part.md": "# Part\n",
    "text/adr/adr-001-queue.md": "---\nid: adr-001\ntags: [queue]\n---\n\n# Q\n\n## Costs\n",
    "text/adr/index.md": "# Decisions\n",
    "text/guide/setup.md": "# Setup\n",
    "text/other/lost.md": "# Lost\n",
}


def findings(folder, link, files, page="text/guide/page.md"):
    for name, text in {**files, page: f"# Page\n\n{link}\n"}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    (folder / ".git").mkdir(exist_ok=True)
    config = configured([folder], select=["link-*", "anchor-*", "image-*"], targets=["docusaurus"])
    return check(config, documents_of(config, [folder / page])).findings


GALLERY = """\
const path = require('path');
module.exports = {
  presets: [['classic', {docs: {path: 'text/guide', routeBasePath: '/'}, blog: false}]],
  plugins: [
    [path.resolve('plugins/gallery'), {path: 'text/guide', routeBasePath: '/gallery'}],
    ['./plugins/shop', {routeBasePath: 'shop'}],
    [require.resolve('@docusaurus/plugin-content-docs'),
     {path: 'text/notes', routeBasePath: 'notes'}],
    ['./plugins/root', {routeBasePath: '/'}],
  ],
};
"""


def test_only_the_routes_of_other_plugins_are_open():
    assert read_docusaurus_file(GALLERY).blogs == ("gallery", "shop")


@pytest.mark.parametrize(
    ("link", "is_alive"),
    [
        ("[x](/setup)", True),
        ("[x](/notes/first)", True),
        ("[x](/gallery/any)", True),
        ("[x](/shop)", True),
        ("[x](/notes/second)", False),
        ("[x](/gone)", False),
    ],
)
def test_only_a_plugin_of_documents_shows_documents(tmp_path, link, is_alive):
    files = {
        "docusaurus.config.js": GALLERY,
        "text/guide/setup.md": "# Setup\n",
        "text/notes/first.md": "# First\n",
    }
    found = findings(tmp_path, link, files)
    assert ([one.rule for one in found] == []) is is_alive


@pytest.mark.parametrize(
    ("link", "is_alive"),
    [
        ("[x](setup.md)", True),
        ("[x](./setup)", True),
        ("[x](/setup)", True),
        ("[x](/prism/setup)", True),
        ("[x](/guide/setup)", False),
        ("[x](/docs/setup)", False),
        ("[x](/adr/adr-001#costs)", True),
        ("[x](/adr/adr-001#nowhere)", False),
        ("[x](/adr)", True),
        ("[x](/adrs/adr-001)", False),
        ("[x](../adr/adr-001-queue.md)", False),  # Only the files of the same plugin are known.
        ("[x](@site/../text/guide/setup.md)", True),
        ("[x](../other/lost.md)", False),
        ("[x](/news/2026/05/01/any)", True),
        ("[x](/blog/any)", False),
        ("[x](/about)", True),
        ("[x](/team/)", True),
        ("[x](/nobody)", False),
        ("[x](/adr/tags/queue)", True),
        ("[x](/tags/queue)", False),  # No document there has a tag.
        ("[x](/prism)", True),
        ("![x](/prism/logo.png)", False),
        ("[x](/_part)", False),
        ("[x](../adr/adr-001-queue.mdx)", False),
        ("[x](../../news/any.md)", False),  # A file of a blog is known only within the blog.
        ("[x](../../../far)", False),
        ("![x](/logo.png)", True),
        ("![x](/none.png)", False),
        ('<a href="/prism/adr/adr-001">x</a>', True),
        ('<a href="/adr/adr-001">x</a>', False),
    ],
)
def test_routes_are_those_of_the_configuration(tmp_path, link, is_alive):
    assert (findings(tmp_path, link, SITE) == ()) is is_alive


def test_a_page_that_no_plugin_shows_is_not_read(tmp_path):
    assert findings(tmp_path, "[x](/nobody)", SITE, "text/other/page.md") == ()


@pytest.mark.parametrize(
    ("setting", "link", "is_alive"),
    [
        ("", "[x](./setup)", True),
        ("trailingSlash: false,", "[x](./setup)", True),
        ("trailingSlash: true,", "[x](./setup)", False),
        ("trailingSlash: true,", "[x](../setup)", True),
        ("trailingSlash: true,", "[x](setup.md)", True),
        ("trailingSlash: true,", "[x](/404.html)", False),
        ("trailingSlash: true, baseUrl: '/base/',", "[x](?a=b)", False),
        ("trailingSlash: false, baseUrl: '/base/',", "[x](?a=b)", True),
        ("trailingSlash: process.env.SLASH,", "[x](./setup)", True),
    ],
)
def test_relative_routes_count_from_the_url_with_or_without_a_final_slash(
    tmp_path, setting, link, is_alive
):
    site = f"module.exports = {{{setting} presets: [['classic', {{docs: {{}}}}]]}};"
    files = {"docusaurus.config.js": site, "docs/setup.md": "# Setup\n"}

    assert (findings(tmp_path, link, files, "docs/page.md") == ()) is is_alive


@pytest.mark.parametrize(
    ("settings", "link", "severities"),
    [
        ("", "[x](/none)", ["error"]),
        ("onBrokenLinks: 'throw',", "[x](/none)", ["error"]),
        ("onBrokenLinks: 'warn',", "[x](/none)", ["warning"]),
        ("onBrokenLinks: 'ignore',", "[x](/none)", []),
        ("onBrokenLinks: 'ignore',", "[x](none.md)", ["warning"]),
        ("onBrokenLinks: 'ignore', onBrokenMarkdownLinks: 'throw',", "[x](none.md)", ["error"]),
        ("onBrokenLinks: 'ignore', markdown: {hooks: {onBrokenMarkdownLinks: 'ignore'}},",
         "[x](none.md)", []),
        ("onBrokenLinks: 'ignore',", "[x](#none)", ["error"]),
        ("onBrokenAnchors: 'log',", "[x](#none)", ["warning"]),
        ("onBrokenAnchors: level(),", "[x](#none)", ["error"]),
        ("", "[x]()", ["warning"]),
        ("onBrokenMarkdownLinks: 'throw',", "[x]()", ["error"]),
        ("onBrokenAnchors: 'throw',", "<b id='own'>y</b> [x](#own)", ["error"]),
        ("onBrokenAnchors: 'throw',", "[x](#top)", ["error"]),
        ("onBrokenAnchors: 'throw', markdown: {format: 'md'},", "<b id='own'>y</b> [x](#own)", []),
        ("onBrokenAnchors: 'warn',", "<b id='own'>y</b> [x](#own)", []),
        ("", "<b>[x](a.md)</b>\n\n<div>[y](b.md)</div>", ["error"] * 2),
        ("markdown: {format: 'md'},", "<div>[x](none.md)</div>", []),
        ("markdown: {format: 'md'},", "## A {/* #b */}\n\n[x](#b)", ["error"]),
        ("markdown: {format: 'md'},", "## A <!-- #b -->\n\n[x](#b)", ["error"]),
    ],
)  # fmt: skip
def test_a_broken_link_weighs_what_the_configuration_says(tmp_path, settings, link, severities):
    site = f"module.exports = {{{settings} presets: [['classic', {{docs: {{}}}}]]}};"
    found = findings(tmp_path, link, {"docusaurus.config.js": site}, "docs/page.md")

    assert [finding.severity for finding in found] == severities


def test_what_only_running_the_configuration_could_tell_is_guessed(tmp_path):
    site = "module.exports = {presets: [['classic', {docs: {routeBasePath: base()}}]]};"
    files = {"docusaurus.config.js": site, "docs/setup.md": "# Setup\n"}

    assert findings(tmp_path, "[x](/setup) [y](/docs/setup)", files, "docs/page.md") == ()


PARTS = {
    "docusaurus.config.js": "module.exports = {presets: [['classic', {docs: {}}]]};",
    "docs/_part.md": "## In part\n\nText\n",
    "docs/_outer.mdx": "import Part from './_part.md'\n\n## Outer\n\n<Part/>\n",
}


@pytest.mark.parametrize(
    ("imports", "fragment", "is_alive"),
    [
        ("import Part from './_part.md'", "in-part", True),
        ("import Part from './_part.md'", "own", True),
        ("import Part from './_part.md'", "none", False),
        ("import Part from '@site/docs/_part.md';", "in-part", True),
        ("import Part from '@site/docs/_part.md';", "none", False),
        ("import Part from './_outer.mdx'", "in-part", True),
        ("import Part from './_outer.mdx'", "none", False),
        ("import Other from './_part.md'", "in-part", False),
        ("import Part from './_gone.md'", "none", True),
        ("import Part from 'package/part.md'", "none", True),
    ],
)
def test_a_page_has_the_headings_of_those_that_it_imports(tmp_path, imports, fragment, is_alive):
    text = f"{imports}\n\n## Own\n\n<Part/>\n\n[x](#{fragment})\n"

    assert (findings(tmp_path, text, PARTS, "docs/page.mdx") == ()) is is_alive


@pytest.mark.parametrize(
    ("link", "is_alive"), [("/", True), ("/index", False), ("/index/", False), ("..//", False)]
)
def test_an_index_of_the_pages_is_shown_as_its_folder_alone(tmp_path, link, is_alive):
    files = {**PARTS, "src/pages/index.js": "export default () => null"}

    assert (findings(tmp_path, f"[x]({link})", files, "docs/page.mdx") == ()) is is_alive


def test_a_file_named_with_a_slash_behind_it_is_none(tmp_path):
    found = findings(tmp_path, "[x](@site/docs/_part.md/)", PARTS, "docs/page.mdx")

    assert [finding.rule for finding in found] == ["link-target-missing"]
