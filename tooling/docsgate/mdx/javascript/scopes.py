"""Which names are declared, where `await`, `yield`, `return` and `super` may stand.

ECMA-262, the static semantics called early errors: a name may be declared once in a block, a
module may export only what it declares.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from .lexer import Lexer

if TYPE_CHECKING:
    from collections.abc import Container

    from .node import Node


class ScopeFlag:
    """What kind of scope it is: plain numbers, for they are asked for at every token."""

    BLOCK = 0
    TOP = 1
    FUNCTION = 2
    ASYNC = 4
    GENERATOR = 8
    ARROW = 16
    SIMPLE_CATCH = 32
    SUPER = 64
    DIRECT_SUPER = 128
    STATIC_BLOCK = 256
    FIELD = 512
    VARIABLES = TOP | FUNCTION | STATIC_BLOCK


class Binding(Enum):
    """How a name is bound, or that it is only assigned to."""

    NONE = 0
    VARIABLE = 1
    LEXICAL = 2
    SIMPLE_CATCH = 4
    OUTSIDE = 5


class Scope:
    """The names that one block or function declares."""

    __slots__ = ("flags", "lexical", "variables")

    def __init__(self, flags: int) -> None:
        self.flags = flags
        self.variables: set[str] = set()
        self.lexical: dict[str, None] = {}


_BODIES = ScopeFlag.VARIABLES | ScopeFlag.FIELD


class Scopes(Lexer):
    """The stack of scopes, and the questions that the grammar asks it."""

    def __init__(self, text: str, start: int) -> None:
        super().__init__(text, start)
        self.scopes = [Scope(ScopeFlag.TOP)]
        self.known: Container[str] = ()
        self.undefined_exports: dict[str, Node] = {}
        self.yield_at = 0
        self.await_at = 0
        self.await_name_at = 0
        self.arrow_at = -1
        self.arrow_in_for_await = False
        self.labels: list[Label] = []
        self.private_names: list[PrivateNames] = []

    def enter(self, flags: int) -> None:
        """Open a scope."""
        self.scopes.append(Scope(flags))

    def leave(self) -> None:
        """Close the innermost scope."""
        self.scopes.pop()

    def body_scope(self) -> Scope:
        """The innermost scope that holds `var` declarations."""
        return next(scope for scope in reversed(self.scopes) if scope.flags & _BODIES)

    def this_scope(self) -> Scope:
        """The innermost scope that has its own `this`."""
        return next(
            scope
            for scope in reversed(self.scopes)
            if scope.flags & _BODIES and not scope.flags & ScopeFlag.ARROW
        )

    def in_generator(self) -> bool:
        """Whether `yield` is an operator here."""
        return bool(self.body_scope().flags & ScopeFlag.GENERATOR)

    def in_async(self) -> bool:
        """Whether the function around is asynchronous."""
        return bool(self.body_scope().flags & ScopeFlag.ASYNC)

    def can_await(self) -> bool:
        """Whether `await` is an operator here; it is at the top of a module."""
        for scope in reversed(self.scopes):
            if scope.flags & (ScopeFlag.STATIC_BLOCK | ScopeFlag.FIELD):
                return False
            if scope.flags & ScopeFlag.FUNCTION:
                return bool(scope.flags & ScopeFlag.ASYNC)
        return True

    def can_target(self) -> bool:
        """Whether `new.target` may stand here."""
        return any(
            scope.flags & (ScopeFlag.STATIC_BLOCK | ScopeFlag.FIELD)
            or (scope.flags & ScopeFlag.FUNCTION and not scope.flags & ScopeFlag.ARROW)
            for scope in self.scopes
        )

    def declare(self, name: str, binding: Binding, position: int) -> None:
        """Record a declaration; raises when the name is taken."""
        scope = self.scopes[-1]
        clash = False
        if binding is Binding.LEXICAL:
            clash = name in scope.lexical or name in scope.variables
            clash = clash or (name in self.known and scope is self.scopes[0])
            scope.lexical[name] = None
            if scope.flags & ScopeFlag.TOP:
                self.undefined_exports.pop(name, None)
        elif binding is Binding.SIMPLE_CATCH:
            scope.lexical[name] = None
        else:
            clash = self._declare_variable(name)
        if clash:
            self.fail(position, f"Identifier '{name}' has already been declared")

    def _declare_variable(self, name: str) -> bool:
        for scope in reversed(self.scopes):
            own = scope.flags & ScopeFlag.SIMPLE_CATCH and next(iter(scope.lexical), "") == name
            if name in scope.lexical and not own:
                return True
            scope.variables.add(name)
            if scope.flags & ScopeFlag.TOP:
                self.undefined_exports.pop(name, None)
            if scope.flags & ScopeFlag.VARIABLES:
                break
        return False

    def declared_at_top(self, name: str) -> bool:
        """Whether the module itself declares `name` so far."""
        top = self.scopes[0]
        return name in top.lexical or name in top.variables or name in self.known


class Label:
    """A label, a loop or a switch that `break` and `continue` may leave."""

    __slots__ = ("kind", "name", "statement_start")

    def __init__(self, kind: str, name: str = "", statement_start: int = -1) -> None:
        self.kind = kind
        self.name = name
        self.statement_start = statement_start


class PrivateNames:
    """The `#names` of one class: declared, and used before it is known whether they are."""

    __slots__ = ("declared", "used")

    def __init__(self) -> None:
        self.declared: dict[str, str] = {}
        self.used: list[Node] = []
