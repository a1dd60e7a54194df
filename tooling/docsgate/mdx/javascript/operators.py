"""Expressions from the comma down to the unary operators.

ECMA-262, sections 13.4 to 13.16: assignment, conditional, binary and unary operators, `yield`
and `await`. Binary operators are read by precedence, in a loop for chains of any length.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING

from . import tokens as t
from .classes import Classes
from .targets import Pending

if TYPE_CHECKING:
    from .node import Node

_LOGICAL = (t.LOGICAL_OR, t.LOGICAL_AND)
# A name or a literal right before one of these is a whole expression, or a whole operand.
_PLAIN = (t.NAME, t.NUMBER, t.STRING)
_ENDS = (",", ")", "]", "}", ";")
_LEAF_END = re.compile(r"[ \t]*(?:[,)\]};:%|&^]|\+(?!\+)|-(?!-)|\*(?!\*))")


class Operators(Classes):
    """What binds looser than a call."""

    @abstractmethod
    def subscripted(self, pending: Pending | None, *, no_in: bool) -> Node:
        """An operand with its members, calls and templates."""

    @abstractmethod
    def leaf(self) -> Node | None:
        """The token as an operand without subscripts; None when its word may mean more."""

    def expression(self, *, no_in: bool = False, pending: Pending | None = None) -> Node:
        """An expression, commas included."""
        start = self.start
        first = self.assignment(no_in=no_in, pending=pending)
        if self.kind is not t.COMMA:
            return first
        items: list[Node | None] = [first]
        while self.eat(t.COMMA):
            items.append(self.assignment(no_in=no_in, pending=pending))
        node = self.node("SequenceExpression", start)
        node.items = items
        return node

    def assignment(
        self, *, no_in: bool = False, pending: Pending | None = None, for_await: bool = False
    ) -> Node:
        """An expression without commas."""
        if self.kind in _PLAIN and self.text[self.pos : self.pos + 1] in _ENDS:
            leaf = self.leaf()
            if leaf is not None:
                return leaf
        if self.is_word("yield"):
            if self.in_generator():
                return self._yield(no_in=no_in)
            self.expression_allowed = False
        own = pending is None
        old = Pending()
        if pending is None:
            pending = Pending()
        else:
            old.paren_assign, old.trailing_comma = pending.paren_assign, pending.trailing_comma
            old.double_proto = pending.double_proto
            pending.paren_assign = pending.trailing_comma = -1
        start = self.start
        if self.kind is t.PAREN_OPEN or self.kind is t.NAME:
            self.arrow_at = start
            self.arrow_in_for_await = for_await
        left = self.conditional(no_in=no_in, pending=pending)
        if self.kind.assigns:
            return self._assign(left, pending, old, own=own, no_in=no_in)
        if own:
            self.check_expression_errors(pending)
        if old.paren_assign > -1:
            pending.paren_assign = old.paren_assign
        if old.trailing_comma > -1:
            pending.trailing_comma = old.trailing_comma
        return left

    def _assign(
        self, left: Node, pending: Pending, old: Pending, *, own: bool, no_in: bool
    ) -> Node:
        start, operator = left.start, self.value
        if self.kind is t.EQUALS:
            self.to_target(left, binding=False, pending=pending)
        if not own:
            pending.paren_assign = pending.trailing_comma = -1
            if pending.shorthand >= left.start:
                pending.shorthand = -1
            if pending.double_proto >= left.start:
                pending.double_proto = -1
        if self.kind is t.EQUALS:
            self.check_target(left)
        else:
            self.check_simple(left)
        self.next()
        right = self.assignment(no_in=no_in)
        if old.double_proto > -1:
            pending.double_proto = old.double_proto
        node = self.node("AssignmentExpression", start)
        node.name, node.left, node.right = operator, left, right
        return node

    def conditional(self, *, no_in: bool, pending: Pending | None) -> Node:
        """`test ? yes : no`, or what binds closer."""
        start = self.start
        test = self._binary_chain(no_in=no_in, pending=pending)
        if self.has_expression_errors(pending):
            return test
        whole_arrow = test.type == "ArrowFunctionExpression" and test.start == start
        if whole_arrow or not self.eat(t.QUESTION):
            return test
        yes = self.assignment()
        self.expect(t.COLON)
        no = self.assignment(no_in=no_in)
        node = self.node("ConditionalExpression", start)
        node.items = [test, yes, no]
        return node

    def _binary_chain(self, *, no_in: bool, pending: Pending | None) -> Node:
        start = self.start
        left = self.unary(pending, no_in=no_in)
        if self.has_expression_errors(pending):
            return left
        if left.start == start and left.type == "ArrowFunctionExpression":
            return left
        return self._binary(left, start, -1, no_in=no_in)

    def _binary(self, left: Node, start: int, minimum: int, *, no_in: bool) -> Node:
        while True:
            kind = self.kind
            precedence = kind.precedence
            if not precedence or precedence <= minimum or (no_in and kind is t.IN):
                return left
            coalesces = kind is t.COALESCE
            if coalesces:
                precedence = t.LOGICAL_AND.precedence
            operator = self.value
            self.next()
            right_start = self.start
            right = self.unary(None, no_in=no_in)
            right = self._binary(right, right_start, precedence, no_in=no_in)
            if right.type == "PrivateIdentifier":
                self.fail(right.start, "Private identifier can only be left side of `in`")
            left = self._pair("BinaryExpression", start, operator, left, right)
            if (kind in _LOGICAL and self.kind is t.COALESCE) or (
                coalesces and self.kind in _LOGICAL
            ):
                self.fail(self.start, "Logical and coalesce expressions cannot be mixed")

    def _pair(self, kind: str, start: int, operator: str, left: Node, right: Node) -> Node:
        node = self.node(kind, start)
        node.name, node.left, node.right = operator, left, right
        return node

    def unary(
        self,
        pending: Pending | None,
        *,
        no_in: bool,
        saw_unary: bool = False,
        increments: bool = False,
    ) -> Node:
        """Prefix and postfix operators, and `**`."""
        if self.kind in _PLAIN and _LEAF_END.match(self.text, self.pos):
            leaf = self.leaf()
            if leaf is not None:
                return leaf
        start = self.start
        if self.is_word("await") and self.can_await():
            node = self._await(no_in=no_in)
            saw_unary = True
        elif self.kind.prefix:
            saw_unary = self.kind is not t.INCREMENT or saw_unary
            node = self._prefixed(start, pending, no_in=no_in)
        elif not saw_unary and self.kind is t.PRIVATE_NAME:
            if no_in or not self.private_names:
                self.unexpected()
            node = self.private_identifier()
            if self.kind is not t.IN:
                self.unexpected()
        else:
            node = self.subscripted(pending, no_in=no_in)
            if self.has_expression_errors(pending):
                return node
            node = self._postfixed(start, node)
        whole_arrow = node.type == "ArrowFunctionExpression" and node.start == start
        if increments or whole_arrow or not self.eat(t.POWER):
            return node
        if saw_unary:
            self.unexpected(self.last_start)
        right = self.unary(None, no_in=no_in)
        return self._pair("BinaryExpression", start, "**", node, right)

    def _prefixed(self, start: int, pending: Pending | None, *, no_in: bool) -> Node:
        updates = self.kind is t.INCREMENT
        operator = self.value
        self.next()
        argument = self.unary(None, no_in=no_in, saw_unary=True, increments=updates)
        self.check_expression_errors(pending)
        if updates:
            self.check_simple(argument)
        elif operator == "delete":
            self._check_delete(start, argument)
        node = self.node("UpdateExpression" if updates else "UnaryExpression", start)
        node.name, node.right = operator, argument
        return node

    def _check_delete(self, start: int, argument: Node) -> None:
        while argument.type == "ParenthesizedExpression" and argument.right is not None:
            argument = argument.right
        if argument.type == "Identifier":
            self.fail(start, "Deleting local variable in strict mode")
        while argument.type in ("ParenthesizedExpression", "ChainExpression") and argument.right:
            argument = argument.right
        right = argument.right
        if argument.type == "MemberExpression" and right and right.type == "PrivateIdentifier":
            self.fail(start, "Private fields can not be deleted")

    def _postfixed(self, start: int, node: Node) -> Node:
        while self.kind.postfix and not self.can_insert_semicolon():
            operator = self.value
            self.check_simple(node)
            self.next()
            argument, node = node, self.node("UpdateExpression", start)
            node.name, node.left = operator, argument
        return node

    def _yield(self, *, no_in: bool) -> Node:
        start = self.start
        self.yield_at = self.yield_at or start
        self.next()
        argument: Node | None = None
        ends = self.kind is t.SEMICOLON or self.can_insert_semicolon()
        if not ends and (self.kind is t.STAR or self.kind.starts_expression):
            self.eat(t.STAR)
            argument = self.assignment(no_in=no_in)
        node = self.node("YieldExpression", start)
        node.right = argument
        return node

    def _await(self, *, no_in: bool) -> Node:
        start = self.start
        self.await_at = self.await_at or start
        self.next()
        argument = self.unary(None, no_in=no_in, saw_unary=True)
        node = self.node("AwaitExpression", start)
        node.right = argument
        return node
