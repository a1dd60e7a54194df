"""Statements and declarations.

ECMA-262, section 14. They occur inside functions and in what a module exports.
"""

from __future__ import annotations

import re

from . import tokens as t
from .characters import LINE_BREAK, continues_identifier, starts_identifier
from .jsx import Elements
from .node import Node
from .scopes import Binding, Label, ScopeFlag

_WORD = re.compile(r"\w+")


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

    def module_item(self, start: int, exports: set[str] | None) -> Node:
        """An import or an export; `modules` knows them."""
        raise NotImplementedError

    def is_let(self, context: str = "") -> bool:
        """Whether `let` begins a declaration here."""
        if not self.is_word("let"):
            return False
        position = self.after_space(self.pos)
        following = self.text[position : position + 1]
        if following and following in "[\\":
            return True
        if context:
            return False
        if following == "{":
            return True
        if not starts_identifier(following):
            return False
        end = position
        while continues_identifier(self.text[end : end + 1]):
            end += 1
        return self.text[end : end + 1] == "\\" or self.text[position:end] not in (
            "in",
            "instanceof",
        )

    def is_async_function(self) -> bool:
        """Whether `async` begins a function here."""
        if not self.is_word("async"):
            return False
        position = self.after_space(self.pos)
        after = self.text[position + 8 : position + 9]
        return (
            not LINE_BREAK.search(self.text, self.pos, position)
            and self.text.startswith("function", position)
            and not continues_identifier(after)
            and after != "\\"
        )

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

    def _jump(self, start: int) -> Node:
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

    def _debugger(self, start: int) -> Node:
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

    def _do(self, start: int) -> Node:
        self.next()
        body = self._loop_body("do")
        self.expect(t.KEYWORDS["while"])
        test = self._parens()
        self.eat(t.SEMICOLON)
        return self._wrap("DoWhileStatement", start, body, test)

    def _while(self, start: int) -> Node:
        self.next()
        test = self._parens()
        return self._wrap("WhileStatement", start, test, self._loop_body("while"))

    def _if(self, start: int) -> Node:
        self.next()
        test = self._parens()
        yes = self.statement("if")
        no = self.statement("if") if self.eat(t.ELSE) else None
        return self._wrap("IfStatement", start, test, yes, no)

    def _return(self, start: int) -> Node:
        if not self.body_scope().flags & ScopeFlag.FUNCTION:
            self.fail(start, "'return' outside of function")
        self.next()
        value: Node | None = None
        if not self.eat(t.SEMICOLON) and not self.can_insert_semicolon():
            value = self.expression()
            self.semicolon()
        return self._wrap("ReturnStatement", start, value)

    def _throw(self, start: int) -> Node:
        self.next()
        if self.newline_before():
            self.fail(self.last_end, "Illegal newline after throw")
        value = self.expression()
        self.semicolon()
        return self._wrap("ThrowStatement", start, value)

    def _with(self, _start: int) -> Node:
        self.fail(self.start, "'with' in strict mode")

    def _switch(self, start: int) -> Node:
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

    def _try(self, start: int) -> Node:
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

    def for_(self, start: int) -> Node:
        """A loop with `for`; `loops` knows it."""
        raise NotImplementedError


_STATEMENTS = {
    "break": Statements._jump,
    "continue": Statements._jump,
    "debugger": Statements._debugger,
    "do": Statements._do,
    "for": lambda parser, start: parser.for_(start),
    "if": Statements._if,
    "return": Statements._return,
    "switch": Statements._switch,
    "throw": Statements._throw,
    "try": Statements._try,
    "while": Statements._while,
    "with": Statements._with,
}
