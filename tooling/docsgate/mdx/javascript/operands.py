"""Operands: what operators work on.

ECMA-262, sections 13.2 (primary expressions), 13.3.5 (`new`), 13.3.7 (`super`), 13.3.10
(`import()`) and 13.3.12 (`new.target`, `import.meta`).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import contexts as c
from . import tokens as t
from .calls import parse_subscripts
from .classes import parse_class
from .failures import fail, fail_unexpected
from .functions import parse_arrow, parse_function
from .jsx import parse_jsx_element
from .lexer import advance, read_regexp
from .lexical_goal import override_context
from .lists import parse_expression_list
from .objects import parse_object
from .parentheses import parse_parenthesized
from .scope import ScopeFlag
from .scoping import can_use_new_target, find_this_scope
from .steps import can_insert_semicolon, eat, make_node
from .targets import check_expression_errors
from .templates import parse_template
from .terminals import LITERALS, parse_identifier, parse_literal

if TYPE_CHECKING:
    from .node import Node
    from .pending import Pending
    from .state import ParserState


def parse_leaf(state: ParserState) -> Node | None:
    """The token as an operand without subscripts; None when its word may mean more."""
    if state.kind is not t.NAME:
        return parse_literal(state)
    return None if state.value in ("await", "yield") else parse_identifier(state)


def parse_operand(state: ParserState, pending: Pending | None, *, no_in: bool) -> Node:
    """An operand with its members, calls and templates (ECMA-262, section 13.3)."""
    proto = shorthand = -1
    if pending is not None:
        proto, shorthand = pending.double_proto, pending.shorthand
        pending.double_proto = pending.shorthand = -1
    atom = _parse_atom(state, pending, no_in=no_in)
    closes = state.text[state.last_start : state.last_end] == ")"
    if atom.type == "ArrowFunctionExpression" and not closes:
        return atom
    atom_end = atom.end
    result = parse_subscripts(state, atom, no_in=no_in)
    if pending is not None:
        if result.end > atom_end:
            _settle_pattern_errors(state, pending, result.start)
        if proto > -1:
            pending.double_proto = proto
        if shorthand > -1:
            pending.shorthand = shorthand
    return result


def _settle_pattern_errors(state: ParserState, pending: Pending, start: int) -> None:
    """An operand from `start` that has subscripts is no pattern: raise or drop what waited."""
    check_expression_errors(state, pending)
    if pending.paren_assign >= start:
        pending.paren_assign = -1
    if pending.paren_bind >= start:
        pending.paren_bind = -1
    if pending.trailing_comma >= start:
        pending.trailing_comma = -1


def _parse_atom(
    state: ParserState, pending: Pending | None, *, no_in: bool = False, for_new: bool = False
) -> Node:
    """An operand without subscripts (ECMA-262, section 13.2). `for_new`: it is what `new` calls."""
    if state.kind is t.SLASH:
        read_regexp(state)
    kind, start = state.kind, state.start
    if kind is t.NAME:
        return _parse_name(state, no_in=no_in)
    if kind in LITERALS:
        return parse_literal(state)
    if kind is t.PAREN_OPEN:
        return parse_parenthesized(state, pending, no_in=no_in)
    if kind is t.BRACKET_OPEN:
        advance(state)
        items = parse_expression_list(state, t.BRACKET_CLOSE, holes=True, pending=pending)
        node = make_node(state, "ArrayExpression", start)
        node.items = items
        return node
    if kind is t.BRACE_OPEN:
        override_context(state, c.OBJECT)
        return parse_object(state, pending)
    if kind is t.FUNCTION:
        advance(state)
        return parse_function(state, start, declares=False)
    if kind is t.CLASS:
        return parse_class(state, declares=False)
    if kind is t.BACKQUOTE:
        return parse_template(state, tagged=False)
    if kind is t.KEYWORDS["new"]:
        return _parse_new(state)
    if kind is t.IMPORT:
        return _parse_import_call(state, for_new=for_new)
    if kind is t.KEYWORDS["super"]:
        return _parse_super(state)
    if kind is t.JSX_TAG_START:
        return parse_jsx_element(state)
    if kind is t.JSX_TEXT:
        advance(state)
        return make_node(state, "JSXText", start)
    return fail_unexpected(state)


def _parse_name(state: ParserState, *, no_in: bool) -> Node:
    """A name, an arrow with one parameter, or a function that begins with `async`."""
    start, escaped = state.start, state.contains_escape
    may_be_arrow = state.arrow_at == start
    name = parse_identifier(state)
    is_async = name.name == "async" and not escaped
    if is_async and not can_insert_semicolon(state) and eat(state, t.FUNCTION):
        override_context(state, c.FUNCTION_VALUE)
        return parse_function(state, start, declares=False, is_async=True)
    if may_be_arrow and not can_insert_semicolon(state):
        if eat(state, t.ARROW):
            return parse_arrow(state, start, [name], is_async=False, no_in=no_in)
        if is_async and state.kind is t.NAME:
            parameter = parse_identifier(state)
            if can_insert_semicolon(state) or not eat(state, t.ARROW):
                fail_unexpected(state)
            return parse_arrow(state, start, [parameter], is_async=True, no_in=no_in)
    return name


def _parse_super(state: ParserState) -> Node:
    """`super` (ECMA-262, section 13.3.7); raises where no method is around."""
    start, flags = state.start, find_this_scope(state).flags
    if not flags & ScopeFlag.SUPER:
        fail(state, start, "'super' keyword outside a method")
    advance(state)
    if state.kind is t.PAREN_OPEN and not flags & ScopeFlag.DIRECT_SUPER:
        fail(state, start, "super() call outside constructor of a subclass")
    if state.kind not in (t.DOT, t.BRACKET_OPEN, t.PAREN_OPEN):
        fail_unexpected(state)
    return make_node(state, "Super", start)


def _parse_new(state: ParserState) -> Node:
    """`new`, and `new.target` (ECMA-262, sections 13.3.5 and 13.3.12)."""
    if state.contains_escape:
        fail(state, state.start, "Escape sequence in keyword new")
    start = state.start
    advance(state)
    if eat(state, t.DOT):
        return _parse_meta_property(state, start, "target")
    callee = parse_subscripts(state, _parse_atom(state, None, for_new=True), no_calls=True)
    if callee.type == "Super":
        fail(state, callee.start, "Invalid use of 'super'")
    items: list[Node | None] = []
    if eat(state, t.PAREN_OPEN):
        items = parse_expression_list(state, t.PAREN_CLOSE, holes=False)
    node = make_node(state, "NewExpression", start)
    node.left, node.items = callee, items
    return node


def _parse_import_call(state: ParserState, *, for_new: bool) -> Node:
    """`import()` and `import.meta` (ECMA-262, sections 13.3.10 and 13.3.12)."""
    if state.contains_escape:
        fail(state, state.start, "Escape sequence in keyword import")
    start = state.start
    advance(state)
    if eat(state, t.DOT):
        return _parse_meta_property(state, start, "meta")
    if state.kind is not t.PAREN_OPEN or for_new:
        fail_unexpected(state)
    advance(state)
    source = state.grammar.parse_assignment(state)
    if not eat(state, t.PAREN_CLOSE):
        position = state.start
        if eat(state, t.COMMA) and eat(state, t.PAREN_CLOSE):
            fail(state, position, "Trailing comma is not allowed in import()")
        fail_unexpected(state, position)
    node = make_node(state, "ImportExpression", start)
    node.right = source
    return node


def _parse_meta_property(state: ParserState, start: int, word: str) -> Node:
    """What follows the dot of `new.target` and `import.meta`; raises when it is another word."""
    escaped = state.contains_escape
    key = parse_identifier(state, any_word=True)
    if key.name != word:
        fail(state, key.start, f"The only valid meta property here is '{word}'")
    if escaped or (word == "target" and not can_use_new_target(state)):
        fail(state, start, f"'{word}' cannot be used here")
    return make_node(state, "MetaProperty", start)
