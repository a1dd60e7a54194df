"""The tokenizer: white space, comments, words, punctuators, templates and JSX text.

ECMA-262, section 12; for JSX the draft's lexical grammar. One token is read ahead: `kind`,
`value`, `start` and `end` describe it; `next` moves on.
"""

from __future__ import annotations

import re

from . import contexts as c
from . import tokens as t
from .characters import LINE_BREAK, SPACE, continues_identifier, starts_identifier
from .contexts import Contexts
from .literals import BadTemplateEscapeError
from .regexp import check_flags, check_pattern

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


class Lexer(Contexts):
    """Reads tokens out of the text."""

    def next(self, *, keyword_escapes: bool = False) -> None:
        """Move to the next token. `keyword_escapes`: this one may be an escaped keyword."""
        if self.kind.keyword and self.contains_escape and not keyword_escapes:
            self.fail(self.start, f"Escape sequence in keyword {self.kind.label}")
        self.last_start, self.last_end = self.start, self.end
        self.read()

    def read(self) -> None:
        """Read one token at the cursor."""
        context = self.stack[-1]
        if not context.own_tokens:
            found = _COMMON.match(self.text, self.pos)
            if found:
                return self._finish_common(found)
        if not context.keeps_space:
            self.skip_space()
        self.start = self.pos
        if self.pos >= self.size:
            self.finish(t.END)
        elif context is c.TEMPLATE:
            self._read_template()
        elif context is c.ELEMENT:
            self._read_jsx_text()
        else:
            self._read_token(context)
        return None

    def _finish_common(self, found: re.Match[str]) -> None:
        """A word without escapes, or a bracket, a comma, a semicolon."""
        index = found.lastindex
        assert index is not None
        self.start, self.pos = found.span(index)
        value = found[index]
        if index == 1:
            self.contains_escape = False
            self.finish(t.KEYWORDS.get(value, t.NAME), value)
        else:
            self.finish(_SINGLE[value], value)

    def skip_hashbang(self) -> None:
        """Skip a line that begins with `#!` at the very start (ECMA-262, section 12.5)."""
        if self.text.startswith("#!", self.pos):
            line_end = LINE_BREAK.search(self.text, self.pos)
            self.pos = line_end.start() if line_end else self.size

    def skip_space(self) -> None:
        """Skip white space and comments."""
        text = self.text
        if "/" < text[self.pos : self.pos + 1] < "\x7f":
            return
        while True:
            found = SPACE.match(text, self.pos)
            assert found is not None
            self.pos = found.end()
            if text.startswith("//", self.pos):
                line_end = LINE_BREAK.search(text, self.pos)
                self.pos = line_end.start() if line_end else self.size
            elif text.startswith("/*", self.pos):
                close = text.find("*/", self.pos + 2)
                if close < 0:
                    start = self.pos
                    self.pos += 2
                    self.fail(start, "Unterminated comment")
                self.pos = close + 2
            else:
                return

    def _read_token(self, context: c.Context) -> None:
        character = self.text[self.pos]
        if context is c.OPENING_TAG or context is c.CLOSING_TAG:
            if character <= "\uffff" and starts_identifier(character):
                return self._read_jsx_name()
            if character == ">":
                self.pos += 1
                return self.finish(t.JSX_TAG_END)
            if character in "\"'" and context is c.OPENING_TAG:
                return self._read_jsx_string(character)
        elif character in _SINGLE:
            self.pos += 1
            return self.finish(_SINGLE[character], character)
        if character == "<" and self.expression_allowed and self.peek(1) != "!":
            self.pos += 1
            return self.finish(t.JSX_TAG_START)
        if starts_identifier(character) or character == "\\":
            word = self.read_word()
            return self.finish(t.KEYWORDS.get(word, t.NAME), word)
        return self._read_punctuation(character)

    def _read_punctuation(self, character: str) -> None:
        if "0" <= character <= "9":
            radix = {"x": 16, "o": 8, "b": 2}.get(self.peek(1).lower())
            if character == "0" and radix:
                self.read_radix_number(radix)
            else:
                self.read_number(after_dot=False)
            return self.finish(t.NUMBER, self.text[self.start : self.pos])
        if character in "\"'":
            return self.finish(t.STRING, self.read_string(character))
        if character == "#":
            self.pos += 1
            if starts_identifier(self.peek()) or self.peek() == "\\":
                return self.finish(t.PRIVATE_NAME, self.read_word())
            self.fail(self.pos, "Unexpected character `#`")
        if character == "/" and self.expression_allowed:
            self.pos += 1
            return self.read_regexp()
        if character == "." and "0" <= self.peek(1) <= "9":
            self.read_number(after_dot=True)
            return self.finish(t.NUMBER, self.text[self.start : self.pos])
        return self._read_operator(character)

    def _read_operator(self, character: str) -> None:
        found = _OPERATOR.match(self.text, self.pos)
        if found is None:
            self.fail(self.pos, f"Unexpected character `{character}`")
        operator = found.group()
        self.pos = found.end()
        self.finish(_KINDS.get(operator, t.ASSIGN), operator)

    def read_regexp(self) -> None:
        """A regular expression; the cursor stands after its first slash."""
        start, in_class = self.pos, False
        plain = _PLAIN_REGEXP.match(self.text, start)
        if plain:
            self.pos = plain.end()
            return self.finish(t.REGEXP, plain[1])
        while True:
            character = self.peek()
            if not character or character in "\n\r\u2028\u2029":
                self.fail(start, "Unterminated regular expression")
            if character == "\\":
                self.pos += 1
                if not self.peek() or self.peek() in "\n\r\u2028\u2029":
                    self.fail(start, "Unterminated regular expression")
            elif character == "[":
                in_class = True
            elif character == "]":
                in_class = False
            elif character == "/" and not in_class:
                break
            self.pos += 1
        pattern = self.text[start : self.pos]
        self.pos += 1
        flags_start = self.pos
        flags = self.read_word()
        if self.contains_escape:
            self.fail(flags_start, "Unexpected token")
        problem = check_flags(flags) or check_pattern(pattern, flags)
        if problem:
            self.fail(start, f"Invalid regular expression: {problem}")
        return self.finish(t.REGEXP, pattern)

    def _read_template(self) -> None:
        self.in_template = True
        start = self.pos
        try:
            self._read_template_part()
        except BadTemplateEscapeError:
            self.pos = start
            self._read_invalid_template()
        self.in_template = False

    def _read_template_part(self) -> None:
        while True:
            found = _TEMPLATE_RUN.match(self.text, self.pos)
            assert found is not None
            self.pos = found.end()
            if self.pos >= self.size:
                self.fail(self.start, "Unterminated template")
            character = self.text[self.pos]
            if character == "`" or self.text.startswith("${", self.pos):
                if self.pos == self.start and self.kind in (t.TEMPLATE, t.TEMPLATE_INVALID):
                    self.pos += 1 if character == "`" else 2
                    return self.finish(t.BACKQUOTE if character == "`" else t.DOLLAR_BRACE)
                return self.finish(t.TEMPLATE, self.text[self.start : self.pos])
            if character == "\\":
                self.read_escape(template=True)
            else:
                self.pos += 1

    def _read_invalid_template(self) -> None:
        while self.pos < self.size and self.text[self.pos] != "`":
            if self.text.startswith("${", self.pos):
                break
            self.pos += 2 if self.text[self.pos] == "\\" else 1
        if self.pos >= self.size:
            self.pos = self.size
            self.fail(self.start, "Unterminated template")
        self.finish(t.TEMPLATE_INVALID, self.text[self.start : self.pos])

    def _read_jsx_text(self) -> None:
        found = _JSX_RUN.match(self.text, self.pos)
        assert found is not None
        self.pos = found.end()
        if self.pos >= self.size:
            self.fail(self.start, "Unterminated JSX contents")
        character = self.text[self.pos]
        if character in ">}":
            self.fail(self.pos, f"Unexpected token `{character}` in JSX text")
        if self.pos > self.start:
            self.finish(t.JSX_TEXT, self.text[self.start : self.pos])
        elif character == "<" and self.expression_allowed:
            self.pos += 1
            self.finish(t.JSX_TAG_START)
        else:
            self._read_punctuation(character)

    def _read_jsx_string(self, quote: str) -> None:
        close = self.text.find(quote, self.pos + 1)
        if close < 0:
            self.pos = self.size
            self.fail(self.start, "Unterminated string constant")
        value = self.text[self.pos + 1 : close]
        self.pos = close + 1
        self.finish(t.STRING, value)

    def _read_jsx_name(self) -> None:
        """The word of a tag; the JSX reader takes no characters beyond the basic plane."""
        self.pos += 1
        while self.peek() <= "\uffff" and (continues_identifier(self.peek()) or self.peek() == "-"):
            self.pos += 1
        self.finish(t.JSX_NAME, self.text[self.start : self.pos])
