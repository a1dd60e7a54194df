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


class Value(Enum):
    """The kind of a value, as a child in React."""

    SHOWN = "is shown"
    NOTHING = "shows nothing"
    OBJECT = "is an object"
    FAILS = "fails"
    WAITS = "waits"
    UNKNOWN = "unknown"


_FIXED = {
    "ObjectExpression": Value.OBJECT,
    "TemplateLiteral": Value.SHOWN,
    "UpdateExpression": Value.SHOWN,
    "ArrowFunctionExpression": Value.NOTHING,
    "FunctionExpression": Value.NOTHING,
    "ClassExpression": Value.NOTHING,
    "ThisExpression": Value.NOTHING,
    "AwaitExpression": Value.WAITS,
    "ImportExpression": Value.WAITS,
}
_LITERALS = {
    "string": Value.SHOWN,
    "number": Value.SHOWN,
    "regexp": Value.OBJECT,
    "null": Value.NOTHING,
    "boolean": Value.NOTHING,
}
_OBJECT_CLASSES = frozenset(("Date", "Error", "Object", "RegExp", "WeakMap", "WeakSet"))


def value_of(node: Node) -> Value:
    """What `node` is as a child. Its names are taken to exist."""
    if node.type in _FIXED:
        return _FIXED[node.type]
    if node.type == "Literal":
        return _LITERALS[node.name]
    if node.type == "Identifier":
        if node.name in OBJECTS:
            return Value.OBJECT
        return Value.NOTHING if node.name in NOTHING else Value.UNKNOWN
    reader = _READERS.get(node.type)
    return reader(node) if reader is not None else Value.UNKNOWN


def _parentheses(node: Node) -> Value:
    return value_of(node.right) if node.right is not None else Value.UNKNOWN


def _unary(node: Node) -> Value:
    return Value.NOTHING if node.name in ("!", "void", "delete") else Value.SHOWN


def _binary(node: Node) -> Value:
    if node.name in ("||", "&&", "??"):
        assert node.left is not None
        assert node.right is not None
        if skips_right(node):
            return value_of(node.left)
        return value_of(node.right) if truth(node.left) is not None else Value.UNKNOWN
    comparisons = ("<", ">", "<=", ">=", "==", "!=", "===", "!==", "in", "instanceof")
    return Value.NOTHING if node.name in comparisons else Value.SHOWN


def _conditional(node: Node) -> Value:
    test, yes, no = node.items
    decided = truth(test) if test is not None else None
    chosen = {True: yes, False: no, None: None}[decided]
    return value_of(chosen) if chosen is not None else Value.UNKNOWN


def _sequence(node: Node) -> Value:
    last = node.items[-1]
    return value_of(last) if last is not None else Value.UNKNOWN


def _array(node: Node) -> Value:
    values = [value_of(item) for item in node.items if item is not None]
    for wanted in (Value.FAILS, Value.OBJECT, Value.WAITS, Value.UNKNOWN, Value.SHOWN):
        if wanted in values:
            return wanted
    return Value.NOTHING


def _member(node: Node) -> Value:
    base = node.left
    if base is None:
        return Value.UNKNOWN
    if base.type == "ThisExpression" or (base.type == "Identifier" and base.name == "undefined"):
        return Value.FAILS
    if base.type == "Literal" and base.name == "null":
        return Value.FAILS
    if base.type == "Identifier" and base.name == "props":
        return Value.NOTHING
    if base.type == "MemberExpression" and value_of(base) in (Value.FAILS, Value.NOTHING):
        return Value.FAILS
    return Value.UNKNOWN


def _call(node: Node) -> Value:
    callee = node.left
    if callee is not None and callee.type in ("Literal", "ObjectExpression", "TemplateLiteral"):
        return Value.FAILS
    return Value.UNKNOWN


def _new(node: Node) -> Value:
    callee = node.left
    known = callee is not None and callee.type == "Identifier" and callee.name in _OBJECT_CLASSES
    if known:
        return Value.OBJECT
    is_promise = callee is not None and callee.name == "Promise"
    return Value.WAITS if is_promise else Value.UNKNOWN


def _spread(node: Node) -> Value:
    return value_of(node.left) if node.left is not None else Value.UNKNOWN


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
