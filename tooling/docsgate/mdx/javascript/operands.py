"""Operands: names, literals, calls and members.

ECMA-262, sections 13.2 and 13.3.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from . import contexts as c
from . import tokens as t
from .compounds import Compounds
from .targets import Pending

if TYPE_CHECKING:
    from .node import Node

_SIMPLE = {
    t.KEYWORDS["this"]: ("ThisExpression", ""),
    t.KEYWORDS["null"]: ("Literal", "null"),
    t.KEYWORDS["true"]: ("Literal", "boolean"),
    t.KEYWORDS["false"]: ("Literal", "boolean"),
    t.NUMBER: ("Literal", "number"),
    t.STRING: ("Literal", "string"),
    t.REGEXP: ("Literal", "regexp"),
}


class Operands(Compounds):
    """What operators work on."""

    @abstractmethod
    def jsx_element(self) -> Node:
        """A JSX element; the token is its `<`."""

    def leaf(self) -> Node | None:
        """The token as an operand without subscripts; None when its word may mean more."""
        if self.kind is not t.NAME:
            return self._literal()
        return None if self.value in ("await", "yield") else self.identifier()

    def subscripted(self, pending: Pending | None, *, no_in: bool) -> Node:
        """An operand with its members, calls and templates."""
        start = self.start
        proto = shorthand = -1
        if pending is not None:
            proto, shorthand = pending.double_proto, pending.shorthand
            pending.double_proto = pending.shorthand = -1
        atom = self.atom(pending, no_in=no_in)
        closes = self.text[self.last_start : self.last_end] == ")"
        if atom.type == "ArrowFunctionExpression" and not closes:
            return atom
        atom_end = atom.end
        result = self.subscripts(atom, start, no_in=no_in)
        if pending is not None:
            if result.end > atom_end:
                self._settle(pending, result.start)
            if proto > -1:
                pending.double_proto = proto
            if shorthand > -1:
                pending.shorthand = shorthand
        return result

    def _settle(self, pending: Pending, start: int) -> None:
        """An operand with subscripts is no pattern."""
        self.check_expression_errors(pending)
        if pending.paren_assign >= start:
            pending.paren_assign = -1
        if pending.paren_bind >= start:
            pending.paren_bind = -1
        if pending.trailing_comma >= start:
            pending.trailing_comma = -1

    def subscripts(
        self, base: Node, start: int, *, no_in: bool = False, no_calls: bool = False
    ) -> Node:
        """The members, calls and templates that follow `base`."""
        async_word = (
            base.type == "Identifier"
            and base.name == "async"
            and self.last_end == base.end
            and not self.can_insert_semicolon()
            and base.end - base.start == len("async")
            and self.arrow_at == base.start
        )
        chained = False
        while True:
            optional = self.eat(t.QUESTION_DOT)
            if no_calls and optional:
                self.fail(self.last_start, "Optional chaining cannot appear in the callee of new")
            chained = chained or optional
            if self.eat(t.BRACKET_OPEN):
                element = self._computed_member(base, start)
            elif (optional and self.kind not in (t.PAREN_OPEN, t.BACKQUOTE)) or self.eat(t.DOT):
                element = self._member(base, start)
            elif not no_calls and self.eat(t.PAREN_OPEN):
                may_be_arrow = async_word and not optional
                element = self._call(base, start, may_be_arrow=may_be_arrow, no_in=no_in)
            elif self.kind is t.BACKQUOTE:
                if chained:
                    self.fail(
                        self.start, "Optional chaining cannot appear in the tag of a template"
                    )
                element = self._tagged(base, start)
            else:
                return self._chain(base, start) if chained else base
            if element.type == "ArrowFunctionExpression":
                return element
            element.optional = optional
            base, async_word = element, False

    def _chain(self, element: Node, start: int) -> Node:
        node = self.node("ChainExpression", start)
        node.right = element
        return node

    def _computed_member(self, base: Node, start: int) -> Node:
        key = self.expression()
        self.expect(t.BRACKET_CLOSE)
        node = self._pair("MemberExpression", start, "", base, key)
        node.flag = True
        return node

    def _member(self, base: Node, start: int) -> Node:
        if self.kind is t.PRIVATE_NAME and base.type != "Super":
            key = self.private_identifier()
        else:
            key = self.identifier(any_word=True)
        return self._pair("MemberExpression", start, "", base, key)

    def _call(self, base: Node, start: int, *, may_be_arrow: bool, no_in: bool) -> Node:
        pending = Pending()
        saved = self._save()
        items = self.expression_list(t.PAREN_CLOSE, holes=False, pending=pending)
        if may_be_arrow and not self.can_insert_semicolon() and self.eat(t.ARROW):
            self.check_pattern_errors(pending, assigning=False)
            self.check_default_values()
            if self.await_name_at > 0:
                self.fail(self.await_name_at, "Cannot use 'await' inside an async function")
            self._restore(saved)
            return self.arrow(start, items, is_async=True, no_in=no_in)
        self.check_expression_errors(pending)
        self.yield_at = saved[0] or self.yield_at
        self.await_at = saved[1] or self.await_at
        self.await_name_at = saved[2] or self.await_name_at
        node = self.node("CallExpression", start)
        node.left, node.items = base, items
        return node

    def _tagged(self, base: Node, start: int) -> Node:
        template = self.template(tagged=True)
        return self._pair("TaggedTemplateExpression", start, "", base, template)

    def atom(self, pending: Pending | None, *, no_in: bool = False, for_new: bool = False) -> Node:
        """An operand without subscripts."""
        if self.kind is t.SLASH:
            self.read_regexp()
        kind, start = self.kind, self.start
        if kind is t.NAME:
            return self._name(no_in=no_in)
        if kind in _SIMPLE:
            return self._literal()
        if kind is t.PAREN_OPEN:
            return self.parenthesized(pending, no_in=no_in)
        if kind is t.BRACKET_OPEN:
            self.next()
            items = self.expression_list(t.BRACKET_CLOSE, holes=True, pending=pending)
            node = self.node("ArrayExpression", start)
            node.items = items
            return node
        if kind is t.BRACE_OPEN:
            self.override(c.OBJECT)
            return self.object_literal(pattern=False, pending=pending)
        if kind is t.FUNCTION:
            self.next()
            return self.function(start, declares=False)
        if kind is t.CLASS:
            return self.class_(declares=False)
        if kind is t.BACKQUOTE:
            return self.template(tagged=False)
        if kind is t.KEYWORDS["new"]:
            return self.new()
        if kind is t.IMPORT:
            return self.import_(for_new=for_new)
        if kind is t.KEYWORDS["super"]:
            return self.super_()
        if kind is t.JSX_TAG_START:
            return self.jsx_element()
        if kind is t.JSX_TEXT:
            self.next()
            return self.node("JSXText", start)
        return self.unexpected()

    def _literal(self) -> Node:
        kind, name = _SIMPLE[self.kind]
        start, value = self.start, self.value
        self.next()
        node = self.node(kind, start)
        node.name, node.value = name, value
        return node

    def _name(self, *, no_in: bool) -> Node:
        start, escaped = self.start, self.contains_escape
        may_be_arrow = self.arrow_at == start
        name = self.identifier()
        is_async = name.name == "async" and not escaped
        if is_async and not self.can_insert_semicolon() and self.eat(t.FUNCTION):
            self.override(c.FUNCTION_VALUE)
            return self.function(start, declares=False, is_async=True)
        if may_be_arrow and not self.can_insert_semicolon():
            if self.eat(t.ARROW):
                return self.arrow(start, [name], is_async=False, no_in=no_in)
            plain_of = self.arrow_in_for_await and self.is_word("of")
            if is_async and self.kind is t.NAME and not plain_of:
                parameter = self.identifier()
                if self.can_insert_semicolon() or not self.eat(t.ARROW):
                    self.unexpected()
                return self.arrow(start, [parameter], is_async=True, no_in=no_in)
        return name
