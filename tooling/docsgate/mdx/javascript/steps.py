"""Moving over tokens, and the nodes that end where the last token did.

ECMA-262, section 12.10, for semicolons that may be left out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail_unexpected
from .lexer import advance
from .lexical_goal import has_newline_before
from .node import Node

if TYPE_CHECKING:
    from .state import ParserState


def eat(state: ParserState, kind: t.Kind) -> bool:
    """Move past the token if it is of `kind`."""
    if state.kind is kind:
        advance(state)
        return True
    return False


def expect(state: ParserState, kind: t.Kind) -> None:
    """Move past the token, which must be of `kind`."""
    if state.kind is not kind:
        fail_unexpected(state)
    advance(state)


def is_word(state: ParserState, word: str) -> bool:
    """Whether the token is the contextual keyword `word`."""
    return state.kind is t.NAME and state.value == word and not state.contains_escape


def eat_word(state: ParserState, word: str) -> bool:
    """Move past the contextual keyword `word`."""
    if is_word(state, word):
        advance(state)
        return True
    return False


def can_insert_semicolon(state: ParserState) -> bool:
    """Whether a statement may end before this token without a semicolon."""
    return state.kind is t.END or state.kind is t.BRACE_CLOSE or has_newline_before(state)


def expect_semicolon(state: ParserState) -> None:
    """The end of a statement."""
    if not eat(state, t.SEMICOLON) and not can_insert_semicolon(state):
        fail_unexpected(state)


def make_node(state: ParserState, kind: str, start: int) -> Node:
    """A node from `start` to the end of the token before this one."""
    return Node(kind, start, state.last_end)


def make_pair(state: ParserState, kind: str, left: Node, right: Node, operator: str = "") -> Node:
    """A node from the start of `left`, made of two."""
    node = Node(kind, left.start, state.last_end)
    node.name, node.left, node.right = operator, left, right
    return node


def make_list(state: ParserState, kind: str, start: int, *items: Node | None) -> Node:
    """A node from `start` on, made of any number of others."""
    node = Node(kind, start, state.last_end)
    node.items = list(items)
    return node
