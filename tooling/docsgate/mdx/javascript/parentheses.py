"""Parentheses: a grouped expression, or the parameters of an arrow.

ECMA-262, sections 13.2.9 and 15.3 (CoverParenthesizedExpressionAndArrowParameterList).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .functions import check_default_values, parse_arrow
from .lexer import advance
from .node import Node
from .patterns import parse_rest_target
from .pending import Pending
from .steps import can_insert_semicolon, eat, expect, make_node
from .targets import check_expression_errors, check_pattern_errors

if TYPE_CHECKING:
    from .state import ParserState


def parse_parenthesized(state: ParserState, pending: Pending | None, *, no_in: bool) -> Node:
    """Parentheses, or the parameters of an arrow."""
    start, may_be_arrow = state.start, state.arrow_at == state.start
    node = _parse_parentheses_or_arrow(state, start, may_be_arrow=may_be_arrow, no_in=no_in)
    if pending is not None:
        if pending.paren_assign < 0 and not _is_simple_target(node):
            pending.paren_assign = start
        if pending.paren_bind < 0:
            pending.paren_bind = start
    return node


def _parse_parentheses_or_arrow(
    state: ParserState, start: int, *, may_be_arrow: bool, no_in: bool
) -> Node:
    """Parentheses with one expression or more, or an arrow.

    Raises for what only an arrow may have: no item, a comma at the end, a rest.
    """
    advance(state)
    inner_start = state.start
    pending = Pending()
    saved = state.yield_at, state.await_at
    state.yield_at = state.await_at = 0
    items, spread_at, ends_in_comma = _parse_items(state, pending)
    inner_end = state.last_end
    expect(state, t.PAREN_CLOSE)
    if may_be_arrow and not can_insert_semicolon(state) and eat(state, t.ARROW):
        check_pattern_errors(state, pending, assigning=False)
        check_default_values(state)
        state.yield_at, state.await_at = saved
        return parse_arrow(state, start, items, is_async=False, no_in=no_in)
    if not items or ends_in_comma:
        fail_unexpected(state, state.last_start)
    if spread_at:
        fail_unexpected(state, spread_at)
    check_expression_errors(state, pending)
    state.yield_at = saved[0] or state.yield_at
    state.await_at = saved[1] or state.await_at
    node = make_node(state, "ParenthesizedExpression", start)
    node.right = items[0]
    if len(items) > 1:
        node.right = Node("SequenceExpression", inner_start, inner_end)
        node.right.items = items
    return node


def _parse_items(state: ParserState, pending: Pending) -> tuple[list[Node | None], int, bool]:
    """The items, the place of a rest among them or 0, and whether a comma ends them."""
    items: list[Node | None] = []
    while state.kind is not t.PAREN_CLOSE:
        if items:
            expect(state, t.COMMA)
            if state.kind is t.PAREN_CLOSE:
                return items, 0, True
        if state.kind is t.ELLIPSIS:
            spread_at = state.start
            items.append(parse_rest_target(state))
            if state.kind is t.COMMA:
                fail(state, state.start, "Comma is not permitted after the rest element")
            return items, spread_at, False
        items.append(state.grammar.parse_assignment(state, pending=pending))
    return items, 0, False


def _is_simple_target(node: Node) -> bool:
    """Whether parentheses around `node` leave it a target: it is a name or a member."""
    while node.type == "ParenthesizedExpression" and node.right is not None:
        node = node.right
    return node.type in ("Identifier", "MemberExpression")
