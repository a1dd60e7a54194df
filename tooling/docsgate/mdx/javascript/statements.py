"""Statements and declarations.

ECMA-262, section 14. They occur inside functions and in what a module exports.
"""

from __future__ import annotations

from abc import abstractmethod
from typing import TYPE_CHECKING

from . import tokens as t
from .jsx import Elements
from .scopes import Binding, Label, ScopeFlag

if TYPE_CHECKING:
    from .node import Node


class Statements(Elements):
    """What does something, or declares something."""

    def statement(
        self, context: str = "", *, top: bool = False, exports: set[str] | None = None
    ) -> Node:
        """One statement. `context` names the statement whose only body it is."""
        start = self.start
        if self.is_let(context):
            return self._variables_statement(start, "let", context)
        kind = self.kind
        if kind in (t.KEYWORDS["var"], t.KEYWORDS["const"]):
            return self._variables_statement(start, kind.label, context)
        if kind is t.FUNCTION:
            if context:
                self.unexpected()
            self.next()
            return self.function(start, declares=True)
        if kind is t.CLASS:
            if context:
                self.unexpected()
            return self.class_(declares=True)
        if kind is t.BRACE_OPEN:
            return self.block()
        if kind is t.SEMICOLON:
            self.next()
            return self.node("EmptyStatement", start)
        if kind is t.IMPORT or kind is t.KEYWORDS["export"]:
            return self._module_statement(start, top=top, exports=exports)
        if kind.keyword and kind.label in _STATEMENTS:
            return _STATEMENTS[kind.label](self, start)
        return self._other_statement(start, context)

    def _other_statement(self, start: int, context: str) -> Node:
        if self.is_async_function():
            if context:
                self.unexpected()
            self.next()
            self.next()
            return self.function(start, declares=True, is_async=True)
        kind, word = self.kind, self.value
        expression = self.expression()
        if kind is t.NAME and expression.type == "Identifier" and self.eat(t.COLON):
            return self._labeled(start, word, expression, context)
        self.semicolon()
        return self._wrap("ExpressionStatement", start, expression)

    def _wrap(self, kind: str, start: int, *items: Node | None) -> Node:
        node = self.node(kind, start)
        node.items = list(items)
        return node

    def _module_statement(self, start: int, *, top: bool, exports: set[str] | None) -> Node:
        if self.kind is t.IMPORT and self.text[self.after_space(self.pos) :][:1] in ("(", "."):
            expression = self.expression()
            self.semicolon()
            return self._wrap("ExpressionStatement", start, expression)
        if not top:
            self.fail(start, "'import' and 'export' may only appear at the top level")
        return self.module_item(start, exports)

    @abstractmethod
    def module_item(self, start: int, exports: set[str] | None) -> Node:
        """An import or an export."""

    def _variables_statement(self, start: int, kind: str, context: str) -> Node:
        if context and kind != "var":
            self.unexpected()
        self.next()
        node = self._variables(start, kind, in_for=False)
        self.semicolon()
        return node

    def _variables(self, start: int, kind: str, *, in_for: bool) -> Node:
        items: list[Node | None] = []
        while True:
            item_start = self.start
            target = self.binding_target()
            self.check_target(target, Binding.VARIABLE if kind == "var" else Binding.LEXICAL)
            in_or_of = self.kind is t.IN or self.is_word("of")
            value: Node | None = None
            if self.eat(t.EQUALS):
                value = self.assignment(no_in=in_for)
            elif kind == "const" and not in_or_of:
                self.unexpected()
            elif target.type != "Identifier" and not (in_for and in_or_of):
                self.fail(self.last_end, "Complex binding patterns require an initial value")
            node = self.node("VariableDeclarator", item_start)
            node.left, node.right = target, value
            items.append(node)
            if not self.eat(t.COMMA):
                break
        node = self._wrap("VariableDeclaration", start, *items)
        node.name = kind
        return node

    def _labeled(self, start: int, word: str, label: Node, context: str) -> Node:
        if any(known.name == word for known in self.labels):
            self.fail(label.start, f"Label '{word}' is already declared")
        kind = "loop" if self.kind.loop else "switch" if self.kind.label == "switch" else ""
        for known in reversed(self.labels):
            if known.statement_start != start:
                break
            known.statement_start, known.kind = self.start, kind
        self.labels.append(Label(kind, word, self.start))
        body = self.statement(context if "label" in context else context + "label")
        self.labels.pop()
        return self._wrap("LabeledStatement", start, body)

    def jump(self, start: int) -> Node:
        """`break` and `continue`."""
        word = self.kind.label
        self.next()
        label: Node | None = None
        if not self.eat(t.SEMICOLON) and not self.can_insert_semicolon():
            if self.kind is not t.NAME:
                self.unexpected()
            label = self.identifier()
            self.semicolon()
        for known in self.labels:
            if label is None or known.name == label.name:
                if known.kind and (word == "break" or known.kind == "loop"):
                    break
                if label and word == "break":
                    break
        else:
            self.fail(start, f"Unsyntactic {word}")
        return self._wrap("JumpStatement", start)

    def debugger(self, start: int) -> Node:
        """`debugger`."""
        self.next()
        self.semicolon()
        return self._wrap("DebuggerStatement", start)

    def _parens(self) -> Node:
        self.expect(t.PAREN_OPEN)
        value = self.expression()
        self.expect(t.PAREN_CLOSE)
        return value

    def _loop_body(self, context: str) -> Node:
        self.labels.append(Label("loop"))
        body = self.statement(context)
        self.labels.pop()
        return body

    def do_while(self, start: int) -> Node:
        """`do ... while`."""
        self.next()
        body = self._loop_body("do")
        self.expect(t.KEYWORDS["while"])
        test = self._parens()
        self.eat(t.SEMICOLON)
        return self._wrap("DoWhileStatement", start, body, test)

    def while_(self, start: int) -> Node:
        """`while`."""
        self.next()
        test = self._parens()
        return self._wrap("WhileStatement", start, test, self._loop_body("while"))

    def if_(self, start: int) -> Node:
        """`if ... else`."""
        self.next()
        test = self._parens()
        yes = self.statement("if")
        no = self.statement("if") if self.eat(t.ELSE) else None
        return self._wrap("IfStatement", start, test, yes, no)

    def return_(self, start: int) -> Node:
        """`return`."""
        if not self.body_scope().flags & ScopeFlag.FUNCTION:
            self.fail(start, "'return' outside of function")
        self.next()
        value: Node | None = None
        if not self.eat(t.SEMICOLON) and not self.can_insert_semicolon():
            value = self.expression()
            self.semicolon()
        return self._wrap("ReturnStatement", start, value)

    def throw(self, start: int) -> Node:
        """`throw`."""
        self.next()
        if self.newline_before():
            self.fail(self.last_end, "Illegal newline after throw")
        value = self.expression()
        self.semicolon()
        return self._wrap("ThrowStatement", start, value)

    def with_(self, _start: int) -> Node:
        """`with`, which modules forbid."""
        self.fail(self.start, "'with' in strict mode")

    def switch(self, start: int) -> Node:
        """`switch`."""
        self.next()
        items: list[Node | None] = [self._parens()]
        self.expect(t.BRACE_OPEN)
        self.labels.append(Label("switch"))
        self.enter(ScopeFlag.BLOCK)
        in_case = had_default = False
        while self.kind is not t.BRACE_CLOSE:
            if self.kind.label in ("case", "default") and self.kind.keyword:
                is_case = self.kind.label == "case"
                in_case = True
                self.next()
                if is_case:
                    items.append(self.expression())
                elif had_default:
                    self.fail(self.last_start, "Multiple default clauses")
                had_default = had_default or not is_case
                self.expect(t.COLON)
            else:
                if not in_case:
                    self.unexpected()
                items.append(self.statement())
        self.leave()
        self.next()
        self.labels.pop()
        return self._wrap("SwitchStatement", start, *items)

    def try_(self, start: int) -> Node:
        """`try ... catch ... finally`."""
        self.next()
        items: list[Node | None] = [self.block()]
        if self.eat(t.KEYWORDS["catch"]):
            if self.eat(t.PAREN_OPEN):
                target = self.binding_target()
                simple = target.type == "Identifier"
                self.enter(ScopeFlag.SIMPLE_CATCH if simple else ScopeFlag.BLOCK)
                self.check_target(target, Binding.SIMPLE_CATCH if simple else Binding.LEXICAL)
                self.expect(t.PAREN_CLOSE)
                items.append(target)
            else:
                self.enter(ScopeFlag.BLOCK)
            items.append(self.block(scope=False))
            self.leave()
        caught = len(items) > 1
        if self.eat(t.KEYWORDS["finally"]):
            items.append(self.block())
        elif not caught:
            self.fail(start, "Missing catch or finally clause")
        return self._wrap("TryStatement", start, *items)

    def for_keyword(self, start: int) -> Node:
        """`for`, which `modules` reads."""
        return self.for_(start)

    @abstractmethod
    def for_(self, start: int) -> Node:
        """A loop with `for`."""


_STATEMENTS = {
    "break": Statements.jump,
    "continue": Statements.jump,
    "debugger": Statements.debugger,
    "do": Statements.do_while,
    "for": Statements.for_keyword,
    "if": Statements.if_,
    "return": Statements.return_,
    "switch": Statements.switch,
    "throw": Statements.throw,
    "try": Statements.try_,
    "while": Statements.while_,
    "with": Statements.with_,
}
