"""Imports and exports: where a module chunk ends, and whether it is one.

    esm ::= ('import' | 'export') ' ' (any line)+

(micromark-extension-mdxjs-esm.) It begins in column one and never interrupts a paragraph. At a
blank line or at the end the text so far goes to the JavaScript parser; an error at the end of
the text asks for the lines up to the next blank line, any other rejects the document. Only
imports and exports may be in it. What it imports is known to the chunks after it, so that a
name that is imported twice is rejected.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..javascript.parser import JavaScriptError, parse_module
from ..source.problem import Problem
from ..source.text_chunk import Chunk
from .block_events import Module

if TYPE_CHECKING:
    from collections.abc import Generator, Iterator

    from ..javascript.node import Node
    from .flow_line import FlowLine
    from .state import FlowState, Growing

_MODULE = re.compile(r"(?:import|export) ")
_ALLOWED = frozenset(
    (
        "ExportAllDeclaration",
        "ExportDefaultDeclaration",
        "ExportNamedDeclaration",
        "ImportDeclaration",
    )
)
_REPARSE_FACTOR = 60
_REPARSE_FLOOR = 100_000


class ModuleScanner:
    """Iterates once for each line that it needs; afterwards `length` and `program` are known.

    `length` is the number of lines, after the first, that belong to the chunk; `program` its tree.
    """

    def __init__(self, chunk: Chunk, imported: set[str]) -> None:
        self.chunk = chunk
        self.imported = imported
        self.length = 0
        self.program: Node | None = None

    def __iter__(self) -> Iterator[None]:
        """Ask for lines until the chunk is complete. Raises `Problem`."""
        return self._scan()

    def _scan(self) -> Generator[None, None, None]:
        chunk, spent = self.chunk, 0
        while True:
            count = len(chunk.starts)
            if not chunk.closed:
                yield
            grown = len(chunk.starts) > count
            blank = grown and not chunk.text[chunk.starts[-1] :]
            if grown and not blank and not chunk.closed:
                continue
            end = chunk.starts[-1] - 1 if blank else len(chunk.text)
            source = chunk.text[:end]
            spent += len(source)
            last = not blank or spent > _REPARSE_FLOOR + _REPARSE_FACTOR * len(source)
            if self._accepts(source, last=last):
                self.length = len(chunk.starts) - (2 if blank else 1)
                return

    def _accepts(self, source: str, *, last: bool) -> bool:
        """Whether `source` is a module; raises when it is none and never will be."""
        start = self.chunk.source(0)
        try:
            program = parse_module(source, self.imported)
        except JavaScriptError as error:
            open_ended = error.reached >= len(source) or error.message == "Unterminated comment"
            if open_ended and not last:
                return False
            where = self.chunk.source(min(error.position, len(source)))
            raise Problem(
                "mdx-esm-invalid", start, start + len("import"), where, error.message
            ) from None
        for node in program.items:
            if node is not None and node.type not in _ALLOWED:
                where, end = self.chunk.source(node.start), self.chunk.source(node.end)
                raise Problem("mdx-esm-invalid", where, end, where, "not an import or an export")
        self.program = program
        self.imported.update(_imported_names(program))
        return True


def _imported_names(program: Node) -> list[str]:
    return [
        item.name
        for node in program.items
        if node is not None and node.type == "ImportDeclaration"
        for item in node.items
        if item is not None
    ]


def read_module(state: FlowState, line: FlowLine, *, interrupts: bool) -> Growing | None:
    """Read a chunk of imports and exports; `line` begins with `i` or `e`."""
    if interrupts or not line.at_column_one or _MODULE.match(line.text) is None:
        return None
    return _read_chunk(state, line)


def _read_chunk(state: FlowState, line: FlowLine) -> Growing:
    document = state.document
    chunk = Chunk(line.text, line.offset, closed=not line.ends)
    scanner = ModuleScanner(chunk, document.gathered.imported)
    read: list[FlowLine] = []
    try:
        for _ in scanner:
            following = yield from state.take()
            chunk.end_line()
            if following is None:
                chunk.closed = True
            else:
                read.append(following)
                chunk.append(following.text, following.offset)
                chunk.closed = not following.ends
    except Problem as problem:
        state.reject(problem, line, read)
        return None
    extra = len(chunk.starts) - 1 - scanner.length
    state.give_back(read[len(read) - extra :])
    document.gathered.has_scripts = True
    return (Module(scanner.program, chunk, line.start),)
