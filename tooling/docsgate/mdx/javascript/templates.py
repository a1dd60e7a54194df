"""Template literals.

ECMA-262, section 13.2.8; the tokens in them come from `lexer` (section 12.9.6).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail
from .lexer import advance
from .steps import expect, make_node

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


def parse_template(state: ParserState, *, tagged: bool) -> Node:
    """A template literal; the token is its first backquote."""
    start = state.start
    advance(state)
    items: list[Node | None] = []
    _skip_template_part(state, tagged=tagged)
    while state.kind is not t.BACKQUOTE:
        if state.kind is t.END:
            fail(state, state.position, "Unterminated template literal")
        expect(state, t.DOLLAR_BRACE)
        items.append(state.grammar.parse_sequence(state))
        expect(state, t.BRACE_CLOSE)
        _skip_template_part(state, tagged=tagged)
    advance(state)
    node = make_node(state, "TemplateLiteral", start)
    node.items = items
    return node


def _skip_template_part(state: ParserState, *, tagged: bool) -> None:
    """The text of a part; raises for a bad escape in a template without a tag."""
    if state.kind is t.TEMPLATE_INVALID and not tagged:
        fail(state, state.start, "Bad escape sequence in untagged template literal")
    advance(state)
