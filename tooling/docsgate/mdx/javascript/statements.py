"""Statements.

ECMA-262, section 14. They occur inside functions and in what a module exports. Loops, blocks and
declarations have their own files.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .classes import parse_class
from .declarations import parse_variable_statement
from .failures import fail, fail_unexpected
from .functions import parse_block, parse_function
from .lexer import advance
from .lexical_goal import has_newline_before
from .lookahead import begins_async_function, begins_import_expression, begins_let_declaration
from .loops import parse_condition, parse_do_while, parse_for, parse_while
from .operators import parse_sequence
from .patterns import parse_binding_target
from .scope import Binding, Label, ScopeFlag
from .scoping import enter_scope, find_body_scope, leave_scope
from .steps import can_insert_semicolon, eat, expect, expect_semicolon, make_list, make_node
from .targets import check_target
from .terminals import parse_identifier

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


def parse_statement(state: ParserState, context: str = "") -> Node:
    """One statement. `context` names the statement whose only body it is.

    Raises when that body is a declaration, other than with `var`.
    """
    start = state.start
    if begins_let_declaration(state, context):
        return parse_variable_statement(state, start, "let", context)
    kind = state.kind
    if kind in _STATEMENTS:
        return _STATEMENTS[kind](state, start)
    if kind is t.KEYWORDS["var"] or kind is t.KEYWORDS["const"]:
        return parse_variable_statement(state, start, kind.label, context)
    if kind is t.BRACE_OPEN:
        return parse_block(state)
    if kind is t.FUNCTION:
        if context:
            fail_unexpected(state)
        advance(state)
        return parse_function(state, start, declares=True)
    if kind is t.CLASS:
        if context:
            fail_unexpected(state)
        return parse_class(state, declares=True)
    return _parse_other_statement(state, start, context)


def _parse_other_statement(state: ParserState, start: int, context: str) -> Node:
    """An expression, a label, or a function that begins with `async`."""
    if begins_async_function(state):
        if context:
            fail_unexpected(state)
        advance(state)
        advance(state)
        return parse_function(state, start, declares=True, is_async=True)
    kind, word = state.kind, state.value
    expression = parse_sequence(state)
    if kind is t.NAME and expression.type == "Identifier" and eat(state, t.COLON):
        return _parse_labeled(state, start, word, expression, context)
    expect_semicolon(state)
    return make_list(state, "ExpressionStatement", start, expression)


def _parse_labeled(state: ParserState, start: int, word: str, label: Node, context: str) -> Node:
    """A label and its statement (section 14.13); raises when the label is in use."""
    if any(known.name == word for known in state.labels):
        fail(state, label.start, f"Label '{word}' is already declared")
    kind = "loop" if state.kind.loop else "switch" if state.kind.label == "switch" else ""
    for known in reversed(state.labels):
        if known.statement_start != start:
            break
        known.statement_start, known.kind = state.start, kind
    state.labels.append(Label(kind, word, state.start))
    body = parse_statement(state, context if "label" in context else context + "label")
    state.labels.pop()
    return make_list(state, "LabeledStatement", start, body)


def _parse_nested_import(state: ParserState, start: int) -> Node:
    """`import` or `export` below the top level: an expression, or an error."""
    if not begins_import_expression(state):
        fail(state, start, "'import' and 'export' may only appear at the top level")
    expression = parse_sequence(state)
    expect_semicolon(state)
    return make_list(state, "ExpressionStatement", start, expression)


def _parse_empty(state: ParserState, start: int) -> Node:
    """A semicolon (section 14.4)."""
    advance(state)
    return make_node(state, "EmptyStatement", start)


def _parse_jump(state: ParserState, start: int) -> Node:
    """`break` and `continue` (sections 14.8, 14.9); raises when there is nothing to leave."""
    word = state.kind.label
    advance(state)
    label: Node | None = None
    if not eat(state, t.SEMICOLON) and not can_insert_semicolon(state):
        if state.kind is not t.NAME:
            fail_unexpected(state)
        label = parse_identifier(state)
        expect_semicolon(state)
    for known in state.labels:
        if label is None or known.name == label.name:
            if known.kind and (word == "break" or known.kind == "loop"):
                break
            if label and word == "break":
                break
    else:
        fail(state, start, f"Unsyntactic {word}")
    return make_list(state, "JumpStatement", start)


def _parse_debugger(state: ParserState, start: int) -> Node:
    """`debugger` (section 14.16)."""
    advance(state)
    expect_semicolon(state)
    return make_list(state, "DebuggerStatement", start)


def _parse_if(state: ParserState, start: int) -> Node:
    """`if ... else` (section 14.6)."""
    advance(state)
    test = parse_condition(state)
    yes = parse_statement(state, "if")
    no = parse_statement(state, "if") if eat(state, t.ELSE) else None
    return make_list(state, "IfStatement", start, test, yes, no)


def _parse_return(state: ParserState, start: int) -> Node:
    """`return` (section 14.10); raises outside of a function."""
    if not find_body_scope(state).flags & ScopeFlag.FUNCTION:
        fail(state, start, "'return' outside of function")
    advance(state)
    value: Node | None = None
    if not eat(state, t.SEMICOLON) and not can_insert_semicolon(state):
        value = parse_sequence(state)
        expect_semicolon(state)
    return make_list(state, "ReturnStatement", start, value)


def _parse_throw(state: ParserState, start: int) -> Node:
    """`throw` (section 14.14); raises when its value is on the next line."""
    advance(state)
    if has_newline_before(state):
        fail(state, state.last_end, "Illegal newline after throw")
    value = parse_sequence(state)
    expect_semicolon(state)
    return make_list(state, "ThrowStatement", start, value)


def _fail_with(state: ParserState, _start: int) -> Node:
    """Raise for `with`, which modules forbid (section 14.11)."""
    fail(state, state.start, "'with' in strict mode")


def _parse_switch(state: ParserState, start: int) -> Node:
    """`switch` (section 14.12); raises when `default` is there twice."""
    advance(state)
    items: list[Node | None] = [parse_condition(state)]
    expect(state, t.BRACE_OPEN)
    state.labels.append(Label("switch"))
    enter_scope(state, ScopeFlag.BLOCK)
    in_case = had_default = False
    while state.kind is not t.BRACE_CLOSE:
        if state.kind.label in ("case", "default") and state.kind.keyword:
            is_case = state.kind.label == "case"
            in_case = True
            advance(state)
            if is_case:
                items.append(parse_sequence(state))
            elif had_default:
                fail(state, state.last_start, "Multiple default clauses")
            had_default = had_default or not is_case
            expect(state, t.COLON)
        else:
            if not in_case:
                fail_unexpected(state)
            items.append(parse_statement(state))
    leave_scope(state)
    advance(state)
    state.labels.pop()
    return make_list(state, "SwitchStatement", start, *items)


def _parse_try(state: ParserState, start: int) -> Node:
    """`try ... catch ... finally` (section 14.15)."""
    advance(state)
    items: list[Node | None] = [parse_block(state)]
    if eat(state, t.KEYWORDS["catch"]):
        if eat(state, t.PAREN_OPEN):
            target = parse_binding_target(state)
            simple = target.type == "Identifier"
            enter_scope(state, ScopeFlag.SIMPLE_CATCH if simple else ScopeFlag.BLOCK)
            check_target(state, target, Binding.SIMPLE_CATCH if simple else Binding.LEXICAL)
            expect(state, t.PAREN_CLOSE)
            items.append(target)
        else:
            enter_scope(state, ScopeFlag.BLOCK)
        items.append(parse_block(state, scope=False))
        leave_scope(state)
    caught = len(items) > 1
    if eat(state, t.KEYWORDS["finally"]):
        items.append(parse_block(state))
    elif not caught:
        fail(state, start, "Missing catch or finally clause")
    return make_list(state, "TryStatement", start, *items)


_STATEMENTS = {
    t.SEMICOLON: _parse_empty,
    t.IMPORT: _parse_nested_import,
    t.KEYWORDS["export"]: _parse_nested_import,
    t.KEYWORDS["break"]: _parse_jump,
    t.KEYWORDS["continue"]: _parse_jump,
    t.KEYWORDS["debugger"]: _parse_debugger,
    t.KEYWORDS["do"]: parse_do_while,
    t.KEYWORDS["for"]: parse_for,
    t.KEYWORDS["if"]: _parse_if,
    t.RETURN: _parse_return,
    t.KEYWORDS["switch"]: _parse_switch,
    t.KEYWORDS["throw"]: _parse_throw,
    t.KEYWORDS["try"]: _parse_try,
    t.KEYWORDS["while"]: parse_while,
    t.KEYWORDS["with"]: _fail_with,
}
