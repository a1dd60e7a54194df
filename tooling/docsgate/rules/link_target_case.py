"""
A link differs from the name of its file in upper and lower case only.

It works on the author's macOS or Windows disk and is dead on GitHub and on the site.

Docusaurus finds a route in any case, so a link to a route is a warning.

Spell the path as the file is spelt; `--fix` does.

Before:

    See [ADR-002](./ADR-002-storage.md).

After:

    See [ADR-002](./adr-002-storage.md).
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..readers.verdicts import Outcome
from .shared.link_findings import PLACES, findings
from .shared.severities import of_case

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..configuration.settings import Target
    from ..diagnostics import Diagnostic
    from ..model.document import Document
    from ..project import Project
    from ..readers.verdicts import Judged, Verdict

ID = "link-target-case"

_OUTCOMES = frozenset({Outcome.CASE})


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link or image whose file exists in another spelling."""
    for judged, finding in findings(
        ID, document, project, _OUTCOMES, _describe, otherwise="spell it so"
    ):
        yield replace(finding, severity=of_case(judged, finding.severity))


def _describe(judged: Judged, verdict: Verdict, target: Target | None) -> str:
    return f"`{judged.address.written}` is spelt `{verdict.path}`{PLACES[target]}"
