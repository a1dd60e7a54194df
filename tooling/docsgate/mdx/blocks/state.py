"""What the block rules read and write: the one value that passes between them and the flow.

    Mode            how the document is read; never changes
    Gathered        what the document is found to hold; later rooms ask for it
    DocumentState   one document, or the lines in one directive: the two above, and the containers
    FlowState       one flow: the lines that are waiting, and what the containers must know of it

A rule is a function. Its line starts with a character that may begin its construct; the rule says
at once whether it does, or returns a generator, which asks for further lines with `take`. The
answer is the blocks that were read, or None: the line begins no such construct, and all further
lines were given back. With `interrupts` the line is part of a paragraph so far: the construct is
then only recognised, not read, because the flow reads the line again after the paragraph.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

from .block_events import BlockEvent
from .flow_line import FlowLine

if TYPE_CHECKING:
    from ..source.problem import Problem
    from ..source.text_chunk import Chunk
    from .container_prefixes import OpenContainer

Blocks = tuple[BlockEvent, ...]
NextLine = Generator[None, FlowLine | None, FlowLine | None]
Growing = Generator[None, FlowLine | None, Blocks | None]


class Rule(Protocol):
    """One construct at block level."""

    def __call__(
        self, state: FlowState, line: FlowLine, *, interrupts: bool
    ) -> Blocks | Growing | None:
        """Read the construct that begins with `line`, or say that there is none."""


@dataclass(frozen=True, slots=True)
class Mode:
    """How a document is read.

    `docusaurus`: comments and directives exist. `patient`: a hopeless construct is read to the
    place where the compiler stops, so that the place is exact. `skims`: what can hold nothing that
    is rejected is passed over. `every_block`: it is handed on nevertheless, and blocks without text
    as well, because somebody looks for links or for the title. `html`: inline content is that of a
    page that is not MDX, with raw HTML in place of tags and expressions.
    """

    docusaurus: bool
    patient: bool = False
    skims: bool = False
    every_block: bool = False
    html: bool = False

    def is_dull(self, text: str) -> bool:
        """Whether nobody will ask what `text` holds."""
        return self.skims and not self.every_block and not ("<" in text or "{" in text)


@dataclass(slots=True)
class Gathered:
    """What a document is found to hold, the lines in its directives included.

    `defined` and `footnotes` are normalized labels, `imported` the names that modules import;
    `excused` holds the offsets of lines that begin with a rejected construct and are text from then
    on, `indented` those of blocks that CommonMark takes for indented code. `fences` are offset,
    marker and size of the opening fences. Passes without work are left out where no tag or no
    script was seen.
    """

    defined: set[str] = field(default_factory=set)
    footnotes: set[str] = field(default_factory=set)
    imported: set[str] = field(default_factory=set)
    excused: set[int] = field(default_factory=set)
    indented: list[int] = field(default_factory=list)
    fences: list[tuple[int, str, int]] = field(default_factory=list)
    has_tags: bool = False
    has_scripts: bool = False


@dataclass(slots=True)
class DocumentState:
    """What the flows of one document share.

    `report` is called with what is wrong; when it returns, the construct is taken for text.
    `whole` is the text of the document if a rule may read on in it by itself: no directive holds
    it, and all line endings are LF. Such a rule says in `resume_at` where the next line starts.
    `containers` are those that are open, the innermost last.
    """

    report: Callable[[Problem], None]
    mode: Mode
    gathered: Gathered
    whole: Chunk | None
    containers: list[OpenContainer] = field(default_factory=list)
    resume_at: int = 0


class FlowState:
    """The state of one flow.

    For the rules: `take`, `give_back`, `reject` and `text_ahead`. `waiting` are the lines that were
    given back, the next one last. `lazy_end` is where the line after the last one starts if that
    line would be lazy, or -1.

    For the containers and for those who skim: `interrupts`, a paragraph is open, and what is to be
    a block in it must be able to interrupt it; `concrete`, a construct is open in whose lines
    nobody looks for containers; `fence`, the marker and the size of the fence that is open;
    `table_row_before`, the line before was a row; `block_line`, where the line starts with which
    the block began that is read now. Only `read_fence` writes `fence`; the flow writes the others.
    """

    __slots__ = (
        "block_line", "concrete", "document", "ended", "fence", "interrupts", "lazy_end",
        "table_row_before", "waiting",
    )  # fmt: skip

    def __init__(self, document: DocumentState) -> None:
        self.document = document
        self.waiting: list[FlowLine] = []
        self.ended = False
        self.lazy_end = -1
        self.interrupts = False
        self.concrete = False
        self.fence: tuple[str, int] | None = None
        self.table_row_before = False
        self.block_line = 0

    def take(self) -> NextLine:
        """The next line, or None when the flow is cut off."""
        if self.waiting:
            return self.waiting.pop()
        if self.ended:
            return None
        line = yield
        return line

    def give_back(self, lines: Sequence[FlowLine]) -> None:
        """Let `lines`, which were taken and are in order, be read again, before all others."""
        self.waiting += reversed(lines)

    def reject(self, problem: Problem, line: FlowLine, read: list[FlowLine]) -> None:
        """Report `problem`. The construct that begins with `line` is text; `read` is given back."""
        self.document.report(problem)
        self.give_back(read)
        self.document.gathered.excused.add(line.offset)

    def text_ahead(self) -> Chunk | None:
        """The text of the document, if the lines that follow are those that follow in it."""
        return None if self.document.containers or self.waiting else self.document.whole
