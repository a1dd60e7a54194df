"""What a reader sees, as GitHub's own renderer says: cmark-gfm, which docsgate does not use.

Nothing here is shared with the proof that docsgate makes itself: another renderer, another way
of reading HTML.
"""

from __future__ import annotations

import html
import re

import cmarkgfm
from cmarkgfm.cmark import Options

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)((?:\s[^<>]*)?)(/?)>", re.DOTALL)
_CODE = re.compile(r"<pre(?: [^>]*)?><code(?: [^>]*)?>(.*?)</code></pre>", re.DOTALL)
_ATTRIBUTE = re.compile(r"([\w:@.-]+)(?:\s*=\s*(\"[^\"]*\"|'[^']*'|[^\s\"'=<>`]+))?")
_FRONTMATTER = re.compile(r"---[ \t]*\r?\n.*?(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_VOID = ("br", "hr", "img", "input", "link", "meta", "col", "wbr", "area", "source")


def body(text: str) -> str:
    """`text` without frontmatter."""
    found = _FRONTMATTER.match(text)
    return text[found.end() :] if found else text


def page(text: str) -> str:
    """The HTML of `text` on GitHub, before its sanitizer."""
    return cmarkgfm.github_flavored_markdown_to_html(
        body(text), options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )


def code_blocks(text: str) -> list[str]:
    """The contents of code blocks."""
    return [html.unescape(code) for code in _CODE.findall(page(text))]


def seen(text: str) -> list[str]:
    """What the page of `text` shows: tags with sorted attributes, words, code to the byte."""
    parts: list[str] = []
    at = 0
    shown = page(text)
    for block in _CODE.finditer(shown):
        parts += _seen(shown[at : block.start()])
        parts.append("code:" + html.unescape(block[1]))
        at = block.end()
    return [*parts, *_seen(shown[at:])]


def _seen(shown: str) -> list[str]:
    parts: list[str] = []
    at = 0
    open_tags: dict[str, int] = {}
    for tag in _TAG.finditer(shown):
        parts += html.unescape(shown[at : tag.start()]).split()
        at = tag.end()
        name = tag[2].lower()
        if tag[1]:
            if name in _VOID or not open_tags.get(name):
                continue  # A browser passes over what closes nothing.
            open_tags[name] -= 1
        else:
            open_tags[name] = open_tags.get(name, 0) + 1
        parts.append(f"<{tag[1]}{name}{_attributes(tag[3].rstrip('/'))}>")
    return [*parts, *html.unescape(shown[at:]).split()]


def _attributes(written: str) -> str:
    pairs = [
        f' {name.lower()}="{html.unescape(value.strip(chr(34) + chr(39)))}"'
        for name, value in _ATTRIBUTE.findall(written)
    ]
    return "".join(sorted(pairs))
