"""
A link leads to a page of another site that does not exist.

The server says so (404, 410), or the host has no address. Checked with `--external` only, which
asks over the network, or finds the answer of an earlier run.

Link to where the page moved, to an archived copy, or delete the link.

Before:

    See [how queues work](https://example.org/queue).

After:

    See [how queues work](https://web.archive.org/web/2025/https://example.org/queue).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..diagnostics import Diagnostic
from ..external.results import Fate
from .shared.external_links import external_links

if TYPE_CHECKING:
    from collections.abc import Iterator

    from ..model.document import Document
    from ..project import Project

ID = "link-external-dead"


def check(document: Document, project: Project) -> Iterator[Diagnostic]:
    """Report each link to a page that is gone."""
    for link, result in external_links(document, project):
        if result.fate is Fate.DEAD:
            message = f"`{link.target}` is dead: {result.reason}"
            help_ = "link to where it moved, or to a copy"
            yield Diagnostic(ID, document.path, link.target_span, message, help_)
