"""All findings of a document, in its order, with the one that the compiler reports marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...garbage import uncollected
from ..docusaurus.preprocess import OffsetMap, preprocess
from ..finding import Dialect, Finding
from ..source.problem import Problem
from .compiler import all_problems, first_problem
from .fence_causes import fence_help, inner_fences
from .prescan import is_clean
from .wording import finding

if TYPE_CHECKING:
    from .compiler import Examination


def scan(text: str, dialect: Dialect) -> list[Finding]:
    """What the compiler of `dialect` rejects in `text`, in the order of the document.

    `text` is the whole document, front matter included, without a byte order mark. An empty list
    means that it compiles. Whether a document is MDX at all, the caller knows.
    """
    if is_clean(text):
        return []
    with uncollected():
        return _scan(text, dialect)


def _scan(text: str, dialect: Dialect) -> list[Finding]:
    source, text = text, text.replace("\x00", "\ufffd")
    offsets = OffsetMap()
    docusaurus = dialect is Dialect.DOCUSAURUS
    if docusaurus:
        text, offsets = preprocess(text)
    examination = all_problems(text, docusaurus=docusaurus)
    if not examination.problems:
        return []
    first = examination.problems[0]
    if first.impatient:
        first = first_problem(text, docusaurus=docusaurus) or first
    return _findings(source, first, examination, offsets)


def _findings(
    source: str, first: Problem, examination: Examination, offsets: OffsetMap
) -> list[Finding]:
    """One finding for each construct; the compiler's own view of the first one wins."""
    text = examination.blocks.text
    chosen: dict[int, Problem] = {}
    for problem in examination.problems:
        chosen.setdefault(problem.construct, problem)
    chosen[first.construct] = first
    fences = inner_fences(text, examination.blocks.gathered.fences)
    found = []
    for construct in sorted(chosen):
        problem = chosen[construct]
        advice = fence_help(text, fences, construct)
        mapped = _mapped(problem, offsets)
        found.append(finding(source, mapped, first=problem is first, fence_help=advice))
    return found


def _mapped(problem: Problem, offsets: OffsetMap) -> Problem:
    """`problem` with offsets in the document as its author wrote it."""
    if not offsets.steps:
        return problem
    reported = None if problem.reported is None else offsets.source(problem.reported)
    start = offsets.source(problem.construct)
    end = max(start + 1, offsets.source(problem.end - 1) + 1)
    return Problem(problem.rule, start, end, reported, problem.detail)
