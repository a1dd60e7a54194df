"""Expressions from the comma down to the unary operators.

ECMA-262, sections 13.4 to 13.16, 15.5 (`yield`) and 15.8 (`await`). Binary operators are read by
precedence, in a loop for chains of any length.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .lexer import advance
from .operands import parse_leaf, parse_operand
from .pending import Pending
from .scoping import can_await, is_in_generator
from .steps import can_insert_semicolon, eat, expect, is_word, make_node, make_pair
from .targets import (
    check_expression_errors,
    check_simple_target,
    check_target,
    convert_to_target,
    has_expression_errors,
)
from .terminals import parse_private_identifier

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState

_LOGICAL = (t.LOGICAL_OR, t.LOGICAL_AND)
# A name or a literal right before one of these is a whole expression, or a whole operand.
_PLAIN = (t.NAME, t.NUMBER, t.STRING)
_ENDS = (",", ")", "]", "}", ";")
_LEAF_END = re.compile(r"[ \t]*(?:[,)\]};:%|&^]|\+(?!\+)|-(?!-)|\*(?!\*))")


def parse_sequence(
    state: ParserState, *, no_in: bool = False, pending: Pending | None = None
) -> Node:
    """An expression, commas included (ECMA-262, section 13.16)."""
    start = state.start
    first = parse_assignment(state, no_in=no_in, pending=pending)
    if state.kind is not t.COMMA:
        return first
    items: list[Node | None] = [first]
    while eat(state, t.COMMA):
        items.append(parse_assignment(state, no_in=no_in, pending=pending))
    node = make_node(state, "SequenceExpression", start)
    node.items = items
    return node


def parse_assignment(
    state: ParserState, *, no_in: bool = False, pending: Pending | None = None
) -> Node:
    """An expression without commas (ECMA-262, section 13.15).

    With `pending` the caller raises the errors of an expression that may become a pattern;
    without, they are raised here.
    """
    if state.kind in _PLAIN and state.text[state.position : state.position + 1] in _ENDS:
        leaf = parse_leaf(state)
        if leaf is not None:
            return leaf
    if is_word(state, "yield"):
        if is_in_generator(state):
            return _parse_yield(state, no_in=no_in)
        state.expression_allowed = False
    own = pending is None
    old = Pending()
    if pending is None:
        pending = Pending()
    else:
        old.paren_assign, old.trailing_comma = pending.paren_assign, pending.trailing_comma
        old.double_proto = pending.double_proto
        pending.paren_assign = pending.trailing_comma = -1
    start = state.start
    if state.kind is t.PAREN_OPEN or state.kind is t.NAME:
        state.arrow_at = start
    left = _parse_conditional(state, no_in=no_in, pending=pending)
    if state.kind.assigns:
        return _parse_assigned(state, left, pending, old, no_in=no_in)
    if own:
        check_expression_errors(state, pending)
    if old.paren_assign > -1:
        pending.paren_assign = old.paren_assign
    if old.trailing_comma > -1:
        pending.trailing_comma = old.trailing_comma
    return left


def _parse_assigned(
    state: ParserState, left: Node, pending: Pending, old: Pending, *, no_in: bool
) -> Node:
    """What follows `left`: `=` or another operator of assignment, and the value."""
    start, operator = left.start, state.value
    if state.kind is t.EQUALS:
        convert_to_target(state, left, binding=False, pending=pending)
    pending.paren_assign = pending.trailing_comma = -1
    if pending.shorthand >= start:
        pending.shorthand = -1
    if pending.double_proto >= start:
        pending.double_proto = -1
    if state.kind is t.EQUALS:
        check_target(state, left)
    else:
        check_simple_target(state, left)
    advance(state)
    right = parse_assignment(state, no_in=no_in)
    if old.double_proto > -1:
        pending.double_proto = old.double_proto
    node = make_node(state, "AssignmentExpression", start)
    node.name, node.left, node.right = operator, left, right
    return node


def _parse_conditional(state: ParserState, *, no_in: bool, pending: Pending | None) -> Node:
    """`test ? yes : no`, or what binds closer (ECMA-262, section 13.14)."""
    start = state.start
    test = _parse_binary_chain(state, no_in=no_in, pending=pending)
    if has_expression_errors(pending):
        return test
    whole_arrow = test.type == "ArrowFunctionExpression" and test.start == start
    if whole_arrow or not eat(state, t.QUESTION):
        return test
    yes = parse_assignment(state)
    expect(state, t.COLON)
    no = parse_assignment(state, no_in=no_in)
    node = make_node(state, "ConditionalExpression", start)
    node.items = [test, yes, no]
    return node


def _parse_binary_chain(state: ParserState, *, no_in: bool, pending: Pending | None) -> Node:
    """Operands joined by binary operators, or an arrow, which none may follow."""
    start = state.start
    left = _parse_unary(state, pending, no_in=no_in)
    if has_expression_errors(pending):
        return left
    if left.start == start and left.type == "ArrowFunctionExpression":
        return left
    return _parse_binary(state, left, -1, no_in=no_in)


def _parse_binary(state: ParserState, left: Node, minimum: int, *, no_in: bool) -> Node:
    """`left` and what follows it, as far as operators bind closer than `minimum`.

    ECMA-262, sections 13.7 to 13.13; raises when `??` meets `||` or `&&` without parentheses.
    """
    while True:
        kind = state.kind
        precedence = kind.precedence
        if not precedence or precedence <= minimum or (no_in and kind is t.IN):
            return left
        coalesces = kind is t.COALESCE
        if coalesces:
            precedence = t.LOGICAL_AND.precedence
        operator = state.value
        advance(state)
        right = _parse_unary(state, None, no_in=no_in)
        right = _parse_binary(state, right, precedence, no_in=no_in)
        if right.type == "PrivateIdentifier":
            fail(state, right.start, "Private identifier can only be left side of `in`")
        left = make_pair(state, "BinaryExpression", left, right, operator)
        if (kind in _LOGICAL and state.kind is t.COALESCE) or (
            coalesces and state.kind in _LOGICAL
        ):
            fail(state, state.start, "Logical and coalesce expressions cannot be mixed")


def _parse_unary(
    state: ParserState,
    pending: Pending | None,
    *,
    no_in: bool,
    saw_unary: bool = False,
    increments: bool = False,
) -> Node:
    """Prefix and postfix operators, and `**` (ECMA-262, sections 13.4 to 13.6).

    One function for all of them, because it is called for every operand, and each further call
    would make every expression slower and the depth that the stack allows smaller.
    """
    if state.kind in _PLAIN and _LEAF_END.match(state.text, state.position):
        leaf = parse_leaf(state)
        if leaf is not None:
            return leaf
    start = state.start
    if is_word(state, "await") and can_await(state):
        node = _parse_await(state, no_in=no_in)
        saw_unary = True
    elif state.kind.prefix:
        saw_unary = state.kind is not t.INCREMENT or saw_unary
        node = _parse_prefixed(state, start, pending, no_in=no_in)
    elif not saw_unary and state.kind is t.PRIVATE_NAME:
        node = _parse_private_left(state, no_in=no_in)
    else:
        node = parse_operand(state, pending, no_in=no_in)
        if has_expression_errors(pending):
            return node
        node = _parse_postfixed(state, start, node)
    whole_arrow = node.type == "ArrowFunctionExpression" and node.start == start
    if increments or whole_arrow or not eat(state, t.POWER):
        return node
    _check_base(state, saw_unary=saw_unary)
    right = _parse_unary(state, None, no_in=no_in)
    return make_pair(state, "BinaryExpression", node, right, "**")


def _check_base(state: ParserState, *, saw_unary: bool) -> None:
    """Raise for `-base ** exponent` without parentheses (ECMA-262, section 13.6)."""
    if saw_unary:
        fail_unexpected(state, state.last_start)


def _parse_private_left(state: ParserState, *, no_in: bool) -> Node:
    """`#name` before `in`, the only place for a private name outside of a member."""
    if no_in or not state.private_names:
        fail_unexpected(state)
    node = parse_private_identifier(state)
    if state.kind is not t.IN:
        fail_unexpected(state)
    return node


def _parse_prefixed(
    state: ParserState, start: int, pending: Pending | None, *, no_in: bool
) -> Node:
    """A prefix operator and its operand; raises when the operand may not be changed or deleted."""
    updates = state.kind is t.INCREMENT
    operator = state.value
    advance(state)
    argument = _parse_unary(state, None, no_in=no_in, saw_unary=True, increments=updates)
    check_expression_errors(state, pending)
    if updates:
        check_simple_target(state, argument)
    elif operator == "delete":
        _check_delete(state, start, argument)
    node = make_node(state, "UpdateExpression" if updates else "UnaryExpression", start)
    node.name, node.right = operator, argument
    return node


def _check_delete(state: ParserState, start: int, argument: Node) -> None:
    """Raise for `delete name` and `delete object.#name` (ECMA-262, section 13.5.1.1)."""
    while argument.type == "ParenthesizedExpression" and argument.right is not None:
        argument = argument.right
    if argument.type == "Identifier":
        fail(state, start, "Deleting local variable in strict mode")
    while argument.type in ("ParenthesizedExpression", "ChainExpression") and argument.right:
        argument = argument.right
    right = argument.right
    if argument.type == "MemberExpression" and right and right.type == "PrivateIdentifier":
        fail(state, start, "Private fields can not be deleted")


def _parse_postfixed(state: ParserState, start: int, node: Node) -> Node:
    """`node`, and `++` or `--` on the same line; raises when it may not be assigned."""
    while state.kind.postfix and not can_insert_semicolon(state):
        operator = state.value
        check_simple_target(state, node)
        advance(state)
        argument, node = node, make_node(state, "UpdateExpression", start)
        node.name, node.left = operator, argument
    return node


def _parse_yield(state: ParserState, *, no_in: bool) -> Node:
    """`yield`, `yield value` or `yield* values` (ECMA-262, section 15.5)."""
    start = state.start
    state.yield_at = state.yield_at or start
    advance(state)
    argument: Node | None = None
    ends = state.kind is t.SEMICOLON or can_insert_semicolon(state)
    if not ends and (state.kind is t.STAR or state.kind.starts_expression):
        eat(state, t.STAR)
        argument = parse_assignment(state, no_in=no_in)
    node = make_node(state, "YieldExpression", start)
    node.right = argument
    return node


def _parse_await(state: ParserState, *, no_in: bool) -> Node:
    """`await value` (ECMA-262, section 15.8)."""
    start = state.start
    state.await_at = state.await_at or start
    advance(state)
    argument = _parse_unary(state, None, no_in=no_in, saw_unary=True)
    node = make_node(state, "AwaitExpression", start)
    node.right = argument
    return node
