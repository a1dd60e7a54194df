"""
A link differs from the name of its file in upper and lower case only.

It works on the author's macOS or Windows disk and is dead on GitHub and on the site.

Spell the path as the file is spelt; `--fix` does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..links.findings import PLACES, findings
from ..links.verdicts import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..config import Target
    from ..diagnostics import Diagnostic
    from ..links.verdicts import Judged, Verdict
    from ..model import Document
    from ..project import Project

ID = "link-target-case"

_OUTCOMES = frozenset({Outcome.CASE})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link or image whose file exists in another spelling."""
    for _, finding in findings(
        ID, document, project, _OUTCOMES, _describe, otherwise="spell it so"
    ):
        yield finding


def _describe(judged: Judged, verdict: Verdict, target: Target | None) -> str:
    return f"`{judged.address.written}` is spelt `{verdict.path}`{PLACES[target]}"
