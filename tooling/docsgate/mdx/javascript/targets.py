"""What may be assigned to or bound: names, members and destructuring patterns.

ECMA-262, sections 13.15.5 and 14.3.3. An expression is read first and turned into a pattern when
`=` or `=>` shows that it was one; `Pending` keeps the errors that such a turn would excuse.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING

from . import tokens as t
from .scopes import Binding
from .words import RESERVED, Words

if TYPE_CHECKING:
    from .node import Node

_STRICT_BINDING = RESERVED | {"eval", "arguments"}


class Pending:
    """Places of errors that hold only if the text turns out to be no pattern."""

    __slots__ = ("double_proto", "paren_assign", "paren_bind", "shorthand", "trailing_comma")

    def __init__(self) -> None:
        self.shorthand = -1
        self.trailing_comma = -1
        self.paren_assign = -1
        self.paren_bind = -1
        self.double_proto = -1


class Targets(Words, ABC):
    """Identifiers, binding patterns and assignment targets."""

    @abstractmethod
    def assignment(
        self, *, no_in: bool = False, pending: Pending | None = None, for_await: bool = False
    ) -> Node:
        """An expression without commas."""

    @abstractmethod
    def object_literal(self, *, pattern: bool, pending: Pending | None = None) -> Node:
        """`{...}` as a value or as a pattern."""

    def binding_target(self) -> Node:
        """A name or a pattern that is being declared."""
        start = self.start
        if self.kind is t.BRACKET_OPEN:
            self.next()
            items = self.binding_list(t.BRACKET_CLOSE, holes=True)
            node = self.node("ArrayPattern", start)
            node.items = items
            return node
        if self.kind is t.BRACE_OPEN:
            return self.object_literal(pattern=True)
        return self.identifier()

    def binding_list(self, close: t.Kind, *, holes: bool) -> list[Node | None]:
        """Targets up to `close`: an array pattern or the parameters of a function."""
        items: list[Node | None] = []
        first = True
        while not self.eat(close):
            if not first:
                self.expect(t.COMMA)
            first = False
            if holes and self.kind is t.COMMA:
                items.append(None)
            elif self.eat(close):
                break
            elif self.kind is t.ELLIPSIS:
                items.append(self.rest_target())
                if self.kind is t.COMMA:
                    self.fail(self.start, "Comma is not permitted after the rest element")
                self.expect(close)
                break
            else:
                items.append(self.with_default(self.start))
        return items

    def rest_target(self) -> Node:
        """`...target`."""
        start = self.start
        self.next()
        target = self.binding_target()
        node = self.node("RestElement", start)
        node.left = target
        return node

    def with_default(self, start: int, left: Node | None = None) -> Node:
        """A target and its default value, if it has one."""
        target = left or self.binding_target()
        if not self.eat(t.EQUALS):
            return target
        value = self.assignment()
        node = self.node("AssignmentPattern", start)
        node.left, node.right = target, value
        return node

    def to_target(self, node: Node, *, binding: bool, pending: Pending | None = None) -> Node:
        """Read an expression that was parsed already as a pattern."""
        kind = node.type
        if kind == "Identifier":
            if self.in_async() and node.name == "await":
                self.fail(node.start, "Cannot use 'await' as identifier inside an async function")
        elif kind == "ObjectExpression":
            node.type = "ObjectPattern"
            self.check_pattern_errors(pending, assigning=True)
            for item in node.items:
                assert item is not None
                self.to_target(item, binding=binding)
                inner = item.left
                nested = inner is not None and inner.type in ("ArrayPattern", "ObjectPattern")
                if item.type == "RestElement" and nested and inner is not None:
                    self.unexpected(inner.start)
        elif kind == "Property":
            assert node.left is not None
            assert node.right is not None
            if node.name != "init":
                self.fail(node.left.start, "Object pattern can't contain getter or setter")
            self.to_target(node.right, binding=binding)
        elif kind == "ArrayExpression":
            node.type = "ArrayPattern"
            self.check_pattern_errors(pending, assigning=True)
            self.to_targets(node.items, binding=binding)
        elif kind == "ParenthesizedExpression":
            assert node.right is not None
            self.to_target(node.right, binding=binding, pending=pending)
        elif kind not in ("ObjectPattern", "ArrayPattern", "AssignmentPattern", "RestElement"):
            self._to_other_target(node, binding=binding)
        return node

    def _to_other_target(self, node: Node, *, binding: bool) -> None:
        left = node.left
        if node.type == "SpreadElement":
            assert left is not None
            node.type = "RestElement"
            self.to_target(left, binding=binding)
            if left.type == "AssignmentPattern":
                self.fail(left.start, "Rest elements cannot have a default value")
        elif node.type == "AssignmentExpression":
            assert left is not None
            if node.name != "=":
                self.fail(left.end, "Only '=' operator can be used for specifying default value.")
            node.type = "AssignmentPattern"
            self.to_target(left, binding=binding)
        elif node.type == "ChainExpression":
            self.fail(node.start, "Optional chaining cannot appear in left-hand side")
        elif binding or node.type != "MemberExpression":
            self.fail(node.start, "Assigning to rvalue")

    def to_targets(self, items: list[Node | None], *, binding: bool) -> None:
        """`to_target` for each item that is no hole."""
        for item in items:
            if item is not None:
                self.to_target(item, binding=binding)

    def check_pattern_errors(self, pending: Pending | None, *, assigning: bool) -> None:
        """Raise what is wrong if the text was a pattern."""
        if pending is None:
            return
        if pending.trailing_comma > -1:
            self.fail(pending.trailing_comma, "Comma is not permitted after the rest element")
        parens = pending.paren_assign if assigning else pending.paren_bind
        if parens > -1:
            self.fail(parens, "Assigning to rvalue" if assigning else "Parenthesized pattern")

    def has_expression_errors(self, pending: Pending | None) -> bool:
        """Whether something is wrong unless the text was a pattern."""
        return pending is not None and (pending.shorthand >= 0 or pending.double_proto >= 0)

    def check_expression_errors(self, pending: Pending | None) -> None:
        """Raise what is wrong if the text was no pattern."""
        if pending is None:
            return
        if pending.shorthand >= 0:
            self.fail(
                pending.shorthand,
                "Shorthand property assignments are valid only in destructuring patterns",
            )
        if pending.double_proto >= 0:
            self.fail(pending.double_proto, "Redefinition of __proto__ property")

    def check_simple(
        self, node: Node, binding: Binding = Binding.NONE, names: set[str] | None = None
    ) -> None:
        """Raise unless `node` is a name or a member that may be bound or assigned."""
        binds = binding is not Binding.NONE
        if node.type == "Identifier":
            if node.name in _STRICT_BINDING:
                verb = "Binding" if binds else "Assigning to"
                self.fail(node.start, f"{verb} {node.name} in strict mode")
            if names is not None:
                if node.name in names:
                    self.fail(node.start, "Argument name clash")
                names.add(node.name)
            if binds and binding is not Binding.OUTSIDE:
                self.declare(node.name, binding, node.start)
        elif node.type == "ChainExpression":
            self.fail(node.start, "Optional chaining cannot appear in left-hand side")
        elif node.type == "MemberExpression":
            if binds:
                self.fail(node.start, "Binding member expression")
        elif node.type == "ParenthesizedExpression":
            if binds:
                self.fail(node.start, "Binding parenthesized expression")
            assert node.right is not None
            self.check_simple(node.right, binding, names)
        else:
            self.fail(node.start, "Binding rvalue" if binds else "Assigning to rvalue")

    def check_target(
        self, node: Node, binding: Binding = Binding.NONE, names: set[str] | None = None
    ) -> None:
        """`check_simple` for every name in a pattern."""
        if node.type in ("ObjectPattern", "ArrayPattern"):
            for item in node.items:
                if item is not None:
                    self.check_target(item, binding, names)
        elif node.type in ("AssignmentPattern", "RestElement"):
            assert node.left is not None
            self.check_target(node.left, binding, names)
        elif node.type == "Property":
            assert node.right is not None
            self.check_target(node.right, binding, names)
        else:
            self.check_simple(node, binding, names)
