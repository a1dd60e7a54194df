"""What the parser knows while it reads: data, and no grammar.

The grammar is recursive: functions hold statements, statements hold expressions, expressions hold
functions. The imports between its files are not: a file imports only files before it in the list
of the package's docstring. It reaches back through the four entry points of `Grammar`, which the
state carries and `parser` fills in; there is no other way back.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from . import contexts as c
from . import tokens as t
from .scope import Scope, ScopeFlag

if TYPE_CHECKING:
    from collections.abc import Container

    from .node import Node
    from .pending import Pending
    from .scope import Label, PrivateNames


class ParseStatement(Protocol):
    """`statements.parse_statement`."""

    def __call__(self, state: ParserState, context: str = "") -> Node:
        """A statement (ECMA-262, section 14)."""


class ParseSequence(Protocol):
    """`operators.parse_sequence`."""

    def __call__(
        self, state: ParserState, *, no_in: bool = False, pending: Pending | None = None
    ) -> Node:
        """An expression, commas included (ECMA-262, section 13.16)."""


class ParseAssignment(Protocol):
    """`operators.parse_assignment`."""

    def __call__(
        self, state: ParserState, *, no_in: bool = False, pending: Pending | None = None
    ) -> Node:
        """An expression without commas (ECMA-262, section 13.15)."""


class ParseOperand(Protocol):
    """`operands.parse_operand`."""

    def __call__(self, state: ParserState, pending: Pending | None, *, no_in: bool) -> Node:
        """An operand with its members and calls (ECMA-262, section 13.3)."""


@dataclass(frozen=True, slots=True)
class Grammar:
    """The entry points through which the grammar is recursive."""

    parse_statement: ParseStatement
    parse_sequence: ParseSequence
    parse_assignment: ParseAssignment
    parse_operand: ParseOperand


class ParserState:
    """The text, the token that is read ahead, and all that earlier tokens decide about later ones.

    text, size, position    the text, its length, and how far the tokenizer has read
    kind, value, start, end the token that is read ahead; `value` is its word or its text
    contains_escape         whether the last word that was read has an escape in it
    last_start, last_end    the token before
    contexts                the constructs that are open for the tokenizer (see `lexical_goal`)
    expression_allowed      whether `/` and `<` begin an operand now
    in_template             whether a template is being read, so that escapes raise differently
    scopes                  the blocks and functions that are open, the module first
    known_names             names that earlier modules of the same document declare
    undefined_exports       what was exported and is not declared yet
    yield_at, await_at      where `yield` and `await` were operators first in these parameters, or 0
    await_name_at           where `await` was a name first, or 0
    arrow_at                where an operand begins that may become the parameters of an arrow
    labels, private_names   what `break` and `continue` may name; the `#names` of classes around
    """

    __slots__ = (
        "arrow_at", "await_at", "await_name_at", "contains_escape", "contexts", "end",
        "expression_allowed", "grammar", "in_template", "kind", "known_names", "labels",
        "last_end", "last_start", "position", "private_names", "scopes", "size", "start", "text",
        "undefined_exports", "value", "yield_at",
    )  # fmt: skip

    def __init__(
        self, text: str, start: int, grammar: Grammar, known_names: Container[str] = ()
    ) -> None:
        self.text = text
        self.size = len(text)
        self.position = start
        self.grammar = grammar
        self.kind = t.END
        self.value = ""
        self.start = self.end = start
        self.contains_escape = False
        self.last_start = self.last_end = start
        self.contexts = [c.BLOCK]
        self.expression_allowed = True
        self.in_template = False
        self.scopes = [Scope(ScopeFlag.TOP)]
        self.known_names = known_names
        self.undefined_exports: dict[str, Node] = {}
        self.yield_at = self.await_at = self.await_name_at = 0
        self.arrow_at = -1
        self.labels: list[Label] = []
        self.private_names: list[PrivateNames] = []
