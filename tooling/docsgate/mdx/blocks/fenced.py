"""Fenced code and front matter: lines that are taken as they are.

CommonMark 0.31, section 4.5, with any indent; micromark-extension-frontmatter for YAML, which
is at the very start of a document and must be closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .block_events import Code

if TYPE_CHECKING:
    from .flow_line import FlowLine
    from .state import Blocks, FlowState, Growing

_FENCE = re.compile(r"(`{3,})[^`]*\Z|(~{3,}).*\Z", re.DOTALL)
_YAML_FENCE = re.compile(r"---[ \t]*\Z")


def read_fence(state: FlowState, line: FlowLine, *, interrupts: bool) -> Blocks | Growing | None:
    """Read a fenced code block; its opening fence is `line`, which begins with a mark of one."""
    found = _FENCE.match(line.text)
    if found is None:
        return None
    return () if interrupts else _read_code(state, line, len(found[1] or found[2]))


def _read_code(state: FlowState, line: FlowLine, size: int) -> Growing:
    """Take lines up to the closing fence, which has at least `size` marks."""
    marker = line.text[0]
    state.fence = (marker, size)
    state.document.gathered.fences.append((line.offset, marker, size))
    code: list[str] = []
    code_end = end = line.offset + len(line.text)
    while True:
        following = yield from state.take()
        if following is None:
            break
        if following.lazy:
            state.give_back((following,))
            break
        text = following.text
        end = following.offset + len(text)
        if _closes(text, marker, size):
            code_end = following.start
            break
        code.append(text)
        code_end = end
    state.fence = None
    wanted = state.document.mode.every_block
    return (Code(line.offset, code_end, end, tuple(code), line.start),) if wanted else ()


def _closes(text: str, marker: str, size: int) -> bool:
    """Whether the line `text` is a closing fence of at least `size` marks."""
    if not text.startswith(marker):
        return False
    run = len(text) - len(text.lstrip(marker))
    return run >= size and not text[run:].strip(" \t")


def read_front_matter(state: FlowState, line: FlowLine, *, interrupts: bool) -> Growing | None:
    """Read YAML up to its closing fence, without which there is no front matter."""
    del interrupts  # Nothing is before the first line.
    at_start = line.offset == 0 and line.at_column_one
    return _read_yaml(state) if at_start and _YAML_FENCE.match(line.text) else None


def _read_yaml(state: FlowState) -> Growing:
    read: list[FlowLine] = []
    while True:
        following = yield from state.take()
        if following is None:
            state.give_back(read)
            return None
        read.append(following)
        if following.at_column_one and _YAML_FENCE.match(following.text):
            return ()
