"""A small repository that breaks links in every known way, with one page for each link."""
# ruff: noqa: RUF001 - the text is meant to be hard to read

FILES = {
    "README.md": "# Root\n\n## From the top\n",
    "src/code.py": "one = 1\ntwo = 2\nthree = 3\n",
    "src/with space.py": "x = 1\n",
    "docs/index.md": "# Home\n\n## Start here\n",
    "docs/page.md": """# Page

## Plain heading

## Twice

## Twice

## Twice

## Ünïcödé çhârs

## 日本語 heading

## What's `new` in *2.0*? (beta)

## C++ & C#

## Custom {#custom}

## Listed {: #listed .wide }

## snake_case_name

## 1. Numbered

## Trailing hashes ##

## 🚀 Launch

## Half ½ and Ⅷ

## Image ![alt words](img/dot.png) inside

## Link to [somewhere](https://example.org/) else

## <span>Span</span> text

Setext heading
--------------

#NoSpace

<h2>Raw Heading</h2>

<h3 id="raw-id">With id</h3>

<a id="anchor-a"></a> and <a name="anchor-name"></a>

<details>
<summary>More</summary>

## Inside details

</details>

A paragraph with a list.
{: #para-id }

A *word*{#inline-id} here, and {#not-applied} there.

    ## In code

```text
## In a fence
```

<!-- <a id="commented"></a> ## Commented -->

    <a id="in-code"></a>
""",
    "docs/anchors.md": """# Anchors

## Foo

## Foo_1

## Foo

## Foo

## bar-1

## bar

## bar

## !!!

## ???

## Later {#taken}

## Taken

## A &amp; B &lt;tag&gt;

## `code <T>` & Vec<T>

## Emoji :rocket: shortcode

## Dash -- em — en – done

## Trailing punctuation...

## Tabs\tand  double   spaces

## Ελληνικά ΣΑΣ

## Über-Straße (ß)

## "Quoted" and ‘curly’

## a/b\\c|d

## [Linked](page.md)

## ~~Struck~~ ==marked==

- ## In a list

> ## In a quote

####### Seven

   ## Indented three

Multi line
setext
======

## Note[^1]

[^1]: The note.

!!! note

    ## In admonition

    <a id="html-in-admonition"></a>

<div markdown="1">

## In div

</div>

<section id="sec">

## In section

</section>

*[HTML]: Hyper Text

Term
:   ## In definition

Final paragraph {: #final }
""",
    "docs/crlf.md": "# Title\r\n\r\n## Windows heading\r\n\r\nText\r\n",
    "docs/bom.md": "\ufeff# Byte order mark\n",
    "docs/front.md": "---\ntitle: Title\n---\n\n# Front heading\n\n## Inner\n",
    "docs/hash#tag.md": "# Hash\n",
    "docs/question?.md": "# Question\n",
    "docs/a+b.md": "# Plus\n",
    "docs/dup.md": "# Dup page\n",
    "docs/dup/other.md": "# In dup\n",
    "docs/other page.md": "# Other page\n",
    "docs/paren(1).md": "# Paren\n",
    "docs/per%cent.md": "# Percent\n",
    "docs/Case.md": "# Case\n",
    "docs/straße.md": "# Straße\n",
    "docs/dotted.name.md": "# Dotted\n",
    "docs/noext": "text\n",
    "docs/data.json": "{}\n",
    "docs/plain.html": "<p id='here'>Plain</p>\n",
    "docs/img/dot.png": "png",
    "docs/img/a b.png": "png",
    "docs/folder/index.md": "# Folder\n\n## In folder\n",
    "docs/folder/leaf.md": "# Leaf\n\n## Leaf section\n",
    "docs/readme-folder/README.md": "# Readme folder\n\n## In readme\n",
    "docs/both/README.md": "# Both readme\n\n## Only readme\n",
    "docs/both/index.md": "# Both index\n\n## Only index\n",
    "docs/bare/leaf.md": "# Bare leaf\n",
    "docs/.hidden/page.md": "# Hidden\n",
    "docs/.dot.md": "# Dot\n",
    "docs/templates/adr.md": "# Template\n",
    "docs/folder/templates/x.md": "# Inner template\n",
    "docs/drafts/secret.md": "# Secret\n",
    "docs/unlisted/page.md": "# Unlisted\n",
    "docs/upper.MD": "# Upper\n",
    "docs/alt.markdown": "# Alt\n\n## Alt section\n",
    "docs/part.mdx": "# Part\n",
    "docs/a&b.md": "# Ampersand\n",
}
LINKS = {"docs/linked.md": "page.md", "docs/shortcut": "folder"}
BROKEN_LINKS = {"docs/broken.md": "nowhere.md"}  # Every builder fails on them.

INLINE = """\
page.md
./page.md
../docs/page.md
missing.md
missing page.md
page.md#plain-heading
page.md#Plain-heading
page.md#missing
page.md#twice
page.md#twice_1
page.md#twice-1
page.md#twice_2
page.md#twice-2
page.md#unicode-chars
page.md#ünïcödé-çhârs
page.md#%C3%BCn%C3%AFc%C3%B6d%C3%A9-%C3%A7h%C3%A2rs
page.md#heading
page.md#日本語-heading
page.md#whats-new-in-20-beta
page.md#what-s-new-in-2-0-beta
page.md#c-c
page.md#c--c
page.md#custom
page.md#custom-custom
page.md#listed
page.md#listed-listed-wide
page.md#snake_case_name
page.md#1-numbered
page.md#trailing-hashes
page.md#launch
page.md#-launch
page.md#half-and
page.md#half-12-and-viii
page.md#half--and-ⅷ
page.md#image-inside
page.md#image--inside
page.md#image-alt-words-inside
page.md#link-to-somewhere-else
page.md#span-text
page.md#setext-heading
page.md#nospace
page.md#raw-heading
page.md#raw-id
page.md#user-content-raw-id
page.md#user-content-plain-heading
page.md#user-content-missing
page.md#anchor-a
page.md#anchor-name
page.md#inside-details
page.md#para-id
page.md#inline-id
page.md#not-applied
page.md#in-code
page.md#in-a-fence
page.md#commented
page.md#
page.md#top
page.md?raw=1
page.md?raw=1#twice
page.md?raw=1#missing
#here
#plain-heading
#
#top
?query=1
page
page/
page.html
./page
../page
../page/
../page/#twice
../page/#missing
../page.html
../page.md
../page/index.html
/page/
/page.md
/docs/page.md
/page
/page.html
/missing/
/README.md
/src/code.py
/img/dot.png
/docs/img/dot.png
../README.md
../README.md#from-the-top
../README.md#missing
../src/code.py
../src/code.py#L2
../src/code.py#L2-L3
../src/code.py#L99
../src/code.py#two
../src/missing.py
../src/
../src
../../outside.md
../../../../../etc/passwd
..
.
./
../
folder
folder/
folder/index.md
folder/#in-folder
folder/index.md#in-folder
folder/index.md#missing
folder/README.md
folder/leaf.md
folder/leaf.md#leaf-section
folder/leaf/
folder/leaf
folder/Leaf.md
../folder/
../folder
../folder/leaf/
../folder/#in-folder
readme-folder/
readme-folder/README.md
readme-folder/README.md#in-readme
readme-folder/index.md
readme-folder/readme.md
../readme-folder/
both/
both/README.md
both/README.md#only-readme
both/index.md
both/index.md#only-index
../both/#only-index
bare/
../bare/
bare/leaf.md
other%20page.md
<other page.md>
other page.md
<other page.md#other-page>
paren(1).md
paren\\(1\\).md
<paren(1).md>
per%25cent.md
per%cent.md
case.md
Case.md
CASE.md#case
Page.md
PAGE/
stra%C3%9Fe.md
straße.md
dotted.name.md
../dotted.name/
noext
data.json
data.json#key
plain.html
plain.html#here
plain.html#missing
plain.html#top
part.mdx
upper.MD
alt.markdown
alt.markdown#alt-section
../alt/
.hidden/page.md
.dot.md
templates/adr.md
folder/templates/x.md
drafts/secret.md
../drafts/secret/
unlisted/page.md
linked.md
linked.md#twice
broken.md
shortcut/leaf.md
shortcut/leaf.md#leaf-section
../shortcut/leaf/
folder\\leaf.md
folder\\\\leaf.md
.\\page.md
page.md/
//page.md
img/dot.png
img/missing.png
img/a%20b.png
anchors.md#foo
anchors.md#foo_1
anchors.md#foo_2
anchors.md#foo_3
anchors.md#foo_1_1
anchors.md#foo-1
anchors.md#foo-2
anchors.md#bar
anchors.md#bar-1
anchors.md#bar_1
anchors.md#bar-2
anchors.md#_1
anchors.md#_2
anchors.md#-1
anchors.md#taken
anchors.md#taken_1
anchors.md#taken-1
anchors.md#later-taken
anchors.md#a-b-tag
anchors.md#a--b-tag
anchors.md#a-b
anchors.md#code-t-vec
anchors.md#code-t--vec
anchors.md#emoji-rocket-shortcode
anchors.md#emoji-shortcode
anchors.md#dash-em-en-done
anchors.md#dash----em--en--done
anchors.md#dash-em--en--done
anchors.md#trailing-punctuation
anchors.md#tabs-and-double-spaces
anchors.md#tabsand--double---spaces
anchors.md#ελληνικά-σας
anchors.md#uber-strae
anchors.md#über-straße-ß
anchors.md#uber-strae-
anchors.md#quoted-and-curly
anchors.md#abcd
anchors.md#linked
anchors.md#struck-marked
anchors.md#in-a-list
anchors.md#in-a-quote
anchors.md#seven
anchors.md#-seven
anchors.md#indented-three
anchors.md#multi-line-setext
anchors.md#setext
anchors.md#multi-linesetext
anchors.md#note
anchors.md#note1
anchors.md#fn:1
anchors.md#fn-1
anchors.md#in-admonition
anchors.md#html-in-admonition
anchors.md#in-div
anchors.md#sec
anchors.md#in-section
anchors.md#in-definition
anchors.md#final
crlf.md#windows-heading
bom.md#byte-order-mark
front.md#front-heading
front.md#title
front.md#inner
hash%23tag.md
question%3F.md
hash#tag.md
a+b.md
a%2Bb.md
dup.md
dup
dup/
../dup/
dup/other.md
page%2Emd
page.md%23twice
%70age.md
page.md#t%77ice
page.md#twice%20
folder/../page.md
./folder/./leaf.md
folder//leaf.md
folder/leaf.md?plain=1#L1
page.md?plain=1#L3
page.md#L3
../src/code.py?x=1#L1
page.md#twice "Title"
<page.md> "Title"
 page.md
../README.md?raw
https:page.md
mailto:
javascript:void(0)
HTTP://example.org/x
../sitemap.xml
/404.html
"""

BODIES = {
    "image": "![alt](img/dot.png)",
    "image-missing": "![alt](img/missing.png)",
    "image-parent": "![alt](../img/dot.png)",
    "image-root": "![alt](/img/dot.png)",
    "image-root-docs": "![alt](/docs/img/dot.png)",
    "image-in-link": "[![alt](img/dot.png)](missing.md)",
    "image-missing-in-link": "[![alt](img/missing.png)](page.md)",
    "image-angled": "![alt](<img/a b.png>)",
    "image-title": '![alt](img/dot.png "Title")',
    "reference-full": "[text][label]\n\n[label]: page.md",
    "reference-full-missing": "[text][label]\n\n[label]: missing.md",
    "reference-collapsed": "[Label][]\n\n[label]: missing.md 'Title'",
    "reference-shortcut": "[label]\n\n[label]: <missing.md>",
    "reference-case": "[text][LaBel]\n\n[label]: page.md#twice",
    "reference-undefined": "[text][nothing]",
    "reference-image": "![alt][pic]\n\n[pic]: img/missing.png",
    "definition-unused": "Text\n\n[label]: missing.md",
    "autolink": "<https://example.org/missing>",
    "bare-url": "See https://example.org/missing.md now",
    "mail": "[write](mailto:a@example.org)",
    "telephone": "[call](tel:+123)",
    "data": "![dot](data:image/png;base64,AAAA)",
    "html-page": '<a href="page.md">x</a>',
    "html-sibling-url": '<a href="../page/">x</a>',
    "html-missing": '<a href="../missing/">x</a>',
    "html-own-url": '<a href="page/">x</a>',
    "html-single-quotes": "Inline <a href='../page/#twice'>x</a> html",
    "html-unquoted": "Inline <a href=../folder/>x</a> html",
    "html-upper": 'Inline <A HREF="../missing/">x</A> html',
    "html-entity": 'Inline <a href="../page/?a=1&amp;b=2#twice">x</a> html',
    "html-anchor": '<a href="../page/#missing">x</a>',
    "html-image": '<img src="img/dot.png">',
    "html-image-url": '<img src="../img/dot.png">',
    "html-image-inline": 'Text <img alt="x" src="../img/missing.png"/> text',
    "html-block": '<div>\n<a href="missing.md">x</a>\n</div>',
    "html-block-markdown": "<div>\n\n[x](missing.md)\n\n</div>",
    "html-block-attribute": '<div markdown="1">\n\n[x](missing.md)\n\n</div>',
    "html-details": "<details>\n<summary>More</summary>\n\n[x](missing.md)\n\n</details>",
    "html-comment": "<!-- [x](missing.md) <a href='missing.md'>x</a> -->\n\nText",
    "html-video": '<video src="../img/missing.mp4"></video>',
    "html-root": '<a href="/page/">x</a>',
    "html-root-file": '<a href="/docs/page.md">x</a>',
    "attr-list-link": "[x](missing.md){ .button target=_blank }",
    "attr-list-alive": "[x](page.md){ .button }",
    "reference-multi-line": "[x][y]\n\n[y]:\n    missing.md\n    'Title'",
    "reference-in-table": "| a |\n| - |\n| [x][y] |\n\n[y]: missing.md",
    "reference-in-quote": "> [x][y]\n>\n> [y]: missing.md",
    "reference-first-wins": "[x][y]\n\n[y]: page.md\n[y]: missing.md",
    "reference-markup": "[*x*][y]\n\n[y]: missing.md",
    "in-definition-list": "Term\n:   See [x](missing.md)",
    "in-definition-second": "Term\n:   One\n\n    Two [x](missing.md)",
    "in-footnote-second": "Text[^1]\n\n[^1]: Note\n\n    More [x](missing.md)",
    "in-task-list": "- [ ] do [x](missing.md)",
    "in-ordered": "1. one\n2. two\n\n    para [x](missing.md)",
    "in-list-code": "- one\n\n        [x](missing.md)",
    "in-deep-list": "- a\n    - b\n        - c [x](missing.md)",
    "in-quote-list": "> - a [x](missing.md)",
    "in-setext": "About [x](missing.md)\n=====",
    "in-summary": '<details><summary><a href="../missing/">x</a></summary>y</details>',
    "in-html-table": '<table><tr><td><a href="../missing/">x</a></td></tr></table>',
    "in-html-paragraph": "<p>[x](missing.md)</p>",
    "in-span": "<span>[x](missing.md)</span>",
    "in-kbd-code": "<code>[x](missing.md)</code>",
    "in-pre": "<pre>\n[x](missing.md)\n</pre>",
    "html-multi-line": '<a\n  href="../missing/"\n>x</a>',
    "html-spaces": 'Text <a href = "../missing/" >x</a>',
    "html-name-value": '<a data-href="../missing/">x</a>',
    "html-empty": 'Text <a href="">x</a>',
    "html-fragment": '<a id="here"></a>\n\nText <a href="#here">x</a>',
    "html-fragment-missing": 'Text <a href="#nowhere">x</a>',
    "html-image-in-link": '<a href="../page/"><img src="../img/missing.png"></a>',
    "html-picture": '<picture><img src="../img/dot.png"></picture>',
    "html-iframe": '<iframe src="../missing/"></iframe>',
    "html-audio": 'Text <audio src="../img/missing.mp3"></audio>',
    "html-details-open": '<details open markdown="1">\n\n[x](missing.md)\n</details>',
    "math-inline": "Let $f[x](y)$ be",
    "math-block": "$$\n[x](y)\n$$",
    "crlf": "Text\r\n\r\n[x](missing.md)\r\n",
    "tabs": "\t[x](missing.md)",
    "adjacent": "[x](page.md)[y](missing.md)",
    "many": "[a](page.md) [b](page.md#twice) [c](folder/leaf.md)",
    "star-link": "*[x](missing.md)*",
    "underscore": "_[x](missing.md)_",
    "heading-closed": "## [x](missing.md) ##",
    "line-break": "line  \n[x](missing.md)",
    "backslash-break": "line\\\n[x](missing.md)",
    "nested-brackets": "[![a](img/dot.png) b](page.md)",
    "link-in-image-alt": "![a [b](missing.md)](img/dot.png)",
    "unbalanced": "[x](page.md",
    "space-before": "[x] (missing.md)",
    "space-inside": "[x]( missing.md )",
    "newline-inside": "[x](\nmissing.md)",
    "empty-target": "[x]()",
    "angle-empty": "[x](<>)",
    "wiki": "[[missing]]",
    "in-code": "`[x](missing.md)`",
    "in-fence": "```text\n[x](missing.md)\n```",
    "in-tilde-fence": "~~~text\n[x](missing.md)\n~~~",
    "in-indented-code": "Text\n\n    [x](missing.md)",
    "in-double-ticks": "``a ` [x](missing.md)``",
    "in-table": "| a | b |\n| - | - |\n| [x](missing.md) | y |",
    "in-table-html": '| a | b |\n| - | - |\n| <a href="../missing/">x</a> | y |',
    "in-list": "- one\n- two [x](missing.md)",
    "in-nested-list": "- one\n    - two [x](missing.md)",
    "in-quote": "> quoted [x](missing.md)",
    "in-heading": "## About [x](missing.md)",
    "in-emphasis": "**bold [x](missing.md)**",
    "in-strike": "~~gone [x](missing.md)~~",
    "in-footnote": "Text[^1]\n\n[^1]: Note [x](missing.md)",
    "in-admonition": "!!! note\n\n    See [x](missing.md)",
    "in-admonition-tight": "!!! note\n    See [x](missing.md)",
    "in-admonition-two": "!!! note\n    One\n\n    Two [x](missing.md)",
    "in-admonition-alive": '!!! warning "Title"\n\n    See [x](page.md#twice)',
    "in-admonition-nested": "!!! note\n\n    !!! tip\n\n        See [x](missing.md)",
    "in-admonition-code": "!!! note\n\n        [x](missing.md)",
    "in-admonition-fence": "!!! note\n\n    ```text\n    [x](missing.md)\n    ```",
    "in-collapsible": "??? note\n\n    See [x](missing.md)",
    "in-tab": '=== "Tab"\n\n    See [x](missing.md)',
    "after-admonition": "!!! note\n\n    Text\n\nSee [x](missing.md)",
    "escaped": "\\[x](missing.md)",
    "escaped-image": "\\![x](missing.md)",
    "title-quotes": '[x](missing.md "a (b) c")',
    "title-single": "[x](page.md 'title')",
    "broken-over-lines": "[some\ntext](missing.md)",
    "brackets-in-text": "[a [b] c](missing.md)",
    "code-in-text": "[`a]b`](missing.md)",
    "empty-text": "[](missing.md)",
    "self": "# Own heading\n\n[x](#own-heading)",
    "self-case": "# Own heading\n\n[x](#Own-Heading)",
    "self-explicit": "# Own heading {#own}\n\n[x](#own)",
    "self-explicit-slug": "# Own heading {#own}\n\n[x](#own-heading)",
    "self-duplicate": "# Same\n\n## Same\n\n[x](#same_1)",
    "self-duplicate-dash": "# Same\n\n## Same\n\n[x](#same-1)",
    "self-footnote": "Text[^n] [x](#fn-n)\n\n[^n]: Note",
    "self-footnote-site": "Text[^n] [x](#fn:n)\n\n[^n]: Note",
    "link-in-html-tag": "<b>[x](missing.md)</b>",
    "script": "<script>\nvar s = '[x](missing.md)';\n</script>\n\nText",
    "frontmatter": "---\nurl: '[x](missing.md)'\n---\n\nText",
    "title-parentheses": "[x](page.md (title))",
    "title-parentheses-missing": "[x](missing.md (title))",
    "entity": "[x](a&amp;b.md)",
    "entity-missing": "[x](a&amp;c.md)",
    "entity-number": "[x](page&#46;md)",
    "entity-in-definition": "[x][y]\n\n[y]: a&amp;b.md",
    "ampersand": "[x](a&b.md)",
    "escaped-ampersand": "[x](a\\&b.md)",
    "reference-inner-spaces": "[x][ y ]\n\n[y]: missing.md",
    "reference-shortcut-spaces": "[ y ]\n\n[y]: missing.md",
    "reference-double-space": "[x][a  b]\n\n[a b]: missing.md",
    "reference-over-lines": "[x][a\nb]\n\n[a b]: missing.md",
    "reference-label-over-lines": "[x][a b]\n\n[a\nb]: missing.md",
    "reference-code": "[`y`]\n\n[`y`]: missing.md",
    "reference-after-text": "Text\n[y]: page.md\n\n[x][y]",
    "reference-after-text-missing": "Text\n[y]: missing.md\n\n[x][y]",
    "reference-angled-spaces": "[x][y]\n\n[y]: <missing page.md>",
    "reference-escaped": "[x]\\[y]\n\n[y]: missing.md",
    "reference-in-list": "- [y]: missing.md\n\n[x][y]",
    "definition-as-comment": "[//]: # (a [x](missing.md))",
    "abbreviation": "*[AB]: [x](missing.md)\n\nAB",
    "metadata": "Title: [x](missing.md)\nMore: words\n\nText",
    "note-unused": "Text\n\n[^1]: [x](missing.md)",
    "note-of-one-word": "Text[^1]\n\n[^1]: missing.md",
    "note-of-words": "Text[^1]\n\n[^1]: missing.md and more",
    "html-attribute-tight": '<div markdown="1">\n[x](missing.md)\n</div>',
    "html-attribute-alive": "<div markdown>\n[x](page.md)\n</div>",
    "html-attribute-off": '<div markdown="0">\n[x](missing.md)\n</div>',
    "html-attribute-nested": '<div markdown="1">\n<p>[x](missing.md)</p>\n[y](page.md)\n</div>',
    "html-figure": '<figure markdown="span">\n  ![x](img/missing.png)\n</figure>',
    "html-details-tight": '<details markdown="1">\n<summary>s</summary>\n[x](no.md)\n</details>',
    "html-heading": "<div markdown>\n## Inner\n</div>\n\n[x](#inner)",
    "html-comment-before": "<!-- note --> [x](missing.md)",
    "html-break-before": "<br/>\n[x](missing.md)",
    "html-rule-before": "<hr>\n[x](missing.md)",
    "html-inline-element": "<ins>\n[x](missing.md)\n</ins>",
    "html-own-element": "<my-box>\n[x](missing.md)\n</my-box>",
    "html-image-before": '<img src="../img/dot.png">\n[x](missing.md)',
    "html-srcset": '<img src="../img/dot.png" srcset="../img/dot.png 1x, ../img/missing.png 2x">',
    "html-source": '<picture><source srcset="../img/missing.png"></picture>',
    "html-object": '<object data="../missing.svg"></object>',
    "in-list-six": "- one\n\n      [x](missing.md)",
    "in-list-eight": "- one\n    - two\n\n            [x](missing.md)",
    "heading-empty": "##\n\n[x](#_1)",
    "heading-tight": "!!! note\n    ## Tight\n\n[x](#tight)",
    "self-in-raw-list": "<details>\n\n## A {#b}\n\n</details>\n\n[x](#b)",
    "self-indented-list": "Text\n\n   ## A {#b}\n\n[x](#b)",
    "self-three-in-list": "- one\n\n   ## A\n\n[x](#a)",
    "self-four-in-list": "- one\n\n    ## A\n\n[x](#a)",
    "in-unclosed-fence": "```text\n[x](missing.md)",
    "in-unclosed-tilde-fence": "~~~\n[x](missing.md)\n\n<a href='../missing/'>y</a>",
    "in-longer-fence": "````\n```\n[x](missing.md)\n```\n````",
    "self-in-unclosed-fence": "[x](#sub)\n\n```\n\n## Sub",
    "in-list-admonition": "- one\n\n    !!! note\n\n        [x](missing.md)",
    "in-list-admonition-alive": "- one\n\n    !!! note\n\n        [x](page.md)\n\n    [y](page.md)",
    "in-deep-list-admonition": "- a\n    - b\n\n        !!! note\n\n            [x](missing.md)",
    "in-admonition-html": '!!! note\n\n    <a href="../missing/">x</a>',
    "spaced-image-title": '![x](img/missing dot.png "Title")',
    "spaced-title": "[x](other page.md 'Title')",
    "self-code-list": "## A `{#b}`\n\n[x](#a-b)",
    "self-escaped-list": "## A \\{#b}\n\n[x](#a-b)",
    "self-generic": "## Map<K, V>\n\n[x](#map)",
    "self-generic-code": "## `Map<K, V>` of\n\n[x](#mapk-v-of)",
    "self-generic-escaped": "## Vec\\<T> of\n\n[x](#vec-of)",
    "self-dunder": "## `__init__`\n\n[x](#__init__)",
    "self-dunder-missing": "## Init\n\n[x](#__init__)",
    "drive": "[x](C:/docs/page.md)",
    "file-scheme": "[x](file:///etc/passwd)",
}


def pages():
    """The text of each page by path: `docs/NAME.md`, and some in other places."""
    found = {}
    for number, target in enumerate(INLINE.splitlines()):
        found[f"docs/inline-{number:03}.md"] = f"[x]({target})\n"
    for name, body in BODIES.items():
        found[f"docs/{name}.md"] = f"{body}\n"
    targets = ["../page.md", "../page/", "page.md", "leaf.md", "../leaf.md", "./", "../", "../../",
               "index.md", "../../src/code.py", "../../../outside.md", "../img/dot.png",
               "../missing.md", "/folder/"]  # fmt: skip
    for number, target in enumerate(targets):
        found[f"docs/folder/deep-{number:02}.md"] = f"[x]({target})\n"
    return found


def index_pages():
    """The pages whose URL is that of their folder; a folder can have only one of them."""
    targets = ["../page.md", "../page/", "sub/", "sub", "sub/leaf/", "sub/leaf", "./sub/leaf.md",
               "../img/dot.png", "", "./", "../", "leaf", "#missing"]  # fmt: skip
    found = {}
    for number, target in enumerate(targets):
        name = "index" if number % 2 else "README"
        found[f"docs/i{number:02}/{name}.md"] = f"[x]({target})\n"
        found[f"docs/i{number:02}/sub/index.md"] = "# Sub\n"
        found[f"docs/i{number:02}/sub/leaf.md"] = "# Leaf\n"
    return found


SITES = {
    "plain": "site_name: x\n",
    "full": """site_name: x
site_url: https://example.org/
exclude_docs: |
  drafts/
  !.dot.md
not_in_nav: /unlisted/
validation:
  absolute_links: relative_to_docs
markdown_extensions:
  - attr_list
  - admonition
  - footnotes
  - md_in_html
  - pymdownx.details
  - pymdownx.emoji
  - pymdownx.superfences
  - pymdownx.tabbed: {alternate_style: true}
  - toc:
      permalink: true
      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}
plugins: []
""",
    "flat": """site_name: x
site_url: https://example.org/base/
use_directory_urls: false
markdown_extensions: [extra, admonition]
nav: [index.md]
""",
}
