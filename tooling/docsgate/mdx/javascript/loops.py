"""Loops: `do`, `while` and the kinds of `for`.

ECMA-262, section 14.7.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .declarations import parse_variables
from .failures import fail, fail_unexpected
from .lexer import advance
from .lookahead import begins_let_declaration
from .operands import parse_operand
from .operators import parse_assignment, parse_sequence
from .pending import Pending
from .scope import Label, ScopeFlag
from .scoping import can_await, enter_scope, leave_scope
from .steps import eat, eat_word, expect, is_word, make_list
from .targets import check_expression_errors, check_target, convert_to_target

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


def parse_condition(state: ParserState) -> Node:
    """An expression in parentheses."""
    expect(state, t.PAREN_OPEN)
    value = parse_sequence(state)
    expect(state, t.PAREN_CLOSE)
    return value


def _parse_loop_body(state: ParserState, context: str) -> Node:
    state.labels.append(Label("loop"))
    body = state.grammar.parse_statement(state, context)
    state.labels.pop()
    return body


def parse_do_while(state: ParserState, start: int) -> Node:
    """`do ... while`."""
    advance(state)
    body = _parse_loop_body(state, "do")
    expect(state, t.KEYWORDS["while"])
    test = parse_condition(state)
    eat(state, t.SEMICOLON)
    return make_list(state, "DoWhileStatement", start, body, test)


def parse_while(state: ParserState, start: int) -> Node:
    """`while`."""
    advance(state)
    test = parse_condition(state)
    return make_list(state, "WhileStatement", start, test, _parse_loop_body(state, "while"))


def parse_for(state: ParserState, start: int) -> Node:
    """`for (;;)`, `for (in)`, `for (of)` and `for await`."""
    advance(state)
    await_at = -1
    if can_await(state) and eat_word(state, "await"):
        await_at = state.last_start
    state.labels.append(Label("loop"))
    enter_scope(state, ScopeFlag.BLOCK)
    expect(state, t.PAREN_OPEN)
    if state.kind is t.SEMICOLON:
        if await_at > -1:
            fail_unexpected(state, await_at)
        return _parse_for_rest(state, start, None)
    if begins_let_declaration(state):
        return _parse_for_variables(state, start, "let", await_at)
    if state.kind in (t.KEYWORDS["var"], t.KEYWORDS["const"]):
        return _parse_for_variables(state, start, state.value, await_at)
    return _parse_for_expression(state, start, await_at)


def _parse_for_variables(state: ParserState, start: int, kind: str, await_at: int) -> Node:
    first_start = state.start
    advance(state)
    first = parse_variables(state, first_start, kind, in_for=True)
    if (state.kind is t.IN or is_word(state, "of")) and len(first.items) == 1:
        if state.kind is t.IN and await_at > -1:
            fail_unexpected(state, await_at)
        return _parse_for_in(state, start, first)
    if await_at > -1:
        fail_unexpected(state, await_at)
    return _parse_for_rest(state, start, first)


def _parse_for_expression(state: ParserState, start: int, await_at: int) -> Node:
    """A head of `for` that begins with an expression, or with a target that is declared before."""
    starts_with_let = is_word(state, "let")
    escaped, first_start, pending = state.contains_escape, state.start, Pending()
    if await_at > -1:
        first = parse_operand(state, pending, no_in=False)
    else:
        first = parse_sequence(state, no_in=True, pending=pending)
    is_of = state.kind is not t.IN
    if is_of and not is_word(state, "of"):
        check_expression_errors(state, pending)
        if await_at > -1:
            fail_unexpected(state, await_at)
        return _parse_for_rest(state, start, first)
    if await_at > -1 and not is_of:
        fail_unexpected(state, await_at)
    plain = first.start == first_start and not escaped and first.type == "Identifier"
    if await_at < 0 and is_of and plain and first.name == "async":
        fail_unexpected(state)
    if starts_with_let and is_of:
        fail(state, first.start, "The left-hand side of a for-of loop may not start with 'let'.")
    convert_to_target(state, first, binding=False, pending=pending)
    check_target(state, first)
    return _parse_for_in(state, start, first)


def _parse_for_rest(state: ParserState, start: int, first: Node | None) -> Node:
    expect(state, t.SEMICOLON)
    test = None if state.kind is t.SEMICOLON else parse_sequence(state)
    expect(state, t.SEMICOLON)
    update = None if state.kind is t.PAREN_CLOSE else parse_sequence(state)
    expect(state, t.PAREN_CLOSE)
    body = state.grammar.parse_statement(state, "for")
    leave_scope(state)
    state.labels.pop()
    return make_list(state, "ForStatement", start, first, test, update, body)


def _parse_for_in(state: ParserState, start: int, first: Node) -> Node:
    is_in = state.kind is t.IN
    advance(state)
    item = first.items[0] if first.type == "VariableDeclaration" else None
    if item is not None and item.right is not None:
        fail(state, first.start, "A for-in or for-of variable may not have an initializer")
    right = parse_sequence(state) if is_in else parse_assignment(state)
    expect(state, t.PAREN_CLOSE)
    body = state.grammar.parse_statement(state, "for")
    leave_scope(state)
    state.labels.pop()
    return make_list(state, "ForInStatement", start, first, right, body)
