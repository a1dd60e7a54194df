"""
A page of another site does not answer.

No connection, no answer in time, a server in trouble (5xx), or an invalid certificate, each time
it was asked. It may pass: nothing of it is kept for the next run. Checked with `--external` only.

Try again later; when it stays so, treat the link as dead.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic, Severity
from ..external.results import Fate
from .shared.external_links import external_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "link-external-unreachable"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link to a page that gave no answer."""
    for link, result in external_links(document, project):
        if result.fate is Fate.UNREACHABLE:
            message = f"`{link.target}` cannot be reached: {result.reason}"
            help_ = "try again later"
            yield Diagnostic(ID, document.path, link.target_span, message, help_, Severity.WARNING)
