"""Tags and expressions at block level.

    run ::= tag ws* (tag ... | expression ...)? line-end   where two expressions never touch

(micromark-extension-mdx-jsx, micromark-extension-mdx-expression.) A line that starts with `<` or
`{` is a block if tags and expressions fill it, and the lines that they reach over, to the line
end. With any other text after them they are inline content, and the lines are read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..source.problem import Problem
from ..source.suspects import line_kind
from ..source.text_chunk import Chunk
from ..tags.expressions import Expression, scan_expression
from ..tags.tag import Tag, scan_tag
from .block_events import FlowExpression, FlowTag

if TYPE_CHECKING:
    from collections.abc import Generator

    from .block_events import BlockEvent
    from .flow_line import FlowLine
    from .state import Blocks, DocumentState, FlowState, Growing

Run = list[Tag | Expression]


def read_run(state: FlowState, line: FlowLine, *, interrupts: bool) -> Blocks | Growing | None:
    """Read the tags and expressions that fill their lines; `line` begins with `<` or `{`."""
    document = state.document
    if line.offset in document.gathered.excused:
        return None
    kind = line_kind(line.text)
    if kind == "text":
        return None
    if kind and document.mode.skims:
        return ()
    text_ahead = state.text_ahead()
    if text_ahead is None:
        return _read_lines(state, line, interrupts=interrupts)
    try:
        found = _find_run(document, text_ahead, line.offset)
    except Problem as problem:
        state.reject(problem, line, [])
        return None
    if found is None:
        # This is inline content. How many lines it takes to find that out must still be known,
        # for no container opens in them any more: so they are taken one by one.
        return _read_lines(state, line, interrupts=interrupts)
    return () if interrupts else _take_ahead(document, text_ahead, found, line)


def _find_run(document: DocumentState, text_ahead: Chunk, start: int) -> Run | None:
    """The run at `start` of a text that is complete. Raises `Problem`."""
    exact = document.mode.patient or not document.gathered.excused
    try:
        next(_scan_run(text_ahead, start, patient=exact))
    except StopIteration as stop:
        found: Run | None = stop.value
        return found
    raise AssertionError("a complete text needs no more lines")


def _take_ahead(document: DocumentState, text: Chunk, found: Run, line: FlowLine) -> Blocks:
    """The blocks of the run; the document goes on behind its last line."""
    last = found[-1]
    end = text.text.find("\n", last.limit if isinstance(last, Tag) else last.end)
    document.resume_at = end + 1 if end >= 0 else len(text.text)
    return _blocks(document, text, found, line)


def _read_lines(state: FlowState, line: FlowLine, *, interrupts: bool) -> Growing:
    """Read the run line by line, as far as it reaches."""
    document = state.document
    read: list[FlowLine] = []
    text = line.text + "\n" if line.ends else line.text
    chunk = Chunk(text, line.offset, closed=not line.ends)
    scanner = _scan_run(chunk, 0, patient=document.mode.patient)
    try:
        while True:
            next(scanner)
            following = yield from state.take()
            if following is None:
                _end_chunk(chunk, state.lazy_end)
            else:
                read.append(following)
                _append(chunk, following)
    except StopIteration as stop:
        found: Run | None = stop.value
    except Problem as problem:
        problem.impatient = True
        state.reject(problem, line, read)
        return None
    if found is None or interrupts:
        state.give_back(read)
        return None if found is None else ()
    return _blocks(document, chunk, found, line)


def _append(chunk: Chunk, line: FlowLine) -> None:
    text = line.text + "\n" if line.ends else line.text
    chunk.append(text, line.offset, lazy=line.before if line.lazy else -1)
    chunk.closed = not line.ends


def _end_chunk(chunk: Chunk, lazy_end: int) -> None:
    """No line follows, or an empty one that would be lazy and starts at `lazy_end`."""
    chunk.closed = True
    if lazy_end >= 0:
        chunk.append("", lazy_end, lazy=lazy_end)


def _blocks(document: DocumentState, chunk: Chunk, found: Run, line: FlowLine) -> Blocks:
    blocks: list[BlockEvent] = []
    for item in found:
        if isinstance(item, Tag):
            item.flow = True
            document.gathered.has_tags = True
            blocks.append(FlowTag(item, line.start))
        else:
            document.gathered.has_scripts = True
            start, end = chunk.source(item.start - 1), chunk.source(item.end - 1) + 1
            blocks.append(FlowExpression(item, start, end, line.start))
    return tuple(blocks)


def _scan_run(chunk: Chunk, position: int, *, patient: bool) -> Generator[None, None, Run | None]:
    """Tags and expressions up to a line end; None when other text is among them."""
    found: Run = []
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
