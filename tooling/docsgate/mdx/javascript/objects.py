"""Object literals.

ECMA-262, section 13.2.5 with its early errors and its cover grammar for patterns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .functions import check_accessor, parse_method
from .lexer import advance
from .lexical_goal import has_newline_before
from .lists import parse_spread
from .patterns import make_shorthand_value, parse_default_value
from .steps import eat, expect, make_node
from .terminals import parse_property_name

if TYPE_CHECKING:
    from .node import Node
    from .pending import Pending
    from .state import ParserState


def parse_object(state: ParserState, pending: Pending | None = None) -> Node:
    """`{...}` as a value; the token is its brace."""
    start = state.start
    advance(state)
    items: list[Node | None] = []
    protos = 0
    while not eat(state, t.BRACE_CLOSE):
        if items:
            expect(state, t.COMMA)
            if eat(state, t.BRACE_CLOSE):
                break
        item = _parse_property(state, pending)
        if _sets_proto(item):
            protos += 1
            if protos > 1:
                _check_second_proto(state, item, pending)
        items.append(item)
    node = make_node(state, "ObjectExpression", start)
    node.items = items
    return node


def _check_second_proto(state: ParserState, item: Node, pending: Pending | None) -> None:
    """Raise when `__proto__` is set twice, or let it wait, for a pattern may do so."""
    assert item.left is not None
    if pending is None:
        fail(state, item.left.start, "Redefinition of __proto__ property")
    if pending.double_proto < 0:
        pending.double_proto = item.left.start


def _parse_property(state: ParserState, pending: Pending | None) -> Node:
    """A property, a method, an accessor or a spread."""
    start = state.start
    if state.kind is t.ELLIPSIS:
        return parse_spread(state, pending)
    node = make_node(state, "Property", start)
    node.name = "init"
    generator = eat(state, t.STAR)
    escaped, is_async = state.contains_escape, False
    parse_property_name(state, node)
    if not escaped and not generator and _is_async_modifier(state, node):
        is_async = True
        generator = eat(state, t.STAR)
        parse_property_name(state, node)
    if state.kind is t.PAREN_OPEN:
        node.right = parse_method(state, generator=generator, is_async=is_async)
        node.optional = True
    elif generator or is_async:
        fail_unexpected(state)
    else:
        _parse_property_value(state, node, pending, escaped=escaped)
    node.end = state.last_end
    return node


def _is_async_modifier(state: ParserState, node: Node) -> bool:
    """Whether the key that was read is the modifier of a method."""
    key = node.left
    named = state.kind in (t.NAME, t.NUMBER, t.STRING, t.BRACKET_OPEN, t.STAR)
    return (
        key is not None
        and not node.flag
        and key.type == "Identifier"
        and key.name == "async"
        and (named or state.kind.keyword)
        and not has_newline_before(state)
    )


def _parse_property_value(
    state: ParserState, node: Node, pending: Pending | None, *, escaped: bool
) -> None:
    """What follows the key of `node`: a value, an accessor's function, or nothing."""
    key = node.left
    assert key is not None
    word = "" if node.flag or key.type != "Identifier" else key.name
    if eat(state, t.COLON):
        node.right = state.grammar.parse_assignment(state, pending=pending)
    elif (
        not escaped
        and word in ("get", "set")
        and state.kind not in (t.COMMA, t.BRACE_CLOSE, t.EQUALS)
    ):
        parse_property_name(state, node)
        node.name = word
        node.right = parse_method(state)
        check_accessor(state, word, node.right)
    elif word:
        _parse_shorthand(state, node, key, pending)
    else:
        fail_unexpected(state)


def _parse_shorthand(state: ParserState, node: Node, key: Node, pending: Pending | None) -> None:
    """`{name}`, or `{name = value}`, which is an error unless the object becomes a pattern."""
    value = make_shorthand_value(state, node, key)
    if state.kind is t.EQUALS and pending is not None:
        if pending.shorthand < 0:
            pending.shorthand = state.start
        value = parse_default_value(state, node.start, value)
    node.right = value


def _sets_proto(item: Node) -> bool:
    """Whether `item` is `__proto__: value` (ECMA-262, section 13.2.5.1)."""
    key = item.left
    if item.type != "Property" or item.flag or item.optional or item.name != "init" or key is None:
        return False
    return "__proto__" in (
        key.name if key.type == "Identifier" else "",
        key.value if key.name == "string" else "",
    )
