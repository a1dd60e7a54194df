"""Looking at the text behind the current token, where one token does not decide.

ECMA-262: the lookahead restrictions of sections 14.5 and 14.7 (`let`), 15.8 (`async function`) and
16.2 (`import(` and `import.` begin expressions).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import tokens as t
from .characters import LINE_BREAK, SPACE_CHARACTER, continues_identifier, starts_identifier
from .steps import is_word

if TYPE_CHECKING:
    from .state import ParserState

_SPACE_OR_COMMENT = re.compile(rf"(?:{SPACE_CHARACTER}|//[^\n\r\u2028\u2029]*|/\*[\s\S]*?\*/)*")


def begins_let_declaration(state: ParserState, context: str = "") -> bool:
    """Whether `let` begins a declaration here."""
    if not is_word(state, "let"):
        return False
    position = _find_after_space(state, state.position)
    following = state.text[position : position + 1]
    if following and following in "[\\":
        return True
    if context:
        return False
    if following == "{":
        return True
    if not starts_identifier(following):
        return False
    end = position
    while continues_identifier(state.text[end : end + 1]):
        end += 1
    return state.text[end : end + 1] == "\\" or state.text[position:end] not in (
        "in",
        "instanceof",
    )


def begins_async_function(state: ParserState) -> bool:
    """Whether `async` begins a function here."""
    if not is_word(state, "async"):
        return False
    position = _find_after_space(state, state.position)
    after = state.text[position + 8 : position + 9]
    return (
        not LINE_BREAK.search(state.text, state.position, position)
        and state.text.startswith("function", position)
        and not continues_identifier(after)
        and after != "\\"
    )


def begins_import_expression(state: ParserState) -> bool:
    """Whether `import` begins an expression here, and no declaration."""
    if state.kind is not t.IMPORT:
        return False
    position = _find_after_space(state, state.position)
    return state.text[position : position + 1] in ("(", ".")


def _find_after_space(state: ParserState, position: int) -> int:
    """The offset of what follows white space and comments."""
    found = _SPACE_OR_COMMENT.match(state.text, position)
    assert found is not None
    return found.end()
