r"""Plain expressions, recognised without a tree: names, literals, calls, members, operators.

Nearly all expressions in documents are of this kind, and the very long ones too (lists of data).
A table decides, token by token, with a stack of the open brackets; whatever needs more, or is
wrong, is left to the parser. So the answer -1 says nothing, any other is what the parser says.

Left out on purpose is all that changes how text is cut into tokens or what was read before: `/`
and `<` after a brace, `=`, `**`, `??`, `++`, keywords, comments, escapes, and parentheses
right inside parentheses, which a later stage refuses.

Functions are plain if they are an arrow from at most one name to a plain expression.

A state is the innermost open bracket and one of five phases; objects have three more for keys.
"""

from __future__ import annotations

import re
from sys import maxsize

from . import tokens as t

_NAME = r"[A-Za-z_$][A-Za-z0-9_$]*+(?![\\\x80-\U0010ffff])"
_TOKEN = re.compile(
    rf"[ \t\n]*(?:((?:{_NAME}|\([ \t]*(?:{_NAME})?[ \t]*\))[ \t]*=>)|({_NAME})"
    r"|((?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?![A-Za-z0-9_$.\\\x80-\U0010ffff])"
    r"|'[^'\\\n\r]*'|\"[^\"\\\n\r]*\"|`[^`\\$\r]*`)"
    rf"|(,)|(\.{_NAME})|([(])|([)])|(\[)|(\])|([{{])|([}}])|(:)"
    r"|(===?|!==?|<=|>=(?!>)|&&|\|\||[&|^%]|\*(?!\*)|>(?![>=]))"
    r"|([+-](?![+-]))|([!~](?!=))|(/(?![/*=])|<(?![<!=]))|(\?(?![?.]))|(\.\.\.)|(\Z|[^ \t\n]))"
)
(
    _ARROW, _WORD, _LITERAL, _COMMA, _MEMBER, _PAREN, _PAREN_CLOSE, _BRACKET, _BRACKET_CLOSE,
    _BRACE, _BRACE_CLOSE, _COLON, _BINARY, _SIGN, _NEGATION, _SLASH_OR_LESS, _QUESTION, _SPREAD,
    _OTHER,
) = range(1, 20)  # fmt: skip
_CONSTANTS = frozenset(("true", "false", "null", "this"))
_CONTEXTUAL = {"async", "eval", "of", "get", "set", "static", "let", "arguments", "__proto__"}
_WORDS = frozenset((t.RESERVED | set(t.KEYWORDS) | _CONTEXTUAL) - _CONSTANTS)
_NO_PARAMETERS = _WORDS | _CONSTANTS
_DEPTH_MAX = 64
OPEN = -2

_TOP, _SINGLE, _GROUP, _CALL, _ARRAY, _INDEX, _OBJECT, _CHOICE = range(0, 64, 8)
_START, _OPERAND, _OPERATOR, _AFTER_BRACE, _BODY = range(5)
_PHASES = 7
_KEY, _KEY_READ, _NAME_READ = range(64, 67)
_NEVER_OPEN = (_TOP + _OPERATOR, _TOP + _AFTER_BRACE, _KEY_READ)
_FAIL, _END, _CLOSE, _CLOSE_BRACE, _OTHERWISE, _PREFIX, _FUNCTION = range(-1, -8, -1)
_OPEN = -10  # and further down, one for each bracket


def _make_table() -> list[list[int]]:
    """What each kind of token does in each state: the next state, or one of the actions."""
    table = [[_FAIL] * (_OTHER + 1) for _ in range(_NAME_READ + 1)]
    for bracket in (_TOP, _SINGLE, _GROUP, _CALL, _ARRAY, _INDEX, _OBJECT, _CHOICE):
        for phase in (_START, _OPERAND, _BODY):
            row = table[bracket + phase]
            row[_WORD] = row[_LITERAL] = bracket + _OPERATOR
            row[_PAREN], row[_BRACKET] = _OPEN - _GROUP, _OPEN - _ARRAY
            row[_BRACE] = _OPEN - _OBJECT
            row[_SIGN] = row[_NEGATION] = _PREFIX
            row[_ARROW] = _FUNCTION if phase != _OPERAND else _FAIL
        for phase in (_OPERATOR, _AFTER_BRACE):
            row = table[bracket + phase]
            row[_BINARY] = row[_SIGN] = bracket + _OPERAND
            row[_MEMBER] = bracket + _OPERATOR
            row[_PAREN], row[_BRACKET] = _OPEN - _CALL, _OPEN - _INDEX
            row[_QUESTION] = _OPEN - _CHOICE
            row[_COMMA] = bracket + _START
        table[bracket + _OPERATOR][_SLASH_OR_LESS] = bracket + _OPERAND
        table[bracket + _BODY][_BRACE] = _FAIL
    table[_GROUP + _START][_PAREN] = _FAIL
    table[_CALL + _START][_SPREAD] = _CALL + _OPERAND
    table[_CALL + _START][_PAREN_CLOSE] = _CLOSE
    table[_ARRAY + _START][_SPREAD] = _ARRAY + _OPERAND
    table[_ARRAY + _START][_BRACKET_CLOSE] = _CLOSE
    table[_ARRAY + _START][_COMMA] = _ARRAY + _START
    _finish_brackets(table)
    return table


def _finish_brackets(table: list[list[int]]) -> None:
    """What closes each bracket, and what an object is made of."""
    for phase in (_OPERATOR, _AFTER_BRACE):
        table[_TOP + phase][_BRACE_CLOSE] = table[_SINGLE + phase][_BRACE_CLOSE] = _END
        table[_SINGLE + phase][_COMMA] = _FAIL
        table[_GROUP + phase][_PAREN_CLOSE] = table[_CALL + phase][_PAREN_CLOSE] = _CLOSE
        table[_GROUP + phase][_COMMA] = _GROUP + _OPERAND
        table[_ARRAY + phase][_BRACKET_CLOSE] = table[_INDEX + phase][_BRACKET_CLOSE] = _CLOSE
        table[_OBJECT + phase][_BRACE_CLOSE] = _CLOSE_BRACE
        table[_OBJECT + phase][_COMMA] = _KEY
        table[_CHOICE + phase][_COLON] = _OTHERWISE
        table[_CHOICE + phase][_COMMA] = _FAIL
    table[_KEY][_WORD], table[_KEY][_LITERAL] = _NAME_READ, _KEY_READ
    table[_KEY][_BRACE_CLOSE] = _CLOSE_BRACE
    table[_KEY][_SPREAD] = _OBJECT + _OPERAND
    table[_KEY_READ][_COLON] = table[_NAME_READ][_COLON] = _OBJECT + _OPERAND
    table[_NAME_READ][_COMMA], table[_NAME_READ][_BRACE_CLOSE] = _KEY, _CLOSE_BRACE


_TABLE = _make_table()


# One long loop, because it runs for each token of nearly all expressions in documents. With the
# actions that change the stack in a function of their own, it ran 7 % more instructions.
def find_plain_end(text: str, start: int, limit: int = maxsize, *, single: bool = False) -> int:
    """The offset of the `}` that ends the expression at `start`, if it is plain, or -1.

    Nothing is read from `limit` on. A `single` one holds no comma outside of brackets. `OPEN`: the
    text ends before the expression does, and all of it so far is plain.
    """
    table, words, stack, budget = _TABLE, _WORDS, [], _DEPTH_MAX
    state = _SINGLE if single else _TOP
    for found in _TOKEN.finditer(text, start, limit):
        kind = found.lastindex or _OTHER
        action = table[state][kind]
        if kind == _WORD:
            word = found[kind]
            if word in words:
                return -1
            if state == _KEY and word in _CONSTANTS:
                action = _KEY_READ
        elif state == _KEY and kind == _LITERAL and found[kind][0] == "`":
            return -1
        if action >= 0:
            state = action
            continue
        if action <= _OPEN:
            bracket = _OPEN - action
            stack.append(state & ~_PHASES | _OPERATOR)
            state = _KEY if bracket == _OBJECT else bracket
            budget -= bracket == _CHOICE
        elif action == _CLOSE:
            state = stack.pop()
        elif action == _CLOSE_BRACE:
            state = stack.pop() + 1
        elif action == _PREFIX:
            budget -= 1
            state = state & ~_PHASES | _OPERAND
        elif action == _FUNCTION:
            if found[kind].strip("()=> \t") in _NO_PARAMETERS:
                return -1
            budget -= 1
            state = state & ~_PHASES | _BODY
        elif action == _OTHERWISE:
            state = stack.pop() - 1
        elif action == _END:
            return found.start(kind)
        else:
            ends = kind == _OTHER and found.start(kind) == len(text)
            return OPEN if ends and state not in _NEVER_OPEN else -1
        if len(stack) > _DEPTH_MAX or budget < 0:
            return -1
    return -1
