"""
A page of another site does not answer.

No connection, no answer in time, a server in trouble (5xx), or an invalid certificate, each time
it was asked. The trouble may pass, so the next run asks again. Checked with `--external` only.

Try again later; when it stays so, treat the link as dead.

Before:

    See [how queues work](https://example.org/queue).

After:

    See [how queues work](https://web.archive.org/web/2025/https://example.org/queue).
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
