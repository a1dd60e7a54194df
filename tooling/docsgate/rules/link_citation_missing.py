"""
A citation such as `ADR-012` names no document.

A reader cannot look up what the text relies on: the number is mistyped, or the document was never
written or has been renumbered.

Correct the number, or write the document. With `--code GLOB`, comments in source files are read
too. Code, link targets and numbers of the IETF (`RFC-9110`) are left alone, and so is every
citation of a collection that has no numbered document. The text of a link that leads somewhere says
where to look, on another site as well. A document beside the others that is not Markdown
(`rfc-001-store.rst`) counts.

Before:

    The cache is shared, as ADR-021 says.

After:

    The cache is shared, as ADR-012 says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..decisions.citations import citations, citations_in_code, is_missing
from ..diagnostics import Diagnostic
from ..text import inside, keep_outermost

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..decisions.citations import Citation
    from ..model.document import Document
    from ..project import Project
    from ..text import Source

ID = "link-citation-missing"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each citation in prose of a document that does not exist."""
    if document.is_template:
        return
    for citation in citations(document, project.cited):
        if document.is_upside_down(citation.span.start):
            return
        if is_missing(citation, project.numbers) and not _is_answered(citation, document, project):
            yield _finding(document.path, citation, project)


def check_code(source: Source, project: Project) -> Iterator[Diagnostic]:
    """Report each citation in comments of the program `source`."""
    for citation in citations_in_code(source, project.cited):
        if is_missing(citation, project.numbers):
            yield _finding(source.path, citation, project)


def _is_answered(citation: Citation, document: Document, project: Project) -> bool:
    """Whether the citation is in a link by which some reader arrives, or that nobody judges."""
    answers = keep_outermost(
        judged.link.span
        for judged in project.judged.get(document.path, ())
        if not judged.verdicts or any(not verdict.outcome.is_dead for _, verdict in judged.verdicts)
    )
    return inside(answers, citation.span.start)


def _finding(path: str, citation: Citation, project: Project) -> Diagnostic:
    last = max(project.numbers[citation.name])
    message = f"no document `{citation.text}`"
    help_ = f"correct the number; the last {citation.name.upper()} is {last}"
    return Diagnostic(ID, path, citation.span, message, help_)
