"""Classes: their elements, and which names may stand twice.

ECMA-262, section 15.7 with its early errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .functions import Functions
from .scopes import Binding, PrivateNames, ScopeFlag

if TYPE_CHECKING:
    from .node import Node


class Classes(Functions):
    """Class declarations and expressions."""

    def class_(self, *, declares: bool, nullable: bool = False) -> Node:
        """A class, as a statement when it `declares` its name."""
        start = self.start
        self.next()
        name: Node | None = None
        if self.kind is t.NAME:
            name = self.identifier()
            if declares:
                self.check_simple(name, Binding.LEXICAL)
        elif declares and not nullable:
            self.unexpected()
        parent = self.subscripted(None, no_in=False) if self.eat(t.KEYWORDS["extends"]) else None
        self.private_names.append(PrivateNames())
        items: list[Node | None] = []
        constructors = 0
        self.expect(t.BRACE_OPEN)
        while self.kind is not t.BRACE_CLOSE:
            element = self._class_element(derived=parent is not None)
            if element is None:
                continue
            items.append(element)
            constructors += element.name == "constructor"
            if element.name == "constructor" and constructors > 1:
                self.fail(element.start, "Duplicate constructor in the same class")
            self._declare_private(element)
        self.next()
        node = self.node("ClassDeclaration" if declares else "ClassExpression", start)
        node.left, node.items, node.right = name, items, parent
        self._close_private_names()
        return node

    def _declare_private(self, element: Node) -> None:
        key = element.left
        if key is None or key.type != "PrivateIdentifier":
            return
        declared = self.private_names[-1].declared
        known = declared.get(key.name)
        kind = "any"
        if element.name in ("get", "set"):
            kind = ("s" if element.optional else "i") + element.name
        if known and {known, kind} in ({"iget", "iset"}, {"sget", "sset"}):
            declared[key.name] = "any"
        elif known:
            self.fail(key.start, f"Identifier '#{key.name}' has already been declared")
        else:
            declared[key.name] = kind

    def _close_private_names(self) -> None:
        names = self.private_names.pop()
        for use in names.used:
            if use.name in names.declared:
                continue
            if not self.private_names:
                self.fail(use.start, f"Private field '#{use.name}' must be declared")
            self.private_names[-1].used.append(use)

    def _class_element(self, *, derived: bool) -> Node | None:
        if self.eat(t.SEMICOLON):
            return None
        node = self.node("ClassElement", self.start)
        node.name = "method"
        word, generator, is_async = "", False, False
        if self.eat_word("static"):
            if self.eat(t.BRACE_OPEN):
                return self._static_block(node)
            node.optional = self._element_name_starts() or self.kind is t.STAR
            word = "" if node.optional else "static"
        if not word and self.eat_word("async"):
            named = self._element_name_starts() or self.kind is t.STAR
            is_async = named and not self.can_insert_semicolon()
            word = "" if is_async else "async"
        if not word and self.eat(t.STAR):
            generator = True
        if not word and not is_async and not generator:
            accessor = self.value
            if self.eat_word("get") or self.eat_word("set"):
                if self._element_name_starts():
                    node.name = accessor
                else:
                    word = accessor
        self._element_key(node, word)
        if self.kind is t.PAREN_OPEN or node.name != "method" or generator or is_async:
            self._class_method(node, generator=generator, is_async=is_async, derived=derived)
        else:
            self._class_field(node)
        node.end = self.last_end
        return node

    def _static_block(self, node: Node) -> Node:
        node.name = "static block"
        labels, self.labels = self.labels, []
        self.enter(ScopeFlag.STATIC_BLOCK | ScopeFlag.SUPER)
        while self.kind is not t.BRACE_CLOSE:
            node.items.append(self.statement())
        self.next()
        self.leave()
        self.labels = labels
        node.end = self.last_end
        return node

    def _element_name_starts(self) -> bool:
        named = (t.NAME, t.PRIVATE_NAME, t.NUMBER, t.STRING, t.BRACKET_OPEN)
        return self.kind in named or self.kind.keyword

    def _element_key(self, node: Node, word: str) -> None:
        if word:
            node.left = self.node("Identifier", self.last_start)
            node.left.name = word
        elif self.kind is t.PRIVATE_NAME:
            if self.value == "constructor":
                self.fail(self.start, "Classes can't have an element named '#constructor'")
            node.left = self.private_identifier()
        else:
            self.property_name(node)

    def private_identifier(self) -> Node:
        """`#name`, to be declared by the class around."""
        start, name = self.start, self.value
        if self.kind is not t.PRIVATE_NAME:
            self.unexpected()
        self.next()
        node = self.node("PrivateIdentifier", start)
        node.name = name
        if not self.private_names:
            self.fail(start, f"Private field '#{name}' must be declared in an enclosing class")
        self.private_names[-1].used.append(node)
        return node

    def _class_method(self, node: Node, *, generator: bool, is_async: bool, derived: bool) -> None:
        key = node.left
        assert key is not None
        kind = node.name
        constructor = not node.optional and _named(node, "constructor")
        if constructor:
            if kind != "method":
                self.fail(key.start, "Constructor can't have get/set modifier")
            if generator or is_async:
                self.fail(key.start, "Constructor can't be a generator or async")
            node.name = "constructor"
        elif node.optional and _named(node, "prototype"):
            self.fail(key.start, "Classes may not have a static property named prototype")
        value = self.method(
            generator=generator, is_async=is_async, direct_super=constructor and derived
        )
        self.check_accessor(kind, value)
        node.right = value

    def check_accessor(self, kind: str, value: Node) -> None:
        """Raise when a getter has a parameter, or a setter not exactly one."""
        if kind == "get" and value.items:
            self.fail(value.start, "getter should have no params")
        if kind == "set" and len(value.items) != 1:
            self.fail(value.start, "setter should have exactly one param")
        parameter = value.items[0] if kind == "set" else None
        if parameter is not None and parameter.type == "RestElement":
            self.fail(parameter.start, "Setter cannot use rest params")

    def _class_field(self, node: Node) -> None:
        assert node.left is not None
        if _named(node, "constructor") or (node.optional and _named(node, "prototype")):
            self.fail(node.left.start, "Classes can't have a field of this name")
        node.name = "field"
        if self.eat(t.EQUALS):
            self.enter(ScopeFlag.FIELD | ScopeFlag.SUPER)
            node.right = self.assignment()
            self.leave()
        self.semicolon()


def _named(element: Node, name: str) -> bool:
    """Whether the key of `element` is `name`, as a word or as a string."""
    key = element.left
    if element.flag or key is None:
        return False
    return (key.type == "Identifier" and key.name == name) or (
        key.type == "Literal" and key.name == "string" and key.value == name
    )
