"""Links that Docusaurus reads in its own way: one page for each, added to those of `torture`."""
# ruff: noqa: RUF001 - the text is meant to be hard to read

import base64
import re
from typing import NamedTuple

from docsgate.checking.engine import check_project
from docsgate.configuration.discovery import documents_of
from docsgate.loading.judge_project import prepare_project
from tools.configured import configured

from . import docusaurus_truth, torture, truth

RULES = [
    "link-target-*", "link-outside-*", "link-definition-unused", "anchor-missing", "image-*",
    "mdx-render-indented",
]  # fmt: skip
"""The rules that report dead links; MDX reads indented code as text, with links in it."""

PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
)
PICTURES = (
    "docs/img/dot.png", "docs/img/a b.png", "docs/guide/pic.png", "docs/guide/ünï.png",
    "static/img/logo.png", "src/shot.png",
)  # fmt: skip

HEADINGS = """# Top of headings

## Plain one

## Twice

## Twice

## Twice

## Custom {#my-custom}

## Custom with Case {#My-Case}

## Comment id {/* #from-comment */}

## `code` in heading

## `<T>` generic

## With **bold** and _em_

## With [link](01-intro.md) inside

## <span>Spanned</span> text

## <b>Bold</b>

## 🚀 Rocket

## Emoji at end 🎉

## 日本語 見出し

## Ünïcödé çhârs

## Größe & Straße

## Café

## a.b.c (d)

## What's new?

## "Quoted" – dash — em

## 1. Numbered

## snake_case_name

## UPPER Case

## Trailing punctuation...

## Multiple   spaces  here

## Slash/and\\\\back

## C++ & C#

## Image ![alt words](pic.png) inside

### Deep

###### Deepest

Setext two
----------

Setext one
==========

> ## In quote

- ## In list

## 100%

## A &amp; B

## ~~Struck~~

## Footed[^1]

[^1]: Note.

<a id="raw-anchor"></a>

<div id="raw-div">text</div>

<h2 id="raw-heading">Raw heading</h2>

<h2>Raw without id</h2>

:::note[Title]

## In admonition

:::

<details>
<summary>More</summary>

## In details

</details>

```md
## In fence
```

## Last {#last} word
"""

FILES = {
    "docs/guide/01-intro.md": "# Intro\n\n## Part\n",
    "docs/guide/02-second/index.md": "# Second\n\n## Second part\n",
    "docs/guide/02-second/01-inner.md": "# Inner\n",
    "docs/guide/third/README.md": "# Third\n",
    "docs/guide/third/leaf.md": "# Leaf\n\n## Leaf part\n",
    "docs/guide/named/named.md": "# Named\n",
    "docs/guide/bare/only.md": "# Only\n",
    "docs/guide/slugged.md": "---\nslug: /absolute-slug\n---\n\n# Slugged\n\n## Slug part\n",
    "docs/guide/relslug.md": "---\nslug: nice-name\n---\n\n# Relative\n",
    "docs/guide/slashed.md": "---\nslug: ends/\n---\n\n# Slashed\n",
    "docs/guide/with-id.md": "---\nid: other-id\n---\n\n# Id\n",
    "docs/guide/draft.md": "---\ndraft: true\n---\n\n# Draft\n",
    "docs/guide/unlisted.md": "---\nunlisted: true\n---\n\n# Unlisted\n\n## Inside unlisted\n",
    "docs/guide/titled.md": "---\ntitle: Titled in front\n---\n\n## Body part\n",
    "docs/guide/_partial.md": "## In partial\n",
    "docs/guide/_hidden/x.md": "# Hidden\n",
    "docs/guide/a.test.md": "# Test\n",
    "docs/guide/__tests__/t.md": "# Tests\n",
    "docs/guide/spa ce.md": "# Space\n\n## Spaced part\n",
    "docs/guide/ünï.md": "# Unicode\n",
    "docs/guide/Upper.md": "# Upper\n\n## Part of Upper\n",
    "docs/guide/comp.mdx": '# Comp\n\n## Comp part\n\n<section id="in-jsx">x</section>\n',
    "docs/guide/importing.mdx": (
        "import Part from './_partial.md';\n\n# Importing\n\n<Part />\n\n## Own part\n"
    ),
    "docs/guide/2024-01-02-dated.md": "# Dated\n",
    "docs/guide/7.0-notes.md": "# Notes\n",
    "docs/guide/dotted.name.md": "# Dotted\n",
    "docs/guide/headings.md": HEADINGS,
    "docs/guide/file.pdf": "pdf\n",
    "docs/guide/data.csv": "a,b\n",
    "docs/guide/data.json": "{}\n",
    "docs/guide/page.html": "<p id='x'>html</p>\n",
    "docs/guide/NOTICE": "text\n",
    "docs/guide/with space.pdf": "pdf\n",
    "static/file.pdf": "pdf\n",
    "static/plain.html": "<p id='here'>html</p>\n",
    "static/NOTICE": "text\n",
    "static/sub/note.md": "# Not a page\n",
    "src/pages/index.md": "# Home\n\n## Home part\n",
    "src/pages/about.md": "# About\n\n## About part\n",
    "src/pages/team/index.js": "export default function Team() { return null; }\n",
    "src/pages/_part.md": "# No page\n",
    "other/outside.md": "# Outside\n",
    "blog/2024-01-01-hello.md": "---\nslug: hello\n---\n\nText\n",
}

TARGETS = """\
01-intro.md
./01-intro.md
01-intro.mdx
01-intro
intro
./intro
intro.md
intro/
./intro#part
./intro#nothing
01-intro.md#part
01-intro.md#intro
01-intro.md?a=b#part
01-INTRO.md
Intro
02-second
second
second/
./second/
second/#second-part
second/inner
02-second/index.md
02-second/index
02-second/
02-second/01-inner.md
02-second/inner
third
third/
third/README.md
third/README
third/leaf
third/leaf.md#leaf-part
third/readme.md
named
named/
named/named
named/named.md
bare
bare/
bare/only
slugged.md
slugged
slugged.md#slug-part
/absolute-slug
/docs/absolute-slug
/docs/absolute-slug#slug-part
relslug.md
relslug
nice-name
slashed.md
slashed
ends
ends/
with-id.md
with-id
other-id
draft.md
draft
unlisted.md
unlisted
unlisted.md#inside-unlisted
titled.md#titled-in-front
titled.md#body-part
_partial.md
_hidden/x.md
a.test.md
__tests__/t.md
spa ce.md
<spa ce.md>
spa%20ce.md
spa%20ce
<spa ce>
spa%20ce.md#spaced-part
ünï.md
%C3%BCn%C3%AF.md
ünï
%C3%BCn%C3%AF
Upper.md
upper.md
upper
Upper
Upper/
UPPER#part-of-upper
./Upper#part-of-upper
comp.mdx
comp.md
comp
comp.mdx#comp-part
comp.mdx#in-jsx
importing.mdx#in-partial
importing.mdx#own-part
2024-01-02-dated.md
2024-01-02-dated
dated
7.0-notes
7.0-notes.md
notes
dotted.name
dotted.name.md
file.pdf
./file.pdf
missing.pdf
file.pdf#page=2
file.pdf?x=1
File.pdf
data.csv
data.json
page.html
./page.html
NOTICE
./NOTICE
with space.pdf
<with space.pdf>
with%20space.pdf
/file.pdf
/missing.pdf
/plain.html
/plain.html#here
/NOTICE
/sub/note.md
/sub/note
/static/file.pdf
pathname:///file.pdf
pathname:///plain.html
pathname:///nothing.html
pathname:///NOTICE
@site/docs/guide/01-intro.md
@site/docs/guide/01-intro.md#part
@site/docs/guide/01-intro
@site/docs/guide/nothing.md
@site/docs/guide/spa%20ce.md
@site/static/file.pdf
@site/src/code.py
@site/src/nothing.py
@site/src
@site/README.md
@site/static/missing.pdf
@docs/guide/01-intro.md
/docs/guide/intro
/docs/guide/intro/
/docs/guide/intro#part
/docs/guide/01-intro
/docs/guide/01-intro.md
/guide/01-intro.md
/guide/intro
guide/01-intro.md
guide/intro
docs/guide/01-intro.md
/docs
/docs/
/docs/guide
/docs/guide/
/Docs/guide/intro
/docs/guide/INTRO
../page
../page.md
../page.md#twice-1
../guide/intro
../../README.md
../../src/code.py
../../src
../../other/outside.md
../../static/file.pdf
../../static/img/logo.png
../../blog/2024-01-01-hello.md
../../../../etc/passwd
/
/about
/about/
/about#about-part
/about.md
/About
/team
/team/
/nobody
/src/pages/about
/blog
/blog/hello
/blog/nothing
/_part
../../src/pages/about.md
/404
/404.html
/sitemap.xml
/search
/docs/tags
/docs/tags/nothing
/docs/category/nothing
/base
/base/
/base/docs/guide/intro
/base/guide/intro
/base/about
#
#nothing
#_
?
?a=b
?a=b#nothing
.
./
..
../
./#part
headings.md
headings.md#
headings.md#top-of-headings
headings.md#plain-one
headings.md#Plain-one
headings.md#twice
headings.md#twice-1
headings.md#twice-2
headings.md#twice-3
headings.md#twice_1
headings.md#my-custom
headings.md#custom
headings.md#custom-my-custom
headings.md#My-Case
headings.md#my-case
headings.md#from-comment
headings.md#comment-id
headings.md#comment-id-
headings.md#code-in-heading
headings.md#t-generic
headings.md#with-bold-and-em
headings.md#with-bold-and-_em_
headings.md#with-link-inside
headings.md#spanned-text
headings.md#bold
headings.md#-rocket
headings.md#rocket
headings.md#emoji-at-end-
headings.md#emoji-at-end
headings.md#日本語-見出し
headings.md#%E6%97%A5%E6%9C%AC%E8%AA%9E-%E8%A6%8B%E5%87%BA%E3%81%97
headings.md#ünïcödé-çhârs
headings.md#unicode-chars
headings.md#größe--straße
headings.md#café
headings.md#cafe
headings.md#abc-d
headings.md#whats-new
headings.md#quoted--dash--em
headings.md#1-numbered
headings.md#snake_case_name
headings.md#upper-case
headings.md#trailing-punctuation
headings.md#multiple---spaces--here
headings.md#multiple-spaces-here
headings.md#slashandback
headings.md#c--c
headings.md#image-alt-words-inside
headings.md#image--inside
headings.md#deep
headings.md#deepest
headings.md#setext-two
headings.md#setext-one
headings.md#in-quote
headings.md#in-list
headings.md#100
headings.md#a--b
headings.md#struck
headings.md#footed
headings.md#footed1
headings.md#user-content-fn-1
headings.md#user-content-fnref-1
headings.md#raw-anchor
headings.md#raw-div
headings.md#raw-heading
headings.md#raw-without-id
headings.md#in-admonition
headings.md#in-details
headings.md#in-fence
headings.md#last
headings.md#last-last-word
headings.md#last-word
headings#plain-one
./headings#nothing
/docs/guide/headings#plain-one
/docs/guide/headings/#plain-one
/docs/guide/headings#nothing
//example.org/page.md
https://example.org/page.md
mailto:a@example.org
tel:+1
ftp://example.org/x
http:intro
01-intro.md%23part
01%2Dintro.md
01-intro.md/
01-intro.MD
intro.html
./third/../01-intro.md
./third/../intro
third/../01-intro.md
third//leaf.md
third//leaf
.//01-intro.md
third\\\\leaf.md
"""

BODIES = {
    "image": "![a](pic.png)",
    "image-dot": "![a](./pic.png)",
    "image-missing": "![a](missing.png)",
    "image-case": "![a](Pic.png)",
    "image-root": "![a](/img/logo.png)",
    "image-root-missing": "![a](/img/missing.png)",
    "image-root-base": "![a](/base/img/logo.png)",
    "image-site": "![a](@site/static/img/logo.png)",
    "image-site-missing": "![a](@site/static/img/missing.png)",
    "image-outside": "![a](../../src/shot.png)",
    "image-docs": "![a](../img/dot.png)",
    "image-spaces": "![a](<../img/a b.png>)",
    "image-encoded": "![a](../img/a%20b.png)",
    "image-unicode": "![a](ünï.png)",
    "image-unicode-encoded": "![a](%C3%BCn%C3%AF.png)",
    "image-query": "![a](pic.png?x=1)",
    "image-fragment": "![a](pic.png#x)",
    "image-pathname": "![a](pathname:///img/logo.png)",
    "image-pathname-missing": "![a](pathname:///img/missing.png)",
    "image-external": "![a](https://example.org/x.png)",
    "image-of-page": "![a](01-intro.md)",
    "image-of-route": "![a](intro)",
    "image-empty": "![a]()",
    "image-reference": "![a][b]\n\n[b]: pic.png",
    "image-reference-missing": "![a][b]\n\n[b]: missing.png",
    "image-reference-root": "![a][b]\n\n[b]: /img/logo.png",
    "image-in-link-file": "[![a](pic.png)](01-intro.md)",
    "image-in-link-missing": "[![a](missing.png)](01-intro.md)",
    "reference-file": "[a][b]\n\n[b]: 01-intro.md",
    "reference-file-missing": "[a][b]\n\n[b]: nothing.md",
    "reference-route": "[a][b]\n\n[b]: ./intro",
    "reference-route-missing": "[a][b]\n\n[b]: ./nothing",
    "reference-asset": "[a][b]\n\n[b]: file.pdf",
    "reference-asset-dot": "[b]\n\n[b]: ./file.pdf",
    "reference-asset-static": "[a][b]\n\n[b]: /file.pdf",
    "reference-asset-site": "[a][b]\n\n[b]: @site/static/file.pdf",
    "reference-page-site": "[a][b]\n\n[b]: @site/docs/guide/01-intro.md",
    "reference-anchor": "[a][b]\n\n[b]: #nothing",
    "reference-anchor-alive": "## Here\n\n[a][b]\n\n[b]: #here",
    "reference-undefined": "[a][b]",
    "html-route": '<a href="/docs/guide/intro">x</a>',
    "html-route-missing": '<a href="/docs/guide/nothing">x</a>',
    "html-relative": 'Text <a href="./intro">x</a>',
    "html-file": '<a href="01-intro.md">x</a>',
    "html-static": '<a href="/plain.html">x</a>',
    "html-static-missing": '<a href="/missing.html">x</a>',
    "html-static-base": '<a href="/base/plain.html">x</a>',
    "html-anchor": '## Here\n\n<a href="#here">x</a>',
    "html-anchor-missing": '<a href="#nothing">x</a>',
    "html-anchor-own": '<a id="own"></a>\n\n[x](#own)',
    "html-anchor-div": '<div id="own">x</div>\n\n[x](#own)',
    "html-anchor-text": 'Some <a id="own"></a> text [x](#own)',
    "html-anchor-span": 'Some <span id="own">y</span> text [x](#own)',
    "html-anchor-name": '<a name="own"></a>\n\n[x](#own)',
    "html-image": '<img src="/img/logo.png" alt="x" />',
    "html-image-missing": '<img src="/img/missing.png" alt="x" />',
    "html-image-relative": '<img src="pic.png" alt="x" />',
    "html-pathname": '<a href="pathname:///plain.html">x</a>',
    "html-site": '<a href="@site/docs/guide/01-intro.md">x</a>',
    "self-top": "# Own\n\n[x](#own)",
    "self-top-custom": "# Own {#mine}\n\n[x](#mine)",
    "self-top-second": "# First\n\n# Second\n\n[x](#second)",
    "self-counted-after-top": "# Same\n\n## Same\n\n[x](#same-1)",
    "self-counted-after-top-not": "# Same\n\n## Same\n\n[x](#same)",
    "self-title": "---\ntitle: Front\n---\n\n[x](#front)",
    "self-two": "## Own\n\n[x](#own)",
    "self-custom-twice": "## A {#x}\n\n## B {#x}\n\n[x](#x-1)",
    "self-custom-taken": "## X\n\n## B {#x}\n\n## X\n\n[x](#x-1)",
    "self-custom-space": "## A { #x }\n\n[x](#x)",
    "self-custom-tight": "## A{#x}\n\n[x](#x)",
    "self-custom-bold": "## **A** {#x}\n\n[x](#x)",
    "self-custom-bold-inside": "## **A {#x}**\n\n[x](#x)",
    "self-custom-code": "## `A` {#x}\n\n[x](#x)",
    "self-custom-odd": "## A {#x.y:z}\n\n[x](#x.y:z)",
    "self-custom-closed": "## A {#x} ##\n\n[x](#x)",
    "self-custom-setext": "A {#x}\n---\n\n[x](#x)",
    "self-custom-unicode": "## A {#ü}\n\n[x](#ü)",
    "self-custom-encoded": "## A {#ü}\n\n[x](#%C3%BC)",
    "self-emoji-name": "## A :rocket: b\n\n[x](#a-rocket-b)",
    "self-code-only": "## `x_y()`\n\n[x](#x_y)",
    "self-html-break": "## A<br/>B\n\n[x](#ab)",
    "self-link": "## [A](https://example.org) b\n\n[x](#a-b)",
    "self-expression": "## A {1 + 1} b\n\n[x](#a--b)",
    "self-user-content": "## A\n\n[x](#user-content-a)",
    "self-note": "A[^n] [x](#user-content-fn-n)\n\n[^n]: Note.",
    "self-note-back": "A[^n] [x](#user-content-fnref-n)\n\n[^n]: Note.",
    "self-note-short": "A[^n] [x](#fn-n)\n\n[^n]: Note.",
    "self-note-label": "A[^n] [x](#footnote-label)\n\n[^n]: Note.",
    "self-top-word": "[x](#top)",
    "admonition": ":::note\n\nSee [x](nothing.md)\n\n:::",
    "admonition-tight": ":::tip\nSee [x](nothing.md)\n:::",
    "admonition-title": ":::note[See [x](nothing.md)]\n\nText\n\n:::",
    "admonition-alive": ":::warning\n\nSee [x](01-intro.md)\n\n:::",
    "admonition-nested": "::::info\n\n:::note\n\nSee [x](nothing.md)\n\n:::\n\n::::",
    "admonition-heading": ":::note\n\n## Noted\n\n:::\n\n[x](#noted)",
    "admonition-route": ":::danger\n\nSee [x](./nothing)\n\n:::",
    "table": "| a | b |\n| - | - |\n| [x](nothing.md) | c |",
    "table-route": "| a | b |\n| - | - |\n| [x](./nothing) | c |",
    "list": "- a\n- [x](./nothing)",
    "quote": "> [x](./nothing)",
    "details": "<details>\n<summary>s</summary>\n\n[x](./nothing)\n\n</details>",
    "div-text": "<div>[x](./nothing)</div>",
    "code": "`[x](./nothing)`",
    "fence": "```md\n[x](./nothing)\n```",
    "indented": "Text\n\n    [x](./nothing)",
    "comment": "{/* [x](./nothing) */}\n\nText",
    "comment-html": "<!-- [x](./nothing) -->\n\nText",
    "comment-before": "<!-- note --> [x](./nothing)",
    "comment-in-text": "Text <!-- note --> [x](./nothing)",
    "escaped": "\\[x](./nothing)",
    "title": '[x](./nothing "Title")',
    "title-alive": '[x](01-intro.md "Title")',
    "definition-unused": "Text\n\n[b]: nothing.md",
        "partial": "import Part from './_partial.md';\n\n<Part />\n\n[x](#in-partial)",
    "partial-missing": "import Part from './_partial.md';\n\n<Part />\n\n[x](#nothing)",
    "bare-url": "See www.example.org/nothing.md",
    "expression-link": '{<a href="/nothing">x</a>}',
    "component-link": (
        "import Link from '@docusaurus/Link';\n\n<Link to=\"/nothing\">x</Link>"
    ),
    "heading-component": (
        "import Heading from '@theme/Heading';\n\n"
        '<Heading as="h2" id="own">Own</Heading>\n\n[x](#own)'
    ),
    "jsx-id": '<section id="own">x</section>\n\n[x](#own)',
}  # fmt: skip

CONFIG = """\
module.exports = {
  title: 'x',
  url: 'https://example.org',
  presets: [['classic', {docs: {%s}, sitemap: false}]],
  %s
};
"""
DOCS = "sidebarPath: false, breadcrumbs: false"  # Sidebars would put every link on every page.


class Site(NamedTuple):
    """A configuration with its base URL, and the pages whose links are tried on the site.

    The build of a `strict` one stops at every anchor that it does not know.
    """

    config: str
    pages: dict
    base: str = "/"
    strict: bool = False


def own_pages():
    """Each page with its link, by path."""
    found = {}
    for number, target in enumerate(TARGETS.splitlines()):
        found[f"docs/guide/target-{number:03}.md"] = f"[x]({target})\n"
    for name, body in BODIES.items():
        found[f"docs/guide/body-{name}.md"] = f"{body}\n"
    targets = ["leaf.md", "./leaf", "leaf", "../intro", "../01-intro.md", "./"]
    for number, target in enumerate(targets):
        found[f"docs/d{number}/index.md"] = f"[x]({target})\n"
        found[f"docs/d{number}/leaf.md"] = "# Leaf\n"
    return found


SITES = {
    "plain": Site(
        CONFIG % (DOCS, "baseUrl: '/',"),
        {**torture.pages(), **torture.index_pages(), **own_pages()},
    ),
    "slash": Site(
        CONFIG
        % (
            f"routeBasePath: '/', {DOCS}",
            "baseUrl: '/base/', trailingSlash: true, onBrokenAnchors: 'throw',",
        ),
        own_pages(),
        base="/base/",
        strict=True,
    ),
    "md": Site(
        CONFIG % (DOCS, "baseUrl: '/', trailingSlash: false, markdown: {format: 'detect'},"),
        own_pages(),
    ),
}

HEADING = "only MDX sees a tag in what is indented or in raw HTML"
INDENTED = "what is said of indented code says nothing of the link in it"
GENERATED = "pages of a blog or a category are not known, and any may exist"
DEFINED = "the build reads definitions and notes that nothing uses"
NO_MDX = "in a page that is not MDX, raw HTML is taken for Markdown, and comments are taken away"
COMPONENT = "components are not followed, not even those of Docusaurus"
LIMITS = {
    "[x](anchors.md#html-in-admonition)": HEADING,
    '<a\n  href="../missing/"\n>x</a>': HEADING,
    '!!! warning "Title"\n\n    See [x](page.md#twice)': INDENTED,
    "- one\n\n    !!! note\n\n        [x](page.md)\n\n    [y](page.md)": INDENTED,
    "[x][y]\n\n[y]: page.md\n[y]: missing.md": DEFINED,
    "[x]\\[y]\n\n[y]: missing.md": DEFINED,
    "Text\n\n[^1]: [x](missing.md)": DEFINED,
    '<a href="/plain.html">x</a>': NO_MDX,
    "<!-- note --> [x](./nothing)": NO_MDX,
    "[x](/blog/nothing)": GENERATED,
    "[x](/docs/category/nothing)": GENERATED,
    "import Link from '@docusaurus/Link';\n\n<Link to=\"/nothing\">x</Link>": COMPONENT,
}
"""The text of each page on which our verdict is wrong on some site, and the reason."""


def write(folder, name):
    """Write the site `name` into `folder`, and return the pages that compile, with their text.

    The pages that `torture` links to are written so that MDX accepts them.
    """
    site = SITES[name]
    shared = {
        path: _as_mdx(text)
        for path, text in torture.FILES.items()
        if not set(path) & set("#?%") and path not in (*PICTURES, "docs/both/README.md")
    }
    config = {"docusaurus.config.js": site.config, "package.json": "{}"}
    (folder / ".git").mkdir()
    truth.write(folder, {**shared, **FILES, **site.pages, **config}, {})
    for path in PICTURES:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(PNG)
    refused = {
        finding.path
        for finding in findings_of(folder, ["mdx-*"])
        if finding.severity == "error" and holds_for_docusaurus(finding)
    }
    assert refused <= site.pages.keys()
    refused |= {path for path, text in site.pages.items() if "per%cent" in text}
    for path in refused:  # The build of all would stop there.
        (folder / path).unlink()
    return {path: text for path, text in site.pages.items() if path not in refused}


class Verdicts(NamedTuple):
    """Whether the link of a page is alive, by the build (None if it sees no link) and by us."""

    text: str
    theirs: bool | None
    ours: bool

    @property
    def agree(self):
        """Whether both say the same; nothing may be reported where the build sees no link."""
        return (self.theirs is False) is not self.ours


def verdicts(folder, name):
    """Write the site `name` into `folder`, build it, and give the verdicts on each page by path."""
    tested = write(folder, name)
    site = SITES[name]
    built = docusaurus_truth.Site(folder, site.base, strict=site.strict)
    dead = dead_pages(folder)
    return {
        page: Verdicts(text, built.verdict(page), page not in dead) for page, text in tested.items()
    }


def dead_pages(folder):
    """The pages below `folder` with a finding about a link that holds for Docusaurus."""
    return {finding.path for finding in findings_of(folder, RULES) if holds_for_docusaurus(finding)}


def holds_for_docusaurus(finding):
    """Whether `finding` is one for the readers of the site."""
    return not finding.targets or "docusaurus" in finding.targets


def findings_of(folder, rules):
    """What `rules` find in the documents below `folder`."""
    config = configured([folder], select=rules)
    return check_project(prepare_project(config, documents_of(config, [folder / "docs"])))


def _as_mdx(text):
    plain = re.sub(r"\{: #(\w[\w-]*)[^}]*\}", r"{#\1}", text).replace("{#not-applied}", "")
    return re.sub(r"(?m)^(?!#.*)(.*)\{#[\w-]+\}", r"\1", plain).replace("Vec<T>", "Vec")
