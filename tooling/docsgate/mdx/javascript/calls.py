"""What follows an operand: members, calls, tagged templates and optional chains.

ECMA-262, sections 13.3.2, 13.3.6, 13.3.9 and 13.3.11; section 15.9 for `async (a) => b`, which is
read as a call until its arrow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail
from .functions import check_default_values, parse_arrow, restore_marks, take_marks
from .lists import parse_expression_list
from .pending import Pending
from .steps import can_insert_semicolon, eat, expect, make_node, make_pair
from .targets import check_expression_errors, check_pattern_errors
from .templates import parse_template
from .terminals import parse_identifier, parse_private_identifier

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


_CHAINED_CALLEE = "Optional chaining cannot appear in the callee of new"


def parse_subscripts(
    state: ParserState, base: Node, *, no_in: bool = False, no_calls: bool = False
) -> Node:
    """The members, calls and templates that follow `base`; `no_calls` after `new`."""
    async_word = base.name == "async" and _may_begin_async_arrow(state, base)
    chained = False
    while True:
        optional = eat(state, t.QUESTION_DOT)
        if optional:
            chained = True
            if no_calls:
                fail(state, state.last_start, _CHAINED_CALLEE)
        if eat(state, t.BRACKET_OPEN):
            element = _parse_computed_member(state, base)
        elif (optional and state.kind not in (t.PAREN_OPEN, t.BACKQUOTE)) or eat(state, t.DOT):
            element = _parse_member(state, base)
        elif not no_calls and eat(state, t.PAREN_OPEN):
            may_be_arrow = async_word and not optional
            element = _parse_call(state, base, may_be_arrow=may_be_arrow, no_in=no_in)
        elif state.kind is t.BACKQUOTE:
            element = _parse_tagged_template(state, base, chained=chained)
        else:
            return _make_chain(state, base) if chained else base
        if element.type == "ArrowFunctionExpression":
            return element
        element.optional = optional
        base, async_word = element, False


def _may_begin_async_arrow(state: ParserState, base: Node) -> bool:
    """Whether `base` is the word `async`, without escapes, where an arrow may begin."""
    return (
        base.type == "Identifier"
        and state.last_end == base.end
        and not can_insert_semicolon(state)
        and base.end - base.start == len("async")
        and state.arrow_at == base.start
    )


def _make_chain(state: ParserState, element: Node) -> Node:
    """The whole of an optional chain, which is no target of an assignment."""
    node = make_node(state, "ChainExpression", element.start)
    node.right = element
    return node


def _parse_computed_member(state: ParserState, base: Node) -> Node:
    """`base[key]`, after the bracket."""
    key = state.grammar.parse_sequence(state)
    expect(state, t.BRACKET_CLOSE)
    node = make_pair(state, "MemberExpression", base, key)
    node.flag = True
    return node


def _parse_member(state: ParserState, base: Node) -> Node:
    """`base.name` or `base.#name`, after the dot."""
    if state.kind is t.PRIVATE_NAME and base.type != "Super":
        key = parse_private_identifier(state)
    else:
        key = parse_identifier(state, any_word=True)
    return make_pair(state, "MemberExpression", base, key)


def _parse_call(state: ParserState, base: Node, *, may_be_arrow: bool, no_in: bool) -> Node:
    """`base(arguments)`, after the parenthesis, or an asynchronous arrow.

    Raises when what an arrow follows are no parameters, or when they use `await`.
    """
    pending = Pending()
    saved = take_marks(state)
    items = parse_expression_list(state, t.PAREN_CLOSE, holes=False, pending=pending)
    if may_be_arrow and not can_insert_semicolon(state) and eat(state, t.ARROW):
        check_pattern_errors(state, pending, assigning=False)
        check_default_values(state)
        if state.await_name_at > 0:
            fail(state, state.await_name_at, "Cannot use 'await' inside an async function")
        restore_marks(state, saved)
        return parse_arrow(state, base.start, items, is_async=True, no_in=no_in)
    check_expression_errors(state, pending)
    state.yield_at = saved[0] or state.yield_at
    state.await_at = saved[1] or state.await_at
    state.await_name_at = saved[2] or state.await_name_at
    node = make_node(state, "CallExpression", base.start)
    node.left, node.items = base, items
    return node


def _parse_tagged_template(state: ParserState, base: Node, *, chained: bool) -> Node:
    """A template after its tag; raises when the tag is an optional chain."""
    if chained:
        fail(state, state.start, "Optional chaining cannot appear in the tag of a template")
    template = parse_template(state, tagged=True)
    return make_pair(state, "TaggedTemplateExpression", base, template)
