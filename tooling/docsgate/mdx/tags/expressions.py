"""Where an expression in braces ends, and whether it is one.

    expression ::= '{' JavaScript? '}'
    spread     ::= '{' '...' JavaScript '}'

(micromark-extension-mdx-expression.) Braces are not counted. At each `}` the text so far goes to
the JavaScript parser; the first `}` at which it is an expression, with nothing but comments
after it, ends it. No `}` at all, or none that fits: the document is rejected, at its end or at
the error of the last attempt.

Here the text is parsed once, not at each `}`: an expression that stops before a token `}` would
have ended there in the slow way too, since a brace inside a string, a template, a comment or a
nested bracket leaves the text before it incomplete. An error that the parser raises before it
has seen the end of the text stays when text is added. Only an error at the end asks for more.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..javascript.characters import SPACE, SPACE_CHARACTER
from ..javascript.failures import UNEXPECTED, JavaScriptError
from ..javascript.node import Node
from ..javascript.parser import parse_expression
from ..javascript.plain import OPEN, find_plain_end
from ..javascript.tokens import KEYWORDS, RESERVED
from ..source.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..source.text_chunk import Chunk

_BLOCK_COMMENT = re.compile(r"/\*[\s\S]*?\*/")
_LINE_COMMENT = re.compile(r"//[^\r\n]*[\r\n]")
_BLANK = re.compile(SPACE.pattern + r"\Z")
_SPACE_OR_COMMENT = re.compile(rf"(?:{SPACE_CHARACTER}|/\*[\s\S]*?\*/|//[^\r\n]*[\r\n])*")
_TRIVIAL = re.compile(r"\{[ \t]*(?:([A-Za-z_$][A-Za-z0-9_$]*)|[1-9][0-9]*)[ \t]*\}")
_SPREAD = re.compile(r"\{[ \t\n]*\.\.\.")
_WORDS = RESERVED | set(KEYWORDS)
_REPARSE_FACTOR = 30
_REPARSE_FLOOR = 50_000


class Expression:
    """An expression that was accepted. `plain_text` is its text when it has no tree yet.

    A plain expression has no JSX in it, and no parentheses right inside parentheses.
    """

    __slots__ = ("_node", "end", "plain_text", "start")

    def __init__(self, start: int, end: int, node: Node | None, plain_text: str = "") -> None:
        self.start = start
        self.end = end
        self._node = node
        self.plain_text = plain_text

    @property
    def node(self) -> Node | None:
        """Its tree, made when it is first asked for; None when only comments are there."""
        if self.plain_text:
            self._node, _ = parse_expression(self.plain_text, self.start)
            self.plain_text = ""
        return self._node


def is_empty(text: str) -> bool:
    """Whether `text` holds only white space and comments."""
    if "/" in text:
        text = _LINE_COMMENT.sub("", _BLOCK_COMMENT.sub("", text))
    return _BLANK.match(text) is not None


def scan_expression(
    chunk: Chunk, brace: int, *, may_be_empty: bool = True, patient: bool = True
) -> Generator[None, None, Expression]:
    """Scan the expression whose `{` stands at `brace`; yields when it needs another line.

    Raises `Problem`. When `patient`, a hopeless expression is read to the end of the block, where
    the compiler would raise; otherwise at once.
    """
    trivial = _TRIVIAL.match(chunk.text, brace)
    if trivial is not None and trivial[1] not in _WORDS:
        return Expression(brace + 1, trivial.end(), _trivial_node(trivial))
    start, spent, wanted = brace + 1, 0, "}"
    searched = start
    doomed = False
    problem: JavaScriptError | None = None
    while True:
        found = not doomed and chunk.text.find(wanted, searched) >= 0
        if found:
            spent += len(chunk.text) - start
            answer, problem = _attempt(chunk.text, start, may_be_empty=may_be_empty)
            if isinstance(answer, Expression):
                return answer
            if answer == "empty":
                raise Problem(
                    "mdx-expression-empty", chunk.source(brace), chunk.source(brace) + 1,
                    chunk.source(min(start, len(chunk.text))),
                )  # fmt: skip
            doomed = answer == "never"
        searched = len(chunk.text)
        doomed = doomed or spent > _REPARSE_FLOOR + _REPARSE_FACTOR * (len(chunk.text) - start)
        if chunk.closed or (doomed and not patient):
            raise _rejection(chunk, brace, None if patient else problem)
        yield
        check_lazy(chunk, brace, len(chunk.lazy) - 1)


def _trivial_node(found: re.Match[str]) -> Node:
    """The tree of a single name or a whole number."""
    if found[1] is None:
        text = found.group().strip("{} \t")
        node = Node("Literal", found.start() + 1, found.end() - 1)
        node.name, node.value = "number", text
    else:
        node = Node("Identifier", found.start(1), found.end(1))
        node.name = found[1]
    return node


def check_lazy(chunk: Chunk, construct: int, line: int) -> None:
    """Raise when the chunk's line `line` does not carry the prefix of its container."""
    if chunk.lazy[line] >= 0 and chunk.starts[line] > construct:
        start = chunk.source(construct)
        raise Problem("mdx-line-lazy", start, start + 1, chunk.lazy[line])


def _attempt(
    text: str, start: int, *, may_be_empty: bool
) -> tuple[Expression | str, JavaScriptError | None]:
    """The expression; or `empty`; or `never`: more text cannot help; or `more`."""
    blank = _SPACE_OR_COMMENT.match(text, start)
    assert blank is not None
    end = blank.end()
    if text.startswith("}", end) and is_empty(text[start:end]):
        return (Expression(start, end + 1, None) if may_be_empty else "empty"), None
    plain = find_plain_end(text, end)
    if plain >= 0:
        return Expression(start, plain + 1, None, text), None
    if plain == OPEN:
        return "more", JavaScriptError(len(text), len(text), UNEXPECTED)
    try:
        node, end = parse_expression(text, start)
    except JavaScriptError as error:
        open_ended = error.reached >= len(text) or _comment_is_open(error)
        return ("more" if open_ended else "never"), error
    if end >= len(text):
        return "more", None
    if text[end] != "}" or not is_empty(text[node.end : end]):
        return "never", None
    return Expression(start, end + 1, node), None


def _comment_is_open(error: JavaScriptError) -> bool:
    return error.message == "Unterminated comment"


def _rejection(chunk: Chunk, brace: int, known: JavaScriptError | None) -> Problem:
    """What the compiler raises when no `}` ends the expression.

    It names the error of the last attempt; `known`, of another attempt, will do where the exact
    place does not matter.
    """
    construct = chunk.source(brace)
    last = chunk.text.rfind("}", brace)
    if last < 0:
        end = chunk.source(len(chunk.text))
        return Problem("mdx-expression-unclosed", construct, construct + 1, end)
    if known is None:
        position, message = _error_of(chunk.text[:last], brace + 1)
    else:
        position, message = known.position, known.message
    return Problem(
        "mdx-expression-invalid", construct, chunk.source(_visible_end(chunk.text, brace)),
        chunk.source(min(position, last)), message,
    )  # fmt: skip


def _error_of(text: str, start: int) -> tuple[int, str]:
    if find_plain_end(text, start) == OPEN:
        return len(text), UNEXPECTED
    try:
        node, _ = parse_expression(text, start)
    except JavaScriptError as error:
        return error.position, error.message
    return node.end, "Unexpected content after expression"


def _visible_end(text: str, brace: int) -> int:
    """The end of what to show: up to the matching brace on the same line, or one character."""
    depth = 0
    for position in range(brace, min(len(text), brace + 200)):
        character = text[position]
        if character == "\n":
            break
        depth += (character == "{") - (character == "}")
        if not depth:
            return position + 1
    return brace + 1


def _plain_spread(text: str, brace: int) -> Expression | None:
    """The spread whose `{` stands at `brace` if its value is plain; None says nothing."""
    found = _SPREAD.match(text, brace)
    end = find_plain_end(text, found.end(), single=True) if found else -1
    return Expression(found.end(), end + 1, None, text) if found and end >= 0 else None


def scan_spread(chunk: Chunk, brace: int) -> Generator[None, None, Expression]:
    """Scan `{...value}` in a tag; the `{` stands at `brace`. Raises `Problem`."""
    plain = _plain_spread(chunk.text, brace)
    if plain is not None:
        return plain
    start, spent = brace + 1, 0
    searched, error, reached = start, "", 0
    while True:
        close = chunk.text.find("}", searched)
        if close < 0:
            if chunk.closed:
                construct = chunk.source(brace)
                rule = "mdx-attribute-invalid" if error else "mdx-expression-unclosed"
                where = reached if error else len(chunk.text)
                raise Problem(rule, construct, construct + 1, chunk.source(where), error)
            searched = len(chunk.text)
            yield
            check_lazy(chunk, brace, len(chunk.lazy) - 1)
            continue
        source = chunk.text[start:close]
        if is_empty(source):
            raise Problem(
                "mdx-attribute-invalid", chunk.source(brace), chunk.source(close + 1),
                chunk.source(start), "nothing",
            )  # fmt: skip
        spent += len(source)
        if spent < _REPARSE_FLOOR + _REPARSE_FACTOR * len(source):
            try:
                node, _ = parse_expression("({" + source + "})")
            except JavaScriptError as problem:
                error = problem.message
                reached = start + min(max(problem.position - 2, 0), len(source))
            else:
                return Expression(start, close + 1, _only_spread(chunk, brace, close, node))
        searched = close + 1


def _only_spread(chunk: Chunk, brace: int, close: int, node: Node) -> Node:
    """The argument of the spread; raises when the braces hold anything else."""
    value = node.right
    items = value.items if value is not None and value.type == "ObjectExpression" else []
    first = items[0] if items else None
    if len(items) == 1 and first is not None and first.type == "SpreadElement" and first.left:
        return first.left
    start, shown = chunk.source(brace), chunk.source(close + 1)
    place = brace + 1
    if value is not None and value.type == "ObjectExpression" and items:
        wrong = items[1] if len(items) > 1 else first
        place = brace + 1 + max((wrong.start if wrong else 0) - 2, 0)
    raise Problem("mdx-attribute-invalid", start, shown, chunk.source(place), "no spread")
