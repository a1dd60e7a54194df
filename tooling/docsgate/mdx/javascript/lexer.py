"""The tokenizer: white space, comments, words, punctuators, templates and JSX text.

ECMA-262, sections 12.2 to 12.9, and the lexical grammar of the JSX draft. One token is read ahead:
`kind`, `value`, `start` and `end` of the state describe it; `advance` moves on.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from . import contexts as c
from . import tokens as t
from .characters import LINE_BREAK, SPACE, continues_identifier, starts_identifier
from .failures import UNEXPECTED, BadTemplateEscapeError, fail
from .lexical_goal import finish_token
from .literals import peek, read_escape, read_number, read_radix_number, read_string, read_word
from .regexp import find_flag_problem, find_pattern_problem

if TYPE_CHECKING:
    from .state import ParserState

_OPERATOR = re.compile(
    r">>>=|\.\.\.|===|!==|\*\*=|<<=|>>=|>>>|&&=|\|\|=|\?\?=|=>|==|!=|<=|>=|&&|\|\||\?\?|"
    r"\?\.(?=[^0-9])|\+\+|--|\+=|-=|\*=|/=|%=|&=|\|=|\^=|<<|>>|\*\*|[{}()\[\];,<>+\-*/%&|^!~?:=.`]"
)
_KINDS = {
    "{": t.BRACE_OPEN, "}": t.BRACE_CLOSE, "(": t.PAREN_OPEN, ")": t.PAREN_CLOSE,
    "[": t.BRACKET_OPEN, "]": t.BRACKET_CLOSE, ";": t.SEMICOLON, ",": t.COMMA, ":": t.COLON,
    ".": t.DOT, "...": t.ELLIPSIS, "?": t.QUESTION, "?.": t.QUESTION_DOT, "=>": t.ARROW,
    "`": t.BACKQUOTE, "=": t.EQUALS, "++": t.INCREMENT, "--": t.INCREMENT, "!": t.PREFIX,
    "~": t.PREFIX, "||": t.LOGICAL_OR, "&&": t.LOGICAL_AND, "|": t.BIT_OR, "^": t.BIT_XOR,
    "&": t.BIT_AND, "==": t.EQUALITY, "!=": t.EQUALITY, "===": t.EQUALITY, "!==": t.EQUALITY,
    "<": t.RELATIONAL, ">": t.RELATIONAL, "<=": t.RELATIONAL, ">=": t.RELATIONAL,
    "<<": t.SHIFT, ">>": t.SHIFT, ">>>": t.SHIFT, "+": t.PLUS_MINUS, "-": t.PLUS_MINUS,
    "%": t.MODULO, "*": t.STAR, "/": t.SLASH, "**": t.POWER, "??": t.COALESCE,
}  # fmt: skip
_SINGLE = {character: _KINDS[character] for character in "{}()[];,"}
_COMMON = re.compile(
    r"[ \t\n]*(?:([A-Za-z_$][A-Za-z0-9_$]*+)(?![\\\x80-\U0010ffff])|([{}()\[\];,]))"
)
_PLAIN_REGEXP = re.compile(r"([A-Za-z0-9 _,:;=\"'-]+)/(?![A-Za-z0-9_$\\\x80-\U0010ffff])")
_TEMPLATE_RUN = re.compile(r"[^`$\\]*")
_JSX_RUN = re.compile(r"[^<{>}]*")


def advance(state: ParserState, *, keyword_escapes: bool = False) -> None:
    """Move to the next token. `keyword_escapes`: this one may be an escaped keyword."""
    if state.kind.keyword and state.contains_escape and not keyword_escapes:
        fail(state, state.start, f"Escape sequence in keyword {state.kind.label}")
    state.last_start, state.last_end = state.start, state.end
    read_token(state)


def read_token(state: ParserState) -> None:
    """Read one token at the cursor."""
    context = state.contexts[-1]
    if not context.own_tokens:
        found = _COMMON.match(state.text, state.position)
        if found:
            return _finish_common(state, found)
    if not context.keeps_space:
        _skip_space(state)
    state.start = state.position
    if state.position >= state.size:
        finish_token(state, t.END)
    elif context is c.TEMPLATE:
        _read_template(state)
    elif context is c.ELEMENT:
        _read_jsx_text(state)
    else:
        _read_by_character(state, context)
    return None


def _finish_common(state: ParserState, found: re.Match[str]) -> None:
    """A word without escapes, or a bracket, a comma, a semicolon."""
    index = found.lastindex
    assert index is not None
    state.start, state.position = found.span(index)
    value = found[index]
    if index == 1:
        state.contains_escape = False
        finish_token(state, t.KEYWORDS.get(value, t.NAME), value)
    else:
        finish_token(state, _SINGLE[value], value)


def skip_hashbang(state: ParserState) -> None:
    """Skip a line that begins with `#!` at the very start (ECMA-262, section 12.5)."""
    if state.text.startswith("#!", state.position):
        line_end = LINE_BREAK.search(state.text, state.position)
        state.position = line_end.start() if line_end else state.size


def _skip_space(state: ParserState) -> None:
    """Skip white space and comments (ECMA-262, sections 12.2 to 12.4)."""
    text = state.text
    if "/" < text[state.position : state.position + 1] < "\x7f":
        return
    while True:
        found = SPACE.match(text, state.position)
        assert found is not None
        state.position = found.end()
        if text.startswith("//", state.position):
            line_end = LINE_BREAK.search(text, state.position)
            state.position = line_end.start() if line_end else state.size
        elif text.startswith("/*", state.position):
            close = text.find("*/", state.position + 2)
            if close < 0:
                start = state.position
                state.position += 2
                fail(state, start, "Unterminated comment")
            state.position = close + 2
        else:
            return


def _read_by_character(state: ParserState, context: c.Context) -> None:
    """A token of code or of a tag, by its first character."""
    character = state.text[state.position]
    if context is c.OPENING_TAG or context is c.CLOSING_TAG:
        if character <= "\uffff" and starts_identifier(character):
            return _read_jsx_name(state)
        if character == ">":
            state.position += 1
            return finish_token(state, t.JSX_TAG_END)
        if character in "\"'" and context is c.OPENING_TAG:
            return _read_jsx_string(state, character)
    elif character in _SINGLE:
        state.position += 1
        return finish_token(state, _SINGLE[character], character)
    if character == "<" and state.expression_allowed and peek(state, 1) != "!":
        state.position += 1
        return finish_token(state, t.JSX_TAG_START)
    if starts_identifier(character) or character == "\\":
        word = read_word(state)
        return finish_token(state, t.KEYWORDS.get(word, t.NAME), word)
    return _read_punctuation(state, character)


def _read_punctuation(state: ParserState, character: str) -> None:
    """A number, a string, a private name, a regular expression or an operator."""
    if "0" <= character <= "9":
        radix = {"x": 16, "o": 8, "b": 2}.get(peek(state, 1).lower())
        if character == "0" and radix:
            read_radix_number(state, radix)
        else:
            read_number(state, after_dot=False)
        return finish_token(state, t.NUMBER, state.text[state.start : state.position])
    if character in "\"'":
        return finish_token(state, t.STRING, read_string(state, character))
    if character == "#":
        state.position += 1
        if starts_identifier(peek(state)) or peek(state) == "\\":
            return finish_token(state, t.PRIVATE_NAME, read_word(state))
        fail(state, state.position, "Unexpected character `#`")
    if character == "/" and state.expression_allowed:
        state.position += 1
        return read_regexp(state)
    if character == "." and "0" <= peek(state, 1) <= "9":
        read_number(state, after_dot=True)
        return finish_token(state, t.NUMBER, state.text[state.start : state.position])
    return _read_operator(state, character)


def _read_operator(state: ParserState, character: str) -> None:
    """The longest operator here; raises when there is none (ECMA-262, section 12.8)."""
    found = _OPERATOR.match(state.text, state.position)
    if found is None:
        fail(state, state.position, f"Unexpected character `{character}`")
    operator = found.group()
    state.position = found.end()
    finish_token(state, _KINDS.get(operator, t.ASSIGN), operator)


def read_regexp(state: ParserState) -> None:
    """A regular expression (ECMA-262, section 12.9.5); the cursor is after its first slash."""
    start, in_class = state.position, False
    plain = _PLAIN_REGEXP.match(state.text, start)
    if plain:
        state.position = plain.end()
        return finish_token(state, t.REGEXP, plain[1])
    while True:
        character = peek(state)
        if not character or character in "\n\r\u2028\u2029":
            fail(state, start, "Unterminated regular expression")
        if character == "\\":
            state.position += 1
            if not peek(state) or peek(state) in "\n\r\u2028\u2029":
                fail(state, start, "Unterminated regular expression")
        elif character == "[":
            in_class = True
        elif character == "]":
            in_class = False
        elif character == "/" and not in_class:
            break
        state.position += 1
    pattern = state.text[start : state.position]
    state.position += 1
    flags_start = state.position
    flags = read_word(state)
    if state.contains_escape:
        fail(state, flags_start, UNEXPECTED)
    problem = find_flag_problem(flags) or find_pattern_problem(pattern, flags)
    if problem:
        fail(state, start, f"Invalid regular expression: {problem}")
    return finish_token(state, t.REGEXP, pattern)


def _read_template(state: ParserState) -> None:
    """A part of a template (ECMA-262, section 12.9.6), which a bad escape makes invalid."""
    state.in_template = True
    start = state.position
    try:
        _read_template_part(state)
    except BadTemplateEscapeError:
        state.position = start
        _read_invalid_template(state)
    state.in_template = False


def _read_template_part(state: ParserState) -> None:
    """Text up to a backquote or `${`, or one of these."""
    while True:
        found = _TEMPLATE_RUN.match(state.text, state.position)
        assert found is not None
        state.position = found.end()
        if state.position >= state.size:
            fail(state, state.start, "Unterminated template")
        character = state.text[state.position]
        if character == "`" or state.text.startswith("${", state.position):
            if state.position == state.start and state.kind in (t.TEMPLATE, t.TEMPLATE_INVALID):
                state.position += 1 if character == "`" else 2
                return finish_token(state, t.BACKQUOTE if character == "`" else t.DOLLAR_BRACE)
            return finish_token(state, t.TEMPLATE, state.text[state.start : state.position])
        if character == "\\":
            read_escape(state, template=True)
        else:
            state.position += 1


def _read_invalid_template(state: ParserState) -> None:
    """The rest of a part that holds a bad escape: only a tagged template may."""
    while state.position < state.size and state.text[state.position] != "`":
        if state.text.startswith("${", state.position):
            break
        state.position += 2 if state.text[state.position] == "\\" else 1
    if state.position >= state.size:
        state.position = state.size
        fail(state, state.start, "Unterminated template")
    finish_token(state, t.TEMPLATE_INVALID, state.text[state.start : state.position])


def _read_jsx_text(state: ParserState) -> None:
    """Text between tags, or the `<` or `{` that ends it."""
    found = _JSX_RUN.match(state.text, state.position)
    assert found is not None
    state.position = found.end()
    if state.position >= state.size:
        fail(state, state.start, "Unterminated JSX contents")
    character = state.text[state.position]
    if character in ">}":
        fail(state, state.position, f"Unexpected token `{character}` in JSX text")
    if state.position > state.start:
        finish_token(state, t.JSX_TEXT, state.text[state.start : state.position])
    elif character == "<" and state.expression_allowed:
        state.position += 1
        finish_token(state, t.JSX_TAG_START)
    else:
        _read_punctuation(state, character)


def _read_jsx_string(state: ParserState, quote: str) -> None:
    """The quoted value of an attribute; it has no escapes."""
    close = state.text.find(quote, state.position + 1)
    if close < 0:
        state.position = state.size
        fail(state, state.start, "Unterminated string constant")
    value = state.text[state.position + 1 : close]
    state.position = close + 1
    finish_token(state, t.STRING, value)


def _read_jsx_name(state: ParserState) -> None:
    """The word of a tag; the JSX reader takes no characters beyond the basic plane."""
    state.position += 1
    while peek(state) <= "\uffff" and (continues_identifier(peek(state)) or peek(state) == "-"):
        state.position += 1
    finish_token(state, t.JSX_NAME, state.text[state.start : state.position])
