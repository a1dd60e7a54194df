"""What compiles an `.mdx` file decides which of the MDX rules hold for it."""

import pytest

from docsgate.checking.engine import check
from docsgate.configuration.discovery import documents_of
from docsgate.configuration.package_versions import major_version
from docsgate.configuration.path_aliases import read_aliases
from tools.configured import configured

PAGE = """\
---
title: A
---

# {frontmatter.title}

<p style="color: red">{unknown}</p>

<Card />
"""
UNDEFINED, PROP, COMPONENT = "mdx-render-undefined", "mdx-render-prop", "mdx-render-component"


def written(root, files):
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return root


def report_of(root, files, select="mdx-*", targets=()):
    config = configured([written(root, files)], targets=targets, select=[select])
    return check(config, documents_of(config, [root]))


def found(report):
    return [one.rule for one in report.findings]


@pytest.mark.parametrize(
    ("host", "path", "rules"),
    [
        ("readme", "a.mdx", []),
        ("docusaurus.config.js", "docs/a.mdx", [UNDEFINED, PROP, UNDEFINED, COMPONENT]),
        ("docusaurus.config.js", "a.mdx", [UNDEFINED, PROP, UNDEFINED, COMPONENT]),
        ("astro.config.mjs", "src/content/a.mdx", []),
        ("astro.config.mjs", "notes/a.mdx", []),
        ("web/astro.config.mjs", "website/a.mdx", []),
        ("next.config.mjs", "docs/a.mdx", [PROP, UNDEFINED]),
        ("gatsby-config.js", "notes/a.mdx", [PROP, UNDEFINED]),
        ("nuxt.config.ts", "content/a.mdx", []),
        (".vitepress/config.ts", "a.mdx", []),
    ],
)
def test_what_holds_depends_on_what_renders_the_page(tmp_path, host, path, rules):
    assert found(report_of(tmp_path, {host: "", path: PAGE})) == rules


@pytest.mark.parametrize("host", ["astro.config.mjs", "next.config.mjs"])
def test_the_syntax_holds_everywhere(tmp_path, host):
    files = {host: "", "src/pages/a.mdx": "Takes <10 ms.\n"}

    assert found(report_of(tmp_path, files)) == ["mdx-tag-name-invalid"]


def test_chosen_mdx_is_that_of_react(tmp_path):
    files = {"astro.config.mjs": "", "src/content/a.mdx": PAGE}

    assert PROP in found(report_of(tmp_path, files, targets=["mdx"]))


ALIASES = """\
{
  // The folders of the site.
  "compilerOptions": {"paths": {"@img/*": ["src/images/*"], "~/*": ["./src/*"]}},
}
"""


@pytest.mark.parametrize(
    ("target", "rules"),
    [
        ("@img/a.svg", []),
        ("@img/b.svg", ["image-missing"]),
        ("@img/%61.svg#dark", []),
        ("~/images/a.svg", []),
        ("@other/a.svg", []),
        ("img/a.svg", ["image-missing"]),
    ],
)
@pytest.mark.parametrize("folder", ["", "web/"])
def test_an_image_may_be_named_by_an_alias(tmp_path, target, rules, folder):
    files = {
        "astro.config.mjs": "",
        "tsconfig.json": ALIASES,
        "src/images/a.svg": "",
        "src/content/a.md": f"# A\n\n![a]({target})\n",
    }
    files = {f"{folder}{name}": text for name, text in files.items()}

    assert found(report_of(tmp_path, files, "image-*")) == rules


def test_github_knows_no_aliases(tmp_path):
    files = {"tsconfig.json": ALIASES, "src/images/a.svg": "", "a.md": "![a](@img/a.svg)\n"}

    assert found(report_of(tmp_path, files, "image-*")) == ["image-missing"]


@pytest.mark.parametrize("text", ["{", "[]", '{"compilerOptions": {"paths": {"a/*": "b"}}}'])
def test_aliases_of_any_text_are_read(tmp_path, text):
    written(tmp_path, {"tsconfig.json": text})

    assert read_aliases(tmp_path, "src/a") == []


@pytest.mark.parametrize(
    ("files", "major"),
    [
        ({"package.json": '{"dependencies": {"x": "^2.4.1"}}'}, 2),
        ({"web/package.json": '{"dependencies": {"x-y": "1"}}', "package.json": '{"x": "3.x"}'}, 3),
        ({"web/package.json": '{"x": "~2"}', "package.json": '{"x": "3"}'}, 2),
        ({"package.json": '{"x": "latest"}'}, None),
        ({}, None),
    ],
)
def test_the_version_of_a_package_is_that_of_the_nearest_file(tmp_path, files, major):
    assert major_version(written(tmp_path, files), "web", "x") == major
