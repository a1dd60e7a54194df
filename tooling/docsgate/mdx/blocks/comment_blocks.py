"""HTML comments at block level, which Docusaurus accepts.

(@slorber/remark-comment.) After a comment the next character is dropped, whatever it is, and a
new block begins in the middle of the line.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..docusaurus.comments import CLOSE, comment_body

if TYPE_CHECKING:
    from .flow_line import FlowLine
    from .state import FlowState, Growing


def read_comment(state: FlowState, line: FlowLine, *, interrupts: bool) -> Growing | None:
    """Read a comment; `line` begins with `<`."""
    document = state.document
    if not document.mode.docusaurus or line.offset in document.gathered.excused:
        return None
    body = comment_body(line.text, 0)
    return _read_to_close(state, line, body, interrupts=interrupts) if body >= 0 else None


def _read_to_close(state: FlowState, line: FlowLine, body: int, *, interrupts: bool) -> Growing:
    """Take lines up to the end of the comment; it may be in `line` itself, from `body` on."""
    read: list[FlowLine] = []
    last, end = line, line.text.find(CLOSE, body)
    while end < 0:
        following = yield from state.take()
        if following is None:
            state.give_back(read)
            return None
        read.append(following)
        last, end = following, following.text.find(CLOSE)
    if interrupts:
        state.give_back(read)
    elif end + len(CLOSE) < len(last.text):
        state.give_back((last.after(end + len(CLOSE) + 1),))
    return ()
