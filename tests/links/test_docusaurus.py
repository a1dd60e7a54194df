"""Routes and links of a Docusaurus site."""

import pytest

from docsgate.cli.configured import configured
from docsgate.discovery import documents_of
from docsgate.engine import check
from docsgate.links.routes import is_route, route_of
from docsgate.parse import parse
from docsgate.text import Source

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
    "path", ["_part.md", "_parts/a.md", "a/_b.md", "a/__tests__/b.md", "a.test.md", "a.txt"]
)
def test_partial_and_test_files_are_no_pages(path):
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
        ("[x](/adr/ADR-001/)", True),
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
