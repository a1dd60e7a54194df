"""Modules: imports, exports, and the statements between them.

ECMA-262, section 16.2 with its early errors.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import tokens as t
from .bound_names import collect_bound_names
from .classes import parse_class
from .failures import fail, fail_unexpected
from .functions import parse_function
from .lexer import advance, read_token, skip_hashbang
from .lookahead import begins_async_function, begins_import_expression, begins_let_declaration
from .operators import parse_assignment
from .scope import Binding
from .scoping import is_declared_at_top
from .statements import parse_statement
from .steps import eat, eat_word, expect, expect_semicolon, is_word, make_list
from .targets import check_simple_target
from .terminals import check_unreserved, parse_identifier, parse_literal

if TYPE_CHECKING:
    from .node import Node
    from .state import ParserState


def parse_program(state: ParserState) -> Node:
    """A module up to the end of the text; raises when it exports what it does not declare."""
    skip_hashbang(state)
    read_token(state)
    exports: set[str] = set()
    items: list[Node | None] = []
    while state.kind is not t.END:
        if state.kind is t.KEYWORDS["export"]:
            items.append(_parse_export(state, exports))
        elif state.kind is t.IMPORT and not begins_import_expression(state):
            items.append(_parse_import(state))
        else:
            items.append(parse_statement(state))
    for node in state.undefined_exports.values():
        fail(state, node.start, f"Export '{node.name}' is not defined")
    return make_list(state, "Program", 0, *items)


def _parse_import(state: ParserState) -> Node:
    """`import` as a declaration (section 16.2.2)."""
    start = state.start
    advance(state)
    items: list[Node | None] = []
    if state.kind is not t.STRING:
        _parse_import_clause(state, items)
        if not eat_word(state, "from") or state.kind is not t.STRING:
            fail_unexpected(state)
    source = parse_literal(state)
    expect_semicolon(state)
    node = make_list(state, "ImportDeclaration", start, *items)
    node.right = source
    return node


def _parse_import_clause(state: ParserState, items: list[Node | None]) -> None:
    """What is imported: a default, a namespace, names in braces; they go to `items`."""
    if state.kind is t.NAME:
        items.append(_parse_local(state))
        if not eat(state, t.COMMA):
            return
    if state.kind is t.STAR:
        advance(state)
        if not eat_word(state, "as"):
            fail_unexpected(state)
        items.append(_parse_local(state))
        return
    expect(state, t.BRACE_OPEN)
    first = True
    while not eat(state, t.BRACE_CLOSE):
        if not first:
            expect(state, t.COMMA)
            if eat(state, t.BRACE_CLOSE):
                break
        first = False
        name = _parse_export_name(state)
        if eat_word(state, "as"):
            items.append(_parse_local(state))
        else:
            check_unreserved(state, name)
            check_simple_target(state, name, Binding.LEXICAL)
            items.append(name)


def _parse_local(state: ParserState) -> Node:
    """The name under which something is imported; raises when it is declared already."""
    name = parse_identifier(state)
    check_simple_target(state, name, Binding.LEXICAL)
    return name


def _parse_export_name(state: ParserState) -> Node:
    """ModuleExportName: a word or a string."""
    if state.kind is t.STRING:
        return parse_literal(state)
    return parse_identifier(state, any_word=True)


def _parse_export(state: ParserState, exports: set[str]) -> Node:
    """`export` (section 16.2.3); `exports` are the names exported so far."""
    start = state.start
    advance(state)
    if eat(state, t.STAR):
        return _parse_export_all(state, start, exports)
    if eat(state, t.KEYWORDS["default"]):
        _check_export(state, exports, "default", state.last_start)
        node = make_list(state, "ExportDefaultDeclaration", start, _parse_default(state))
    elif (
        (state.kind.keyword and state.kind.label in ("var", "const", "class", "function"))
        or begins_let_declaration(state)
        or begins_async_function(state)
    ):
        declaration = parse_statement(state)
        _check_declared_exports(state, declaration, exports)
        node = make_list(state, "ExportNamedDeclaration", start, declaration)
    else:
        names = _parse_export_list(state, exports)
        source = is_word(state, "from")
        if source:
            _parse_from(state)
        expect_semicolon(state)
        node = make_list(state, "ExportNamedDeclaration", start, *names)
        node.flag = source
    return node


def _parse_export_all(state: ParserState, start: int, exports: set[str]) -> Node:
    """`export *` and `export * as name`, after the star."""
    if eat_word(state, "as"):
        name = _parse_export_name(state)
        _check_export(state, exports, name.name or name.value, state.last_start)
    _parse_from(state)
    expect_semicolon(state)
    return make_list(state, "ExportAllDeclaration", start)


def _parse_from(state: ParserState) -> None:
    """`from` and the name of a module."""
    if not eat_word(state, "from") or state.kind is not t.STRING:
        fail_unexpected(state)
    parse_literal(state)


def _parse_default(state: ParserState) -> Node:
    """What follows `export default`."""
    start = state.start
    is_async = begins_async_function(state)
    if state.kind is t.FUNCTION or is_async:
        advance(state)
        if is_async:
            advance(state)
        return parse_function(state, start, declares=True, nullable=True, is_async=is_async)
    if state.kind is t.CLASS:
        return parse_class(state, declares=True, nullable=True)
    value = parse_assignment(state)
    expect_semicolon(state)
    return value


def _check_export(state: ParserState, exports: set[str], name: str, position: int) -> None:
    """Record that `name` is exported; raises when it is already."""
    if name in exports:
        fail(state, position, f"Duplicate export '{name}'")
    exports.add(name)


def _check_declared_exports(state: ParserState, declaration: Node, exports: set[str]) -> None:
    """Record the names that an exported declaration declares."""
    if declaration.type != "VariableDeclaration":
        if declaration.left is not None:
            _check_export(state, exports, declaration.left.name, declaration.left.start)
        return
    for item in declaration.items:
        if item is not None and item.left is not None:
            for name in collect_bound_names(item.left):
                _check_export(state, exports, name.name, name.start)


def _parse_export_list(state: ParserState, exports: set[str]) -> list[Node]:
    """`{ local as exported, ... }`; what is exported is returned."""
    names: list[Node] = []
    pairs: list[Node] = []
    expect(state, t.BRACE_OPEN)
    first = True
    while not eat(state, t.BRACE_CLOSE):
        if not first:
            expect(state, t.COMMA)
            if eat(state, t.BRACE_CLOSE):
                break
        first = False
        local = _parse_export_name(state)
        exported = _parse_export_name(state) if eat_word(state, "as") else local
        text = exported.value if exported.type == "Literal" else exported.name
        _check_export(state, exports, text, exported.start)
        names.append(local)
        pairs.append(exported)
    if not is_word(state, "from"):
        _check_locals(state, names)
    return pairs


def _check_locals(state: ParserState, names: list[Node]) -> None:
    """Raise when an exported name may name nothing; whether it is declared is asked at the end."""
    for name in names:
        check_unreserved(state, name)
        if not is_declared_at_top(state, name.name):
            state.undefined_exports[name.name] = name
        if name.type == "Literal":
            fail(state, name.start, "A string cannot be used as an exported binding")
