"""Compound operands: parentheses, arrow parameters, templates, `new`, `import` and `super`.

ECMA-262, sections 13.2.8, 13.2.9, 13.3.5 to 13.3.12 and 15.3.
"""

from __future__ import annotations

from abc import abstractmethod

from . import tokens as t
from .node import Node
from .operators import Operators
from .scopes import ScopeFlag
from .targets import Pending


class Compounds(Operators):
    """Operands that hold other expressions."""

    @abstractmethod
    def atom(self, pending: Pending | None, *, no_in: bool = False, for_new: bool = False) -> Node:
        """An operand without subscripts."""

    @abstractmethod
    def subscripts(
        self, base: Node, start: int, *, no_in: bool = False, no_calls: bool = False
    ) -> Node:
        """The members, calls and templates that follow `base`."""

    def super_(self) -> Node:
        """`super`."""
        start, flags = self.start, self.this_scope().flags
        if not flags & ScopeFlag.SUPER:
            self.fail(start, "'super' keyword outside a method")
        self.next()
        if self.kind is t.PAREN_OPEN and not flags & ScopeFlag.DIRECT_SUPER:
            self.fail(start, "super() call outside constructor of a subclass")
        if self.kind not in (t.DOT, t.BRACKET_OPEN, t.PAREN_OPEN):
            self.unexpected()
        return self.node("Super", start)

    def parenthesized(self, pending: Pending | None, *, no_in: bool) -> Node:
        """Parentheses, or the parameters of an arrow."""
        start, may_be_arrow = self.start, self.arrow_at == self.start
        node = self._parens_or_arrow(start, may_be_arrow=may_be_arrow, no_in=no_in)
        if pending is not None:
            if pending.paren_assign < 0 and not _is_simple_target(node):
                pending.paren_assign = start
            if pending.paren_bind < 0:
                pending.paren_bind = start
        return node

    def _parens_or_arrow(self, start: int, *, may_be_arrow: bool, no_in: bool) -> Node:
        self.next()
        inner_start = self.start
        pending = Pending()
        saved = self.yield_at, self.await_at
        self.yield_at = self.await_at = 0
        items, spread_at, ends_in_comma = self._paren_items(pending)
        inner_end = self.last_end
        self.expect(t.PAREN_CLOSE)
        if may_be_arrow and not self.can_insert_semicolon() and self.eat(t.ARROW):
            self.check_pattern_errors(pending, assigning=False)
            self.check_default_values()
            self.yield_at, self.await_at = saved
            return self.arrow(start, items, is_async=False, no_in=no_in)
        if not items or ends_in_comma:
            self.unexpected(self.last_start)
        if spread_at:
            self.unexpected(spread_at)
        self.check_expression_errors(pending)
        self.yield_at = saved[0] or self.yield_at
        self.await_at = saved[1] or self.await_at
        node = self.node("ParenthesizedExpression", start)
        node.right = items[0]
        if len(items) > 1:
            node.right = Node("SequenceExpression", inner_start, inner_end)
            node.right.items = items
        return node

    def _paren_items(self, pending: Pending) -> tuple[list[Node | None], int, bool]:
        items: list[Node | None] = []
        while self.kind is not t.PAREN_CLOSE:
            if items:
                self.expect(t.COMMA)
                if self.kind is t.PAREN_CLOSE:
                    return items, 0, True
            if self.kind is t.ELLIPSIS:
                spread_at = self.start
                items.append(self.rest_target())
                if self.kind is t.COMMA:
                    self.fail(self.start, "Comma is not permitted after the rest element")
                return items, spread_at, False
            items.append(self.assignment(pending=pending))
        return items, 0, False

    def expression_list(
        self, close: t.Kind, *, holes: bool, pending: Pending | None = None
    ) -> list[Node | None]:
        """Expressions and spreads up to `close`."""
        items: list[Node | None] = []
        first = True
        while not self.eat(close):
            if not first:
                self.expect(t.COMMA)
                if self.eat(close):
                    break
            first = False
            if holes and self.kind is t.COMMA:
                items.append(None)
            elif self.kind is t.ELLIPSIS:
                items.append(self.spread(pending))
            else:
                items.append(self.assignment(pending=pending))
        return items

    def spread(self, pending: Pending | None) -> Node:
        """`...value`."""
        start = self.start
        self.next()
        argument = self.assignment(pending=pending)
        if pending is not None and self.kind is t.COMMA and pending.trailing_comma < 0:
            pending.trailing_comma = self.start
        node = self.node("SpreadElement", start)
        node.left = argument
        return node

    def new(self) -> Node:
        """`new`, and `new.target`."""
        if self.contains_escape:
            self.fail(self.start, "Escape sequence in keyword new")
        start = self.start
        self.next()
        if self.eat(t.DOT):
            return self._meta(start, "target")
        callee_start = self.start
        callee = self.atom(None, for_new=True)
        callee = self.subscripts(callee, callee_start, no_calls=True)
        if callee.type == "Super":
            self.fail(callee_start, "Invalid use of 'super'")
        items: list[Node | None] = []
        if self.eat(t.PAREN_OPEN):
            items = self.expression_list(t.PAREN_CLOSE, holes=False)
        node = self.node("NewExpression", start)
        node.left, node.items = callee, items
        return node

    def _meta(self, start: int, word: str) -> Node:
        """What follows the dot of `new.target` and `import.meta`."""
        escaped = self.contains_escape
        key = self.identifier(any_word=True)
        if key.name != word:
            self.fail(key.start, f"The only valid meta property here is '{word}'")
        if escaped or (word == "target" and not self.can_target()):
            self.fail(start, f"'{word}' cannot be used here")
        return self.node("MetaProperty", start)

    def import_(self, *, for_new: bool) -> Node:
        """`import()` and `import.meta`."""
        if self.contains_escape:
            self.fail(self.start, "Escape sequence in keyword import")
        start = self.start
        self.next()
        if self.eat(t.DOT):
            return self._meta(start, "meta")
        if self.kind is not t.PAREN_OPEN or for_new:
            self.unexpected()
        self.next()
        source = self.assignment()
        if not self.eat(t.PAREN_CLOSE):
            position = self.start
            if self.eat(t.COMMA) and self.eat(t.PAREN_CLOSE):
                self.fail(position, "Trailing comma is not allowed in import()")
            self.unexpected(position)
        node = self.node("ImportExpression", start)
        node.right = source
        return node

    def template(self, *, tagged: bool) -> Node:
        """A template literal; the token is its first backquote."""
        start = self.start
        self.next()
        items: list[Node | None] = []
        self._template_part(tagged=tagged)
        while self.kind is not t.BACKQUOTE:
            if self.kind is t.END:
                self.fail(self.pos, "Unterminated template literal")
            self.expect(t.DOLLAR_BRACE)
            items.append(self.expression())
            self.expect(t.BRACE_CLOSE)
            self._template_part(tagged=tagged)
        self.next()
        node = self.node("TemplateLiteral", start)
        node.items = items
        return node

    def _template_part(self, *, tagged: bool) -> None:
        if self.kind is t.TEMPLATE_INVALID and not tagged:
            self.fail(self.start, "Bad escape sequence in untagged template literal")
        self.next()


def _is_simple_target(node: Node) -> bool:
    while node.type == "ParenthesizedExpression" and node.right is not None:
        node = node.right
    return node.type in ("Identifier", "MemberExpression")
