"""What the blocks of a document are handed on as: a flat sequence, in order.

`Enter` and `Exit` frame containers and blocks; a `FlowTag` is a tag at block level; a `Text` holds
a chunk whose inline content is scanned later; a `Nested` is a document of its own inside a
directive.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..javascript.node import Node
    from ..source.text_chunk import Chunk
    from ..tags.expressions import Expression
    from ..tags.tag import Tag
    from .flow_line import FlowLine


@dataclass(slots=True)
class Enter:
    """A construct begins. `kind` is micromark's name of it."""

    kind: str
    start: int
    line: int


@dataclass(slots=True)
class Exit:
    """The innermost construct ends."""

    line: int


@dataclass(slots=True)
class FlowTag:
    """A tag at block level."""

    tag: Tag
    line: int


@dataclass(slots=True)
class FlowExpression:
    """An expression at block level."""

    expression: Expression
    start: int
    end: int
    line: int


@dataclass(slots=True)
class Module:
    """A chunk of imports and exports that was accepted."""

    program: Node | None
    chunk: Chunk
    line: int


@dataclass(slots=True)
class Text:
    """Inline content, and the construct that holds it. `events` are filled in by `inline`.

    `depth` is that of a heading, zero for all others.
    """

    kind: str
    start: int
    chunk: Chunk
    line: int
    events: list[object] = field(default_factory=list)
    depth: int = 0


@dataclass(slots=True)
class Code:
    """A fenced code block from its opening fence to the end of its last line.

    `code_end` is where the line of its closing fence starts, or the end of a block without one.
    `lines` are those between the fences, without what holds the block.
    """

    start: int
    code_end: int
    end: int
    lines: tuple[str, ...]
    line: int


@dataclass(slots=True)
class Nested:
    """The lines inside a container directive, which are a document of their own.

    `cut`: a lazy line ends it, so that its last line has no line ending.
    """

    spans: list[tuple[int, int]]
    line: int
    cut: bool
    events: list[BlockEvent] = field(default_factory=list)


BlockEvent = Enter | Exit | FlowTag | FlowExpression | Module | Text | Code | Nested


def frame(kind: str, line: FlowLine) -> tuple[Enter, Exit]:
    """A block on one line that holds no text. It matters only for the order of blocks."""
    return Enter(kind, line.offset, line.start), Exit(line.start)
