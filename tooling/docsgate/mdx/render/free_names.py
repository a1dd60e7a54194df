"""The names that an expression needs from outside when it is evaluated.

A function's body is not evaluated with the expression around it, unless the function is called
there or given to a call. What `typeof` asks for, and what a constant condition skips, may be
missing.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..javascript.bound_names import collect_bound_names

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from ..javascript.node import Node

_FUNCTIONS = frozenset(("ArrowFunctionExpression", "FunctionExpression", "FunctionDeclaration"))
_DEPTH_MAX = 200
_NO_NAMES: frozenset[str] = frozenset()


def is_deep(node: Node) -> bool:
    """Whether `node` is nested so deep that nothing is said about it."""
    level: list[Node] = [node]
    for _ in range(_DEPTH_MAX):
        level = [child for parent in level for child in parent.list_children()]
        if not level:
            return False
    return True


def free_names(node: Node, known: frozenset[str] = _NO_NAMES) -> Iterator[Node]:
    """The identifiers in `node` that neither it nor `known` defines, in source order."""
    yield from _visit(node, known, called=False)


def _visit(node: Node, known: frozenset[str], *, called: bool) -> Iterator[Node]:
    kind = node.type
    if kind == "Identifier":
        if node.name not in known:
            yield node
    elif kind in _FUNCTIONS:
        if called:
            yield from _body(node, known)
    elif kind in ("CallExpression", "NewExpression"):
        for part in filter(None, (node.left, *node.items)):
            yield from _visit(part, known, called=True)
    elif kind == "ParenthesizedExpression" and node.right is not None:
        yield from _visit(node.right, known, called=called)
    else:
        for part in filter(None, _evaluated(node)):
            yield from _visit(part, known, called=False)


def _evaluated(node: Node) -> Iterable[Node | None]:
    """The parts of `node` that are evaluated with it, in source order."""
    match node.type:
        case "MemberExpression":
            return (node.left, node.right if node.flag else None)
        case "Property":
            return (node.left if node.flag else None, node.right)
        case "ClassExpression" | "ClassDeclaration":
            return (node.right,)
        case "UnaryExpression" if node.name == "typeof":
            return () if node.right and node.right.type == "Identifier" else (node.right,)
        case "BinaryExpression":
            return (node.left, None if skips_right(node) else node.right)
        case "ConditionalExpression":
            return _branches(node)
        case _:
            return node.list_children()


def _branches(node: Node) -> Iterable[Node | None]:
    """The test, and the branches that it may lead to."""
    test, yes, no = node.items
    assert test is not None
    decided = truth(test)
    return (test, None if decided is False else yes, None if decided is True else no)


def _body(node: Node, known: frozenset[str]) -> Iterator[Node]:
    own = {
        name.name for item in node.items if item is not None for name in collect_bound_names(item)
    }
    own |= {node.left.name} if node.left is not None else set()
    if node.right is not None:
        own |= set(_declared(node.right))
    inner = known | own | {"arguments"}
    for item in node.items:
        if item is not None and item.type == "AssignmentPattern" and item.right is not None:
            yield from _visit(item.right, inner, called=False)
    if node.right is not None:
        yield from _visit(node.right, inner, called=False)


def _declared(node: Node) -> Iterator[str]:
    """The names that statements in `node` declare, functions inside it left out."""
    if node.type == "VariableDeclarator" and node.left is not None:
        yield from (name.name for name in collect_bound_names(node.left))
    if node.type in ("FunctionDeclaration", "ClassDeclaration") and node.left is not None:
        yield node.left.name
    if node.type not in _FUNCTIONS:
        for child in node.list_children():
            yield from _declared(child)


def truth(node: Node) -> bool | None:
    """Whether a literal counts as true; None when it is no literal."""
    while node.type == "ParenthesizedExpression" and node.right is not None:
        node = node.right
    if node.type != "Literal":
        return None
    if node.name in ("boolean", "null"):
        return node.value == "true"
    if node.name == "string":
        return bool(node.value)
    if node.name == "number":
        return bool(node.value.strip("0._nxXoObBeE"))
    return True


def skips_right(node: Node) -> bool:
    """Whether a logical operator never evaluates its right side."""
    if node.left is None or node.name not in ("||", "&&", "??"):
        return False
    left = truth(node.left)
    if left is None:
        return False
    if node.name == "??":
        return not (node.left.type == "Literal" and node.left.name == "null")
    return left if node.name == "||" else not left
