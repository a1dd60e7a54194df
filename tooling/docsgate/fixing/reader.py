"""HTML read as browsers read it, reduced to what counts.

Lexbor builds the tree that the HTML standard asks of browsers (HTML, section 13.2, "Parsing HTML
documents"): it closes what is left open, moves what cannot stay where it is written, and decodes
entities. Here the tree becomes a sequence of events, in which attributes have no order and white
space runs together. Comments are kept, because other tools read them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from .tangled import is_tangled

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from selectolax.lexbor import LexborNode

_BODY = "<!DOCTYPE html><body>"
"""What comes before the text: so it is read as part of a page, whose `<html>` and `<body>` take
the attributes of such tags in the text, and nothing moves into the head.
"""

_OPTIONS = LexborDocumentOptions.WO_EVENTS  # Without copies of the option that is selected.
_SPACE = re.compile(r"[ \t\n\f\r]+")
_NOSCRIPT = re.compile("<noscript", re.IGNORECASE)
_VOID = frozenset({
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
})  # fmt: skip
_FOREIGN = frozenset({"math", "svg"})
"""Elements in which those of other languages are, so that an `<input>` may have content."""

_VERBATIM = frozenset({"listing", "plaintext", "pre", "script", "style", "textarea", "xmp"})
"""Elements in which each white space counts."""

_BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "col",
    "colgroup", "dd", "details", "dialog", "dir", "div", "dl", "dt", "fieldset", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "head", "header", "hgroup",
    "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "optgroup", "option", "p",
    "plaintext", "pre", "search", "section", "summary", "table", "tbody", "td", "tfoot", "th",
    "thead", "tr", "ul", "xmp",
})  # fmt: skip
"""Elements at whose edges no white space is shown (HTML, section 15.3, "Non-replaced elements")."""

Event = tuple[str, ...]
"""("<", name, attributes …), (">", name), ("=", text) or ("!", comment); ("?", HTML) is a whole
page that is not worth reading.
"""


def events_of(html: str) -> tuple[Event, ...]:
    """What `html`, the content of a page, shows in a browser. Raises nothing on any text.

    Void elements have no end. What is inside `<noscript>` is shown by browsers without scripts
    only, and they end it elsewhere than others do; so a page that has one is read both ways.
    """
    if is_tangled(html):
        return (("?", html),)
    events = list(_read(html, scripting=False))
    if _NOSCRIPT.search(html):
        events += _read(html, scripting=True)
    return tuple(events)


def _read(html: str, *, scripting: bool) -> Iterator[Event]:
    page = LexborHTMLParser(_BODY + html, options=_OPTIONS, scripting=scripting)
    assert page.root is not None, "every page has an html element"
    return _trim_blocks(list(_join_texts(_walk(page.root, scripting=scripting))))


def _walk(root: LexborNode, *, scripting: bool) -> Iterator[Event]:
    """The events of `root` and of what follows it, with text as it is in the tree.

    The standard sets no limit to the depth of a tree, so this keeps a list and does not recurse.
    """
    open_nodes: list[tuple[LexborNode, str]] = []
    foreign = 0
    node: LexborNode | None = root
    while node is not None or open_nodes:
        if node is None:
            closed, name = open_nodes.pop()
            foreign -= name in _FOREIGN
            yield (">", name)
            node = closed.next
        elif node.is_element_node:
            name = node.tag or ""
            yield ("<", name, *_attributes(node, name))
            if name in _VOID and not foreign:
                node = node.next
            else:
                foreign += name in _FOREIGN
                open_nodes.append((node, name))
                node = None if scripting and name == "noscript" else _first_inside(node, name)
        else:
            yield _leaf(node)
            node = node.next


def _attributes(node: LexborNode, name: str) -> list[str]:
    return sorted(
        f"{key}={value or ''}"
        for key, value in node.attributes.items()
        if not _shows_nothing(name, key, value)
    )


def _first_inside(node: LexborNode, name: str) -> LexborNode | None:
    """The first child; what a template contains is a tree of its own."""
    templates = node.template_fragments() if name == "template" else []
    return templates[0].first_child if templates else node.first_child


def _leaf(node: LexborNode) -> Event:
    """A text, a comment, or a processing instruction, which browsers treat as a comment."""
    if node.is_text_node:
        return ("=", node.text_content or "")
    return ("!", (node.comment_content if node.is_comment_node else node.html) or "")


def _shows_nothing(tag: str, name: str, value: str | None) -> bool:
    """Whether the attribute shows nothing: the language of code, a comma, a mark of a comment."""
    if name == "class":
        return tag in ("code", "pre") or value == "highlight"
    return name in (",", "_")


def _join_texts(events: Iterator[Event]) -> Iterator[Event]:
    """`events` with one text for neighbouring ones, and one space for white space in a row."""
    text, verbatim = "", 0
    for event in events:
        if event[0] == "=":
            text += event[1]
            continue
        if text:
            yield ("=", text if verbatim else _SPACE.sub(" ", text))
            text = ""
        if event[0] in "<>" and event[1] in _VERBATIM:
            verbatim += 1 if event[0] == "<" else -1
        yield event


def _trim_blocks(events: Sequence[Event]) -> Iterator[Event]:
    """`events` without the space at the edges of blocks. They end with an end or a comment."""
    verbatim = 0
    for index, event in enumerate(events):
        if event[0] != "=":
            if event[0] in "<>" and event[1] in _VERBATIM:
                verbatim += 1 if event[0] == "<" else -1
            yield event
            continue
        text = event[1]
        if not verbatim and _is_block(events[index - 1]):
            text = text.lstrip(" ")
        if not verbatim and _is_block(events[index + 1]):
            text = text.rstrip(" ")
        if text:
            yield ("=", text)


def _is_block(event: Event) -> bool:
    return event[0] in "<>" and event[1] in _BLOCKS
