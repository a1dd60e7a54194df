"""Fenced code and front matter: lines that are taken as they are.

CommonMark 0.31, section 4.5, with any indent; micromark-extension-frontmatter for YAML, which
stands at the very start of a document and must be closed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Generator

    from .flow import Flow
    from .flow_line import FlowLine

YAML_FENCE = re.compile(r"---[ \t]*\Z")


def read_fence(flow: Flow, line: FlowLine, size: int) -> Generator[None, FlowLine | None, None]:
    """Read a fenced code block; its opening fence is `line`, of `size` marks."""
    marker = line.text[0]
    flow.concrete = True
    flow.fence = (marker, size)
    flow.document.fences.append((line.offset, marker, size))
    while True:
        following = yield from flow.take()
        if following is None:
            break
        if following.lazy:
            flow.queue.appendleft(following)
            break
        text = following.text
        if text.startswith(marker):
            run = len(text) - len(text.lstrip(marker))
            if run >= size and not text[run:].strip(" \t"):
                break
    flow.fence = None


def read_front_matter(flow: Flow) -> Generator[None, FlowLine | None, bool]:
    """Read YAML up to its closing fence; whether there is one."""
    read: list[FlowLine] = []
    flow.concrete = True
    while True:
        following = yield from flow.take()
        if following is None:
            flow.queue.extend(read)
            flow.concrete = False
            return False
        read.append(following)
        if following.at_column_one and YAML_FENCE.match(following.text):
            return True
