"""Which names are declared, and where `await`, `yield`, `return` and `super` may stand.

ECMA-262, the static semantics called early errors: a name may be declared once in a block
(section 14.2.1), a module may export only what it declares (section 16.2.1.1).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .failures import fail
from .scope import Binding, Scope, ScopeFlag

if TYPE_CHECKING:
    from .state import ParserState

_BODIES = ScopeFlag.VARIABLES | ScopeFlag.FIELD


def enter_scope(state: ParserState, flags: int) -> None:
    """Open a scope."""
    state.scopes.append(Scope(flags))


def leave_scope(state: ParserState) -> None:
    """Close the innermost scope."""
    state.scopes.pop()


def find_body_scope(state: ParserState) -> Scope:
    """The innermost scope that holds `var` declarations."""
    return next(scope for scope in reversed(state.scopes) if scope.flags & _BODIES)


def find_this_scope(state: ParserState) -> Scope:
    """The innermost scope that has its own `this`."""
    return next(
        scope
        for scope in reversed(state.scopes)
        if scope.flags & _BODIES and not scope.flags & ScopeFlag.ARROW
    )


def is_in_generator(state: ParserState) -> bool:
    """Whether `yield` is an operator here."""
    return bool(find_body_scope(state).flags & ScopeFlag.GENERATOR)


def is_in_async(state: ParserState) -> bool:
    """Whether the function around is asynchronous."""
    return bool(find_body_scope(state).flags & ScopeFlag.ASYNC)


def can_await(state: ParserState) -> bool:
    """Whether `await` is an operator here; it is at the top of a module."""
    for scope in reversed(state.scopes):
        if scope.flags & (ScopeFlag.STATIC_BLOCK | ScopeFlag.FIELD):
            return False
        if scope.flags & ScopeFlag.FUNCTION:
            return bool(scope.flags & ScopeFlag.ASYNC)
    return True


def can_use_new_target(state: ParserState) -> bool:
    """Whether `new.target` may stand here."""
    return any(
        scope.flags & (ScopeFlag.STATIC_BLOCK | ScopeFlag.FIELD)
        or (scope.flags & ScopeFlag.FUNCTION and not scope.flags & ScopeFlag.ARROW)
        for scope in state.scopes
    )


def declare(state: ParserState, name: str, binding: Binding, position: int) -> None:
    """Record a declaration; raises when the name is taken."""
    scope = state.scopes[-1]
    clash = False
    if binding is Binding.LEXICAL:
        clash = name in scope.lexical or name in scope.variables
        clash = clash or (name in state.known_names and scope is state.scopes[0])
        scope.lexical[name] = None
        if scope.flags & ScopeFlag.TOP:
            state.undefined_exports.pop(name, None)
    elif binding is Binding.SIMPLE_CATCH:
        scope.lexical[name] = None
    else:
        clash = _declare_variable(state, name)
    if clash:
        fail(state, position, f"Identifier '{name}' has already been declared")


def _declare_variable(state: ParserState, name: str) -> bool:
    """Record a `var` in all scopes up to its function; whether a lexical name clashes."""
    for scope in reversed(state.scopes):
        own = scope.flags & ScopeFlag.SIMPLE_CATCH and next(iter(scope.lexical), "") == name
        if name in scope.lexical and not own:
            return True
        scope.variables.add(name)
        if scope.flags & ScopeFlag.TOP:
            state.undefined_exports.pop(name, None)
        if scope.flags & ScopeFlag.VARIABLES:
            break
    return False


def is_declared_at_top(state: ParserState, name: str) -> bool:
    """Whether the module itself declares `name` so far."""
    top = state.scopes[0]
    return name in top.lexical or name in top.variables or name in state.known_names
