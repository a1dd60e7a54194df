"""The kinds of token, and what each says about what may follow it.

`before_expression` means that an expression may follow, so that `/` begins a regular expression
and `<` a JSX tag; `starts_expression` that the token can begin an operand (asked after `yield`).
`precedence` orders the binary operators; zero means that the token is none.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, eq=False, slots=True)
class Kind:
    """One kind of token; compared by identity."""

    label: str
    before_expression: bool = False
    starts_expression: bool = False
    assigns: bool = False
    prefix: bool = False
    postfix: bool = False
    precedence: int = 0
    keyword: bool = False
    loop: bool = False


def _make_opener(label: str) -> Kind:
    return Kind(label, before_expression=True, starts_expression=True)


def _make_separator(label: str) -> Kind:
    return Kind(label, before_expression=True)


def _make_operand(label: str) -> Kind:
    return Kind(label, starts_expression=True)


def _make_binary(label: str, precedence: int) -> Kind:
    return Kind(label, before_expression=True, precedence=precedence)


NUMBER = _make_operand("number")
REGEXP = _make_operand("regexp")
STRING = _make_operand("string")
NAME = _make_operand("name")
PRIVATE_NAME = _make_operand("private name")
END = Kind("end")

BRACKET_OPEN = _make_opener("[")
BRACKET_CLOSE = Kind("]")
BRACE_OPEN = _make_opener("{")
BRACE_CLOSE = Kind("}")
PAREN_OPEN = _make_opener("(")
PAREN_CLOSE = Kind(")")
COMMA = _make_separator(",")
SEMICOLON = _make_separator(";")
COLON = _make_separator(":")
DOT = Kind(".")
QUESTION = _make_separator("?")
QUESTION_DOT = Kind("?.")
ARROW = _make_separator("=>")
TEMPLATE = Kind("template")
TEMPLATE_INVALID = Kind("template with a bad escape")
ELLIPSIS = _make_separator("...")
BACKQUOTE = _make_operand("`")
DOLLAR_BRACE = _make_opener("${")

EQUALS = Kind("=", before_expression=True, assigns=True)
ASSIGN = Kind("op=", before_expression=True, assigns=True)
INCREMENT = Kind("++", prefix=True, postfix=True, starts_expression=True)
PREFIX = Kind("!", before_expression=True, prefix=True, starts_expression=True)
LOGICAL_OR = _make_binary("||", 1)
LOGICAL_AND = _make_binary("&&", 2)
BIT_OR = _make_binary("|", 3)
BIT_XOR = _make_binary("^", 4)
BIT_AND = _make_binary("&", 5)
EQUALITY = _make_binary("==", 6)
RELATIONAL = _make_binary("<", 7)
SHIFT = _make_binary("<<", 8)
PLUS_MINUS = Kind("+", before_expression=True, precedence=9, prefix=True, starts_expression=True)
MODULO = _make_binary("%", 10)
STAR = _make_binary("*", 10)
SLASH = _make_binary("/", 10)
POWER = _make_separator("**")
COALESCE = _make_binary("??", 1)

JSX_NAME = Kind("JSX name")
JSX_TEXT = _make_separator("JSX text")
JSX_TAG_START = _make_operand("JSX tag")
JSX_TAG_END = Kind("JSX tag end")

_WORDS = """
break case catch continue debugger default do else finally for function if return switch throw try
var const while with new this super class extends export import null true false in instanceof
typeof void delete
"""
_BEFORE_EXPRESSION = """
case default do else return throw new extends in instanceof typeof void delete
"""
_STARTS_EXPRESSION = """
function new this super class import null true false typeof void delete
"""

KEYWORDS: dict[str, Kind] = {
    word: Kind(
        word,
        keyword=True,
        before_expression=word in _BEFORE_EXPRESSION.split(),
        starts_expression=word in _STARTS_EXPRESSION.split(),
        prefix=word in ("typeof", "void", "delete"),
        precedence=7 if word in ("in", "instanceof") else 0,
        loop=word in ("do", "for", "while"),
    )
    for word in _WORDS.split()
}
# Words that may not name anything in a module, though they are no keywords (ECMA-262, 12.7.2).
RESERVED = frozenset((
    "enum", "await", "implements", "interface", "let", "package", "private", "protected", "public",
    "static", "yield",
))  # fmt: skip
FUNCTION = KEYWORDS["function"]
CLASS = KEYWORDS["class"]
IN = KEYWORDS["in"]
IMPORT = KEYWORDS["import"]
RETURN = KEYWORDS["return"]
ELSE = KEYWORDS["else"]
