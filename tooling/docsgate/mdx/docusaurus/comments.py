"""HTML comments, which Docusaurus accepts where plain MDX does not.

    comment ::= '<!--' (not '>', not '->', not '-->' at once) ... '-->'

(@slorber/remark-comment.) After a comment at block level the next character is dropped, whatever
it is, and a new block begins in the middle of the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..blocks.flow import Flow
    from ..blocks.flow_line import FlowLine

_OPEN = "<!--"
_CLOSE = "-->"


def comment_end(text: str, start: int) -> int:
    """After the comment that begins at `start` in `text`, or -1."""
    search = comment_body(text, start)
    end = text.find(_CLOSE, search) if search >= 0 else -1
    return end + len(_CLOSE) if end >= 0 else -1


def comment_body(text: str, start: int) -> int:
    """Where the end of the comment may be looked for, or -1 when none begins at `start`."""
    if not text.startswith(_OPEN, start):
        return -1
    body = start + len(_OPEN)
    if text.startswith((">", "->"), body):
        return -1
    return body + 1 if text.startswith("-", body) else body


def read_comment(
    flow: Flow, line: FlowLine, *, interrupts: bool
) -> Generator[None, FlowLine | None, bool]:
    """Read a comment at block level; whether there was one."""
    search = comment_body(line.text, 0)
    if search < 0:
        return False
    read: list[FlowLine] = []
    last: FlowLine | None = line
    flow.concrete = True
    while last is not None:
        end = last.text.find(_CLOSE, search)
        if end >= 0:
            break
        search = 0
        last = yield from flow.take()
        if last is not None:
            read.append(last)
    if last is None or interrupts:
        flow.queue.extendleft(reversed(read))
        flow.concrete = False
        return last is not None
    rest = last.text[end + len(_CLOSE) :]
    if rest:
        flow.queue.appendleft(last.after(len(last.text) - len(rest) + 1))
    return True
