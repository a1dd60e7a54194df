"""Whether `/` and `<` may begin an operand, kept up to date at every token.

ECMA-262, section 12, has several goal symbols for its lexical grammar (InputElementDiv,
InputElementRegExp, InputElementTemplateTail) and lets the parser choose. As acorn does, the choice
is made from the kinds of the last two tokens and the stack of open constructs (`contexts`): the
result is `expression_allowed` in the state.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import contexts as c
from . import tokens as t
from .characters import LINE_BREAK

if TYPE_CHECKING:
    from .state import ParserState

_BLOCK_BEFORE = (t.ELSE, t.SEMICOLON, t.END, t.PAREN_CLOSE, t.ARROW)
_CONDITION_BEFORE = tuple(t.KEYWORDS[word] for word in ("if", "for", "with", "while"))
_VALUE_BEFORE = (t.KEYWORDS["var"], t.KEYWORDS["const"], t.NAME)


def finish_token(state: ParserState, kind: t.Kind, value: str = "") -> None:
    """The token ends at the cursor."""
    state.end = state.position
    previous, state.kind, state.value = state.kind, kind, value
    if kind in _NO_UPDATE and previous is not t.DOT:
        state.expression_allowed = kind.before_expression
    else:
        _update_contexts(state, previous)


def override_context(state: ParserState, context: c.Context) -> None:
    """The grammar knows better what was opened last."""
    state.contexts[-1] = context


def has_newline_before(state: ParserState) -> bool:
    """Whether a line ends between the previous token and this one."""
    return LINE_BREAK.search(state.text, state.last_end, state.start) is not None


def _update_contexts(state: ParserState, previous: t.Kind) -> None:
    """Open or close constructs for the token, and decide whether an operand may follow it."""
    kind = state.kind
    if kind is t.BRACE_OPEN:
        _open_brace(state, previous)
    elif kind is t.SLASH and previous is t.JSX_TAG_START:
        del state.contexts[-2:]
        state.contexts.append(c.CLOSING_TAG)
        state.expression_allowed = False
    elif kind.keyword and previous is t.DOT:
        state.expression_allowed = False
    elif kind in _UPDATES:
        _UPDATES[kind](state, previous)
    else:
        state.expression_allowed = kind.before_expression


def _open_brace(state: ParserState, previous: t.Kind) -> None:
    """`{` opens an object, a block, or an expression in JSX."""
    top = state.contexts[-1]
    if top is c.OPENING_TAG:
        state.contexts.append(c.OBJECT)
    elif top is c.ELEMENT:
        state.contexts.append(c.SUBSTITUTION)
    else:
        state.contexts.append(c.BLOCK if _opens_block(state, previous) else c.OBJECT)
    state.expression_allowed = True


def _opens_block(state: ParserState, previous: t.Kind) -> bool:
    """Whether `{` opens a block here, and no object."""
    parent = state.contexts[-1]
    if parent in (c.FUNCTION_VALUE, c.FUNCTION_STATEMENT):
        return True
    if previous is t.COLON and parent in (c.BLOCK, c.OBJECT):
        return not parent.expression
    if previous is t.RETURN or (previous is t.NAME and state.expression_allowed):
        return has_newline_before(state)
    if previous in _BLOCK_BEFORE:
        return True
    if previous is t.BRACE_OPEN:
        return parent is c.BLOCK
    if previous in _VALUE_BEFORE:
        return False
    return not state.expression_allowed


def _close_bracket(state: ParserState, _previous: t.Kind) -> None:
    """`)` and `}` close what was opened."""
    if len(state.contexts) == 1:
        state.expression_allowed = True
        return
    out = state.contexts.pop()
    if out is c.BLOCK and state.contexts[-1].opener == "function":
        out = state.contexts.pop()
    state.expression_allowed = not out.expression


def _open_substitution(state: ParserState, _previous: t.Kind) -> None:
    """`${` opens code in a template."""
    state.contexts.append(c.SUBSTITUTION)
    state.expression_allowed = True


def _open_paren(state: ParserState, previous: t.Kind) -> None:
    """`(` opens a condition or an operand."""
    state.contexts.append(c.STATEMENT_PARENS if previous in _CONDITION_BEFORE else c.PARENS)
    state.expression_allowed = True


def _keep_goal(_state: ParserState, _previous: t.Kind) -> None:
    """What may follow stays as it was before."""


def _open_function(state: ParserState, previous: t.Kind) -> None:
    """`function` and `class` open a value or a declaration."""
    top = state.contexts[-1]
    value = (
        previous.before_expression
        and previous is not t.ELSE
        and not (previous is t.SEMICOLON and top is not c.STATEMENT_PARENS)
        and not (previous is t.RETURN and has_newline_before(state))
        and not (previous in (t.COLON, t.BRACE_OPEN) and top is c.BLOCK)
    )
    state.contexts.append(c.FUNCTION_VALUE if value else c.FUNCTION_STATEMENT)
    state.expression_allowed = False


def _end_function_head(state: ParserState, _previous: t.Kind) -> None:
    """`:` ends the head of a function in an object."""
    if state.contexts[-1].opener == "function":
        state.contexts.pop()
    state.expression_allowed = True


def _toggle_template(state: ParserState, _previous: t.Kind) -> None:
    """A backquote opens a template or closes it."""
    if state.contexts[-1] is c.TEMPLATE:
        state.contexts.pop()
    else:
        state.contexts.append(c.TEMPLATE)
    state.expression_allowed = False


def _mark_generator(state: ParserState, previous: t.Kind) -> None:
    """`*` after `function` makes a generator."""
    if previous is t.FUNCTION:
        value = state.contexts[-1] is c.FUNCTION_VALUE
        state.contexts[-1] = c.GENERATOR_VALUE if value else c.GENERATOR_STATEMENT
    state.expression_allowed = True


def _set_goal_after_name(state: ParserState, previous: t.Kind) -> None:
    """`of` and `yield` may be followed by an expression."""
    state.expression_allowed = previous is not t.DOT and (
        (state.value == "of" and not state.expression_allowed)
        or (state.value == "yield" and _is_generator_open(state))
    )


def _is_generator_open(state: ParserState) -> bool:
    """Whether the innermost function that is open is a generator."""
    functions = (
        context for context in reversed(state.contexts[1:]) if context.opener == "function"
    )
    innermost = next(functions, None)
    return innermost is not None and innermost.generator


def _open_element(state: ParserState, _previous: t.Kind) -> None:
    """`<` opens an element and its tag."""
    state.contexts += (c.ELEMENT, c.OPENING_TAG)
    state.expression_allowed = False


def _close_tag(state: ParserState, previous: t.Kind) -> None:
    """`>` closes the tag, and after a closing tag the element."""
    out = state.contexts.pop()
    if (out is c.OPENING_TAG and previous is t.SLASH) or out is c.CLOSING_TAG:
        state.contexts.pop()
        state.expression_allowed = state.contexts[-1] is c.ELEMENT
    else:
        state.expression_allowed = True


_NO_UPDATE = frozenset(
    (t.COMMA, t.SEMICOLON, t.BRACKET_OPEN, t.BRACKET_CLOSE, t.NUMBER, t.STRING, t.REGEXP, t.END)
)
_UPDATES = {
    t.PAREN_CLOSE: _close_bracket,
    t.BRACE_CLOSE: _close_bracket,
    t.DOLLAR_BRACE: _open_substitution,
    t.PAREN_OPEN: _open_paren,
    t.INCREMENT: _keep_goal,
    t.FUNCTION: _open_function,
    t.CLASS: _open_function,
    t.COLON: _end_function_head,
    t.BACKQUOTE: _toggle_template,
    t.STAR: _mark_generator,
    t.NAME: _set_goal_after_name,
    t.JSX_TAG_START: _open_element,
    t.JSX_TAG_END: _close_tag,
}
