"""The two questions that MDX asks of JavaScript.

`parse_expression`: which expression begins here, and where does it end? `parse_module`: is this
a module? Both answer with a tree or with a `JavaScriptError`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from .literals import TOO_DEEP, JavaScriptError
from .modules import Modules

if TYPE_CHECKING:
    from collections.abc import Callable, Container

    from .node import Node

__all__ = ["JavaScriptError", "parse_expression", "parse_module"]

Answer = TypeVar("Answer")


def parse_expression(text: str, start: int = 0) -> tuple[Node, int]:
    """The expression at `start`, commas included, and the offset of the first token after it.

    That token is only looked at: what it is decides the caller. Raises `JavaScriptError`.
    """
    parser = Modules(text, start)

    def parse() -> tuple[Node, int]:
        parser.skip_hashbang()
        parser.read()
        node = parser.expression()
        return node, parser.start

    return _guarded(parser, parse)


def parse_module(text: str, declared: Container[str] = ()) -> Node:
    """The module that `text` is, with `declared` names known from before. Raises likewise."""
    parser = Modules(text, 0)
    parser.known = declared
    return _guarded(parser, parser.program)


def _guarded(parser: Modules, parse: Callable[[], Answer]) -> Answer:
    """Run `parse`; text nested too deep for the stack is an error in the text."""
    try:
        return parse()
    except RecursionError:
        raise JavaScriptError(parser.start, parser.pos, TOO_DEEP) from None
