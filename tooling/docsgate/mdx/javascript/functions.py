"""Functions, methods and arrows.

ECMA-262, section 15: parameters and bodies.
"""

from __future__ import annotations

import re
from abc import abstractmethod
from typing import TYPE_CHECKING

from . import tokens as t
from .characters import SPACE_CHARACTER
from .scopes import Binding, ScopeFlag
from .targets import Targets

if TYPE_CHECKING:
    from .node import Node
    from .targets import Pending

_USE_STRICT = re.compile(
    rf"(?:{SPACE_CHARACTER}|//[^\n]*|/\*[\s\S]*?\*/)*"
    rf"(?:'use strict'|\"use strict\"){SPACE_CHARACTER}*[;}}\n]"
)


class Functions(Targets):
    """What has parameters and a body."""

    @abstractmethod
    def statement(
        self, context: str = "", *, top: bool = False, exports: set[str] | None = None
    ) -> Node:
        """One statement."""

    @abstractmethod
    def property_name(self, node: Node) -> Node:
        """The key of a property or a class element."""

    @abstractmethod
    def subscripted(self, pending: Pending | None, *, no_in: bool) -> Node:
        """An operand with its members, calls and templates."""

    def function(
        self, start: int, *, declares: bool, nullable: bool = False, hanging: bool = False,
        is_async: bool = False,
    ) -> Node:  # fmt: skip
        """What follows `function`: name, parameters, body."""
        if self.kind is t.STAR and hanging:
            self.unexpected()
        generator = self.eat(t.STAR)
        name: Node | None = None
        if declares and not (nullable and self.kind is not t.NAME):
            name = self.identifier()
            if not hanging:
                top = self.scopes[-1].flags & ScopeFlag.FUNCTION
                self.check_simple(name, Binding.VARIABLE if top else Binding.LEXICAL)
        saved = self._save()
        self.enter(_flags(is_async=is_async, generator=generator))
        if not declares and self.kind is t.NAME:
            name = self.identifier()
        node = self.node("FunctionDeclaration" if declares else "FunctionExpression", start)
        node.left = name
        self._parameters_and_body(node)
        self._restore(saved)
        return node

    def _save(self) -> tuple[int, int, int]:
        saved = self.yield_at, self.await_at, self.await_name_at
        self.yield_at = self.await_at = self.await_name_at = 0
        return saved

    def _restore(self, saved: tuple[int, int, int]) -> None:
        self.yield_at, self.await_at, self.await_name_at = saved

    def _parameters_and_body(self, node: Node) -> None:
        self.expect(t.PAREN_OPEN)
        node.items = self.binding_list(t.PAREN_CLOSE, holes=False)
        self.check_default_values()
        self.function_body(node, arrow=False)

    def check_default_values(self) -> None:
        """Raise when a default value of a parameter yields or awaits."""
        if self.yield_at and (not self.await_at or self.yield_at < self.await_at):
            self.fail(self.yield_at, "Yield expression cannot be a default value")
        if self.await_at:
            self.fail(self.await_at, "Await expression cannot be a default value")

    def method(
        self, *, generator: bool = False, is_async: bool = False, direct_super: bool = False
    ) -> Node:
        """The parameters and the body of a method."""
        start = self.start
        saved = self._save()
        extra = ScopeFlag.SUPER | (ScopeFlag.DIRECT_SUPER if direct_super else 0)
        self.enter(_flags(is_async=is_async, generator=generator) | extra)
        node = self.node("FunctionExpression", start)
        self._parameters_and_body(node)
        self._restore(saved)
        return node

    def arrow(
        self, start: int, parameters: list[Node | None], *, is_async: bool, no_in: bool
    ) -> Node:
        """What follows `=>`."""
        saved = self._save()
        self.enter(_flags(is_async=is_async, generator=False) | ScopeFlag.ARROW)
        self.to_targets(parameters, binding=True)
        node = self.node("ArrowFunctionExpression", start)
        node.items = parameters
        self.function_body(node, arrow=True, no_in=no_in)
        self._restore(saved)
        return node

    def function_body(self, node: Node, *, arrow: bool, no_in: bool = False) -> None:
        """A block, or after an arrow an expression; closes the scope of the function."""
        names: set[str] = set()
        if arrow and self.kind is not t.BRACE_OPEN:
            node.right = self.assignment(no_in=no_in)
            node.flag = True
            self._check_parameters(node, names)
        else:
            simple = all(item and item.type == "Identifier" for item in node.items)
            if not simple and _USE_STRICT.match(self.text, self.end):
                self.fail(node.start, "Illegal 'use strict' directive")
            labels, self.labels = self.labels, []
            self._check_parameters(node, names)
            if node.left is not None:
                self.check_simple(node.left, Binding.OUTSIDE)
            node.right = self.block(scope=False)
            self.labels = labels
        node.end = self.last_end
        self.leave()

    def _check_parameters(self, node: Node, names: set[str]) -> None:
        for item in node.items:
            if item is not None:
                self.check_target(item, Binding.VARIABLE, names)

    def block(self, *, scope: bool = True) -> Node:
        """Statements in braces."""
        start = self.start
        self.expect(t.BRACE_OPEN)
        if scope:
            self.enter(ScopeFlag.BLOCK)
        items: list[Node | None] = []
        while self.kind is not t.BRACE_CLOSE:
            items.append(self.statement())
        self.next()
        if scope:
            self.leave()
        node = self.node("BlockStatement", start)
        node.items = items
        return node


def _flags(*, is_async: bool, generator: bool) -> int:
    flags = ScopeFlag.FUNCTION
    if is_async:
        flags |= ScopeFlag.ASYNC
    if generator:
        flags |= ScopeFlag.GENERATOR
    return flags
