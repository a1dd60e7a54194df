"""The tree of a page as html5lib builds it, with nothing of docsgate in it."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from xml.dom.minidom import Node

import html5lib
from html5lib.constants import namespaces

BODY = "<!DOCTYPE html><body>"
SPACE = re.compile(r"[ \t\n\f\r]+")
VERBATIM = frozenset({"listing", "plaintext", "pre", "script", "style", "textarea", "xmp"})
_SPECIAL = (
    ("html", "main"), ("html", "search"), ("svg", "desc"), ("svg", "title"),
    ("mathml", "annotation-xml"), ("mathml", "mi"), ("mathml", "mn"), ("mathml", "mo"),
    ("mathml", "ms"), ("mathml", "mtext"),
)  # fmt: skip
"""Elements that the standard has among the special ones (HTML, 13.2.4.2), and html5lib has not."""

_UNLIKE_THE_STANDARD = re.compile(
    r"<(?:svg|math)\b.*</(?:p|br)\b"
    r"|<(?:pre|listing|textarea)[^>]*>(?:</?\w[^>]*>)+\n"
    r"|<table\b.*<(?:p|li|d[dt])\b.*<(?:li|d[dt])\b"
    r"|<(?:template|select)\b",
    re.IGNORECASE | re.DOTALL,
)
Tree = tuple[tuple[str, ...], ...]


def is_readable(html: str) -> bool:
    """Whether html5lib, which is of 2020, reads `html` as the standard says today.

    It keeps `</p>` and `</br>` inside foreign content; it takes a line ending for the first of
    `<pre>` although a tag is before it; it forgets that it is between the rows of a table when an
    item ends the one before; it knows no `<template>`, and no `<select>` with more than options.
    """
    if _UNLIKE_THE_STANDARD.search(html):
        return False
    try:
        tree_of(html)
    except AssertionError:  # Its own, where the text ends inside some tables.
        return False
    return True


@cache
def _parser() -> html5lib.HTMLParser:
    html5lib.html5parser.specialElements |= {(namespaces[key], name) for key, name in _SPECIAL}
    return html5lib.HTMLParser(html5lib.getTreeBuilder("dom"), namespaceHTMLElements=False)


@lru_cache(maxsize=8)
def tree_of(html: str) -> Tree:
    """The page of which `html` is the content: ends, tags with sorted attributes, texts, comments.

    Where it has `<noscript>`, the pages with and without scripts.
    """
    parts = _parts(_parser().parse(BODY + html))
    if "<noscript" in html.lower():
        parts += _parts(_parser().parse(BODY + html, scripting=True), scripting=True)
    return tuple(parts)


def without_white_space(tree: Tree) -> Tree:
    """`tree` without white space but where each counts, which is not how it is shown."""
    verbatim, kept = 0, []
    for part in tree:
        if part[0] in "<>" and part[1] in VERBATIM:
            verbatim += 1 if part[0] == "<" else -1
        text = part[1] if verbatim else SPACE.sub("", part[1])
        if part[0] != "=":
            kept.append(part)
        elif text:
            kept.append(("=", text))
    return tuple(kept)


def _parts(node: Node, *, scripting: bool = False) -> list[tuple[str, ...]]:
    parts: list[tuple[str, ...]] = []
    for child in node.childNodes:
        if child.nodeType == Node.TEXT_NODE:
            before = parts.pop()[1] if parts and parts[-1][0] == "=" else ""
            parts.append(("=", before + child.data))
        elif child.nodeType == Node.COMMENT_NODE:
            parts.append(("!", child.data.strip()))
        elif child.nodeType == Node.ELEMENT_NODE:
            name = child.tagName
            parts.append(("<", name, *_attributes(child)))
            if not (scripting and name == "noscript"):
                parts += _parts(child, scripting=scripting)
            parts.append((">", name))
    return parts


def _attributes(element: Node) -> list[str]:
    """In order, and without the class of code, which names its language."""
    return sorted(
        f"{name}={value}"
        for name, value in (element.attributes or {}).items()
        if not (name == "class" and element.tagName in ("code", "pre"))
    )
