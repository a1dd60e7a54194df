"""
An image does not exist.

Readers see a broken picture, or its alternative text.

Write the path of an existing file, relative to the document.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..link_targets import Outcome, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "image-missing"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each image, in Markdown or raw HTML, whose file is not there."""
    for link in document.links:
        if not link.is_image:
            continue
        verdict = judge(document, link, project)
        if verdict and verdict.outcome in (Outcome.MISSING, Outcome.REDIRECTED):
            message = f"no image `{verdict.place.written}`"
            help_ = f"write `{verdict.suggestion}`" if verdict.suggestion else "correct the path"
            yield Diagnostic(ID, document.path, link.target_span, message, help_)
