"""JSX: elements, fragments, attributes and the expressions in them.

The JSX draft (facebook.github.io/jsx), with namespaced names and without namespaced objects.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .objects import Objects

if TYPE_CHECKING:
    from .node import Node


class Elements(Objects):
    """`<tag>...</tag>`."""

    def jsx_element(self) -> Node:
        """A JSX element; the token is its `<`."""
        start = self.start
        self.next()
        return self._element(start)

    def _element(self, start: int) -> Node:
        name, items, closed = self._opening()
        while not closed:
            if self.kind is t.JSX_TAG_START:
                tag_start = self.start
                self.next()
                if self.eat(t.SLASH):
                    closed = True
                    closing = self._tag_name() if self.kind is not t.JSX_TAG_END else ""
                    self.expect(t.JSX_TAG_END)
                    if closing != name:
                        self.fail(tag_start, f"Expected corresponding JSX closing tag for <{name}>")
                else:
                    items.append(self._element(tag_start))
            elif self.kind is t.JSX_TEXT:
                items.append(self.atom(None))
            elif self.kind is t.BRACE_OPEN:
                items.append(self._container())
            else:
                self.unexpected()
        if self.kind is t.RELATIONAL and self.value == "<":
            self.fail(self.start, "Adjacent JSX elements must be wrapped in an enclosing tag")
        node = self.node("JSXElement", start)
        node.name, node.items = name, items
        return node

    def _opening(self) -> tuple[str, list[Node | None], bool]:
        """Name, attributes, and whether the tag closes itself."""
        name = self._tag_name() if self.kind is not t.JSX_TAG_END else ""
        items: list[Node | None] = []
        while self.kind is not t.SLASH and self.kind is not t.JSX_TAG_END:
            items.append(self._attribute())
        closes_itself = self.eat(t.SLASH)
        self.expect(t.JSX_TAG_END)
        return name, items, closes_itself

    def _word(self) -> str:
        if self.kind is t.JSX_NAME:
            word = self.value
        elif self.kind.keyword:
            word = self.kind.label
        else:
            self.unexpected()
        self.next()
        return word

    def _namespaced(self) -> str:
        word = self._word()
        return f"{word}:{self._word()}" if self.eat(t.COLON) else word

    def _tag_name(self) -> str:
        name = self._namespaced()
        if self.kind is t.DOT and ":" in name:
            self.unexpected()
        while self.eat(t.DOT):
            name += "." + self._word()
        return name

    def _attribute(self) -> Node:
        start = self.start
        if self.eat(t.BRACE_OPEN):
            self.expect(t.ELLIPSIS)
            argument = self.assignment()
            self.expect(t.BRACE_CLOSE)
            node = self.node("JSXSpreadAttribute", start)
            node.right = argument
            return node
        name = self._namespaced()
        value = self._attribute_value() if self.eat(t.EQUALS) else None
        node = self.node("JSXAttribute", start)
        node.name, node.right = name, value
        return node

    def _attribute_value(self) -> Node:
        if self.kind is t.BRACE_OPEN:
            container = self._container()
            if container.right is None:
                self.fail(container.start, "JSX attributes must have a non-empty expression")
            return container
        if self.kind is t.JSX_TAG_START or self.kind is t.STRING:
            return self.atom(None)
        return self.fail(
            self.start, "JSX value should be either an expression or a quoted JSX text"
        )

    def _container(self) -> Node:
        start = self.start
        self.next()
        inner = None if self.kind is t.BRACE_CLOSE else self.expression()
        self.expect(t.BRACE_CLOSE)
        node = self.node("JSXExpressionContainer", start)
        node.right = inner
        return node
