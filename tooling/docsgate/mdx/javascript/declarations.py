"""Declarations of variables: `let`, `const` and `var`.

ECMA-262, sections 14.3.1 and 14.3.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .lexer import advance
from .operators import parse_assignment
from .patterns import parse_binding_target
from .scope import Binding
from .steps import eat, expect_semicolon, is_word, make_list, make_node
from .targets import check_target

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


def parse_variable_statement(state: ParserState, start: int, kind: str, context: str) -> Node:
    """A declaration as a statement of its own; only `var` may be the body of another."""
    if context and kind != "var":
        fail_unexpected(state)
    advance(state)
    node = parse_variables(state, start, kind, in_for=False)
    expect_semicolon(state)
    return node


def parse_variables(state: ParserState, start: int, kind: str, *, in_for: bool) -> Node:
    """What follows `let`, `const` or `var`: targets and their values.

    Raises when a constant or a pattern has no value, unless a loop gives it one.
    """
    items: list[Node | None] = []
    while True:
        item_start = state.start
        target = parse_binding_target(state)
        check_target(state, target, Binding.VARIABLE if kind == "var" else Binding.LEXICAL)
        in_or_of = state.kind is t.IN or is_word(state, "of")
        value: Node | None = None
        if eat(state, t.EQUALS):
            value = parse_assignment(state, no_in=in_for)
        elif kind == "const" and not in_or_of:
            fail_unexpected(state)
        elif target.type != "Identifier" and not (in_for and in_or_of):
            fail(state, state.last_end, "Complex binding patterns require an initial value")
        node = make_node(state, "VariableDeclarator", item_start)
        node.left, node.right = target, value
        items.append(node)
        if not eat(state, t.COMMA):
            break
    node = make_list(state, "VariableDeclaration", start, *items)
    node.name = kind
    return node
