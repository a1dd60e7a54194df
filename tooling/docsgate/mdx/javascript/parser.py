"""The two questions that MDX asks of JavaScript.

`parse_expression`: which expression begins here, and where does it end? `parse_module`: is this
a module? Both answer with a tree or with a `JavaScriptError`. Text that is nested deeper than the
stack of Python allows is such an error, too: its message is `TOO_DEEP`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import operands, operators, statements
from .failures import TOO_DEEP, JavaScriptError
from .lexer import read_token, skip_hashbang
from .modules import parse_program
from .state import Grammar, ParserState

if TYPE_CHECKING:
    from collections.abc import Container

    from .node import Node

__all__ = ["JavaScriptError", "parse_expression", "parse_module"]

_GRAMMAR = Grammar(
    parse_statement=statements.parse_statement,
    parse_sequence=operators.parse_sequence,
    parse_assignment=operators.parse_assignment,
    parse_operand=operands.parse_operand,
)


def parse_expression(text: str, start: int = 0) -> tuple[Node, int]:
    """The expression at `start`, commas included, and the offset of the first token after it.

    That token is only looked at: what it is decides the caller. Raises `JavaScriptError`.
    """
    state = ParserState(text, start, _GRAMMAR)
    try:
        skip_hashbang(state)
        read_token(state)
        return operators.parse_sequence(state), state.start
    except RecursionError:
        raise JavaScriptError(state.start, state.position, TOO_DEEP) from None


def parse_module(text: str, declared: Container[str] = ()) -> Node:
    """The module that `text` is, with `declared` names known from before.

    Raises `JavaScriptError`.
    """
    state = ParserState(text, 0, _GRAMMAR, declared)
    try:
        return parse_program(state)
    except RecursionError:
        raise JavaScriptError(state.start, state.position, TOO_DEEP) from None
