"""What an expression puts on the page: text, nothing, an error, or who knows.

React shows numbers and strings, joins arrays, shows nothing for null, undefined, booleans and
functions, and refuses objects. Only what is certain from the text is said.
"""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING

from .free_names import skips_right, truth
from .global_names import NOTHING, OBJECTS

if TYPE_CHECKING:
    from ..javascript.node import Node


class ChildValue(Enum):
    """The kind of a value, as a child in React."""

    SHOWN = "is shown"
    NOTHING = "shows nothing"
    OBJECT = "is an object"
    FAILS = "fails"
    WAITS = "waits"
    UNKNOWN = "unknown"


_FIXED = {
    "ObjectExpression": ChildValue.OBJECT,
    "TemplateLiteral": ChildValue.SHOWN,
    "UpdateExpression": ChildValue.SHOWN,
    "ArrowFunctionExpression": ChildValue.NOTHING,
    "FunctionExpression": ChildValue.NOTHING,
    "ClassExpression": ChildValue.NOTHING,
    "ThisExpression": ChildValue.NOTHING,
    "AwaitExpression": ChildValue.WAITS,
    "ImportExpression": ChildValue.WAITS,
}
_LITERALS = {
    "string": ChildValue.SHOWN,
    "number": ChildValue.SHOWN,
    "regexp": ChildValue.OBJECT,
    "null": ChildValue.NOTHING,
    "boolean": ChildValue.NOTHING,
}
_OBJECT_CLASSES = frozenset(("Date", "Error", "Object", "RegExp", "WeakMap", "WeakSet"))


def value_of(node: Node) -> ChildValue:
    """What `node` is as a child. Its names are taken to exist."""
    if node.type in _FIXED:
        return _FIXED[node.type]
    if node.type == "Literal":
        return _LITERALS[node.name]
    if node.type == "Identifier":
        if node.name in OBJECTS:
            return ChildValue.OBJECT
        return ChildValue.NOTHING if node.name in NOTHING else ChildValue.UNKNOWN
    reader = _READERS.get(node.type)
    return reader(node) if reader is not None else ChildValue.UNKNOWN


def _parentheses(node: Node) -> ChildValue:
    return value_of(node.right) if node.right is not None else ChildValue.UNKNOWN


def _unary(node: Node) -> ChildValue:
    return ChildValue.NOTHING if node.name in ("!", "void", "delete") else ChildValue.SHOWN


def _binary(node: Node) -> ChildValue:
    if node.name in ("||", "&&", "??"):
        assert node.left is not None
        assert node.right is not None
        if skips_right(node):
            return value_of(node.left)
        return value_of(node.right) if truth(node.left) is not None else ChildValue.UNKNOWN
    comparisons = ("<", ">", "<=", ">=", "==", "!=", "===", "!==", "in", "instanceof")
    return ChildValue.NOTHING if node.name in comparisons else ChildValue.SHOWN


def _conditional(node: Node) -> ChildValue:
    test, yes, no = node.items
    decided = truth(test) if test is not None else None
    chosen = {True: yes, False: no, None: None}[decided]
    return value_of(chosen) if chosen is not None else ChildValue.UNKNOWN


def _sequence(node: Node) -> ChildValue:
    last = node.items[-1]
    return value_of(last) if last is not None else ChildValue.UNKNOWN


def _array(node: Node) -> ChildValue:
    values = [value_of(item) for item in node.items if item is not None]
    for wanted in (
        ChildValue.FAILS,
        ChildValue.OBJECT,
        ChildValue.WAITS,
        ChildValue.UNKNOWN,
        ChildValue.SHOWN,
    ):
        if wanted in values:
            return wanted
    return ChildValue.NOTHING


def _member(node: Node) -> ChildValue:
    base = node.left
    if base is None:
        return ChildValue.UNKNOWN
    if base.type == "ThisExpression" or (base.type == "Identifier" and base.name == "undefined"):
        return ChildValue.FAILS
    if base.type == "Literal" and base.name == "null":
        return ChildValue.FAILS
    if base.type == "Identifier" and base.name == "props":
        return ChildValue.NOTHING
    if base.type == "MemberExpression" and value_of(base) in (ChildValue.FAILS, ChildValue.NOTHING):
        return ChildValue.FAILS
    return ChildValue.UNKNOWN


def _call(node: Node) -> ChildValue:
    callee = node.left
    if callee is not None and callee.type in ("Literal", "ObjectExpression", "TemplateLiteral"):
        return ChildValue.FAILS
    return ChildValue.UNKNOWN


def _new(node: Node) -> ChildValue:
    callee = node.left
    known = callee is not None and callee.type == "Identifier" and callee.name in _OBJECT_CLASSES
    if known:
        return ChildValue.OBJECT
    is_promise = callee is not None and callee.name == "Promise"
    return ChildValue.WAITS if is_promise else ChildValue.UNKNOWN


def _spread(node: Node) -> ChildValue:
    return value_of(node.left) if node.left is not None else ChildValue.UNKNOWN


_READERS = {
    "ParenthesizedExpression": _parentheses,
    "UnaryExpression": _unary,
    "BinaryExpression": _binary,
    "ConditionalExpression": _conditional,
    "SequenceExpression": _sequence,
    "ArrayExpression": _array,
    "MemberExpression": _member,
    "CallExpression": _call,
    "NewExpression": _new,
    "SpreadElement": _spread,
}
