"""Steps and words: moving over tokens, and which words may name things.

ECMA-262, section 12.7.2: reserved words, and words that are keywords only in their place.
"""

from __future__ import annotations

import re
from typing import NoReturn

from . import tokens as t
from .characters import LINE_BREAK, SPACE_CHARACTER, continues_identifier, starts_identifier
from .literals import UNEXPECTED
from .node import Node
from .scopes import ScopeFlag, Scopes

_RESERVED_WORDS = """
enum await implements interface let package private protected public static yield
"""
RESERVED = frozenset(_RESERVED_WORDS.split())
_WORTH_A_LOOK = RESERVED | {"arguments"} | set(t.KEYWORDS)
_SPACE_OR_COMMENT = re.compile(rf"(?:{SPACE_CHARACTER}|//[^\n\r\u2028\u2029]*|/\*[\s\S]*?\*/)*")


class Words(Scopes):
    """Identifiers, contextual keywords, semicolons."""

    def unexpected(self, position: int = -1) -> NoReturn:
        """Raise at `position`, or at the current token."""
        self.fail(self.start if position < 0 else position, UNEXPECTED)

    def node(self, kind: str, start: int) -> Node:
        """A node from `start` to the end of the token before this one."""
        return Node(kind, start, self.last_end)

    def eat(self, kind: t.Kind) -> bool:
        """Move past the token if it is of `kind`."""
        if self.kind is kind:
            self.next()
            return True
        return False

    def expect(self, kind: t.Kind) -> None:
        """Move past the token, which must be of `kind`."""
        if self.kind is not kind:
            self.unexpected()
        self.next()

    def is_word(self, word: str) -> bool:
        """Whether the token is the contextual keyword `word`."""
        return self.kind is t.NAME and self.value == word and not self.contains_escape

    def eat_word(self, word: str) -> bool:
        """Move past the contextual keyword `word`."""
        if self.is_word(word):
            self.next()
            return True
        return False

    def after_space(self, position: int) -> int:
        """The offset of what follows white space and comments."""
        found = _SPACE_OR_COMMENT.match(self.text, position)
        assert found is not None
        return found.end()

    def can_insert_semicolon(self) -> bool:
        """Whether a statement may end before this token without a semicolon."""
        return self.kind is t.END or self.kind is t.BRACE_CLOSE or self.newline_before()

    def semicolon(self) -> None:
        """The end of a statement."""
        if not self.eat(t.SEMICOLON) and not self.can_insert_semicolon():
            self.unexpected()

    def identifier(self, *, any_word: bool = False) -> Node:
        """A name; with `any_word` a keyword will do, as after a dot."""
        start = self.start
        if self.kind is t.NAME:
            name = self.value
        elif self.kind.keyword:
            name = self.kind.label
            after_dot = self.last_end == self.last_start + 1 and self.text[self.last_start] == "."
            if name in ("class", "function") and not after_dot:
                self.stack.pop()
            self.kind = t.NAME
        else:
            self.unexpected()
        self.next(keyword_escapes=any_word)
        node = self.node("Identifier", start)
        node.name = name
        if not any_word:
            self.check_unreserved(node)
            if name == "await" and not self.await_name_at:
                self.await_name_at = start
        return node

    def check_unreserved(self, node: Node) -> None:
        """Raise when `node` is a word that may not name anything here."""
        name, position = node.name, node.start
        if name not in _WORTH_A_LOOK:
            return
        if self.in_generator() and name == "yield":
            self.fail(position, "Cannot use 'yield' as identifier inside a generator")
        if self.in_async() and name == "await":
            self.fail(position, "Cannot use 'await' as identifier inside an async function")
        if name in t.KEYWORDS:
            self.fail(position, f"Unexpected keyword '{name}'")
        if name in RESERVED:
            self.fail(position, f"The keyword '{name}' is reserved")
        if name == "arguments" and not self.this_scope().flags & ScopeFlag.VARIABLES:
            self.fail(position, "Cannot use 'arguments' in a class body")

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
