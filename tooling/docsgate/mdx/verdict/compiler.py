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

from contextlib import suppress
from typing import TYPE_CHECKING

from ..blocks.block_events import Nested, Text
from ..blocks.block_reader import BlockReader
from ..blocks.title import title_span
from ..inline.late import check_late
from ..inline.paragraph import Inline
from ..source.problem import Problem
from ..source.suspects import SUSPECT, next_suspect
from ..source.urls import is_rejected, suspicious_offsets
from .matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Callable

_PROBLEMS_MAX = 2000


class Reading:
    """What a document was read as: its events, its problems in the order of the passes."""

    def __init__(self, document: BlockReader, problems: list[Problem]) -> None:
        self.document = document
        self.problems = problems

    @property
    def events(self) -> list[object]:
        """The events of the document."""
        return self.document.events


def first_problem(text: str, *, docusaurus: bool) -> Problem | None:
    """The problem at which the compiler stops, or None: it accepts the document."""
    return next(iter(_read(text, docusaurus=docusaurus, problems_max=1).problems), None)


def all_problems(text: str, *, docusaurus: bool, skims: bool = True) -> Reading:
    """Everything that the compiler would reject, were the rest mended, the first first.

    After a great many the rest is left out. With `skims`, what cannot be rejected is passed over;
    without it the events are complete.
    """
    return _read(text, docusaurus=docusaurus, problems_max=_PROBLEMS_MAX, skims=skims)


class _Enough(Exception):  # noqa: N818  stops the passes
    pass


def _read(text: str, *, docusaurus: bool, problems_max: int, skims: bool = True) -> Reading:
    problems: list[Problem] = []

    def report(problem: Problem) -> None:
        problems.append(problem)
        if len(problems) >= problems_max:
            raise _Enough

    document = BlockReader(text, report, docusaurus=docusaurus, patient=problems_max == 1)
    if docusaurus:
        document.suspicious = suspicious_offsets(text)
        document.links = [] if document.suspicious else None
    with suppress(_Enough):
        events = document.read_text(skims=skims)
        read_inline(document, events, report)
        if document.seen.tags:
            Matcher(report).document(events)
        if not problems:
            for problem in _late_problems(document):
                report(problem)
    return Reading(document, problems)


def _late_problems(document: BlockReader) -> list[Problem]:
    """What the stages after the matching of tags reject, links that cannot be parsed first."""
    found = [
        Problem("mdx-url-invalid", link.start, link.end, None, link.url)
        for link in document.links or ()
        if is_rejected(link.url, image=link.image)
    ]
    if document.seen.tags or document.seen.scripts:
        check_late(document.events, found.append)
    if not found or not document.docusaurus:
        return found
    start, end = title_span(document.text)
    return [problem for problem in found if not start <= problem.construct < end]


def read_inline(
    document: BlockReader,
    events: list[object],
    report: Callable[[Problem], None],
    *,
    every_link: bool = False,
) -> None:
    """Scan the text in `events`, then what was found in it, level by level.

    Text in which nothing can be rejected is passed over, unless `every_link` is wanted.
    """
    level: list[object] = events
    skims = document.skims
    delayed: list[object] = []
    while level or delayed:
        following: list[object] = []
        for event in level:
            if isinstance(event, Text):
                text = event.chunk.text
                urls = document.links is not None and (
                    suspicious_offsets(text) or (every_link and "](" in text)
                )
                if (
                    urls
                    or next_suspect(text, 0) < len(text)
                    or (not skims and SUSPECT.search(text))
                ):
                    scanner = Inline(document, event, report)
                    event.events = scanner.scan()
                    following += scanner.nested
            elif isinstance(event, Nested):
                inner = document.nested()
                event.events = inner.read_nested(event)
                delayed += event.events
        if not following:
            following, delayed = delayed, []
        level = following
