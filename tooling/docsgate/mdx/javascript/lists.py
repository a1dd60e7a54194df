"""Lists of expressions and spreads: the elements of an array, the arguments of a call.

ECMA-262, sections 13.2.4 (array initializers) and 13.3.8 (argument lists).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .lexer import advance
from .steps import eat, expect, make_node

if TYPE_CHECKING:
    from .node import Node
    from .pending import Pending
    from .state import ParserState


def parse_expression_list(
    state: ParserState, close: t.Kind, *, holes: bool, pending: Pending | None = None
) -> list[Node | None]:
    """Expressions and spreads up to `close`."""
    items: list[Node | None] = []
    first = True
    while not eat(state, close):
        if not first:
            expect(state, t.COMMA)
            if eat(state, close):
                break
        first = False
        if holes and state.kind is t.COMMA:
            items.append(None)
        elif state.kind is t.ELLIPSIS:
            items.append(parse_spread(state, pending))
        else:
            items.append(state.grammar.parse_assignment(state, pending=pending))
    return items


def parse_spread(state: ParserState, pending: Pending | None) -> Node:
    """`...value`."""
    start = state.start
    advance(state)
    argument = state.grammar.parse_assignment(state, pending=pending)
    if pending is not None and state.kind is t.COMMA and pending.trailing_comma < 0:
        pending.trailing_comma = state.start
    node = make_node(state, "SpreadElement", start)
    node.left = argument
    return node
