"""Patterns that are read as such: what declarations, parameters and `catch` bind.

ECMA-262, sections 14.3.3 (destructuring binding patterns) and 15.1 (parameter lists).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .lexer import advance
from .node import Node
from .steps import eat, expect, make_node
from .terminals import check_unreserved, parse_identifier, parse_property_name

if TYPE_CHECKING:
    from .state import ParserState


def parse_binding_target(state: ParserState) -> Node:
    """A name or a pattern that is being declared."""
    start = state.start
    if state.kind is t.BRACKET_OPEN:
        advance(state)
        items = parse_binding_list(state, t.BRACKET_CLOSE, holes=True)
        node = make_node(state, "ArrayPattern", start)
        node.items = items
        return node
    if state.kind is t.BRACE_OPEN:
        return _parse_object_pattern(state)
    return parse_identifier(state)


def _parse_object_pattern(state: ParserState) -> Node:
    """`{name, key: target, ...rest}`; the token is its brace."""
    start = state.start
    advance(state)
    items: list[Node | None] = []
    while not eat(state, t.BRACE_CLOSE):
        if items:
            expect(state, t.COMMA)
            if eat(state, t.BRACE_CLOSE):
                break
        items.append(_parse_pattern_property(state))
    node = make_node(state, "ObjectPattern", start)
    node.items = items
    return node


def _parse_pattern_property(state: ParserState) -> Node:
    """One member of an object pattern."""
    if state.kind is t.ELLIPSIS:
        return _parse_object_rest(state)
    node = make_node(state, "Property", state.start)
    node.name = "init"
    key = parse_property_name(state, node)
    if eat(state, t.COLON):
        node.right = parse_default_value(state, state.start)
    elif node.flag or key.type != "Identifier" or state.kind is t.PAREN_OPEN:
        fail_unexpected(state)
    else:
        value = make_shorthand_value(state, node, key)
        node.right = parse_default_value(state, node.start, value)
    node.end = state.last_end
    return node


def _parse_object_rest(state: ParserState) -> Node:
    """`...name`; raises when a comma follows."""
    start = state.start
    advance(state)
    target = parse_identifier(state)
    if state.kind is t.COMMA:
        fail(state, state.start, "Comma is not permitted after the rest element")
    node = make_node(state, "RestElement", start)
    node.left = target
    return node


def make_shorthand_value(state: ParserState, node: Node, key: Node) -> Node:
    """The name that `{name}` is short for; raises when `key` may not name anything."""
    check_unreserved(state, key)
    if key.name == "await" and not state.await_name_at:
        state.await_name_at = node.start
    value = Node("Identifier", key.start, key.end)
    value.name = key.name
    node.optional = True
    return value


def parse_binding_list(state: ParserState, close: t.Kind, *, holes: bool) -> list[Node | None]:
    """Targets up to `close`: an array pattern or the parameters of a function."""
    items: list[Node | None] = []
    first = True
    while not eat(state, close):
        if not first:
            expect(state, t.COMMA)
        first = False
        if holes and state.kind is t.COMMA:
            items.append(None)
        elif eat(state, close):
            break
        elif state.kind is t.ELLIPSIS:
            items.append(parse_rest_target(state))
            if state.kind is t.COMMA:
                fail(state, state.start, "Comma is not permitted after the rest element")
            expect(state, close)
            break
        else:
            items.append(parse_default_value(state, state.start))
    return items


def parse_rest_target(state: ParserState) -> Node:
    """`...target`."""
    start = state.start
    advance(state)
    target = parse_binding_target(state)
    node = make_node(state, "RestElement", start)
    node.left = target
    return node


def parse_default_value(state: ParserState, start: int, left: Node | None = None) -> Node:
    """A target and its default value, if it has one."""
    target = left or parse_binding_target(state)
    if not eat(state, t.EQUALS):
        return target
    value = state.grammar.parse_assignment(state)
    node = make_node(state, "AssignmentPattern", start)
    node.left, node.right = target, value
    return node
