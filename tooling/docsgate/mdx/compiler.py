"""The passes of the compiler, in its order.

A document is rejected by the first of these that finds something:

0. the blocks of the whole document, with the tags, expressions and modules among them;
1. the inline content of the blocks, in order; then what a directive holds, pass by pass deeper;
2. the matching of tags over the whole document;
3. what the later stages refuse.

`first_problem` follows the compiler and stops where it stops. `all_problems` goes on: it takes a
rejected construct for text and looks further.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from .document import Document, lines_at, split_lines
from .events import Nested, Text
from .inline import Inline
from .late import check_late
from .matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable

    from .problem import Problem


class Reading:
    """A document that was read: its events, and the fences in it."""

    def __init__(self, events: list[object], document: Document) -> None:
        self.events = events
        self.document = document


def read_document(
    text: str, report: Callable[[Problem], None], *, docusaurus: bool, patient: bool
) -> Reading:
    """Read blocks, inline content and tags of `text`; `report` gets every problem."""
    document = Document(text, report, docusaurus=docusaurus, patient=patient)
    events = document.read(split_lines(text))
    read_inline(document, events, report)
    Matcher(report).document(events)
    check_late(events, report)
    return Reading(events, document)


def read_inline(
    document: Document, events: list[object], report: Callable[[Problem], None]
) -> None:
    """Scan the text in `events`, then what was found in it, level by level."""
    level: list[object] = events
    delayed: list[object] = []
    while level or delayed:
        following: list[object] = []
        for event in level:
            if isinstance(event, Text):
                text = event.chunk.text
                if "<" in text or "{" in text:
                    scanner = Inline(document, event, report)
                    event.events = scanner.scan()
                    following += scanner.nested
            elif isinstance(event, Nested):
                inner = document.nested()
                event.events = inner.read(lines_at(document.text, event.spans, event.line))
                delayed += event.events
        if not following:
            following, delayed = delayed, []
        level = following


class _FirstProblem(Exception):  # noqa: N818  carries the answer out of the passes
    def __init__(self, problem: Problem) -> None:
        super().__init__()
        self.problem = problem


def first_problem(text: str, *, docusaurus: bool) -> Problem | None:
    """The problem at which the compiler stops, or None: it accepts the document."""

    def stop(problem: Problem) -> None:
        raise _FirstProblem(problem)

    try:
        read_document(text, stop, docusaurus=docusaurus, patient=True)
    except _FirstProblem as found:
        return found.problem
    return None


def all_problems(text: str, *, docusaurus: bool) -> tuple[list[Problem], Reading]:
    """Everything that the compiler would reject, were the rest mended, in no order."""
    problems: list[Problem] = []
    reading = read_document(text, problems.append, docusaurus=docusaurus, patient=False)
    return problems, reading
