"""Blocks that are no containers: which lines make a paragraph, a fence, a table, a tag.

CommonMark 0.31, section 4, as micromark tokenizes it with indented code, HTML and autolinks
switched off, plus the block constructs of MDX. At the first character of a line that a paragraph
may or may not go on with, each rule in `RULES` for that character is tried; what none takes is a
table row, or content (definitions, then a paragraph).

A `Flow` is fed with lines whose container prefixes are gone. It is a coroutine that runs ahead:
a tag or an expression at the start of a line may reach over several lines before it is known to
be one, or not to be one, whereupon the lines are read again as text. While it is open, `concrete`
tells the containers not to look for markers in its lines.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from .comment_blocks import read_comment
from .directive_blocks import read_directive
from .esm import read_module
from .fenced import read_fence, read_front_matter
from .headings import read_heading
from .paragraphs import read_paragraph
from .runs import read_run
from .tables import is_head, read_row
from .thematic_breaks import read_thematic_break

if TYPE_CHECKING:
    from collections.abc import Generator

    from .block_events import BlockEvent
    from .flow_line import FlowLine
    from .state import Blocks, FlowState, NextLine, Rule

# What a line may begin with, by its first character, in the order in which it is tried.
RULES: dict[str, tuple[Rule, ...]] = {
    "#": (read_heading,),
    "`": (read_fence,),
    "~": (read_fence,),
    "<": (read_comment, read_run),
    "{": (read_run,),
    ":": (read_directive,),
    "-": (read_front_matter, read_thematic_break),
    "*": (read_thematic_break,),
    "_": (read_thematic_break,),
    "i": (read_module,),
    "e": (read_module,),
}
_INTERRUPTING = frozenset(RULES) - {"i", "e"}
_SETEXT = re.compile(r"(?:=+|-+)[ \t]*\Z")
DEEP = 4


class Flow:
    """The blocks of one container, or of the document between containers; they go to `out`."""

    __slots__ = ("_deep_before", "_first", "_machine", "out", "state")

    def __init__(self, state: FlowState, out: list[BlockEvent]) -> None:
        self.state = state
        self.out = out
        self._deep_before = False
        self._first: FlowLine | None = None
        self._machine: Generator[None, FlowLine | None, None] | None = None

    def feed(self, line: FlowLine) -> None:
        """The next line. Many a flow is one line of text: it needs no machine."""
        if self._machine is None:
            if self._first is None and line.text and line.text[0] not in RULES:
                self._first = line
                self.state.interrupts, self.state.block_line = True, line.start
                return
            self._machine = self._run()
            next(self._machine)
            if self._first is not None:
                self._machine.send(self._first)
        self._machine.send(line)

    def close(self) -> None:
        """No line follows: an opening container or the end of the document cuts the flow off."""
        self.state.ended = True
        if self._machine is None:
            if self._first is not None:
                self._note_indent(self._first)
                self._hand_on(read_paragraph(self.state, [self._first]))
            return
        try:
            self._machine.send(None)
        except StopIteration:
            return

    def _hand_on(self, blocks: Blocks | None) -> bool:
        """Put `blocks` out; whether there are any: None says that there is no such construct."""
        if blocks:
            self.out += blocks
        return blocks is not None

    def _run(self) -> Generator[None, FlowLine | None, None]:
        state = self.state
        line = yield from state.take()
        while line is not None:
            state.interrupts = state.concrete = False
            state.block_line = line.start
            if line.text:
                self._note_indent(line)
                line = yield from self._block(line)
            else:
                state.table_row_before = False
                line = yield from self._after()

    def _after(self) -> NextLine:
        """The line after a block that is complete."""
        self.state.interrupts = self.state.concrete = False
        return (yield from self.state.take())

    def _note_indent(self, line: FlowLine) -> None:
        """Remember where a block starts that CommonMark takes for indented code."""
        deep = line.indent >= DEEP and not line.lazy
        if deep and not self._deep_before:
            self.state.document.gathered.indented.append(line.offset)
        self._deep_before = deep

    def _block(self, line: FlowLine) -> NextLine:
        """Read the block that starts with `line`; what follows it is returned."""
        state = self.state
        if line.text[0] in RULES:
            blocks = yield from self._construct(line, interrupts=False)
            if blocks is not None:
                self.out += blocks
                state.table_row_before = False
                return (yield from self._after())
        if state.table_row_before and not line.lazy:
            self._hand_on(read_row(state, line, "tableData"))
            return (yield from self._after())
        headless = state.table_row_before
        state.table_row_before = False
        return (yield from self._content(line, headless=headless))

    def _construct(
        self, line: FlowLine, *, interrupts: bool
    ) -> Generator[None, FlowLine | None, Blocks | None]:
        """What the first rule that takes `line` reads; None when no rule takes it."""
        state = self.state
        for rule in RULES[line.text[0]]:
            answer = rule(state, line, interrupts=interrupts)
            if answer is not None and not isinstance(answer, tuple):
                state.concrete = True
                answer = yield from answer
                state.concrete = False
            if answer is not None:
                return answer
        return None

    def _content(self, line: FlowLine, *, headless: bool) -> NextLine:
        """Read definitions and a paragraph, or a table when the next line says so.

        What follows is returned. A lazy line right after a table is `headless`: it heads no other.
        """
        state, lines = self.state, [line]
        while True:
            state.interrupts, state.concrete = True, False
            following = yield from state.take()
            if following is None or not following.text:
                self._hand_on(read_paragraph(state, lines))
                return following
            first = following.text[0]
            if not following.lazy:
                heads = first in "|:-" and not (headless and len(lines) == 1)
                if heads and is_head(lines[-1].text, following.text):
                    return (yield from self._table(lines, following))
                if first in "=-" and _SETEXT.match(following.text):
                    return (yield from self._underlined(lines, following))
            if first in _INTERRUPTING:
                ends = yield from self._construct(following, interrupts=True)
                if ends is not None:
                    self._hand_on(read_paragraph(state, lines))
                    return following
            lines.append(following)

    def _table(self, lines: list[FlowLine], delimiter: FlowLine) -> NextLine:
        """The last of `lines` heads a table; a paragraph before it is read first, alone."""
        head = lines.pop()
        if lines:
            self._hand_on(read_paragraph(self.state, lines))
            self.state.give_back((delimiter,))
            return head
        self._hand_on(read_row(self.state, head, "tableHeader"))
        self.state.table_row_before = True
        return (yield from self._after())

    def _underlined(self, lines: list[FlowLine], underline: FlowLine) -> NextLine:
        """The lines are a heading; if they are only definitions, `underline` begins a block."""
        depth = 1 if underline.text[0] == "=" else 2
        if self._hand_on(read_paragraph(self.state, lines, depth=depth)):
            return (yield from self._after())
        return underline
