"""Blocks that are no containers: which lines make a paragraph, a fence, a table, a tag.

CommonMark 0.31, section 4, as micromark tokenizes it with indented code, HTML and autolinks
switched off, plus the block constructs of MDX. At the first character of a line that a paragraph
may or may not go on with, each construct that begins with that character is tried; what none
takes is a table row, or content (definitions, then a paragraph).

A `Flow` is fed with lines whose container prefixes are gone. It is a coroutine that runs ahead:
a tag or an expression at the start of a line may reach over several lines before it is known to
be one, or not to be one, whereupon the lines are read again as text. While it stands open,
`concrete` tells the containers not to look for markers in its lines.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING

from .chunk import Chunk, join
from .comments import read_comment
from .containers import is_thematic_break
from .directives import read_directive
from .esm import scan_module
from .events import Enter, Exit, FlowExpression, FlowTag, Module, Text
from .expressions import Expression, scan_expression
from .labels import definition_end
from .problem import Problem
from .tables import cells, is_head
from .tags import Tag, scan_tag

if TYPE_CHECKING:
    from collections.abc import Generator

    from .document import Document

_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,}).*\Z", re.DOTALL)
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|\Z)")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*\Z")
_MODULE = re.compile(r"(?:import|export) ")
_YAML_FENCE = re.compile(r"---[ \t]*\Z")
_SPECIAL = frozenset("#`~*-_=<{:|")
_DEEP = 4


class FlowLine:
    """A line without container prefixes and leading white space.

    `text` starts at `offset` in the document; `before` is where its white space starts, and
    `at_column_one` says that nothing at all stands before.
    """

    __slots__ = ("at_column_one", "before", "deep", "ends", "lazy", "number", "offset", "text")

    def __init__(
        self, text: str, offset: int, before: int, number: int, *, lazy: bool, ends: bool,
        at_column_one: bool,
    ) -> None:  # fmt: skip
        self.text = text
        self.offset = offset
        self.before = before
        self.deep = offset - before >= _DEEP
        self.number = number
        self.lazy = lazy
        self.ends = ends
        self.at_column_one = at_column_one

    def after(self, skip: int) -> FlowLine:
        """What is left of the line after `skip` characters."""
        text = self.text[skip:].lstrip(" \t")
        offset = self.offset + len(self.text) - len(text)
        return FlowLine(
            text, offset, self.offset + skip, self.number, lazy=self.lazy, ends=self.ends,
            at_column_one=False,
        )  # fmt: skip


class Flow:
    """The blocks of one container, or of the document between containers."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.out = document.events
        self.interrupts = False
        self.concrete = False
        self.table_row_before = False
        self.block_line = 0
        self.queue: deque[FlowLine] = deque()
        self.ended = False
        self.lazy_end = -1
        self.deep_before = False
        self.machine = self._run()
        next(self.machine)

    def feed(self, line: FlowLine) -> None:
        """The next line."""
        self.machine.send(line)

    def close(self) -> None:
        """No line follows: an opening container or the end of the document cuts the flow off."""
        self.ended = True
        try:
            self.machine.send(None)
        except StopIteration:
            return

    def take(self) -> Generator[None, FlowLine | None, FlowLine | None]:
        """The next line, or None when the flow is cut off."""
        if self.queue:
            return self.queue.popleft()
        if self.ended:
            return None
        line = yield
        return line

    def _after(self) -> Generator[None, FlowLine | None, FlowLine | None]:
        """The line after a block that is complete."""
        self.interrupts = self.concrete = False
        return (yield from self.take())

    def _run(self) -> Generator[None, FlowLine | None, None]:
        line = yield from self.take()
        while line is not None:
            self.interrupts = self.concrete = False
            self.block_line = line.number
            if line.text:
                self._note_indent(line)
            if not line.text:
                self.table_row_before = False
                line = yield from self._after()
            else:
                line = yield from self._block(line)

    def _note_indent(self, line: FlowLine) -> None:
        """Remember where a block starts that CommonMark takes for indented code."""
        deep = line.deep and not line.lazy
        if deep and not self.deep_before:
            self.document.indented.append(line.offset)
        self.deep_before = deep

    def _block(self, line: FlowLine) -> Generator[None, FlowLine | None, FlowLine | None]:
        """Read the block that starts with `line`; what follows it is returned."""
        taken = yield from self._construct(line, interrupts=False)
        if taken:
            self.table_row_before = False
            return (yield from self._after())
        if self.table_row_before and not line.lazy:
            self._row(line, "tableData")
            return (yield from self._after())
        self.table_row_before = False
        return (yield from self._content(line))

    def _construct(
        self, line: FlowLine, *, interrupts: bool
    ) -> Generator[None, FlowLine | None, bool]:
        """Read the block whose first character decides; whether there was one.

        With `interrupts` it would end a paragraph. A block on one line is then only recognised,
        not read: the caller reads it again.
        """
        text = line.text
        first = text[0]
        if first == "<" or first == "{":
            return (yield from self._tag_or_expression(line, interrupts=interrupts))
        if first not in _SPECIAL:
            if first in "ie" and line.at_column_one and not interrupts and _MODULE.match(text):
                return (yield from self._module(line))
            return False
        if first == "#":
            found = _HEADING.match(text)
            if found and not interrupts:
                self._heading(line, found.end())
            return found is not None
        if first in "`~":
            found = _FENCE.match(text)
            if found and not interrupts:
                yield from self._fence(line, len(found[1] or found[2]))
            return found is not None
        if first == "-" and line.number == 0 and line.at_column_one and _YAML_FENCE.match(text):
            taken = yield from self._front_matter(line)
            if taken:
                return True
        if first == ":" and self.document.docusaurus:
            return (yield from read_directive(self, line, interrupts=interrupts))
        return first in "*-_" and is_thematic_break(text, 0)

    def _heading(self, line: FlowLine, start: int) -> None:
        text = line.text[start:].rstrip(" \t")
        body = text.rstrip("#")
        if body != text and (not body or body[-1] in " \t"):
            text = body.rstrip(" \t")
        if text:
            chunk = Chunk(text, line.offset + start)
            self.out.append(Text("atxHeading", line.offset, chunk, line.number))

    def _fence(self, line: FlowLine, size: int) -> Generator[None, FlowLine | None, None]:
        marker = line.text[0]
        self.concrete = True
        while True:
            following = yield from self.take()
            if following is None:
                return
            if following.lazy:
                self.queue.appendleft(following)
                return
            text = following.text
            if text.startswith(marker):
                run = len(text) - len(text.lstrip(marker))
                if run >= size and not text[run:].strip(" \t"):
                    return
                if run == size and text[run:].strip(" \t").isidentifier():
                    self.document.inner_fences.append((following.offset, text))

    def _front_matter(self, _line: FlowLine) -> Generator[None, FlowLine | None, bool]:
        read = []
        self.concrete = True
        while True:
            following = yield from self.take()
            if following is None:
                self.queue.extend(read)
                self.concrete = False
                return False
            read.append(following)
            if following.at_column_one and _YAML_FENCE.match(following.text):
                return True

    def _module(self, line: FlowLine) -> Generator[None, FlowLine | None, bool]:
        chunk = Chunk(line.text, line.offset, closed=not line.ends)
        self.concrete = True
        scanner = scan_module(chunk, self.document.imported, patient=self.document.patient)
        read: list[FlowLine] = []
        try:
            for _ in scanner:
                following = yield from self.take()
                chunk.end_line()
                if following is None:
                    chunk.closed = True
                else:
                    read.append(following)
                    chunk.append(following.text, following.offset)
                    chunk.closed = not following.ends
        except Problem as problem:
            return self._recover(problem, line, read)
        accepted = scanner.length
        extra = len(chunk.starts) - 1 - accepted
        self.queue.extendleft(reversed(read[len(read) - extra :] if extra else []))
        self.out.append(Module(scanner.program, chunk, line.number))
        return True

    def _recover(self, problem: Problem, line: FlowLine, read: list[FlowLine]) -> bool:
        """Report `problem`; the lines are text from here on."""
        self.document.report(problem)
        self.queue.extendleft(reversed(read))
        self.document.excused.add(line.offset)
        self.concrete = False
        return False

    def _tag_or_expression(
        self, line: FlowLine, *, interrupts: bool
    ) -> Generator[None, FlowLine | None, bool]:
        """Tags and expressions that fill their lines; anything after them makes them inline."""
        if line.offset in self.document.excused:
            return False
        if line.text.startswith("<!--") and self.document.docusaurus:
            taken = yield from read_comment(self, line, interrupts=interrupts)
            if taken:
                return True
        chunk = Chunk(
            line.text + "\n" if line.ends else line.text, line.offset, closed=not line.ends
        )
        read: list[FlowLine] = []
        was_concrete, self.concrete = self.concrete, True
        scanner = _scan_run(chunk, patient=self.document.patient)
        try:
            while True:
                next(scanner)
                following = yield from self.take()
                if following is None:
                    chunk.closed = True
                    if self.lazy_end >= 0:
                        chunk.append("", self.lazy_end, lazy=self.lazy_end)
                else:
                    read.append(following)
                    text = following.text + "\n" if following.ends else following.text
                    lazy = following.before if following.lazy else -1
                    chunk.append(text, following.offset, lazy=lazy)
                    chunk.closed = not following.ends
        except StopIteration as stop:
            found: list[Tag | Expression] | None = stop.value
        except Problem as problem:
            return self._recover(problem, line, read)
        if found is None:
            self.queue.extendleft(reversed(read))
            self.concrete = was_concrete
            return False
        if interrupts:
            self.queue.extendleft(reversed(read))
            return True
        for item in found:
            self._emit(chunk, item, line.number)
        return True

    def _emit(self, chunk: Chunk, item: Tag | Expression, line: int) -> None:
        if isinstance(item, Tag):
            item.flow = True
            self.out.append(FlowTag(item, line))
        else:
            start, end = chunk.source(item.start - 1), chunk.source(item.end - 1) + 1
            self.out.append(FlowExpression(item, start, end, line))

    def _content(self, line: FlowLine) -> Generator[None, FlowLine | None, FlowLine | None]:
        """Definitions and a paragraph, or a table when the next line says so."""
        lines = [line]
        while True:
            self.interrupts, self.concrete = True, False
            following = yield from self.take()
            if following is None or not following.text:
                self._paragraph(lines)
                return following
            text = following.text
            first = text[0]
            if first in "|:-" and not following.lazy and is_head(lines[-1].text, text):
                head = lines.pop()
                if lines:
                    self._paragraph(lines)
                self.block_line = head.number
                self._row(head, "tableHeader")
                self.table_row_before = True
                return (yield from self._after())
            if first in "=-" and not following.lazy and _SETEXT.match(text):
                self.table_row_before = False
                if self._paragraph(lines, heading=True):
                    return (yield from self._after())
                return following
            if first in _SPECIAL:
                ends = yield from self._construct(following, interrupts=True)
                if ends:
                    self._paragraph(lines)
                    return following
            lines.append(following)

    def _paragraph(self, lines: list[FlowLine], *, heading: bool = False) -> bool:
        """Hand on a paragraph without the definitions before it; whether one is left."""
        first = lines[0]
        chunk = join([(line.text, line.offset) for line in lines])
        start, line = 0, first.number
        if chunk.text.startswith("["):
            while chunk.text.startswith("[", start):
                end, name = definition_end(chunk.text, start)
                if end < 0:
                    break
                self.document.defined.add(name)
                start = end
                while chunk.text[start : start + 1] in (" ", "\t"):
                    start += 1
            if start >= len(chunk.text):
                return False
            if start:
                index = chunk.line_of(start)
                line = lines[index].number
                pairs = [(line_.text, line_.offset) for line_ in lines[index:]]
                skip = start - chunk.starts[index]
                pairs[0] = (pairs[0][0][skip:], pairs[0][1] + skip)
                chunk = join(pairs)
        kind = "setextHeading" if heading else "paragraph"
        self.out.append(Text(kind, chunk.offsets[0], chunk, line))
        return True

    def _row(self, line: FlowLine, kind: str) -> None:
        self.out.append(Enter("tableRow", line.offset, line.number))
        if "<" in line.text or "{" in line.text:
            for cell, start, end in cells(line.text):
                chunk = Chunk(line.text[start:end], line.offset + start)
                self.out.append(Text(kind, line.offset + cell, chunk, line.number))
        self.out.append(Exit(line.number))


def _scan_run(
    chunk: Chunk, *, patient: bool
) -> Generator[None, None, list[Tag | Expression] | None]:
    """Tags and expressions up to a line end; None when other text stands among them."""
    found: list[Tag | Expression] = []
    position = 0
    while True:
        character = chunk.text[position : position + 1]
        if character == "{" and not (found and isinstance(found[-1], Expression)):
            expression = yield from scan_expression(chunk, position, patient=patient)
            found.append(expression)
            position = expression.end
        elif character == "<":
            tag = yield from scan_tag(chunk, position, patient=patient)
            if tag is None:
                return None
            found.append(tag)
            position = tag.limit
        else:
            return found if character in ("", "\n") else None
        while chunk.text[position : position + 1] in (" ", "\t"):
            position += 1
