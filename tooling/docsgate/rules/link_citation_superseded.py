"""
A citation names a document that another has superseded.

The reader is sent to a decision that no longer holds.

Cite the successor, which the finding names, or say in the same line that the old one is superseded.
The successor itself, index pages, and documents that are superseded too may cite it freely.

In the example, ADR-012 supersedes ADR-002.

Before:

    The cache is shared, as ADR-002 says.

After:

    The cache is shared, as ADR-012 says.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..decisions.citations import citations, citations_in_code
from ..decisions.succession import describe_successor, supersedes
from ..diagnostics import Diagnostic, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..decisions.citations import Citation
    from ..model.document import Document
    from ..model.outline import Outline
    from ..project import Project
    from ..text import Source

ID = "link-citation-superseded"

_SAYS_SO = ("supersed", "replac", "deprecat", "obsolet")


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each citation in prose of a superseded document."""
    if document.is_index or document.is_template:
        return
    own: Outline | None = None
    for citation in citations(document, project.cited):
        if document.is_upside_down(citation.span.start):
            return
        cited = project.cited[citation.name].get(citation.number)
        if cited is None or not describe_successor(cited):
            continue
        own = own or document.outline
        if describe_successor(own):
            return
        if not supersedes(own, cited):
            yield from _findings(document.source, citation, cited)


def check_code(source: Source, project: Project) -> Iterator[Diagnostic]:
    """Report each citation of a superseded document in comments of the program `source`."""
    for citation in citations_in_code(source, project.cited):
        cited = project.cited[citation.name].get(citation.number)
        if cited is not None:
            yield from _findings(source, citation, cited)


def _findings(source: Source, citation: Citation, cited: Outline) -> Iterator[Diagnostic]:
    by = describe_successor(cited)
    line = source.slice(source.line(source.position(citation.span.start)[0])).lower()
    if not by or any(word in line for word in _SAYS_SO):
        return
    known = "" if by == "?" else f" by {by}"
    help_ = "cite its successor" if by == "?" else f"cite {by}"
    message = f"`{citation.text}` is superseded{known}"
    yield Diagnostic(ID, source.path, citation.span, message, help_, Severity.WARNING)
