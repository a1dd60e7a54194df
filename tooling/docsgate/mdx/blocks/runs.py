"""Tags and expressions at block level.

    run ::= tag ws* (tag ... | expression ...)? line-end   where two expressions never touch

(micromark-extension-mdx-jsx, micromark-extension-mdx-expression.) A line that starts with `<` or
`{` is a block if tags and expressions fill it, and the lines that they reach over, to the line
end. With any other text after them they are inline content, and the lines are read again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..docusaurus.comments import read_comment
from ..source.chunk import Chunk
from ..source.problem import Problem
from ..source.suspects import line_kind
from ..tags.expressions import Expression, scan_expression
from ..tags.tag import Tag, scan_tag
from .block_events import FlowExpression, FlowTag

if TYPE_CHECKING:
    from collections.abc import Generator

    from .flow import Flow
    from .flow_line import FlowLine


def read_run(
    flow: Flow, line: FlowLine, *, interrupts: bool
) -> Generator[None, FlowLine | None, bool]:
    """Tags and expressions that fill their lines; anything after them makes them inline."""
    if line.offset in flow.document.excused:
        return False
    kind = line_kind(line.text)
    if kind == "text" or (kind and flow.document.skims):
        return kind == "block"
    if line.text.startswith("<!--") and flow.document.docusaurus:
        taken = yield from read_comment(flow, line, interrupts=interrupts)
        if taken:
            return True
    if flow.document.whole is not None and not flow.document.stack and not flow.queue:
        known = _read_at_top(flow, flow.document.whole, line, interrupts=interrupts)
        if known is not None:
            return known
    chunk = Chunk(line.text + "\n" if line.ends else line.text, line.offset, closed=not line.ends)
    read: list[FlowLine] = []
    was_concrete, flow.concrete = flow.concrete, True
    scanner = _scan_run(chunk, 0, patient=flow.document.patient)
    try:
        while True:
            next(scanner)
            following = yield from flow.take()
            if following is None:
                chunk.closed = True
                if flow.lazy_end >= 0:
                    chunk.append("", flow.lazy_end, lazy=flow.lazy_end)
            else:
                read.append(following)
                text = following.text + "\n" if following.ends else following.text
                lazy = following.before if following.lazy else -1
                chunk.append(text, following.offset, lazy=lazy)
                chunk.closed = not following.ends
    except StopIteration as stop:
        found: list[Tag | Expression] | None = stop.value
    except Problem as problem:
        problem.impatient = True
        return flow.recover(problem, line, read)
    if found is None:
        flow.queue.extendleft(reversed(read))
        flow.concrete = was_concrete
        return False
    if interrupts:
        flow.queue.extendleft(reversed(read))
        return True
    for item in found:
        _emit(flow, chunk, item, line.start)
    return True


def _read_at_top(flow: Flow, whole: Chunk, line: FlowLine, *, interrupts: bool) -> bool | None:
    """The same outside containers, where the rest of the document is at hand.

    None: this is inline content. How many lines were read to find that out must then be known,
    for no container opens in them any more: they have to be taken one by one.
    """
    exact = flow.document.patient or not flow.document.excused
    try:
        next(_scan_run(whole, line.offset, patient=exact))
    except StopIteration as stop:
        found: list[Tag | Expression] | None = stop.value
    except Problem as problem:
        return flow.recover(problem, line, [])
    if found is None:
        return None
    if not interrupts:
        for item in found:
            _emit(flow, whole, item, line.start)
        last = found[-1]
        end = whole.text.find("\n", last.limit if isinstance(last, Tag) else last.end)
        flow.document.resume_at = end + 1 if end >= 0 else len(whole.text)
    return True


def _emit(flow: Flow, chunk: Chunk, item: Tag | Expression, line: int) -> None:
    if isinstance(item, Tag):
        item.flow = True
        flow.document.seen.tags = True
        flow.out.append(FlowTag(item, line))
    else:
        flow.document.seen.scripts = True
        start, end = chunk.source(item.start - 1), chunk.source(item.end - 1) + 1
        flow.out.append(FlowExpression(item, start, end, line))


def _scan_run(
    chunk: Chunk, position: int, *, patient: bool
) -> Generator[None, None, list[Tag | Expression] | None]:
    """Tags and expressions up to a line end; None when other text stands among them."""
    found: list[Tag | Expression] = []
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
