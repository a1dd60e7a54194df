"""What surrounds the tokenizer, kept to tell a regular expression or a tag from an operator.

JavaScript cannot be cut into tokens without a guess at the grammar around: `/` divides after an
operand and begins a regular expression elsewhere, `<` compares or begins a tag. The guess is a
stack of the brackets, functions, templates and tags that are open, updated at every token.
"""

from __future__ import annotations

from dataclasses import dataclass

from . import tokens as t
from .characters import LINE_BREAK
from .literals import Literals


@dataclass(frozen=True, eq=False, slots=True)
class Context:
    """One open construct; compared by identity."""

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

_BLOCK_BEFORE = (t.ELSE, t.SEMICOLON, t.END, t.PAREN_CLOSE, t.ARROW)
_CONDITION_BEFORE = tuple(t.KEYWORDS[word] for word in ("if", "for", "with", "while"))
_VALUE_BEFORE = (t.KEYWORDS["var"], t.KEYWORDS["const"], t.NAME)


class Contexts(Literals):
    """The current token, and the stack that explains it."""

    def __init__(self, text: str, start: int) -> None:
        super().__init__(text, start)
        self.kind = t.END
        self.value = ""
        self.end = start
        self.last_start = start
        self.last_end = start
        self.stack = [BLOCK]
        self.expression_allowed = True

    def newline_before(self) -> bool:
        """Whether a line ends between the previous token and this one."""
        return LINE_BREAK.search(self.text, self.last_end, self.start) is not None

    def finish(self, kind: t.Kind, value: str = "") -> None:
        """The token ends at the cursor."""
        self.end = self.pos
        previous, self.kind, self.value = self.kind, kind, value
        if kind in _NO_UPDATE and previous is not t.DOT:
            self.expression_allowed = kind.before_expression
        else:
            self._update(previous)

    def override(self, context: Context) -> None:
        """The grammar knows better what was opened last."""
        self.stack[-1] = context

    def _update(self, previous: t.Kind) -> None:
        kind, top = self.kind, self.stack[-1]
        if kind is t.BRACE_OPEN:
            if top is OPENING_TAG:
                self.stack.append(OBJECT)
            elif top is ELEMENT:
                self.stack.append(SUBSTITUTION)
            elif not (self.kind.keyword and previous is t.DOT):
                self.stack.append(BLOCK if self._opens_block(previous) else OBJECT)
            self.expression_allowed = True
        elif kind is t.SLASH and previous is t.JSX_TAG_START:
            del self.stack[-2:]
            self.stack.append(CLOSING_TAG)
            self.expression_allowed = False
        elif kind.keyword and previous is t.DOT:
            self.expression_allowed = False
        elif kind in _UPDATES:
            _UPDATES[kind](self, previous)
        else:
            self.expression_allowed = kind.before_expression

    def _opens_block(self, previous: t.Kind) -> bool:
        parent = self.stack[-1]
        if parent in (FUNCTION_VALUE, FUNCTION_STATEMENT):
            return True
        if previous is t.COLON and parent in (BLOCK, OBJECT):
            return not parent.expression
        if previous is t.RETURN or (previous is t.NAME and self.expression_allowed):
            return self.newline_before()
        if previous in _BLOCK_BEFORE:
            return True
        if previous is t.BRACE_OPEN:
            return parent is BLOCK
        if previous in _VALUE_BEFORE:
            return False
        return not self.expression_allowed

    def after_close(self, _previous: t.Kind) -> None:
        """`)` and `}` close what was opened."""
        if len(self.stack) == 1:
            self.expression_allowed = True
            return
        out = self.stack.pop()
        if out is BLOCK and self.stack[-1].opener == "function":
            out = self.stack.pop()
        self.expression_allowed = not out.expression

    def after_substitution(self, _previous: t.Kind) -> None:
        """`${` opens code in a template."""
        self.stack.append(SUBSTITUTION)
        self.expression_allowed = True

    def after_paren(self, previous: t.Kind) -> None:
        """`(` opens a condition or an operand."""
        self.stack.append(STATEMENT_PARENS if previous in _CONDITION_BEFORE else PARENS)
        self.expression_allowed = True

    def after_increment(self, _previous: t.Kind) -> None:
        """What may follow stays as it was before."""

    def after_function(self, previous: t.Kind) -> None:
        """`function` and `class` open a value or a declaration."""
        top = self.stack[-1]
        value = (
            previous.before_expression
            and previous is not t.ELSE
            and not (previous is t.SEMICOLON and top is not STATEMENT_PARENS)
            and not (previous is t.RETURN and self.newline_before())
            and not (previous in (t.COLON, t.BRACE_OPEN) and top is BLOCK)
        )
        self.stack.append(FUNCTION_VALUE if value else FUNCTION_STATEMENT)
        self.expression_allowed = False

    def after_colon(self, _previous: t.Kind) -> None:
        """`:` ends the head of a function in an object."""
        if self.stack[-1].opener == "function":
            self.stack.pop()
        self.expression_allowed = True

    def after_backquote(self, _previous: t.Kind) -> None:
        """A backquote opens a template or closes it."""
        if self.stack[-1] is TEMPLATE:
            self.stack.pop()
        else:
            self.stack.append(TEMPLATE)
        self.expression_allowed = False

    def after_star(self, previous: t.Kind) -> None:
        """`*` after `function` makes a generator."""
        if previous is t.FUNCTION:
            value = self.stack[-1] is FUNCTION_VALUE
            self.stack[-1] = GENERATOR_VALUE if value else GENERATOR_STATEMENT
        self.expression_allowed = True

    def after_name(self, previous: t.Kind) -> None:
        """`of` and `yield` may be followed by an expression."""
        self.expression_allowed = previous is not t.DOT and (
            (self.value == "of" and not self.expression_allowed)
            or (self.value == "yield" and self._in_generator())
        )

    def _in_generator(self) -> bool:
        functions = (
            context for context in reversed(self.stack[1:]) if context.opener == "function"
        )
        innermost = next(functions, None)
        return innermost is not None and innermost.generator

    def after_tag_start(self, _previous: t.Kind) -> None:
        """`<` opens an element and its tag."""
        self.stack += (ELEMENT, OPENING_TAG)
        self.expression_allowed = False

    def after_tag_end(self, previous: t.Kind) -> None:
        """`>` closes the tag, and after a closing tag the element."""
        out = self.stack.pop()
        if (out is OPENING_TAG and previous is t.SLASH) or out is CLOSING_TAG:
            self.stack.pop()
            self.expression_allowed = self.stack[-1] is ELEMENT
        else:
            self.expression_allowed = True


_NO_UPDATE = frozenset(
    (t.COMMA, t.SEMICOLON, t.BRACKET_OPEN, t.BRACKET_CLOSE, t.NUMBER, t.STRING, t.REGEXP, t.END)
)
_UPDATES = {
    t.PAREN_CLOSE: Contexts.after_close,
    t.BRACE_CLOSE: Contexts.after_close,
    t.DOLLAR_BRACE: Contexts.after_substitution,
    t.PAREN_OPEN: Contexts.after_paren,
    t.INCREMENT: Contexts.after_increment,
    t.FUNCTION: Contexts.after_function,
    t.CLASS: Contexts.after_function,
    t.COLON: Contexts.after_colon,
    t.BACKQUOTE: Contexts.after_backquote,
    t.STAR: Contexts.after_star,
    t.NAME: Contexts.after_name,
    t.JSX_TAG_START: Contexts.after_tag_start,
    t.JSX_TAG_END: Contexts.after_tag_end,
}
