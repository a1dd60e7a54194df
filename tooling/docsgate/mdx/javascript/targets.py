"""What may be assigned to or bound, checked after it was read: names, members and patterns.

ECMA-262, sections 13.15.1 and 13.15.5 (assignment), 13.1.1 and 14.3 (bindings). An expression is
turned into a pattern when `=` or `=>` shows that it was one; `Pending` keeps the errors that such a
turn excuses or brings.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .failures import fail, fail_unexpected
from .scope import Binding
from .scoping import declare, is_in_async
from .tokens import RESERVED

if TYPE_CHECKING:
    from .node import Node
    from .pending import Pending
    from .state import ParserState

_STRICT_BINDING = RESERVED | {"eval", "arguments"}
_CONVERTED = frozenset(("ObjectPattern", "ArrayPattern", "AssignmentPattern", "RestElement"))


def convert_to_target(
    state: ParserState, node: Node, *, binding: bool, pending: Pending | None = None
) -> Node:
    """Turn an expression that was parsed already into a pattern, in place.

    `binding`: its names are declared, so that members are errors. Raises when it is no pattern.
    """
    kind = node.type
    if kind == "Identifier":
        if is_in_async(state) and node.name == "await":
            fail(state, node.start, "Cannot use 'await' as identifier inside an async function")
    elif kind == "ObjectExpression":
        _convert_object(state, node, pending, binding=binding)
    elif kind == "Property":
        _convert_property(state, node, binding=binding)
    elif kind == "ArrayExpression":
        node.type = "ArrayPattern"
        check_pattern_errors(state, pending, assigning=True)
        convert_to_targets(state, node.items, binding=binding)
    elif kind == "ParenthesizedExpression":
        assert node.right is not None
        convert_to_target(state, node.right, binding=binding, pending=pending)
    elif kind == "SpreadElement":
        _convert_spread(state, node, binding=binding)
    elif kind == "AssignmentExpression":
        _convert_assignment(state, node, binding=binding)
    elif kind == "ChainExpression":
        fail(state, node.start, "Optional chaining cannot appear in left-hand side")
    elif kind not in _CONVERTED and (binding or kind != "MemberExpression"):
        fail(state, node.start, "Assigning to rvalue")
    return node


def convert_to_targets(state: ParserState, items: list[Node | None], *, binding: bool) -> None:
    """`convert_to_target` for each item that is no hole."""
    for item in items:
        if item is not None:
            convert_to_target(state, item, binding=binding)


def _convert_object(
    state: ParserState, node: Node, pending: Pending | None, *, binding: bool
) -> None:
    """An object; raises when its rest is a pattern."""
    node.type = "ObjectPattern"
    check_pattern_errors(state, pending, assigning=True)
    for item in node.items:
        assert item is not None
        convert_to_target(state, item, binding=binding)
        inner = item.left
        nested = inner is not None and inner.type in ("ArrayPattern", "ObjectPattern")
        if item.type == "RestElement" and nested and inner is not None:
            fail_unexpected(state, inner.start)


def _convert_property(state: ParserState, node: Node, *, binding: bool) -> None:
    """A property; raises for an accessor."""
    assert node.left is not None
    assert node.right is not None
    if node.name != "init":
        fail(state, node.left.start, "Object pattern can't contain getter or setter")
    convert_to_target(state, node.right, binding=binding)


def _convert_spread(state: ParserState, node: Node, *, binding: bool) -> None:
    """`...inner`; raises when it has a default value."""
    inner = node.left
    assert inner is not None
    node.type = "RestElement"
    convert_to_target(state, inner, binding=binding)
    if inner.type == "AssignmentPattern":
        fail(state, inner.start, "Rest elements cannot have a default value")


def _convert_assignment(state: ParserState, node: Node, *, binding: bool) -> None:
    """`left = default`; raises for any other operator."""
    left = node.left
    assert left is not None
    if node.name != "=":
        fail(state, left.end, "Only '=' operator can be used for specifying default value.")
    node.type = "AssignmentPattern"
    convert_to_target(state, left, binding=binding)


def check_pattern_errors(state: ParserState, pending: Pending | None, *, assigning: bool) -> None:
    """Raise what is wrong if the text was a pattern."""
    if pending is None:
        return
    if pending.trailing_comma > -1:
        fail(state, pending.trailing_comma, "Comma is not permitted after the rest element")
    parens = pending.paren_assign if assigning else pending.paren_bind
    if parens > -1:
        fail(state, parens, "Assigning to rvalue" if assigning else "Parenthesized pattern")


def has_expression_errors(pending: Pending | None) -> bool:
    """Whether something is wrong unless the text was a pattern."""
    return pending is not None and (pending.shorthand >= 0 or pending.double_proto >= 0)


def check_expression_errors(state: ParserState, pending: Pending | None) -> None:
    """Raise what is wrong if the text was no pattern."""
    if pending is None:
        return
    if pending.shorthand >= 0:
        fail(
            state,
            pending.shorthand,
            "Shorthand property assignments are valid only in destructuring patterns",
        )
    if pending.double_proto >= 0:
        fail(state, pending.double_proto, "Redefinition of __proto__ property")


def check_target(
    state: ParserState, node: Node, binding: Binding = Binding.NONE, names: set[str] | None = None
) -> None:
    """`check_simple_target` for every name in a pattern."""
    if node.type in ("ObjectPattern", "ArrayPattern"):
        for item in node.items:
            if item is not None:
                check_target(state, item, binding, names)
    elif node.type in ("AssignmentPattern", "RestElement"):
        assert node.left is not None
        check_target(state, node.left, binding, names)
    elif node.type == "Property":
        assert node.right is not None
        check_target(state, node.right, binding, names)
    else:
        check_simple_target(state, node, binding, names)


def check_simple_target(
    state: ParserState, node: Node, binding: Binding = Binding.NONE, names: set[str] | None = None
) -> None:
    """Raise unless `node` is a name or a member that may be bound or assigned.

    ECMA-262, section 8.6.4 (AssignmentTargetType), and the early errors of sections 13.1.1 and
    14.3. A name that is bound is declared; `names` are those of the same parameters so far.
    """
    binds = binding is not Binding.NONE
    if node.type == "Identifier":
        if node.name in _STRICT_BINDING:
            verb = "Binding" if binds else "Assigning to"
            fail(state, node.start, f"{verb} {node.name} in strict mode")
        if names is not None:
            if node.name in names:
                fail(state, node.start, "Argument name clash")
            names.add(node.name)
        if binds and binding is not Binding.OUTSIDE:
            declare(state, node.name, binding, node.start)
    elif node.type == "ChainExpression":
        fail(state, node.start, "Optional chaining cannot appear in left-hand side")
    elif node.type == "MemberExpression":
        if binds:
            fail(state, node.start, "Binding member expression")
    elif node.type == "ParenthesizedExpression":
        if binds:
            fail(state, node.start, "Binding parenthesized expression")
        assert node.right is not None
        check_simple_target(state, node.right, binding, names)
    else:
        fail(state, node.start, "Binding rvalue" if binds else "Assigning to rvalue")
