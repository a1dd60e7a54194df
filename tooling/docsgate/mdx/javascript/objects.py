"""Object literals, and the object patterns that look like them.

ECMA-262, sections 13.2.5 and 14.3.3.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .node import Node
from .operands import Operands

if TYPE_CHECKING:
    from .targets import Pending


class Objects(Operands):
    """`{...}` as a value or as a pattern."""

    def object_literal(self, *, pattern: bool, pending: Pending | None = None) -> Node:
        """`{...}`; the token is its brace."""
        start = self.start
        self.next()
        items: list[Node | None] = []
        protos = 0
        while not self.eat(t.BRACE_CLOSE):
            if items:
                self.expect(t.COMMA)
                if self.eat(t.BRACE_CLOSE):
                    break
            item = self._property(pattern=pattern, pending=pending)
            if not pattern and _sets_proto(item):
                protos += 1
                if protos > 1:
                    self._second_proto(item, pending)
            items.append(item)
        node = self.node("ObjectPattern" if pattern else "ObjectExpression", start)
        node.items = items
        return node

    def _second_proto(self, item: Node, pending: Pending | None) -> None:
        assert item.left is not None
        if pending is None:
            self.fail(item.left.start, "Redefinition of __proto__ property")
        if pending.double_proto < 0:
            pending.double_proto = item.left.start

    def _property(self, *, pattern: bool, pending: Pending | None) -> Node:
        start = self.start
        if self.kind is t.ELLIPSIS:
            return self._spread_or_rest(start, pattern=pattern, pending=pending)
        node = self.node("Property", start)
        node.name = "init"
        generator = not pattern and self.eat(t.STAR)
        escaped, is_async = self.contains_escape, False
        self.property_name(node)
        if not pattern and not escaped and not generator and self._is_async(node):
            is_async = True
            generator = self.eat(t.STAR)
            self.property_name(node)
        if (generator or is_async) and self.kind is not t.PAREN_OPEN:
            self.unexpected()
        if self.kind is t.PAREN_OPEN:
            if pattern:
                self.unexpected()
            node.right = self.method(generator=generator, is_async=is_async)
            node.optional = True
            node.end = self.last_end
            return node
        self._property_value(node, pattern=pattern, pending=pending, escaped=escaped)
        node.end = self.last_end
        return node

    def _spread_or_rest(self, start: int, *, pattern: bool, pending: Pending | None) -> Node:
        if not pattern:
            return self.spread(pending)
        self.next()
        target = self.identifier()
        if self.kind is t.COMMA:
            self.fail(self.start, "Comma is not permitted after the rest element")
        node = self.node("RestElement", start)
        node.left = target
        return node

    def property_name(self, node: Node) -> Node:
        """The key of a property or a class element."""
        if self.eat(t.BRACKET_OPEN):
            node.flag = True
            node.left = self.assignment()
            self.expect(t.BRACKET_CLOSE)
        else:
            node.flag = False
            if self.kind in (t.NUMBER, t.STRING):
                node.left = self.atom(None)
            else:
                node.left = self.identifier(any_word=True)
        return node.left

    def _is_async(self, node: Node) -> bool:
        key = node.left
        named = self.kind in (t.NAME, t.NUMBER, t.STRING, t.BRACKET_OPEN, t.STAR)
        return (
            key is not None
            and not node.flag
            and key.type == "Identifier"
            and key.name == "async"
            and (named or self.kind.keyword)
            and not self.newline_before()
        )

    def _property_value(
        self, node: Node, *, pattern: bool, pending: Pending | None, escaped: bool
    ) -> None:
        key = node.left
        assert key is not None
        word = "" if node.flag or key.type != "Identifier" else key.name
        if self.eat(t.COLON):
            if pattern:
                node.right = self.with_default(self.start)
            else:
                node.right = self.assignment(pending=pending)
        elif (
            not pattern
            and not escaped
            and word in ("get", "set")
            and self.kind not in (t.COMMA, t.BRACE_CLOSE, t.EQUALS)
        ):
            self.property_name(node)
            node.name = word
            node.right = self.method()
            self.check_accessor(word, node.right)
        elif word:
            self._shorthand(node, key, pattern=pattern, pending=pending)
        else:
            self.unexpected()

    def _shorthand(self, node: Node, key: Node, *, pattern: bool, pending: Pending | None) -> None:
        self.check_unreserved(key)
        if key.name == "await" and not self.await_name_at:
            self.await_name_at = node.start
        value = Node("Identifier", key.start, key.end)
        value.name = key.name
        node.optional = True
        if pattern:
            node.right = self.with_default(node.start, value)
        elif self.kind is t.EQUALS and pending is not None:
            if pending.shorthand < 0:
                pending.shorthand = self.start
            node.right = self.with_default(node.start, value)
        else:
            node.right = value


def _sets_proto(item: Node) -> bool:
    key = item.left
    if item.type != "Property" or item.flag or item.optional or item.name != "init" or key is None:
        return False
    return "__proto__" in (
        key.name if key.type == "Identifier" else "",
        key.value if key.name == "string" else "",
    )
