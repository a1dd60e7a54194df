"""A JSX tag, as MDX reads it.

    tag       ::= '<' ws? '/'? ws? (name attribute*)? ws? '/'? ws? '>'
    name      ::= id (ws? ':' ws? id | (ws? '.' ws? id)*)
    attribute ::= spread | id (ws? ':' ws? id)? (ws? '=' ws? (string | expression))?

(micromark-extension-mdx-jsx.) `<` followed by a space, a tab or a line end is text. After any
other `<` the tag must be well formed: there is no way back to text. Names are JavaScript
identifiers with hyphens; white space is that of JavaScript.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NoReturn

from ..javascript.characters import continues_identifier, starts_identifier
from ..source.problem import Problem
from .expressions import Expression, check_lazy, scan_expression, scan_spread

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..source.text_chunk import Chunk

_NAME = re.compile(r"[A-Za-z0-9_$-]*")
_SPACES = re.compile(r"[ \t]*")
_JS_SPACE = re.compile("[\\s\ufeff]")
_NOT_JS_SPACE = "\x1c\x1d\x1e\x1f\x85"
_SIMPLE = re.compile(
    r"<(/?)([A-Za-z_$][A-Za-z0-9_$-]*)"
    r"((?:[ \t]+[A-Za-z_$][A-Za-z0-9_$-]*(?:=(?:\"[^\"\n]*\"|'[^'\n]*'))?)*)[ \t]*(/?)>"
)
_SIMPLE_ATTRIBUTE = re.compile(r"([A-Za-z_$][A-Za-z0-9_$-]*)(?:=([\"'])(.*?)\2)?")


class Attribute:
    """One attribute. `value` is its string, its expression, or None when it has neither."""

    __slots__ = ("name", "start", "value")

    def __init__(self, name: str, start: int, value: str | Expression | None = None) -> None:
        self.name = name
        self.start = start
        self.value = value


class Tag:
    """One tag. `start` and `end` are offsets in the document, `limit` in its chunk."""

    __slots__ = (
        "attributes", "chunk", "closes", "end", "flow", "limit", "name", "self_closing", "slash",
        "start",
    )  # fmt: skip

    def __init__(self, chunk: Chunk, position: int) -> None:
        self.chunk = chunk
        self.name = ""
        self.closes = False
        self.self_closing = False
        self.attributes: list[Attribute] = []
        self.start = chunk.source(position)
        self.end = self.start
        self.limit = position
        self.slash = -1
        self.flow = False


def simple_tag(chunk: Chunk, position: int) -> Tag | None:
    """The tag at `position` if it is one of the plain kind on one line; None says nothing."""
    found = _SIMPLE.match(chunk.text, position)
    if found is None:
        return None
    tag = Tag(chunk, position)
    tag.closes, tag.name, tag.self_closing = bool(found[1]), found[2], bool(found[4])
    tag.limit = found.end()
    tag.end = tag.start + tag.limit - position
    if tag.self_closing:
        tag.slash = tag.start + found.start(4) - position
    for attribute in _SIMPLE_ATTRIBUTE.finditer(found[3]) if found[3] else ():
        where = tag.start + found.start(3) + attribute.start() - position
        tag.attributes.append(Attribute(attribute[1], where, attribute[3]))
    return tag


def scan_tag(
    chunk: Chunk, position: int, *, patient: bool = True
) -> Generator[None, None, Tag | None]:
    """Scan the tag whose `<` stands at `position`; yields when it needs another line.

    None: the `<` is text. Raises `Problem` when it is neither text nor a tag.
    """
    character = chunk.text[position + 1 : position + 2]
    if character and character in " \t\n":
        return None
    plain = simple_tag(chunk, position)
    if plain is not None:
        return plain
    scanner = _TagScanner(chunk, position, patient=patient)
    yield from scanner.scan()
    return scanner.tag


class _TagScanner:
    def __init__(self, chunk: Chunk, position: int, *, patient: bool) -> None:
        self.chunk = chunk
        self.tag = Tag(chunk, position)
        self.opener = position
        self.position = position + 1
        self.patient = patient

    def peek(self) -> str:
        return self.chunk.text[self.position : self.position + 1]

    def crash(self, rule: str, detail: str = "") -> NoReturn:
        """The compiler stops at the cursor."""
        if not self.peek() and self.position > self.opener + 1:
            rule = "mdx-tag-unfinished"
        here = self.chunk.source(self.position)
        raise Problem(rule, self.tag.start, here + 1, here, detail or self.peek())

    def spaces(self) -> Generator[None, None, None]:
        """Skip white space and line ends, up to a character or the end of the block."""
        while True:
            found = _SPACES.match(self.chunk.text, self.position)
            assert found is not None
            self.position = found.end()
            character = self.peek()
            if character == "\n":
                self.position += 1
                yield from self.line()
            elif is_space(character):
                self.position += 1
            else:
                return

    def line(self) -> Generator[None, None, None]:
        """The cursor stands where a line begins: wait for it, and refuse a lazy one."""
        if self.position >= len(self.chunk.text) and not self.chunk.closed:
            yield
        line = self.chunk.line_of(self.position)
        if line < len(self.chunk.lazy):
            check_lazy(self.chunk, self.opener, line)

    def scan(self) -> Generator[None, None, None]:
        tag = self.tag
        yield from self.spaces()
        if self.peek() == "/":
            tag.closes = True
            tag.slash = self.chunk.source(self.position)
            self.position += 1
            yield from self.spaces()
        if self.peek() != ">":
            yield from self.name()
            yield from self.attributes()
        self.position += 1
        tag.limit = self.position
        tag.end = self.chunk.source(self.position - 1) + 1

    def identifier(self, rule: str) -> str:
        character = self.peek()
        if not starts_name(character):
            self.crash(rule)
        start = self.position
        while True:
            found = _NAME.match(self.chunk.text, self.position)
            assert found is not None
            self.position = found.end()
            if not continues_name(self.peek()):
                return self.chunk.text[start : self.position]
            self.position += 1

    def ends_name(self, extra: str, rule: str) -> None:
        character = self.peek()
        if not character or not (character in extra or character == "\n" or is_space(character)):
            self.crash(rule)

    def name(self) -> Generator[None, None, None]:
        tag = self.tag
        tag.name = self.identifier("mdx-tag-name-invalid")
        self.ends_name("./:>{", "mdx-tag-name-invalid")
        yield from self.spaces()
        if self.peek() == ":":
            self.position += 1
            yield from self.spaces()
            tag.name += ":" + self.identifier("mdx-tag-name-invalid")
            self.ends_name("/>{", "mdx-tag-name-invalid")
            yield from self.spaces()
        else:
            while self.peek() == ".":
                self.position += 1
                yield from self.spaces()
                tag.name += "." + self.identifier("mdx-tag-name-invalid")
                self.ends_name("./>{", "mdx-tag-name-invalid")
                yield from self.spaces()
        character = self.peek()
        if not character or not (character in "/>{" or starts_name(character)):
            self.crash("mdx-attribute-invalid")

    def attributes(self) -> Generator[None, None, None]:
        tag = self.tag
        while True:
            character = self.peek()
            if character == "/":
                tag.slash = self.chunk.source(self.position)
                tag.self_closing = True
                self.position += 1
                yield from self.spaces()
                if self.peek() != ">":
                    self.crash("mdx-tag-slash-stray")
                return
            if character == ">":
                return
            start = self.chunk.source(self.position)
            if character == "{":
                spread = yield from scan_spread(self.chunk, self.position)
                tag.attributes.append(Attribute("...", start, spread))
                self.position = spread.end
                yield from self.spaces()
            else:
                yield from self.attribute(start)

    def attribute(self, start: int) -> Generator[None, None, None]:
        attribute = Attribute(self.identifier("mdx-attribute-invalid"), start)
        self.ends_name("/:=>{", "mdx-attribute-invalid")
        yield from self.spaces()
        if self.peek() == ":":
            self.position += 1
            yield from self.spaces()
            attribute.name += ":" + self.identifier("mdx-attribute-invalid")
            self.ends_name("/=>{", "mdx-attribute-invalid")
            yield from self.spaces()
        self.tag.attributes.append(attribute)
        if self.peek() == "=":
            self.position += 1
            yield from self.spaces()
            yield from self.value(attribute)
            yield from self.spaces()
        elif not self.peek() or not (self.peek() in "/>{" or starts_name(self.peek())):
            self.crash("mdx-attribute-invalid")

    def value(self, attribute: Attribute) -> Generator[None, None, None]:
        quote = self.peek()
        if quote == "{":
            expression = yield from scan_expression(
                self.chunk, self.position, may_be_empty=False, patient=self.patient
            )
            attribute.value = expression
            self.position = expression.end
            return
        if quote not in ('"', "'"):
            self.crash("mdx-attribute-unquoted")
        self.position += 1
        start = self.position
        whole = self.chunk.closed and len(self.chunk.lazy) == 1
        while True:
            close = self.chunk.text.find(quote, self.position)
            if whole and close < 0:
                self.position = len(self.chunk.text)
                self.crash("mdx-tag-unfinished")
            if whole:
                break
            line_end = self.chunk.text.find("\n", self.position)
            if 0 <= line_end < close or (close < 0 <= line_end):
                self.position = line_end + 1
                yield from self.line()
            elif close < 0:
                self.position = len(self.chunk.text)
                self.crash("mdx-tag-unfinished")
            else:
                break
        attribute.value = self.chunk.text[start:close]
        self.position = close + 1


def starts_name(character: str) -> bool:
    """Whether a name in a tag can begin so."""
    return character <= "\uffff" and starts_identifier(character)


def continues_name(character: str) -> bool:
    """Whether a name in a tag can go on so."""
    return character == "-" or (character <= "\uffff" and continues_identifier(character))


def is_space(character: str) -> bool:
    """Whether `character` is white space to JavaScript."""
    return bool(_JS_SPACE.match(character)) and character not in _NOT_JS_SPACE
