"""JSX: elements, fragments, attributes and the expressions in them.

The JSX draft (facebook.github.io/jsx), with namespaced names and without namespaced objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .lexer import advance
from .steps import eat, expect, make_node
from .terminals import parse_literal

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


def parse_jsx_element(state: ParserState) -> Node:
    """A JSX element; the token is its `<`."""
    start = state.start
    advance(state)
    return _parse_element_after_angle(state, start)


def _parse_element_after_angle(state: ParserState, start: int) -> Node:
    """An element whose `<`, at `start`, was read; raises when another one closes it."""
    name, items, closed = _parse_opening_tag(state)
    while not closed:
        if state.kind is t.JSX_TAG_START:
            tag_start = state.start
            advance(state)
            if eat(state, t.SLASH):
                closed = True
                closing = _parse_tag_name(state) if state.kind is not t.JSX_TAG_END else ""
                expect(state, t.JSX_TAG_END)
                if closing != name:
                    fail(state, tag_start, f"Expected corresponding JSX closing tag for <{name}>")
            else:
                items.append(_parse_element_after_angle(state, tag_start))
        elif state.kind is t.JSX_TEXT:
            items.append(_parse_text(state))
        elif state.kind is t.BRACE_OPEN:
            items.append(_parse_container(state))
        else:
            fail_unexpected(state)
    if state.kind is t.RELATIONAL and state.value == "<":
        fail(state, state.start, "Adjacent JSX elements must be wrapped in an enclosing tag")
    node = make_node(state, "JSXElement", start)
    node.name, node.items = name, items
    return node


def _parse_opening_tag(state: ParserState) -> tuple[str, list[Node | None], bool]:
    """Name, attributes, and whether the tag closes itself."""
    name = _parse_tag_name(state) if state.kind is not t.JSX_TAG_END else ""
    items: list[Node | None] = []
    while state.kind is not t.SLASH and state.kind is not t.JSX_TAG_END:
        items.append(_parse_attribute(state))
    closes_itself = eat(state, t.SLASH)
    expect(state, t.JSX_TAG_END)
    return name, items, closes_itself


def _parse_word(state: ParserState) -> str:
    """JSXIdentifier: a word, keywords included."""
    if state.kind is t.JSX_NAME:
        word = state.value
    elif state.kind.keyword:
        word = state.kind.label
    else:
        fail_unexpected(state)
    advance(state)
    return word


def _parse_namespaced_name(state: ParserState) -> str:
    """JSXNamespacedName: `a` or `a:b`."""
    word = _parse_word(state)
    return f"{word}:{_parse_word(state)}" if eat(state, t.COLON) else word


def _parse_tag_name(state: ParserState) -> str:
    """JSXElementName: `a`, `a:b` or `a.b.c`."""
    name = _parse_namespaced_name(state)
    if state.kind is t.DOT and ":" in name:
        fail_unexpected(state)
    while eat(state, t.DOT):
        name += "." + _parse_word(state)
    return name


def _parse_attribute(state: ParserState) -> Node:
    """`name`, `name=value` or `{...value}`."""
    start = state.start
    if eat(state, t.BRACE_OPEN):
        expect(state, t.ELLIPSIS)
        argument = state.grammar.parse_assignment(state)
        expect(state, t.BRACE_CLOSE)
        node = make_node(state, "JSXSpreadAttribute", start)
        node.right = argument
        return node
    name = _parse_namespaced_name(state)
    value = _parse_attribute_value(state) if eat(state, t.EQUALS) else None
    node = make_node(state, "JSXAttribute", start)
    node.name, node.right = name, value
    return node


def _parse_attribute_value(state: ParserState) -> Node:
    """A string, an element, or an expression in braces that is not empty."""
    if state.kind is t.BRACE_OPEN:
        container = _parse_container(state)
        if container.right is None:
            fail(state, container.start, "JSX attributes must have a non-empty expression")
        return container
    if state.kind is t.STRING:
        return parse_literal(state)
    if state.kind is t.JSX_TAG_START:
        return parse_jsx_element(state)
    return fail(state, state.start, "JSX value should be either an expression or a quoted JSX text")


def _parse_text(state: ParserState) -> Node:
    """Text between tags."""
    start = state.start
    advance(state)
    return make_node(state, "JSXText", start)


def _parse_container(state: ParserState) -> Node:
    """`{expression}`, which may be empty between tags."""
    start = state.start
    advance(state)
    inner = None if state.kind is t.BRACE_CLOSE else state.grammar.parse_sequence(state)
    expect(state, t.BRACE_CLOSE)
    node = make_node(state, "JSXExpressionContainer", start)
    node.right = inner
    return node
