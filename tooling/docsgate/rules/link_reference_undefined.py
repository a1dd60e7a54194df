"""
A reference link names a label that is not defined.

Readers see the brackets instead of a link.

Define the label (`[label]: ./file.md`), or correct its spelling. `[text]` alone is ordinary text
and is not reported.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..nearest import nearest

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "link-reference-undefined"


def check(document: Document, _project: Project) -> Iterator[Diagnostic]:
    """Report `[text][label]` and `[label][]` without a definition."""
    labels = {definition.label.lower(): definition.label for definition in document.definitions}
    for reference in document.undefined_references:
        if document.is_upside_down(reference.span.start):
            return
        near = nearest(reference.label.lower(), labels)
        help_ = f"did you mean `{labels[near]}`" if near else f"add `[{reference.label}]: target`"
        message = f"no definition of `[{reference.label}]`"
        yield Diagnostic(ID, document.path, reference.span, message, help_)
