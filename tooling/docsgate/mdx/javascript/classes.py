"""Classes: their elements, and which names may be declared twice.

ECMA-262, section 15.7 with its early errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .failures import fail, fail_unexpected
from .functions import check_accessor, parse_method
from .lexer import advance
from .scope import Binding, PrivateNames, ScopeFlag
from .scoping import enter_scope, leave_scope
from .steps import can_insert_semicolon, eat, eat_word, expect, expect_semicolon, make_node
from .targets import check_simple_target
from .terminals import parse_identifier, parse_private_identifier, parse_property_name

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


def parse_class(state: ParserState, *, declares: bool, nullable: bool = False) -> Node:
    """A class, as a statement when it `declares` its name."""
    start = state.start
    advance(state)
    name: Node | None = None
    if state.kind is t.NAME:
        name = parse_identifier(state)
        if declares:
            check_simple_target(state, name, Binding.LEXICAL)
    elif declares and not nullable:
        fail_unexpected(state)
    parent = (
        state.grammar.parse_operand(state, None, no_in=False)
        if eat(state, t.KEYWORDS["extends"])
        else None
    )
    state.private_names.append(PrivateNames())
    items: list[Node | None] = []
    constructors = 0
    expect(state, t.BRACE_OPEN)
    while state.kind is not t.BRACE_CLOSE:
        element = _parse_element(state, derived=parent is not None)
        if element is None:
            continue
        items.append(element)
        constructors += element.name == "constructor"
        if element.name == "constructor" and constructors > 1:
            fail(state, element.start, "Duplicate constructor in the same class")
        _declare_private_name(state, element)
    advance(state)
    node = make_node(state, "ClassDeclaration" if declares else "ClassExpression", start)
    node.left, node.items, node.right = name, items, parent
    _close_private_names(state)
    return node


def _declare_private_name(state: ParserState, element: Node) -> None:
    """Record `#name`; raises when it is declared already, but for a getter and its setter."""
    key = element.left
    if key is None or key.type != "PrivateIdentifier":
        return
    declared = state.private_names[-1].declared
    known = declared.get(key.name)
    kind = "any"
    if element.name in ("get", "set"):
        kind = ("s" if element.optional else "i") + element.name
    if known and {known, kind} in ({"iget", "iset"}, {"sget", "sset"}):
        declared[key.name] = "any"
    elif known:
        fail(state, key.start, f"Identifier '#{key.name}' has already been declared")
    else:
        declared[key.name] = kind


def _close_private_names(state: ParserState) -> None:
    """Leave a class; raises when no class around declares a `#name` that was used."""
    names = state.private_names.pop()
    for use in names.used:
        if use.name in names.declared:
            continue
        if not state.private_names:
            fail(state, use.start, f"Private field '#{use.name}' must be declared")
        state.private_names[-1].used.append(use)


def _parse_element(state: ParserState, *, derived: bool) -> Node | None:
    """A method, a field or a static block; None for a semicolon."""
    if eat(state, t.SEMICOLON):
        return None
    node = make_node(state, "ClassElement", state.start)
    node.name = "method"
    word, generator, is_async = "", False, False
    if eat_word(state, "static"):
        if eat(state, t.BRACE_OPEN):
            return _parse_static_block(state, node)
        node.optional = _begins_element_name(state) or state.kind is t.STAR
        word = "" if node.optional else "static"
    if not word:
        word, generator, is_async = _parse_modifiers(state, node)
    _parse_element_key(state, node, word)
    if state.kind is t.PAREN_OPEN or node.name != "method" or generator or is_async:
        _parse_class_method(state, node, generator=generator, is_async=is_async, derived=derived)
    else:
        _parse_field(state, node)
    node.end = state.last_end
    return node


def _parse_modifiers(state: ParserState, node: Node) -> tuple[str, bool, bool]:
    """The word that turned out to be the key, if one did; then whether `*` and `async` were there.

    `get` and `set` become the name of `node`.
    """
    is_async = False
    if eat_word(state, "async"):
        named = _begins_element_name(state) or state.kind is t.STAR
        is_async = named and not can_insert_semicolon(state)
        if not is_async:
            return "async", False, False
    if eat(state, t.STAR):
        return "", True, is_async
    accessor = state.value
    if not is_async and (eat_word(state, "get") or eat_word(state, "set")):
        if not _begins_element_name(state):
            return accessor, False, False
        node.name = accessor
    return "", False, is_async


def _parse_static_block(state: ParserState, node: Node) -> Node:
    """`static { ... }`, after the brace."""
    node.name = "static block"
    labels, state.labels = state.labels, []
    enter_scope(state, ScopeFlag.STATIC_BLOCK | ScopeFlag.SUPER)
    while state.kind is not t.BRACE_CLOSE:
        node.items.append(state.grammar.parse_statement(state))
    advance(state)
    leave_scope(state)
    state.labels = labels
    node.end = state.last_end
    return node


def _begins_element_name(state: ParserState) -> bool:
    """Whether the token may be the key of an element."""
    named = (t.NAME, t.PRIVATE_NAME, t.NUMBER, t.STRING, t.BRACKET_OPEN)
    return state.kind in named or state.kind.keyword


def _parse_element_key(state: ParserState, node: Node, word: str) -> None:
    """The key of `node`: the `word` that was read already, or the token."""
    if word:
        node.left = make_node(state, "Identifier", state.last_start)
        node.left.name = word
    elif state.kind is t.PRIVATE_NAME:
        if state.value == "constructor":
            fail(state, state.start, "Classes can't have an element named '#constructor'")
        node.left = parse_private_identifier(state)
    else:
        parse_property_name(state, node)


def _parse_class_method(
    state: ParserState, node: Node, *, generator: bool, is_async: bool, derived: bool
) -> None:
    """Parameters and body of a method; raises when its name or its modifiers do not fit."""
    key = node.left
    assert key is not None
    kind = node.name
    constructor = not node.optional and _is_named(node, "constructor")
    if constructor:
        if kind != "method":
            fail(state, key.start, "Constructor can't have get/set modifier")
        if generator or is_async:
            fail(state, key.start, "Constructor can't be a generator or async")
        node.name = "constructor"
    elif node.optional and _is_named(node, "prototype"):
        fail(state, key.start, "Classes may not have a static property named prototype")
    value = parse_method(
        state, generator=generator, is_async=is_async, direct_super=constructor and derived
    )
    check_accessor(state, kind, value)
    node.right = value


def _parse_field(state: ParserState, node: Node) -> None:
    """A field and its value; raises when its name is reserved for a method."""
    assert node.left is not None
    if _is_named(node, "constructor") or (node.optional and _is_named(node, "prototype")):
        fail(state, node.left.start, "Classes can't have a field of this name")
    node.name = "field"
    if eat(state, t.EQUALS):
        enter_scope(state, ScopeFlag.FIELD | ScopeFlag.SUPER)
        node.right = state.grammar.parse_assignment(state)
        leave_scope(state)
    expect_semicolon(state)


def _is_named(element: Node, name: str) -> bool:
    """Whether the key of `element` is `name`, as a word or as a string."""
    key = element.left
    if element.flag or key is None:
        return False
    return (key.type == "Identifier" and key.name == name) or (
        key.type == "Literal" and key.name == "string" and key.value == name
    )
