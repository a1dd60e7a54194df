"""How the parser says that a text is not JavaScript: by one exception, raised here.

Every function of the grammar that takes a state may raise `JavaScriptError`. It is raised for the
first token that no rule allows, and for what ECMA-262 calls early errors; a docstring names only
errors that are particular to its function. Which error comes first, its message and its place are
those of acorn.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

if TYPE_CHECKING:
    from .state import ParserState

UNEXPECTED = "Unexpected token"
TOO_DEEP = "Nested too deep"


class JavaScriptError(Exception):
    """The text is not JavaScript.

    `position` is the place that acorn names, `reached` how far its tokenizer had read by then:
    an error that reached the end of the text may be mended by more text.
    """

    def __init__(self, position: int, reached: int, message: str) -> None:
        super().__init__(message)
        self.position = position
        self.reached = reached
        self.message = message


class BadTemplateEscapeError(Exception):
    """An escape that only a tagged template may hold; it never leaves the tokenizer."""


def fail(state: ParserState, position: int, message: str) -> NoReturn:
    """Raise `JavaScriptError` at `position`."""
    raise JavaScriptError(position, state.position, message)


def fail_unexpected(state: ParserState, position: int = -1) -> NoReturn:
    """Raise `JavaScriptError` for the token at `position`, or for the current one."""
    fail(state, state.start if position < 0 else position, UNEXPECTED)
