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

from ..docusaurus.directives import read_directive
from ..source.chunk import Chunk, join
from ..source.labels import definition_end
from .block_events import Enter, Exit, Text
from .container_prefixes import is_thematic_break
from .esm import read_module
from .fenced import YAML_FENCE, read_fence, read_front_matter
from .runs import read_run
from .tables import cells, is_head

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..source.problem import Problem
    from .block_reader import BlockReader
    from .flow_line import FlowLine

_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,}).*\Z", re.DOTALL)
_HEADING = re.compile(r"#{1,6}(?:[ \t]+|\Z)")
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*\Z")
_MODULE = re.compile(r"(?:import|export) ")
_SPECIAL = frozenset("#`~*-_=<{:|")
_MAY_BE_BLOCK = _SPECIAL | frozenset("ie")
DEEP = 4


class Flow:
    """The blocks of one container, or of the document between containers."""

    def __init__(self, document: BlockReader) -> None:
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
        self.fence: tuple[str, int] | None = None
        self.first: FlowLine | None = None
        self.machine: Generator[None, FlowLine | None, None] | None = None

    def feed(self, line: FlowLine) -> None:
        """The next line. Many a flow is one line of text: it needs no machine."""
        if self.machine is None:
            if self.first is None and line.text and line.text[0] not in _MAY_BE_BLOCK:
                self.first = line
                self.interrupts, self.block_line = True, line.start
                return
            self.machine = self._run()
            next(self.machine)
            if self.first is not None:
                self.machine.send(self.first)
        self.machine.send(line)

    def close(self) -> None:
        """No line follows: an opening container or the end of the document cuts the flow off."""
        self.ended = True
        if self.machine is None:
            if self.first is not None:
                self._note_indent(self.first)
                self._paragraph([self.first])
            return
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
            self.block_line = line.start
            if line.text:
                self._note_indent(line)
            if not line.text:
                self.table_row_before = False
                line = yield from self._after()
            else:
                line = yield from self._block(line)

    def _note_indent(self, line: FlowLine) -> None:
        """Remember where a block starts that CommonMark takes for indented code."""
        deep = line.indent >= DEEP and not line.lazy
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
        headless = self.table_row_before
        self.table_row_before = False
        return (yield from self._content(line, headless=headless))

    def _construct(
        self, line: FlowLine, *, interrupts: bool
    ) -> Generator[None, FlowLine | None, bool]:
        """Read the block whose first character decides; whether there was one.

        With `interrupts` it would end a paragraph. A block on one line is then only recognised,
        not read: the caller reads it again.
        """
        text = line.text
        first = text[0]
        if first in {"<", "{"}:
            return (yield from read_run(self, line, interrupts=interrupts))
        if first not in _SPECIAL:
            if first in "ie" and line.at_column_one and not interrupts and _MODULE.match(text):
                return (yield from read_module(self, line))
            return False
        if first == "#":
            found = _HEADING.match(text)
            if found and not interrupts:
                self._heading(line, found.end())
            return found is not None
        if first in "`~":
            found = _FENCE.match(text)
            if found and not interrupts:
                yield from read_fence(self, line, len(found[1] or found[2]))
            return found is not None
        if first == "-" and line.offset == 0 and line.at_column_one and YAML_FENCE.match(text):
            taken = yield from read_front_matter(self)
            if taken:
                return True
        if first == ":" and self.document.docusaurus:
            return (yield from read_directive(self, line, interrupts=interrupts))
        found_break = first in "*-_" and is_thematic_break(text, 0)
        if found_break and not interrupts:
            self._mark("thematicBreak", line)
        return found_break

    def _mark(self, kind: str, line: FlowLine) -> None:
        """Note a block without text, where the order of blocks matters."""
        if self.document.links is not None:
            self.out += (Enter(kind, line.offset, line.start), Exit(line.start))

    def _heading(self, line: FlowLine, start: int) -> None:
        text = line.text[start:].rstrip(" \t")
        body = text.rstrip("#")
        if body != text and (not body or body[-1] in " \t"):
            text = body.rstrip(" \t")
        if text and self._is_dull(text):
            return
        if text:
            chunk = Chunk(text, line.offset + start)
            depth = len(line.text) - len(line.text.lstrip("#"))
            self.out.append(Text("atxHeading", line.offset, chunk, line.start, depth=depth))
        else:
            self._mark("emptyHeading", line)

    def recover(self, problem: Problem, line: FlowLine, read: list[FlowLine]) -> bool:
        """Report `problem`; the lines are text from here on."""
        self.document.report(problem)
        self.queue.extendleft(reversed(read))
        self.document.excused.add(line.offset)
        self.concrete = False
        return False

    def _content(
        self, line: FlowLine, *, headless: bool
    ) -> Generator[None, FlowLine | None, FlowLine | None]:
        """Definitions and a paragraph, or a table when the next line says so.

        A lazy line right after a table is `headless`: it heads no other.
        """
        lines = [line]
        while True:
            self.interrupts, self.concrete = True, False
            following = yield from self.take()
            if following is None or not following.text:
                self._paragraph(lines)
                return following
            text = following.text
            first = text[0]
            headless = headless and len(lines) == 1
            may_head = first in "|:-" and not following.lazy and not headless
            if may_head and is_head(lines[-1].text, text):
                head = lines.pop()
                if lines:
                    self._paragraph(lines)
                    self.queue.appendleft(following)
                    return head
                self._row(head, "tableHeader")
                self.table_row_before = True
                return (yield from self._after())
            if first in "=-" and not following.lazy and _SETEXT.match(text):
                self.table_row_before = False
                if self._paragraph(lines, depth=1 if first == "=" else 2):
                    return (yield from self._after())
                return following
            if first in _SPECIAL:
                ends = yield from self._construct(following, interrupts=True)
                if ends:
                    self._paragraph(lines)
                    return following
            lines.append(following)

    def _paragraph(self, lines: list[FlowLine], *, depth: int = 0) -> bool:
        """Hand on a paragraph without the definitions before it; whether one is left."""
        first = lines[0]
        if not first.text.startswith("[") and all(self._is_dull(line.text) for line in lines):
            return True
        chunk = join([(line.text, line.offset) for line in lines])
        start, line = 0, first.start
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
                line = lines[index].start
                pairs = [(line_.text, line_.offset) for line_ in lines[index:]]
                skip = start - chunk.starts[index]
                pairs[0] = (pairs[0][0][skip:], pairs[0][1] + skip)
                chunk = join(pairs)
        kind = "setextHeading" if depth else "paragraph"
        self.out.append(Text(kind, chunk.offsets[0], chunk, line, depth=depth))
        return True

    def _is_dull(self, text: str) -> bool:
        """Whether nobody will ask what `text` holds."""
        document = self.document
        return document.skims and document.links is None and not ("<" in text or "{" in text)

    def _row(self, line: FlowLine, kind: str) -> None:
        if self._is_dull(line.text):
            return
        self.out.append(Enter("tableRow", line.offset, line.start))
        for cell, start, end in cells(line.text):
            chunk = Chunk(line.text[start:end], line.offset + start)
            self.out.append(Text(kind, line.offset + cell, chunk, line.start))
        self.out.append(Exit(line.start))
