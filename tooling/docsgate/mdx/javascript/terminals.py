"""Operands of one token: names, private names, literals, and the keys of properties.

ECMA-262, sections 12.7.2 and 13.1.1 (which words may name things), 13.2.3 (literals) and 13.2.5
(property names).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .lexer import advance
from .scope import ScopeFlag
from .scoping import find_this_scope, is_in_async, is_in_generator
from .steps import eat, expect, make_node
from .tokens import RESERVED

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState

_WORTH_A_LOOK = RESERVED | {"arguments"} | set(t.KEYWORDS)
LITERALS = {
    t.KEYWORDS["this"]: ("ThisExpression", ""),
    t.KEYWORDS["null"]: ("Literal", "null"),
    t.KEYWORDS["true"]: ("Literal", "boolean"),
    t.KEYWORDS["false"]: ("Literal", "boolean"),
    t.NUMBER: ("Literal", "number"),
    t.STRING: ("Literal", "string"),
    t.REGEXP: ("Literal", "regexp"),
}


def parse_identifier(state: ParserState, *, any_word: bool = False) -> Node:
    """A name; with `any_word` a keyword will do, as after a dot."""
    start = state.start
    if state.kind is t.NAME:
        name = state.value
    elif state.kind.keyword:
        name = state.kind.label
        after_dot = state.last_end == state.last_start + 1 and state.text[state.last_start] == "."
        if name in ("class", "function") and not after_dot:
            state.contexts.pop()
        state.kind = t.NAME
    else:
        fail_unexpected(state)
    advance(state, keyword_escapes=any_word)
    node = make_node(state, "Identifier", start)
    node.name = name
    if not any_word:
        check_unreserved(state, node)
        if name == "await" and not state.await_name_at:
            state.await_name_at = start
    return node


def check_unreserved(state: ParserState, node: Node) -> None:
    """Raise when `node` is a word that may not name anything here."""
    name, position = node.name, node.start
    if name not in _WORTH_A_LOOK:
        return
    if is_in_generator(state) and name == "yield":
        fail(state, position, "Cannot use 'yield' as identifier inside a generator")
    if is_in_async(state) and name == "await":
        fail(state, position, "Cannot use 'await' as identifier inside an async function")
    if name in t.KEYWORDS:
        fail(state, position, f"Unexpected keyword '{name}'")
    if name in RESERVED:
        fail(state, position, f"The keyword '{name}' is reserved")
    if name == "arguments" and not find_this_scope(state).flags & ScopeFlag.VARIABLES:
        fail(state, position, "Cannot use 'arguments' in a class body")


def parse_private_identifier(state: ParserState) -> Node:
    """`#name`, to be declared by the class around."""
    start, name = state.start, state.value
    if state.kind is not t.PRIVATE_NAME:
        fail_unexpected(state)
    advance(state)
    node = make_node(state, "PrivateIdentifier", start)
    node.name = name
    if not state.private_names:
        fail(state, start, f"Private field '#{name}' must be declared in an enclosing class")
    state.private_names[-1].used.append(node)
    return node


def parse_literal(state: ParserState) -> Node:
    """The token, which must be one of `LITERALS`."""
    kind, name = LITERALS[state.kind]
    start, value = state.start, state.value
    advance(state)
    node = make_node(state, kind, start)
    node.name, node.value = name, value
    return node


def parse_property_name(state: ParserState, node: Node) -> Node:
    """The key of a property or a class element."""
    if eat(state, t.BRACKET_OPEN):
        node.flag = True
        node.left = state.grammar.parse_assignment(state)
        expect(state, t.BRACKET_CLOSE)
    else:
        node.flag = False
        if state.kind in (t.NUMBER, t.STRING):
            node.left = parse_literal(state)
        else:
            node.left = parse_identifier(state, any_word=True)
    return node.left
