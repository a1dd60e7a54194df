"""
A field refers to a document that does not exist.

`supersedes`, `superseded_by`, `replaces`, `amends` and `related`, and a status such as
`Superseded by ADR-012`, are the way from one decision to the next. A reader who follows a wrong
number finds nothing, and the site shows no link.

Correct the number, or write the document. A citation (`ADR-012`) is judged where it is the whole
value, or a whole member of a list, with no other words beside it.

Before:

    ---
    supersedes: ADR-021
    ---

After:

    ---
    supersedes: ADR-002
    ---
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..decisions.succession import (
    REFERENCE_FIELDS,
    find_missing_citation,
    names_in_status,
    split_names,
)
from ..diagnostics import Diagnostic
from ..model.frontmatter import ValueKind
from ..text import Span

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..model.frontmatter import Value
    from ..project import Project

ID = "lifecycle-reference-missing"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each reference in the frontmatter to a document that does not exist."""
    if document.membership is None or document.frontmatter is None:
        return
    for entry in document.frontmatter.fields:
        read = names_in_status if entry.key == "status" else split_names
        if entry.key not in {*REFERENCE_FIELDS, "status"}:
            continue
        is_list = entry.value.kind is ValueKind.LIST
        for value in entry.value.items if is_list else (entry.value,):
            start = _start(document, value)
            for name in read(value.text, project.cited):
                found = find_missing_citation(name, project.numbers)
                if found is None:
                    continue
                message = f"`{entry.key}` names no document: `{found.text}`"
                last = max(project.numbers[found.name])
                help_ = f"correct the number; the last {found.name.upper()} is {last}"
                span = value.span
                if start is not None:
                    span = Span(start + found.span.start, start + found.span.end)
                yield Diagnostic(ID, document.path, span, message, help_)


def _start(document: Document, value: Value) -> int | None:
    """Where the text of a value begins in the document; None if it is written with escapes."""
    at = document.source.slice(value.span).find(value.text)
    return value.span.start + at if at >= 0 else None
