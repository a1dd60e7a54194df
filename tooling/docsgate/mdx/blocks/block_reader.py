"""Lines into containers into blocks.

CommonMark 0.31, appendix "A parsing strategy", phase 1, as micromark's document tokenizer does
it: each line first continues the open containers, as far as its prefixes go; then new ones may
open; the rest of the line goes to the `Flow`. A line that continues fewer containers than are
open is lazy: if it goes on with the block before, the containers stay open.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..source.lines import FilledLine, column_of
from ..source.text_chunk import Chunk
from .block_events import Enter, Exit, Nested
from .container_prefixes import (
    Cursor,
    OpenContainer,
    footnote_continues,
    list_continues,
    quote_continues,
    starts,
)
from .flow import DEEP, Flow
from .flow_line import FlowLine
from .skim import Skimmer
from .state import DocumentState, FlowState, Gathered, Mode

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from ..source.problem import Problem
    from .block_events import BlockEvent

_MAY_OPEN = frozenset(" \t>*+-0123456789[")
_LINE_ENDING = re.compile(r"\r\n?|\n")


class BlockReader:
    """Reads the blocks of a document, or of the lines in a directive. `events` is the result.

    `report` is called with what is wrong; when it returns, the construct is taken for text. `outer`
    is what the document around a directive holds: what the directive holds is added to it.
    """

    def __init__(
        self,
        text: str,
        report: Callable[[Problem], None],
        mode: Mode,
        outer: Gathered | None = None,
    ) -> None:
        self.text = text
        self.mode = mode
        self.gathered = Gathered() if outer is None else outer
        self.events: list[BlockEvent] = []
        whole = Chunk(text, 0) if outer is None and "\r" not in text else None
        self._state = DocumentState(report, mode, self.gathered, whole)
        self._stack = self._state.containers
        self._flow: Flow | None = None

    def nested(self) -> BlockReader:
        """A document inside a directive of this one; what it defines, this one knows."""
        return BlockReader(self.text, self._state.report, self.mode, self.gathered)

    def read_whole(self, suspicious: Sequence[int] = ()) -> list[BlockEvent]:
        """Read the whole text.

        `suspicious` are offsets, in order, that are not to be passed over where the mode skims.
        """
        text, stack, position = self.text, self._stack, 0
        skimmer = Skimmer(text, suspicious) if self.mode.skims else None
        line: FilledLine | None = None
        while position < len(text):
            if skimmer is not None and not stack:
                target = skimmer.target(position, self._flow.state if self._flow else None)
                if target > position:
                    position = target
                    continue
            end, following = self._line_end(position)
            if stack or text[position] in _MAY_OPEN:
                line = FilledLine(text, position, end, ends=following > end)
                self._line(line)
            else:
                self._plain_line(position, end, ends=following > end)
            position = max(following, self._state.resume_at)
        self._close(line)
        return self.events

    def _line_end(self, position: int) -> tuple[int, int]:
        """Where the line that holds `position` ends, and where the next one starts."""
        if self._state.whole is not None:
            end = self.text.find("\n", position)
            return (end, end + 1) if end >= 0 else (len(self.text), len(self.text))
        ending = _LINE_ENDING.search(self.text, position)
        return ending.span() if ending else (len(self.text), len(self.text))

    def read_nested(self, nested: Nested) -> list[BlockEvent]:
        """Read the lines inside a directive."""
        text, line = self.text, None
        for index, (start, end) in enumerate(nested.spans, 1):
            ends = end < len(text) and not (nested.cut and index == len(nested.spans))
            column = column_of(text, start) if text.find("\t", start, end) >= 0 else 0
            line = FilledLine(text, start, end, ends=ends, column=column)
            self._line(line)
        self._close(line)
        return self.events

    def _close(self, line: FilledLine | None) -> None:
        """The document ends; `line` was its last."""
        if self._flow is not None:
            quoted = any(container.kind == "blockQuote" for container in self._stack)
            if line is not None and line.ends and quoted:
                self._flow.state.lazy_end = self._next_line(line)
            self._flow.close()
        self._exit(0, len(self.events), -1)

    def _next_line(self, line: FilledLine) -> int:
        """Where the line after `line` starts."""
        ending = _LINE_ENDING.match(self.text, line.end)
        return ending.end() if ending else line.end

    def _plain_line(self, start: int, end: int, *, ends: bool) -> None:
        """A line outside containers that opens none, and has no white space at its start."""
        text = self.text[start:end]
        flow = self._flow or self._open_flow()
        flow.feed(FlowLine(text, start, start, start, 0, lazy=False, ends=ends, at_column_one=True))

    def _open_flow(self) -> Flow:
        self._flow = Flow(FlowState(self._state), self.events)
        return self._flow

    def _line(self, line: FilledLine) -> None:
        cursor = Cursor(line)
        continued = self._continue(cursor) if self._stack else 0
        lazy = continued != len(self._stack)
        flow = None if lazy or self._flow is None else self._flow.state
        if flow is not None and flow.concrete:
            self._feed(cursor, lazy=False)
            return
        interrupts = flow is not None and flow.interrupts
        position, marker = cursor.position, cursor.after_spaces()
        container = starts(cursor, interrupts=interrupts, footnotes=self.gathered.footnotes)
        if container is None:
            self._feed(cursor, lazy=lazy)
            if lazy and self._flow is not None and self._flow.state.block_line >= line.start:
                self._exit_before(continued, line.start)
            return
        self._close_flow()
        self._exit(continued, len(self.events), line.start)
        if marker - position >= DEEP:
            self.gathered.indented.append(container.start)
        while container is not None:
            self._enter(container, line.start)
            container = starts(cursor, interrupts=interrupts, footnotes=self.gathered.footnotes)
        self._feed(cursor, lazy=False)

    def _continue(self, cursor: Cursor) -> int:
        """How many of the open containers the line goes on with."""
        for index, container in enumerate(self._stack):
            if container.kind == "blockQuote":
                goes_on = quote_continues(cursor)
            elif container.kind == "list":
                answer = list_continues(cursor, container)
                if answer == "sibling":
                    self._sibling(index, container, cursor.line.start)
                    return index + 1
                goes_on = bool(answer)
            else:
                goes_on = footnote_continues(cursor)
            if not goes_on:
                return index
        return len(self._stack)

    def _sibling(self, index: int, container: OpenContainer, number: int) -> None:
        """The line opens the next item of a list."""
        self._close_flow()
        self._exit(index + 1, len(self.events), number)
        self.events.append(Exit(number))
        self.events.append(Enter("listItem", container.item, number))

    def _enter(self, container: OpenContainer, number: int) -> None:
        self._stack.append(container)
        if container.kind == "list":
            self.events.append(Enter("listItem", container.item, number))
        else:
            self.events.append(Enter(container.kind, container.start, number))

    def _close_flow(self) -> None:
        if self._flow is not None:
            self._flow.close()
            self._flow = None

    def _exit(self, size: int, index: int, number: int) -> None:
        """Close containers down to `size`; their ends are put at `index` among the events."""
        if len(self._stack) > size:
            self.events[index:index] = [Exit(number)] * (len(self._stack) - size)
            del self._stack[size:]

    def _exit_before(self, size: int, number: int) -> None:
        """Close containers down to `size`, before what the flow read from line `number`."""
        index = len(self.events)
        while index and self.events[index - 1].line == number:
            index -= 1
        self._exit(size, index, number)

    def _feed(self, cursor: Cursor, *, lazy: bool) -> None:
        line = cursor.line
        before = cursor.offset()
        if before == line.end and not line.ends:
            # Nothing is left of the last line: the blocks never see it.
            if lazy and self._flow is not None:
                self._flow.state.lazy_end = line.start
            return
        rest = self.text[before : line.end]
        text = rest.lstrip(" \t")
        offset = line.end - len(text)
        at_column_one = offset == 0 or self.text[offset - 1] in "\r\n"
        indent = cursor.after_spaces() - cursor.position if offset > before else 0
        flow = self._flow or self._open_flow()
        flow.feed(
            FlowLine(text, offset, before, line.start, indent, lazy, line.ends, at_column_one)
        )


def flat_blocks(reader: BlockReader, events: Iterable[BlockEvent]) -> Iterator[BlockEvent]:
    """All blocks of `events`, which `reader` read, in order, and those in directives too."""
    pending = [(reader, iter(events))]
    while pending:
        outer, left = pending[-1]
        for event in left:
            if isinstance(event, Nested):
                inner = outer.nested()
                pending.append((inner, iter(inner.read_nested(event))))
                break
            yield event
        else:
            pending.pop()
