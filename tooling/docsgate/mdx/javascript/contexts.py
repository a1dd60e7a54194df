"""The constructs that may be open around a token, as far as they change how text is cut.

`lexical_goal` keeps a stack of them: brackets, functions, templates and tags.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class Context:
    """One open construct; compared by identity.

    `expression`: an operand ends where it is closed, so that `/` divides. `keeps_space`: white
    space in it is text. `own_tokens`: its tokens are not those of ordinary code.
    """

    opener: str
    expression: bool = False
    keeps_space: bool = False
    generator: bool = False
    own_tokens: bool = False


BLOCK = Context("{")
OBJECT = Context("{", expression=True)
SUBSTITUTION = Context("${")
STATEMENT_PARENS = Context("(")
PARENS = Context("(", expression=True)
TEMPLATE = Context("`", expression=True, keeps_space=True, own_tokens=True)
FUNCTION_STATEMENT = Context("function")
FUNCTION_VALUE = Context("function", expression=True)
GENERATOR_VALUE = Context("function", expression=True, generator=True)
GENERATOR_STATEMENT = Context("function", generator=True)
OPENING_TAG = Context("<tag", own_tokens=True)
CLOSING_TAG = Context("</tag", own_tokens=True)
ELEMENT = Context("<tag>...</tag>", expression=True, keeps_space=True, own_tokens=True)
