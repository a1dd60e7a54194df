"""Functions, methods, arrows and the blocks that are their bodies.

ECMA-262, sections 14.2 (blocks), 15.1 (parameters) to 15.6, 15.8 and 15.9.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import tokens as t
from .characters import SPACE_CHARACTER
from .failures import fail
from .lexer import advance
from .patterns import parse_binding_list
from .scope import Binding, ScopeFlag
from .scoping import enter_scope, leave_scope
from .steps import eat, expect, make_node
from .targets import check_simple_target, check_target, convert_to_targets
from .terminals import parse_identifier

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState

_USE_STRICT = re.compile(
    rf"(?:{SPACE_CHARACTER}|//[^\n]*|/\*[\s\S]*?\*/)*"
    rf"(?:'use strict'|\"use strict\"){SPACE_CHARACTER}*[;}}\n]"
)


def parse_function(
    state: ParserState,
    start: int,
    *,
    declares: bool,
    nullable: bool = False,
    is_async: bool = False,
) -> Node:
    """What follows `function`: name, parameters, body (ECMA-262, sections 15.2, 15.5, 15.6, 15.8).

    As a statement it `declares` its name, which may be left out when it is `nullable`.
    """
    generator = eat(state, t.STAR)
    name: Node | None = None
    if declares and not (nullable and state.kind is not t.NAME):
        name = parse_identifier(state)
        top = state.scopes[-1].flags & ScopeFlag.FUNCTION
        check_simple_target(state, name, Binding.VARIABLE if top else Binding.LEXICAL)
    saved = take_marks(state)
    enter_scope(state, _combine_flags(is_async=is_async, generator=generator))
    if not declares and state.kind is t.NAME:
        name = parse_identifier(state)
    node = make_node(state, "FunctionDeclaration" if declares else "FunctionExpression", start)
    node.left = name
    _parse_parameters_and_body(state, node)
    restore_marks(state, saved)
    return node


def take_marks(state: ParserState) -> tuple[int, int, int]:
    """The places of `yield` and `await` so far; from here on none has been seen."""
    saved = state.yield_at, state.await_at, state.await_name_at
    state.yield_at = state.await_at = state.await_name_at = 0
    return saved


def restore_marks(state: ParserState, saved: tuple[int, int, int]) -> None:
    """Put back what `take_marks` took."""
    state.yield_at, state.await_at, state.await_name_at = saved


def _parse_parameters_and_body(state: ParserState, node: Node) -> None:
    """What follows the name (ECMA-262, section 15.1)."""
    expect(state, t.PAREN_OPEN)
    node.items = parse_binding_list(state, t.PAREN_CLOSE, holes=False)
    check_default_values(state)
    _parse_function_body(state, node, arrow=False)


def check_default_values(state: ParserState) -> None:
    """Raise when a default value of a parameter yields or awaits."""
    if state.yield_at and (not state.await_at or state.yield_at < state.await_at):
        fail(state, state.yield_at, "Yield expression cannot be a default value")
    if state.await_at:
        fail(state, state.await_at, "Await expression cannot be a default value")


def parse_method(
    state: ParserState,
    *,
    generator: bool = False,
    is_async: bool = False,
    direct_super: bool = False,
) -> Node:
    """The parameters and the body of a method (ECMA-262, section 15.4)."""
    start = state.start
    saved = take_marks(state)
    extra = ScopeFlag.SUPER | (ScopeFlag.DIRECT_SUPER if direct_super else 0)
    enter_scope(state, _combine_flags(is_async=is_async, generator=generator) | extra)
    node = make_node(state, "FunctionExpression", start)
    _parse_parameters_and_body(state, node)
    restore_marks(state, saved)
    return node


def check_accessor(state: ParserState, kind: str, value: Node) -> None:
    """Raise when a getter has a parameter, or a setter not exactly one."""
    if kind == "get" and value.items:
        fail(state, value.start, "getter should have no params")
    if kind == "set" and len(value.items) != 1:
        fail(state, value.start, "setter should have exactly one param")
    parameter = value.items[0] if kind == "set" else None
    if parameter is not None and parameter.type == "RestElement":
        fail(state, parameter.start, "Setter cannot use rest params")


def parse_arrow(
    state: ParserState, start: int, parameters: list[Node | None], *, is_async: bool, no_in: bool
) -> Node:
    """What follows `=>` (ECMA-262, sections 15.3 and 15.9).

    Raises when a parameter is no pattern.
    """
    saved = take_marks(state)
    enter_scope(state, _combine_flags(is_async=is_async, generator=False) | ScopeFlag.ARROW)
    convert_to_targets(state, parameters, binding=True)
    node = make_node(state, "ArrowFunctionExpression", start)
    node.items = parameters
    _parse_function_body(state, node, arrow=True, no_in=no_in)
    restore_marks(state, saved)
    return node


def _parse_function_body(
    state: ParserState, node: Node, *, arrow: bool, no_in: bool = False
) -> None:
    """A block, or after an arrow an expression; closes the scope of the function.

    Raises when a name is a parameter twice, or when the body declares itself strict though its
    parameters are more than names (ECMA-262, section 15.2.1).
    """
    names: set[str] = set()
    if arrow and state.kind is not t.BRACE_OPEN:
        node.right = state.grammar.parse_assignment(state, no_in=no_in)
        node.flag = True
        _check_parameters(state, node, names)
    else:
        simple = all(item and item.type == "Identifier" for item in node.items)
        if not simple and _USE_STRICT.match(state.text, state.end):
            fail(state, node.start, "Illegal 'use strict' directive")
        labels, state.labels = state.labels, []
        _check_parameters(state, node, names)
        if node.left is not None:
            check_simple_target(state, node.left, Binding.OUTSIDE)
        node.right = parse_block(state, scope=False)
        state.labels = labels
    node.end = state.last_end
    leave_scope(state)


def _check_parameters(state: ParserState, node: Node, names: set[str]) -> None:
    """Declare the names of the parameters, and raise when one is there twice."""
    for item in node.items:
        if item is not None:
            check_target(state, item, Binding.VARIABLE, names)


def parse_block(state: ParserState, *, scope: bool = True) -> Node:
    """Statements in braces (ECMA-262, section 14.2)."""
    start = state.start
    expect(state, t.BRACE_OPEN)
    if scope:
        enter_scope(state, ScopeFlag.BLOCK)
    items: list[Node | None] = []
    while state.kind is not t.BRACE_CLOSE:
        items.append(state.grammar.parse_statement(state))
    advance(state)
    if scope:
        leave_scope(state)
    node = make_node(state, "BlockStatement", start)
    node.items = items
    return node


def _combine_flags(*, is_async: bool, generator: bool) -> int:
    """The flags of the scope of a function."""
    flags = ScopeFlag.FUNCTION
    if is_async:
        flags |= ScopeFlag.ASYNC
    if generator:
        flags |= ScopeFlag.GENERATOR
    return flags
