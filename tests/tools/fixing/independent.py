"""What a reader sees according to GitHub's own renderer, cmark-gfm, which docsgate does not use.

Nothing here is shared with the proof that docsgate makes itself: another renderer, and html5lib in
place of Lexbor.
"""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING
from xml.dom.minidom import Node

import cmarkgfm
import html5lib
from cmarkgfm.cmark import Options

if TYPE_CHECKING:
    from collections.abc import Iterator

_CODE = re.compile(r"<pre(?: [^>]*)?><code(?: [^>]*)?>(.*?)</code></pre>", re.DOTALL)
FRONTMATTER = re.compile(r"---[ \t]*\r?\n.*?(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\r?\n|\Z)", re.DOTALL)
_SPACE = re.compile(r"[ \t\n\f\r]+")
_INLINE = frozenset({
    "a", "abbr", "b", "bdi", "bdo", "button", "cite", "code", "data", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "small", "span", "strong",
    "sub", "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip


def body(text: str) -> str:
    """`text` without frontmatter."""
    found = FRONTMATTER.match(text)
    return text[found.end() :] if found else text


def page(text: str) -> str:
    """The HTML of `text` on GitHub, before its sanitizer."""
    return cmarkgfm.github_flavored_markdown_to_html(
        body(text), options=Options.CMARK_OPT_UNSAFE | Options.CMARK_OPT_FOOTNOTES
    )


def code_blocks(text: str) -> list[str]:
    """The contents of the code blocks of `text`."""
    return [html.unescape(code) for code in _CODE.findall(page(text))]


def seen(text: str) -> list[str]:
    """What the page of `text` shows: tags with sorted attributes, text, and code byte by byte.

    html5lib builds the tree that the HTML standard asks of browsers, so an implied closing tag is
    the same as a written one. White space counts as in browsers: any run is one space, and at the
    edge of a block there is none.
    """
    parts: list[str] = []
    _walk(_fragment(page(text)), parts, literal=False)
    return [part for part in _trimmed(parts) if part]


@cache
def _parser() -> html5lib.HTMLParser:
    return html5lib.HTMLParser(html5lib.getTreeBuilder("dom"), namespaceHTMLElements=False)


def _fragment(html_text: str) -> Node:
    return _parser().parseFragment(html_text)


def _walk(node: Node, parts: list[str], *, literal: bool) -> None:
    for child in node.childNodes:
        if child.nodeType == Node.TEXT_NODE:
            text = child.data if literal else _SPACE.sub(" ", child.data)
            if parts and parts[-1][:1] not in "<>":
                text = parts.pop()[1:] + text
            parts.append(("|" if literal else "=") + (text if literal else _SPACE.sub(" ", text)))
        elif child.nodeType == Node.COMMENT_NODE:
            parts.append(f"<!{child.data.strip()}")
        elif child.nodeType == Node.ELEMENT_NODE:
            name = child.tagName
            parts.append(f"<{name}{_attributes(child)}")
            _walk(child, parts, literal=literal or name in ("pre", "textarea", "script", "style"))
            parts.append(f">{name}")


def _attributes(element: Node) -> str:
    """The attributes in order, without `,`, which browsers take for one, and the language."""
    pairs = [
        f' {name}="{value}"'
        for name, value in (element.attributes or {}).items()
        if name != "," and not (element.tagName in ("pre", "code") and name in ("lang", "class"))
    ]
    return "".join(sorted(pairs))


def _trimmed(parts: list[str]) -> Iterator[str]:
    for index, part in enumerate(parts):
        if part[:1] != "=":
            yield part
            continue
        text = part[1:]
        if _is_edge(parts, index, -1):
            text = text.lstrip(" ")
        if _is_edge(parts, index, 1):
            text = text.rstrip(" ")
        yield text and f"={text}"


def _is_edge(parts: list[str], index: int, step: int) -> bool:
    """Whether a block begins or ends next to the text at `index`, apart from inline tags."""
    index += step
    while 0 <= index < len(parts):
        part = parts[index]
        if part[:1] not in "<>" or part.startswith("<!"):
            return False
        if part[1:].split(" ")[0] not in _INLINE:
            return True
        index += step
    return True
