"""
A field refers to a document that does not exist.

`supersedes`, `superseded_by`, `amends` and `related` are the way from one decision to the next. A
reader who follows a wrong number finds nothing, and the site shows no link.

Correct the number, or write the document. A document is named by citation (`ADR-012`), by number
(`12`, in the document's own collection) or by file; other words are left alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..collections import membership
from ..diagnostics import Diagnostic
from ..links.citations import is_missing
from ..succession import REFERENCE_FIELDS, references
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..links.citations import Citation
    from ..metadata import Value
    from ..model import Document
    from ..project import Project

ID = "lifecycle-reference-missing"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each reference in the frontmatter to a document that does not exist."""
    collection = membership(document)
    if collection is None or document.frontmatter is None:
        return
    for entry in document.frontmatter.fields:
        if entry.key not in REFERENCE_FIELDS:
            continue
        for value in entry.value.items or (entry.value,):
            for named in references(value.text, collection.name, project.cited):
                if is_missing(named, project.cited):
                    message = f"`{entry.key}` names no document: `{named.text}`"
                    last = max(project.cited[named.name])
                    help_ = f"correct the number; the last {named.name.upper()} is {last}"
                    yield Diagnostic(
                        ID, document.path, _place(document, value, named), message, help_
                    )


def _place(document: Document, value: Value, named: Citation) -> Span:
    """Where `named` stands in the document; the whole value, if that is written with escapes."""
    at = document.source.slice(value.span).find(value.text)
    start = value.span.start + at + named.span.start
    return Span(start, start + len(named.text)) if at >= 0 else value.span
