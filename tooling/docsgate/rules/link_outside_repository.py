"""
A link leads out of the repository.

It works on the author's disk, if at all: neither GitHub nor the site has anything there.

Link to a file inside the repository, or to a URL.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..link_targets import Outcome, judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model import Document, Project

ID = "link-outside-repository"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link or image whose path climbs above the repository root."""
    for link in document.links:
        verdict = judge(document, link, project)
        if verdict is not None and verdict.outcome is Outcome.OUTSIDE:
            message = f"`{verdict.place.written}` leaves the repository"
            help_ = "link to a file inside it, or to a URL"
            yield Diagnostic(ID, document.path, link.target_span, message, help_)
