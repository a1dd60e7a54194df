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
from typing import TYPE_CHECKING, NamedTuple

from ..blocks.block_reader import BlockReader
from ..blocks.state import Mode
from ..blocks.title import title_span
from ..inline.late import check_late
from ..inline.read_inline import read_inline
from ..source.problem import Problem
from ..source.urls import is_rejected, suspicious_offsets
from .matching import Matcher

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ..inline.inline_links import InlineLink

_PROBLEMS_MAX = 2000


class Examination(NamedTuple):
    """What a document was read as: its blocks, and its problems in the order of the passes."""

    blocks: BlockReader
    problems: list[Problem]


def first_problem(text: str, *, docusaurus: bool) -> Problem | None:
    """The problem at which the compiler stops, or None: it accepts the document."""
    return next(iter(_examine(text, docusaurus=docusaurus, problems_max=1).problems), None)


def all_problems(text: str, *, docusaurus: bool, skims: bool = True) -> Examination:
    """Every rejection, the compiler's own first.

    After a great many the rest is left out. With `skims`, what cannot be rejected is passed over;
    without it the events are complete.
    """
    return _examine(text, docusaurus=docusaurus, problems_max=_PROBLEMS_MAX, skims=skims)


class _Enough(Exception):  # noqa: N818  stops the passes
    pass


def _examine(text: str, *, docusaurus: bool, problems_max: int, skims: bool = True) -> Examination:
    problems: list[Problem] = []

    def report(problem: Problem) -> None:
        problems.append(problem)
        if len(problems) >= problems_max:
            raise _Enough

    suspicious = suspicious_offsets(text) if docusaurus else []
    links: list[InlineLink] | None = [] if suspicious else None
    patient = problems_max == 1
    mode = Mode(docusaurus=docusaurus, patient=patient, skims=skims, every_block=bool(suspicious))
    reader = BlockReader(text, report, mode)
    with suppress(_Enough):
        events = reader.read_whole(suspicious)
        read_inline(reader, report, links)
        if reader.gathered.has_tags:
            Matcher(report).document(events)
        if not problems:
            for problem in _late_problems(reader, links or ()):
                report(problem)
    return Examination(reader, problems)


def _late_problems(reader: BlockReader, links: Iterable[InlineLink]) -> list[Problem]:
    """What the stages after the matching of tags reject, links that cannot be parsed first."""
    found = [
        Problem("mdx-url-invalid", link.start, link.end, None, link.url)
        for link in links
        if is_rejected(link.url, image=link.image)
    ]
    if reader.gathered.has_tags or reader.gathered.has_scripts:
        check_late(reader.events, found.append)
    if not found or not reader.mode.docusaurus:
        return found
    start, end = title_span(reader.text)
    return [problem for problem in found if not start <= problem.construct < end]
