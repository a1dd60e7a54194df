"""Directives, which Docusaurus reads: `:name[label]{attributes}` in text, `::name` and `:::name`.

(micromark-extension-directive.) Their attributes take braces that would be expressions otherwise;
their labels are inline content; what stands between `:::name` and `:::` is a document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from ..blocks.block_events import Enter, Exit, Nested, Text
from ..source.chunk import Chunk

if TYPE_CHECKING:
    from collections.abc import Generator

    from ..blocks.flow import Flow
    from ..blocks.flow_line import FlowLine

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_-]*")
_COLONS = re.compile(":+")
_CLOSING = re.compile(r"(:{3,})[ \t]*\Z")
_SPACES = re.compile(r"[ \t]*")
_SPACES_AND_LINES = re.compile(r"[ \t\n]*")
_SHORTCUT = re.compile(r"[#.][^\"#'.<=>`}\s][^\"'<=>`#.}\s]*")
_ATTRIBUTE_NAME = re.compile(r"[A-Za-z:_][A-Za-z0-9:._-]*")
_UNQUOTED = re.compile(r"[^\"'<=>`}\s]+")
_LABEL_ESCAPES_MAX = 999
_LABEL_DEPTH_MAX = 32


def name_end(text: str, start: int) -> int:
    """After a directive's name, or -1."""
    found = _NAME.match(text, start)
    if found is None or found.group()[-1] in "-_":
        return -1
    return found.end()


def label_end(text: str, start: int, *, one_line: bool) -> int:
    """After `[label]`, brackets in it balanced, or -1."""
    depth = escapes = 0
    position = start + 1
    while position < len(text):
        character = text[position]
        if escapes > _LABEL_ESCAPES_MAX or (character == "\n" and one_line):
            return -1
        if character == "[":
            depth += 1
            if depth > _LABEL_DEPTH_MAX:
                return -1
        elif character == "]":
            if not depth:
                return position + 1
            depth -= 1
        elif character == "\\" and text[position + 1 : position + 2] in ("[", "\\", "]"):
            escapes += 1
            position += 1
        position += 1
    return -1


def attributes_end(text: str, start: int, *, one_line: bool) -> int:
    """After `{attributes}`, or -1."""
    spaces = _SPACES if one_line else _SPACES_AND_LINES
    position = start + 1
    while True:
        position = _end(spaces, text, position)
        character = text[position : position + 1]
        if character == "}":
            return position + 1
        if character and character in "#.":
            found = _SHORTCUT.match(text, position)
            if found is None or text[found.end() : found.end() + 1] in (
                "", '"', "'", "<", "=", ">", "`",
            ):  # fmt: skip
                return -1
            position = found.end()
            continue
        found = _ATTRIBUTE_NAME.match(text, position)
        if found is None:
            return -1
        position = _end(spaces, text, found.end())
        if text.startswith("=", position):
            position = _value_end(text, _end(spaces, text, position + 1), one_line=one_line)
            if position < 0:
                return -1


def _value_end(text: str, start: int, *, one_line: bool) -> int:
    quote = text[start : start + 1]
    if quote in ('"', "'"):
        close = text.find(quote, start + 1)
        if close < 0 or (one_line and "\n" in text[start:close]):
            return -1
        after = text[close + 1 : close + 2]
        return close + 1 if after in ("}", " ", "\t", "\n") and after else -1
    found = _UNQUOTED.match(text, start)
    if found is None or text[found.end() : found.end() + 1] in (
        "", '"', "'", "<", "=", ">", "`",
    ):  # fmt: skip
        return -1
    return found.end()


def _end(expression: re.Pattern[str], text: str, start: int) -> int:
    found = expression.match(text, start)
    assert found is not None
    return found.end()


class Head:
    """The first line of a directive in a block: its colons, and where its label is."""

    __slots__ = ("colons", "label")

    def __init__(self, colons: int, label: tuple[int, int] | None) -> None:
        self.colons = colons
        self.label = label


def parse_head(text: str) -> Head | None:
    """Read the first line of a directive in a block."""
    colons = _end(_COLONS, text, 0)
    if colons == 1:
        return None
    position = name_end(text, colons)
    if position < 0:
        return None
    label = None
    if text.startswith("[", position):
        end = label_end(text, position, one_line=True)
        if end >= 0:
            label = position + 1, end - 1
            position = end
    if text.startswith("{", position):
        end = attributes_end(text, position, one_line=True)
        position = end if end >= 0 else position
    return Head(colons, label) if _end(_SPACES, text, position) == len(text) else None


def read_directive(
    flow: Flow, line: FlowLine, *, interrupts: bool
) -> Generator[None, FlowLine | None, bool]:
    """Read a leaf or a container directive; whether there was one."""
    head = parse_head(line.text)
    if head is None or interrupts:
        return head is not None
    container = head.colons > len("::")
    flow.out.append(
        Enter("directiveContainer" if container else "directiveLeaf", line.offset, line.start)
    )
    if head.label and head.label[0] < head.label[1]:
        start, end = head.label
        chunk = Chunk(line.text[start:end], line.offset + start)
        opener = line.offset + start - 1 if container else line.offset
        flow.out.append(Text("directiveLabel", opener, chunk, line.start))
    if container:
        indent = line.offset - line.before
        yield from _read_content(flow, head.colons, indent, line.start)
    flow.out.append(Exit(line.start))
    return True


def _read_content(
    flow: Flow, colons: int, indent: int, number: int
) -> Generator[None, FlowLine | None, None]:
    flow.concrete = True
    spans: list[tuple[int, int]] = []
    cut = False
    while True:
        line = yield from flow.take()
        if line is None:
            cut = flow.lazy_end >= 0
            break
        if line.lazy:
            flow.queue.appendleft(line)
            cut = True
            break
        closing = _CLOSING.match(line.text)
        if closing and len(closing[1]) >= colons:
            break
        start = min(line.offset, line.before + indent)
        spans.append((start, line.offset + len(line.text)))
    if spans:
        flow.out.append(Nested(spans, number, cut))
