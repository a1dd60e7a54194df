"""`for` loops, imports, exports, and the module around them.

ECMA-262, sections 14.7.4, 14.7.5 and 16.2.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .scopes import Binding, Label, ScopeFlag
from .statements import Statements
from .targets import Pending

if TYPE_CHECKING:
    from .node import Node


class Modules(Statements):
    """The whole grammar."""

    def for_(self, start: int) -> Node:
        """`for (;;)`, `for (in)`, `for (of)` and `for await`."""
        self.next()
        await_at = -1
        if self.can_await() and self.eat_word("await"):
            await_at = self.last_start
        self.labels.append(Label("loop"))
        self.enter(ScopeFlag.BLOCK)
        self.expect(t.PAREN_OPEN)
        if self.kind is t.SEMICOLON:
            if await_at > -1:
                self.unexpected(await_at)
            return self._for_rest(start, None)
        is_let = self.is_let()
        if is_let or self.kind in (t.KEYWORDS["var"], t.KEYWORDS["const"]):
            return self._for_variables(start, "let" if is_let else self.value, await_at)
        starts_with_let = self.is_word("let")
        escaped, first_start, pending = self.contains_escape, self.start, Pending()
        if await_at > -1:
            first = self.subscripted(pending, no_in=False)
        else:
            first = self.expression(no_in=True, pending=pending)
        if self.kind is not t.IN and not self.is_word("of"):
            self.check_expression_errors(pending)
            if await_at > -1:
                self.unexpected(await_at)
            return self._for_rest(start, first)
        is_of = self.kind is not t.IN
        if await_at > -1 and not is_of:
            self.unexpected(await_at)
        plain = first.start == first_start and not escaped and first.type == "Identifier"
        if await_at < 0 and is_of and plain and first.name == "async":
            self.unexpected()
        if starts_with_let and is_of:
            self.fail(first.start, "The left-hand side of a for-of loop may not start with 'let'.")
        self.to_target(first, binding=False, pending=pending)
        self.check_target(first)
        return self._for_in(start, first)

    def _for_variables(self, start: int, kind: str, await_at: int) -> Node:
        first_start = self.start
        self.next()
        first = self._variables(first_start, kind, in_for=True)
        if (self.kind is t.IN or self.is_word("of")) and len(first.items) == 1:
            if self.kind is t.IN and await_at > -1:
                self.unexpected(await_at)
            return self._for_in(start, first)
        if await_at > -1:
            self.unexpected(await_at)
        return self._for_rest(start, first)

    def _for_rest(self, start: int, first: Node | None) -> Node:
        self.expect(t.SEMICOLON)
        test = None if self.kind is t.SEMICOLON else self.expression()
        self.expect(t.SEMICOLON)
        update = None if self.kind is t.PAREN_CLOSE else self.expression()
        self.expect(t.PAREN_CLOSE)
        body = self.statement("for")
        self.leave()
        self.labels.pop()
        return self._wrap("ForStatement", start, first, test, update, body)

    def _for_in(self, start: int, first: Node) -> Node:
        is_in = self.kind is t.IN
        self.next()
        item = first.items[0] if first.type == "VariableDeclaration" else None
        if item is not None and item.right is not None:
            self.fail(first.start, "A for-in or for-of variable may not have an initializer")
        right = self.expression() if is_in else self.assignment()
        self.expect(t.PAREN_CLOSE)
        body = self.statement("for")
        self.leave()
        self.labels.pop()
        return self._wrap("ForInStatement", start, first, right, body)

    def program(self) -> Node:
        """A module up to the end of the text."""
        self.skip_hashbang()
        self.read()
        exports: set[str] = set()
        items: list[Node | None] = []
        while self.kind is not t.END:
            items.append(self.statement(top=True, exports=exports))
        for node in self.undefined_exports.values():
            self.fail(node.start, f"Export '{node.name}' is not defined")
        return self._wrap("Program", 0, *items)

    def module_item(self, start: int, exports: set[str] | None) -> Node:
        """An import or an export."""
        if self.kind is t.IMPORT:
            return self._import_declaration(start)
        return self._export(start, exports if exports is not None else set())

    def _import_declaration(self, start: int) -> Node:
        self.next()
        items: list[Node | None] = []
        if self.kind is not t.STRING:
            self._import_clause(items)
            if not self.eat_word("from") or self.kind is not t.STRING:
                self.unexpected()
        source = self.atom(None)
        self.semicolon()
        node = self._wrap("ImportDeclaration", start, *items)
        node.right = source
        return node

    def _import_clause(self, items: list[Node | None]) -> None:
        if self.kind is t.NAME:
            items.append(self._local())
            if not self.eat(t.COMMA):
                return
        if self.kind is t.STAR:
            self.next()
            if not self.eat_word("as"):
                self.unexpected()
            items.append(self._local())
            return
        self.expect(t.BRACE_OPEN)
        first = True
        while not self.eat(t.BRACE_CLOSE):
            if not first:
                self.expect(t.COMMA)
                if self.eat(t.BRACE_CLOSE):
                    break
            first = False
            name = self._export_name()
            if self.eat_word("as"):
                items.append(self._local())
            else:
                self.check_unreserved(name)
                self.check_simple(name, Binding.LEXICAL)
                items.append(name)

    def _local(self) -> Node:
        name = self.identifier()
        self.check_simple(name, Binding.LEXICAL)
        return name

    def _export_name(self) -> Node:
        if self.kind is t.STRING:
            return self.atom(None)
        return self.identifier(any_word=True)

    def _export(self, start: int, exports: set[str]) -> Node:
        self.next()
        if self.eat(t.STAR):
            return self._export_all(start, exports)
        if self.eat(t.KEYWORDS["default"]):
            self._check_export(exports, "default", self.last_start)
            node = self._wrap("ExportDefaultDeclaration", start, self._default())
        elif (
            (self.kind.keyword and self.kind.label in ("var", "const", "class", "function"))
            or self.is_let()
            or self.is_async_function()
        ):
            declaration = self.statement()
            self._check_declared_exports(declaration, exports)
            node = self._wrap("ExportNamedDeclaration", start, declaration)
        else:
            names = self._export_list(exports)
            source = self.is_word("from")
            if source:
                self._from()
            self.semicolon()
            node = self._wrap("ExportNamedDeclaration", start, *names)
            node.flag = source
        return node

    def _export_all(self, start: int, exports: set[str]) -> Node:
        if self.eat_word("as"):
            name = self._export_name()
            self._check_export(exports, name.name or name.value, self.last_start)
        self._from()
        self.semicolon()
        return self._wrap("ExportAllDeclaration", start)

    def _from(self) -> None:
        if not self.eat_word("from") or self.kind is not t.STRING:
            self.unexpected()
        self.atom(None)

    def _default(self) -> Node:
        start = self.start
        is_async = self.is_async_function()
        if self.kind is t.FUNCTION or is_async:
            self.next()
            if is_async:
                self.next()
            return self.function(start, declares=True, nullable=True, is_async=is_async)
        if self.kind is t.CLASS:
            return self.class_(declares=True, nullable=True)
        value = self.assignment()
        self.semicolon()
        return value

    def _check_export(self, exports: set[str], name: str, position: int) -> None:
        if name in exports:
            self.fail(position, f"Duplicate export '{name}'")
        exports.add(name)

    def _check_declared_exports(self, declaration: Node, exports: set[str]) -> None:
        if declaration.type != "VariableDeclaration":
            if declaration.left is not None:
                self._check_export(exports, declaration.left.name, declaration.left.start)
            return
        for item in declaration.items:
            if item is not None and item.left is not None:
                for name in bound_names(item.left):
                    self._check_export(exports, name.name, name.start)

    def _export_list(self, exports: set[str]) -> list[Node]:
        """`{ local as exported, ... }`; what is exported is returned."""
        names: list[Node] = []
        pairs: list[Node] = []
        self.expect(t.BRACE_OPEN)
        first = True
        while not self.eat(t.BRACE_CLOSE):
            if not first:
                self.expect(t.COMMA)
                if self.eat(t.BRACE_CLOSE):
                    break
            first = False
            local = self._export_name()
            exported = self._export_name() if self.eat_word("as") else local
            text = exported.value if exported.type == "Literal" else exported.name
            self._check_export(exports, text, exported.start)
            names.append(local)
            pairs.append(exported)
        if not self.is_word("from"):
            self._check_locals(names)
        return pairs

    def _check_locals(self, names: list[Node]) -> None:
        for name in names:
            self.check_unreserved(name)
            if not self.declared_at_top(name.name):
                self.undefined_exports[name.name] = name
            if name.type == "Literal":
                self.fail(name.start, "A string cannot be used as an exported binding")


def bound_names(target: Node) -> list[Node]:
    """The identifiers that a pattern binds, in order."""
    if target.type == "Identifier":
        return [target]
    if target.type in ("ObjectPattern", "ArrayPattern"):
        return [name for item in target.items if item for name in bound_names(item)]
    inner = target.right if target.type == "Property" else target.left
    return bound_names(inner) if inner is not None else []
