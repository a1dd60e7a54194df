"""
A link leads out of the repository, or to the author's disk.

It works on the author's machine, if at all: neither GitHub nor the site has anything there.

Link to a file inside the repository, or to a URL.

Before:

    See [the plan](file:///home/me/plan.md).

After:

    See [the plan](./plan.md).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..readers.verdicts import Outcome
from .shared.link_findings import findings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Target
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project
    from ..readers.verdicts import Judged, Verdict

ID = "link-outside-repository"

_OUTCOMES = frozenset({Outcome.OUTSIDE})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link or image whose path climbs above the repository root."""
    for _, finding in findings(
        ID,
        document,
        project,
        _OUTCOMES,
        _describe,
        otherwise="link to a file inside it, or to a URL",
    ):
        yield finding


def _describe(judged: Judged, _verdict: Verdict, _target: Target | None) -> str:
    return f"`{judged.address.written}` leaves the repository"
